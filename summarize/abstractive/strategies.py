"""How a text of any length becomes one summary: in one pass, level by level, or part by part.

A strategy is a generator: it yields inputs for the model, is sent the outputs, and returns a
draft. So the inputs of many documents can go through the model together.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import replace
from typing import NamedTuple

from summarize.abstractive.budget import Budget
from summarize.abstractive.engines.base import InputTooLongError, Request
from summarize.abstractive.output import Output
from summarize.abstractive.plan import chunks
from summarize.abstractive.prompts import Task
from summarize.abstractive.tokens import Tokens
from summarize.abstractive.writing import GenerationContext
from summarize.document import Document
from summarize.errors import InvalidValueError, TextTooLongError
from summarize.length import Length
from summarize.registry import create
from summarize.text.words import has_word

# What selects sentences where a text must become shorter without a model.
_SELECTOR = "textrank"
# A level of summaries that is not shorter than this share of the one before is the last.
_MIN_SHRINKAGE = 0.9
# A partial summary may be this much longer than the whole one, if there is room for it in the next level.
_MAX_PARTIAL_RATIO = 4
# Tokens of a sentence or two: parts that would get less each are summarized first, and then divided.
_LEAST_SHARE_OF_A_PART = 48
# Words are not tokens: the first selection aims a little lower than what fits.
_SAFETY_MARGIN = 0.95
# How often a document is begun again because an engine says that the model reads less than was thought.
_MAX_RESTARTS = 6


class Draft(NamedTuple):
    """What a strategy makes of a document.

    Attributes:
        output: the text of the summary.
        coverage: the share of the document that was read.
    """

    output: Output
    coverage: float = 1.0


class Followed(NamedTuple):
    """A draft, and the context that it was made in."""

    draft: Draft
    context: GenerationContext


Strategy = Generator[list[Request], list[Output], Draft]


def single(context: GenerationContext) -> Strategy:
    """Write in one pass.

    Raises:
        TextTooLongError: the text does not fit.
    """
    if not context.fits(context.tokens, context.prompt_for_all):
        raise TextTooLongError(
            f"the text has {len(context.tokens):,} tokens, and the model reads {_room(context):,} at a time; "
            "use strategy='auto', or strategy='truncate' to leave the rest unread"
        )
    return (yield from _one_pass(context, context.tokens))


def truncate(context: GenerationContext) -> Strategy:
    """Read the beginning of the text, as much as fits, and write in one pass."""
    tokens = context.tokens
    if context.fits(tokens, context.prompt_for_all):
        return (yield from _one_pass(context, tokens))
    read = tokens[: _room(context)]
    return (yield from _one_pass(context, read, coverage=read.end / len(context.document.text)))


def hierarchical(context: GenerationContext) -> Strategy:
    """Summarize chunks, then their summaries, until one is left (Chang et al., ICLR 2024, section 2).

    Where the summary is to be longer than the model can write in one pass, it consists of summaries
    of the chunks, each of its share of the length.
    """
    document, tokens = context.document, context.tokens
    task: Task = "summarize"
    partial: list[Output] = []
    while True:
        prompt = context.prompt(task)
        room = context.room(prompt, context.final)
        if context.is_too_long_from(tokens) and _has_shares(context, tokens, room):
            draft = yield from _side_by_side(context, document, tokens)
        elif context.fits(tokens, prompt):
            draft = yield from _one_pass(context, tokens, task)
        else:
            outputs = yield from _partial_summaries(context, document, tokens, room)
            partial += outputs
            task, document = "merge", _joined(outputs, context.prompts.language)
            shorter = context.tokens_of(document)
            if len(shorter) > _MIN_SHRINKAGE * len(tokens):
                return Draft(_selection(context, document).with_notes_of(partial))
            tokens = shorter
            continue
        return draft._replace(output=draft.output.with_notes_of(partial))


def refine(context: GenerationContext) -> Strategy:
    """Summarize the first chunk, then go on: the summary so far and the next chunk make a new one.

    Incremental updating (Chang et al., ICLR 2024, section 2): keeps more detail than merging does.

    Raises:
        InvalidValueError: the summary is to be longer than the model can write in one pass.
    """
    if context.is_too_long_from(context.tokens):
        raise InvalidValueError(
            "strategy='refine' writes the whole summary in one pass, at most half of what the model reads at "
            f"a time, and {context.n_wanted} tokens are asked for; ask for less, or use "
            "strategy='hierarchical'"
        )
    if context.fits(context.tokens, context.prompt_for_all):
        return (yield from _one_pass(context, context.tokens))
    start, prompt, budget = context.prompt("part"), context.prompt("refine"), context.final
    # The summary so far may be as long as the next one.
    room = min(context.room(start, budget), context.room(prompt, budget, n_others=budget.maximum))
    first, *others = chunks(context.document, context.tokens, room)
    (output,) = yield from context.write([context.request(start, first, budget)])
    for chunk in others:
        so_far = context.engine.tokenize(output.text)[: budget.maximum]
        request = context.request(prompt, chunk, budget, so_far, is_last=chunk is others[-1])
        (following,) = yield from context.write([request])
        output = following.with_notes_of([output])
    return Draft(output)


def extract(context: GenerationContext) -> Strategy:
    """Select the sentences that fit by TextRank, and have the model write from these in one pass.

    With a query, which few models take, at least half of the text is left out.
    """
    document, tokens, room = context.document, context.tokens, _room(context)
    query, n_words = context.prompts.query, context.size.n_words
    words = int(_SAFETY_MARGIN * room * n_words / max(1, len(tokens)))
    if query is not None:
        words, room = min(words, n_words // 2), min(room, len(tokens) - 1)
    elif context.fits(tokens, context.prompt_for_all):
        return (yield from _one_pass(context, tokens))
    while len(tokens) > room and words >= 1:
        selected = create(_SELECTOR)(context.document, Length(words=words), query=query)
        document = Document(str(selected), context.document.language)
        tokens, words = context.tokens_of(document), int(words * _MIN_SHRINKAGE)
    if not context.fits(tokens, context.prompt_for_all):  # a single sentence of this size
        return (yield from hierarchical(replace(context, document=document)))
    return (yield from _one_pass(context, tokens))


STRATEGIES: dict[str, Callable[[GenerationContext], Strategy]] = {
    "auto": hierarchical,
    "single": single,
    "hierarchical": hierarchical,
    "refine": refine,
    "extract": extract,
    "truncate": truncate,
}


def follow(name: str, context: GenerationContext) -> Generator[list[Request], list[Output], Followed]:
    """Follow a strategy; begin again with smaller parts where the model reads less than was thought.

    Args:
        name: one of :data:`STRATEGIES`.
        context: the document and the model.

    Returns:
        the draft, and the context that it was made in.

    Raises:
        InputTooLongError: the model refuses parts of any size.
    """
    for _ in range(_MAX_RESTARTS):
        try:
            draft = yield from STRATEGIES[name](context)
        except InputTooLongError as error:
            context = context.with_smaller_input(error.n_tokens)
        else:
            return Followed(draft, context)
    return Followed((yield from STRATEGIES[name](context)), context)


def _room(context: GenerationContext) -> int:
    return context.room(context.prompt_for_all, context.final)


def _one_pass(
    context: GenerationContext, text: Tokens, task: Task = "summarize", coverage: float = 1.0
) -> Strategy:
    prompt = context.prompt_for_all if task == "summarize" else context.prompt(task)
    (output,) = yield from context.write([context.request(prompt, text, context.final, is_last=True)])
    return Draft(output, coverage)


def _partial_summaries(
    context: GenerationContext, document: Document, tokens: Tokens, room: int
) -> Generator[list[Request], list[Output], list[Output]]:
    """Summarize the chunks of a text; together the summaries are to fit into the next input."""
    widest = context.final
    if not context.uses_default_budget:
        share = room // -(-len(tokens) // room)
        most = max(widest.maximum, min(share, _MAX_PARTIAL_RATIO * widest.maximum))
        widest = context.engine.profile.override.apply(Budget(widest.minimum, most))
    prompt = context.prompt("part", widest)
    fitting = context.room(prompt, widest.within(max(1, room // 2)))
    parts = chunks(document, tokens, min(room, fitting))
    # Half of the longest chunk: each level is to be shorter than the one before.
    budget = widest.within(max(1, max(len(part) for part in parts) // 2))
    prompt = context.prompt("part", budget)
    requests = [context.request(prompt, part, budget.within(max(1, len(part) // 2))) for part in parts]
    return (yield from context.write(requests, lambda place: _selection_of(document, parts[place])))


def _has_shares(context: GenerationContext, tokens: Tokens, room: int) -> bool:
    """Return whether each part's share of the summary is long enough to say something."""
    return context.n_wanted * room >= min(_LEAST_SHARE_OF_A_PART, room // 4) * len(tokens)


def _side_by_side(context: GenerationContext, document: Document, tokens: Tokens) -> Strategy:
    """Write a summary longer than an output: chunk by chunk, each at its share of the length."""
    wanted, longest = context.n_wanted, context.final.maximum
    room = context.room(context.prompt("part", context.final), context.final)
    parts = chunks(document, tokens, max(1, min(room, longest * len(tokens) // wanted)))
    budgets = [Budget(0, max(1, wanted * len(part) // len(tokens))) for part in parts]
    requests = [
        context.request(context.prompt("part", budget), part, budget, is_last=True)
        for part, budget in zip(parts, budgets, strict=True)
    ]
    outputs = yield from context.write(requests, lambda place: _selection_of(document, parts[place]))
    joined = _joined(outputs, context.prompts.language)
    return Draft(Output(joined.text, outputs[-1].is_finished).with_notes_of(outputs))


def _joined(outputs: list[Output], language: str) -> Document:
    # An empty line ends a sentence, whether or not the model has.
    return Document("\n\n".join(output.text for output in outputs), language)


def _selection(context: GenerationContext, document: Document) -> Output:
    size = context.size
    length = size.length if size.length.sentences is not None else Length(words=size.words)
    note = "merging did not make the partial summaries shorter; the best sentences of them were selected"
    return Output(str(create(_SELECTOR)(document, length)), True, (note,))


def _selection_of(document: Document, part: Tokens) -> Output:
    """Return the best sentence of a chunk that the model has no words for; a chunk may have none, too."""
    text = document.text[part.start : part.end]
    if not has_word(text):
        return Output("", True)
    best = create(_SELECTOR)(Document(text, document.language), Length(sentences=1))
    note = "the model had no words for a part of the text; its best sentence stands"
    return Output(str(best), True, (note,))
