"""The thing in a source that is most like an unsupported fact, so that people see the slip."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from math import inf, log

from summarize.grounding.dates import Date, find_dates
from summarize.grounding.facts import Fact
from summarize.grounding.lexicon import Lexicon, fold
from summarize.grounding.names import find_names
from summarize.grounding.numbers import Number, find_numbers

Distance = tuple[float, ...]
_MARKS = " .,;:!?'\"“”„«»"
_LIKENESS = 0.6  # of names and quotations, as difflib measures it


def find_nearest(fact: Fact, passages: Iterable[str], lexicon: Lexicon) -> str | None:
    """Return the part of some passages that is most similar to a fact; None if none of its kind is similar.

    Numbers are compared by digits, unit and size, dates by their parts, names and quotations by words.

    Args:
        fact: a fact that the source does not have.
        passages: of the source, the most likely first.
        lexicon: the lexicon of the language.

    >>> fact = Fact("12 million", 0, 10, "number")
    >>> find_nearest(fact, ["In 2012 he paid 1.2 million dollars."], Lexicon.of("en"))
    '1.2 million dollars'
    """
    find = {"number": _numbers, "date": _dates, "name": _names, "quotation": _quotations}[fact.kind]
    found = [(distance, text) for passage in passages for distance, text in find(fact.text, passage, lexicon)]
    return min(found, key=lambda pair: pair[0])[1] if found else None


def _numbers(text: str, passage: str, lexicon: Lexicon) -> Iterator[tuple[Distance, str]]:
    wanted = find_numbers(text, lexicon)
    for number in find_numbers(passage, lexicon) if wanted else ():
        start, end = (number.unit.start, number.unit.end) if number.unit.names else (number.start, number.end)
        yield _difference(wanted[0], number), passage[start:end]


def _difference(a: Number, b: Number) -> Distance:
    """Return whether the digits and the units differ, and by how much the values do."""
    first, second = a.readings[0][-1], b.readings[0][-1]
    is_measured = ":" not in first + second and float(first) > 0 < float(second)
    distance = abs(log(float(first) / float(second))) if is_measured else inf
    return first.split("e")[0] != second.split("e")[0], a.unit.names.isdisjoint(b.unit.names), distance


def _dates(text: str, passage: str, lexicon: Lexicon) -> Iterator[tuple[Distance, str]]:
    wanted = next(iter(find_dates(text, lexicon)), None)
    for date in find_dates(passage, lexicon):
        n_other = _other_parts(wanted, date) if wanted else 0
        yield (n_other,), passage[date.start : date.end]


def _other_parts(a: Date, b: Date) -> int:
    return sum(first != second for first, second in zip(a[2:], b[2:], strict=True))


def _names(text: str, passage: str, lexicon: Lexicon) -> Iterator[tuple[Distance, str]]:
    words = set(fold(text).split())
    for name in find_names(passage, lexicon):
        known = passage[name.start : name.end]
        likeness = SequenceMatcher(None, fold(text), fold(known)).ratio()
        if likeness >= _LIKENESS or not words.isdisjoint(fold(known).split()):
            yield (1 - likeness,), known


def _quotations(text: str, passage: str, _: Lexicon) -> Iterator[tuple[Distance, str]]:
    wanted, words = text.split(), passage.split()
    matcher = SequenceMatcher(None, _bare(wanted), _bare(words), autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if blocks and sum(block.size for block in blocks) >= _LIKENESS * len(wanted):
        first, last = blocks[0], blocks[-1]
        start = max(0, first.b - first.a)
        end = last.b + last.size + len(wanted) - last.a - last.size
        yield (1 - matcher.ratio(),), " ".join(words[start:end]).strip(_MARKS)


def _bare(words: Sequence[str]) -> list[str]:
    return ["".join(filter(str.isalnum, word.lower())) for word in words]
