"""How a text of any length becomes one summary: in one pass, level by level, or part by part.

A strategy is a generator: it yields inputs for the model, is sent the outputs, and returns a
draft. So the inputs of many documents can go through the model together.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import replace
from typing import NamedTuple

from summarize.abstractive.budget import Budget
from summarize.abstractive.engines.transformers.engine import Request
from summarize.abstractive.engines.transformers.tokens import Ids, Tokens
from summarize.abstractive.output import Output
from summarize.abstractive.plan import Chunk, chunks
from summarize.abstractive.prompts import Task
from summarize.abstractive.writing import Writing
from summarize.document import Document
from summarize.errors import InvalidValueError, TextTooLongError
from summarize.length import Length
from summarize.registry import create
from summarize.text.words import has_word

# What selects sentences where a text must become shorter without a model.
_SELECTOR = "textrank"
# A level of summaries that is not shorter than this share of the one before is the last.
_SHRINKS = 0.9
# A partial summary may be so many times as long as the whole one, if there is room for it in the next level.
_WIDEST = 4
# Words are not tokens: the first selection aims a little lower than what fits.
_AIM = 0.95


class Draft(NamedTuple):
    """What a strategy makes of a document.

    Attributes:
        output: the text of the summary.
        coverage: the share of the document that was read.
    """

    output: Output
    coverage: float = 1.0


Strategy = Generator[list[Request], list[Output], Draft]


def single(writing: Writing) -> Strategy:
    """Write in one pass.

    Raises:
        TextTooLongError: the text does not fit.
    """
    room, n_tokens = _room(writing), len(writing.tokens.ids)
    if n_tokens > room:
        raise TextTooLongError(
            f"the text has {n_tokens:,} tokens, and the model reads {room:,} at a time; use strategy='auto', "
            "or strategy='truncate' to leave the rest unread"
        )
    return (yield from _one_pass(writing, writing.tokens.ids))


def truncate(writing: Writing) -> Strategy:
    """Read the beginning of the text, as much as fits, and write in one pass."""
    tokens, room = writing.tokens, _room(writing)
    read = len(tokens.ids[:room])
    coverage = 1.0 if read == len(tokens.ids) else float(tokens.ends[read - 1] / len(writing.document.text))
    return (yield from _one_pass(writing, tokens.ids[:room], coverage=coverage))


def hierarchical(writing: Writing) -> Strategy:
    """Summarize chunks, then their summaries, until one is left (Chang et al., ICLR 2024, section 2).

    Where the summary is to be longer than the model can write in one pass, it consists of summaries
    of the chunks, each of its share of the length.
    """
    document, tokens = writing.document, writing.tokens
    if writing.is_too_long_for_a_pass:
        return (yield from _side_by_side(writing))
    task: Task = "summarize"
    partial: list[Output] = []
    while True:
        room = writing.room(writing.prompt(task), writing.final)
        if len(tokens.ids) <= room:
            draft = yield from _one_pass(writing, tokens.ids, task)
            return draft._replace(output=draft.output.with_notes_of(partial))
        outputs = yield from _partial_summaries(writing, document, tokens, room)
        partial += outputs
        task, document = "merge", _joined(outputs, writing.prompts.language)
        shorter = writing.tokens_of(document)
        if len(shorter.ids) > _SHRINKS * len(tokens.ids):
            return Draft(_selection(writing, document).with_notes_of(partial))
        tokens = shorter


def refine(writing: Writing) -> Strategy:
    """Summarize the first chunk, then go on: the summary so far and the next chunk make a new one.

    Incremental updating (Chang et al., ICLR 2024, section 2): keeps more detail than merging does.

    Raises:
        InvalidValueError: the summary is to be longer than the model can write in one pass.
    """
    if writing.is_too_long_for_a_pass:
        raise InvalidValueError(
            "strategy='refine' writes the whole summary in one pass, at most "
            f"{writing.final.maximum} tokens, and more are asked for; ask for less, or use "
            "strategy='hierarchical'"
        )
    if len(writing.tokens.ids) <= _room(writing):
        return (yield from _one_pass(writing, writing.tokens.ids))
    start, prompt, budget = writing.prompt("part"), writing.prompt("refine"), writing.final
    # The summary so far may be as long as the next one.
    room = min(writing.room(start, budget), writing.room(prompt, budget, beside=budget.maximum))
    first, *others = chunks(writing.document, writing.tokens, room)
    (output,) = yield from writing.write([writing.request(start, first.ids, budget)])
    for chunk in others:
        so_far = writing.engine.codec.encode(output.text).ids[: budget.maximum]
        (following,) = yield from writing.write([writing.request(prompt, chunk.ids, budget, summary=so_far)])
        output = following.with_notes_of([output])
    return Draft(output)


def extract(writing: Writing) -> Strategy:
    """Select the sentences that fit by TextRank, and have the model write from these in one pass.

    With a query, which few models can be told, at least half of the text is left out.
    """
    document, tokens, room = writing.document, writing.tokens, _room(writing)
    query, n_words = writing.prompts.query, writing.measure.n_words
    words = int(_AIM * room * n_words / max(1, len(tokens.ids)))
    if query is not None:
        words, room = min(words, n_words // 2), min(room, len(tokens.ids) - 1)
    while len(tokens.ids) > room and words >= 1:
        selected = create(_SELECTOR)(writing.document, Length(words=words), query=query)
        document = Document(str(selected), writing.document.language)
        tokens, words = writing.tokens_of(document), int(words * _SHRINKS)
    if len(tokens.ids) > _room(writing):  # a single sentence of this size
        return (yield from hierarchical(replace(writing, document=document)))
    return (yield from _one_pass(writing, tokens.ids))


STRATEGIES: dict[str, Callable[[Writing], Strategy]] = {
    "auto": hierarchical,
    "single": single,
    "hierarchical": hierarchical,
    "refine": refine,
    "extract": extract,
    "truncate": truncate,
}


def _room(writing: Writing) -> int:
    return writing.room(writing.prompt_for_all, writing.final)


def _one_pass(writing: Writing, text: Ids, task: Task = "summarize", coverage: float = 1.0) -> Strategy:
    prompt = writing.prompt_for_all if task == "summarize" else writing.prompt(task)
    (output,) = yield from writing.write([writing.request(prompt, text, writing.final)])
    return Draft(output, coverage)


def _partial_summaries(
    writing: Writing, document: Document, tokens: Tokens, room: int
) -> Generator[list[Request], list[Output], list[Output]]:
    """Summarize the chunks of a text; together the summaries are to fit into the next input."""
    widest = writing.final
    if not writing.is_natural:
        share = room // -(-len(tokens.ids) // room)
        most = max(widest.maximum, min(share, _WIDEST * widest.maximum))
        widest = writing.engine.decoding.adjust(Budget(widest.minimum, most))
    prompt = writing.prompt("part", widest)
    fitting = writing.room(prompt, widest.within(max(1, room // 2)))
    parts = chunks(document, tokens, min(room, fitting))
    # Half of the longest chunk: each level is to be shorter than the one before.
    budget = widest.within(max(1, max(len(part.ids) for part in parts) // 2))
    prompt = writing.prompt("part", budget)
    requests = [
        writing.request(prompt, part.ids, budget.within(max(1, len(part.ids) // 2))) for part in parts
    ]
    return (yield from writing.write(requests, lambda place: _selection_of(document, parts[place])))


def _side_by_side(writing: Writing) -> Strategy:
    """Write a summary longer than an output: chunk by chunk, each at its share of the length."""
    n_tokens, longest = len(writing.tokens.ids), writing.final.maximum
    wanted = writing.measure.tokens_of(writing.measure.words)
    room = writing.room(writing.prompt("part", writing.final), writing.final)
    parts = chunks(writing.document, writing.tokens, max(1, min(room, longest * n_tokens // wanted)))
    requests = []
    for part in parts:
        share = max(1, wanted * len(part.ids) // n_tokens)
        budget = Budget(share // 2 if writing.final.minimum else 0, share)
        requests.append(writing.request(writing.prompt("part", budget), part.ids, budget))
    outputs = yield from writing.write(requests, lambda place: _selection_of(writing.document, parts[place]))
    joined = _joined(outputs, writing.prompts.language)
    return Draft(Output(joined.text, outputs[-1].is_finished).with_notes_of(outputs))


def _joined(outputs: list[Output], language: str) -> Document:
    # An empty line ends a sentence, whether or not the model has.
    return Document("\n\n".join(output.text for output in outputs), language)


def _selection(writing: Writing, document: Document) -> Output:
    measure = writing.measure
    length = measure.length if measure.length.sentences is not None else Length(words=measure.words)
    note = "merging did not make the partial summaries shorter; the best sentences of them were selected"
    return Output(str(create(_SELECTOR)(document, length)), True, (note,))


def _selection_of(document: Document, part: Chunk) -> Output:
    """Return the best sentence of a chunk that the model has no words for; a chunk may have none, too."""
    text = document.text[part.start : part.end]
    if not has_word(text):
        return Output("", True)
    best = create(_SELECTOR)(Document(text, document.language), Length(sentences=1))
    note = "the model had no words for a part of the text; its best sentence stands"
    return Output(str(best), True, (note,))
