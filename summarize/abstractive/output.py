"""What a model wrote, made presentable: no reasoning, no special tokens, no endless repetition."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from summarize.document import Document
from summarize.text.words import has_word

# Opening and closing marks of reasoning, by the conventions of the models.
_REASONING = (
    ("<think>", "</think>"),
    ("<thinking>", "</thinking>"),
    ("<reasoning>", "</reasoning>"),
    ("<thought>", "</thought>"),
    ("[THINK]", "[/THINK]"),
    ("<seed:think>", "</seed:think>"),
    ("<|START_THINKING|>", "<|END_THINKING|>"),
    ("<|channel|>analysis<|message|>", "<|channel|>final<|message|>"),
)
_REPEATS = 3
REPEATED = "the model repeated itself; what it wrote again is left out"
_TERMINATORS = ".!?…。！？｡؟۔।॥։።។။"
_ENDS = re.compile(rf"[{_TERMINATORS}][\"'”’»«)\]}}」』*_]*\s*\Z")


class Output(NamedTuple):
    """What a model wrote for one input.

    Attributes:
        text: its text; it may be empty.
        is_finished: whether the model ended it by itself.
        notes: what was taken away, in words for the user.
    """

    text: str
    is_finished: bool
    notes: tuple[str, ...] = ()

    def with_notes_of(self, others: Iterable[Output]) -> Output:
        """Return the output with the notes on others that went into it, each note once."""
        all_notes = dict.fromkeys(note for output in (*others, self) for note in output.notes)
        return self._replace(notes=tuple(all_notes))

    @property
    def is_usable(self) -> bool:
        """Whether it has words and a sentence that ends."""
        return has_word(self.text) and (self.is_finished or any(_has_end(part) for part in _parts(self.text)))


class Piece(NamedTuple):
    """The next piece of an output that is being written.

    Attributes:
        text: as the model writes it; the pieces joined begin the output.
        begins_again: whether it is the first of another attempt, and those before count no more.
    """

    text: str
    begins_again: bool = False


def cut_repetition(ids: Sequence[int]) -> int:
    """Return how many tokens to keep: all, or up to the end of the first round of a loop.

    A loop is a run of tokens that fills the end of the output at least three times.

    >>> cut_repetition([7, 1, 2, 3, 1, 2, 3, 1, 2, 3, 1])
    4
    """
    n = len(ids)
    for period in range(1, n // _REPEATS + 1):
        if ids[n - period :] != ids[n - 2 * period : n - period]:
            continue
        start = n - period
        while start > 0 and ids[start - 1] == ids[start - 1 + period]:
            start -= 1
        if n - start >= _REPEATS * period and n - start >= _LEAST_LOOP:
            return start + period
    return n


_LEAST_LOOP = 8  # "no, no, no" is no loop


def without_reasoning(text: str) -> str:
    """Return what follows the reasoning of a model; nothing if that has no end.

    >>> without_reasoning("<think>Let me see…</think>The cat sat.")
    'The cat sat.'
    """
    for opening, closing in _REASONING:
        before, found, after = text.rpartition(closing)
        if found:  # the template may have opened it, so that only its end is in the output
            text = before.partition(opening)[0] + after if opening in before else after
        text = text.partition(opening)[0]
    return text


def visible_text(text: str) -> str:
    """Return what may be shown of an output that is not yet whole: no reasoning, and no half of its marks.

    >>> visible_text("It rained. <thi"), visible_text("<think>Let me"), visible_text("<think>…</think>It")
    ('It rained. ', '', 'It')
    """
    text = without_reasoning(text)
    held = 0
    for opening, _ in _REASONING:
        halves = (n for n in range(len(opening) - 1, 0, -1) if text.endswith(opening[:n]))
        held = max(held, next(halves, 0))
    return text[: len(text) - held]


def opens_reasoning(prompt: str) -> bool:
    """Return whether a prompt ends with an opening mark of reasoning."""
    return prompt.rstrip().endswith(tuple(opening for opening, _ in _REASONING))


def without_tokens(text: str, tokens: Sequence[str]) -> str:
    """Return the text without these special tokens; ``<n>`` is PEGASUS for a line break."""
    text = text.replace("<n>", "\n")
    present = [token for token in tokens if token in text]
    for token in sorted(present, key=len, reverse=True):
        text = text.replace(token, "")
    return text.strip()


def finished_sentences(output: Output, language: str) -> tuple[list[str], tuple[str, ...]]:
    """Return the sentences of an output, and notes on what was left out of them.

    A last sentence without an end is left out, or, if it is the only one, ends with ``…``. A sentence
    that was there before is left out.

    Args:
        output: what the model wrote; it has words.
        language: code of its language.
    """
    sentences: list[str] = []
    notes = list(output.notes)
    for sentence in Document(output.text, language).sentences:
        if has_word(sentence.text) and sentence.text not in sentences:
            sentences.append(sentence.text)
        elif has_word(sentence.text) and REPEATED not in notes:
            notes.append(REPEATED)
    if not output.is_finished and not _has_end(sentences[-1]):
        if len(sentences) > 1:
            notes.append(f"the model stopped inside a sentence, left out: {sentences.pop()[:60]!r}")
        else:
            notes.append("the model stopped inside its only sentence, which ends with … therefore")
            sentences[0] = f"{sentences[0].rstrip()}…"
    return sentences, tuple(notes)


def _parts(text: str) -> list[str]:
    return re.split(rf"(?<=[{_TERMINATORS}])\s", text)


def _has_end(text: str) -> bool:
    return _ENDS.search(text) is not None
