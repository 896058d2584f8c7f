"""Finds the numbers, dates, names and quotations of a summary that its source does not contain.

It checks presence only, not meaning: a correct number in a wrong context is not found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Literal, NamedTuple

from summarize.checks import check_text
from summarize.grounding.dates import Date, find_dates
from summarize.grounding.lexicon import Lexicon
from summarize.grounding.names import find_names
from summarize.grounding.numbers import find_numbers
from summarize.grounding.quotations import find_quotations, is_quoted, quotable
from summarize.grounding.readings import value_of
from summarize.grounding.source_names import SourceNames
from summarize.grounding.values import Quantities
from summarize.text.languages import language_code
from summarize.text.sentences import split

Kind = Literal["number", "date", "name", "quotation"]

_WORD = re.compile(r"[^\W\d_]+(?:[\u0300-\u036f\u0900-\u0dff]+[^\W\d_]*)*")
_SHORTEST_DAY = 5  # letters; "Sun" and "Sat" are more often something else
_SHORTEST_MONTH = 4


class Fact(NamedTuple):
    """A fact in a sentence.

    Attributes:
        text: the fact with white space folded.
        start: position of its first character in the sentence.
        end: position after its last character.
        kind: its kind; a year alone is a number, and a day of the week a date.
    """

    text: str
    start: int
    end: int
    kind: Kind


def find_unsupported(summary: str, source: str, language: str) -> tuple[str, ...]:
    """Find the numbers, dates, names and quotations of a summary that no part of its source contains.

    They are compared by value: "1,000" is "one thousand", "Oct 3" is in "3 October 2023", "US" is "United
    States", and names may be inflected. A number belongs to its unit: "$300" is not "€300", unless
    the source has 300 also without one. A summary of source sentences, one per line, has nothing unsupported.

    Numbers may be digits of any script, or words in the languages of text2num. Names are capitalized words,
    except a single word at the start of a sentence. In German, where all nouns are capitalized, only names
    of several words, common first names before another one, and words in capitals count. A quotation of three
    words or more needs its words in a row, apart from "…" and brackets.

    Args:
        summary: the summary, any string.
        source: the text that was summarized.
        language: the language of both, an ISO 639-1 code, or ``"und"``.

    Returns:
        the unsupported facts as written in the summary, in order, without repetitions.

    Raises:
        InvalidTypeError: an argument is not a string.
        InvalidValueError: the language is not known.

    >>> source = "Kim Jong Un met Putin on October 3rd, 2023, for the 1st time in 1,600 days."
    >>> find_unsupported("On 3 October Kim met Putin.", source, "en")
    ()
    >>> find_unsupported("After five years Kim met Xi Jinping on Oct 4.", source, "en")
    ('five', 'Xi Jinping', 'Oct 4')
    """
    check_text("summary", summary)
    check_text("source", source)
    language = language_code(language)
    facts = SourceFacts(source, language)
    found: dict[str, None] = {}
    for line in summary.split("\n"):
        line = " ".join(line.split())
        if line not in facts.folded:
            for start, end, _ in split(line, language):
                found.update(dict.fromkeys(fact.text for fact in facts.unsupported_in(line[start:end])))
    return tuple(found)


class SourceFacts:
    """The facts of a source; each kind is read on first use.

    Args:
        source: the source.
        language: its ISO 639-1 code, or ``"und"``.

    Attributes:
        folded: the source with white space folded.
    """

    def __init__(self, source: str, language: str) -> None:
        self.folded = " ".join(source.split())
        self._lexicon = Lexicon.of(language)

    def unsupported_in(self, sentence: str) -> list[Fact]:
        """Return the facts of a sentence that are not in the source, in order; none if it is verbatim.

        >>> source = SourceFacts("Putin met Kim in 2023.", "en")
        >>> [(fact.text, fact.kind) for fact in source.unsupported_in("He met Lavrov in  2024.")]
        [('Lavrov', 'name'), ('2024', 'number')]
        """
        folded, places = _fold(sentence)
        if folded in self.folded:
            return []
        return [
            Fact(folded[start:end], places[start], places[end - 1] + 1, kind)
            for start, end, kind in sorted([*self._unsupported_spans(folded), *self._misquoted_spans(folded)])
        ]

    def _unsupported_spans(self, sentence: str) -> Iterator[tuple[int, int, Kind]]:
        dates = find_dates(sentence, self._lexicon)
        supported = {(date.start, date.end) for date in dates if self._has_date(date)}
        for date in _without_overlaps(dates):
            if (date.start, date.end) not in supported:  # 3/10 can be in March or in October
                yield date.start, date.end, "date"
        in_dates = {position for date in dates for position in range(date.start, date.end)}
        for number in find_numbers(sentence, self._lexicon):
            if number.start not in in_dates and (span := self._quantities.unsupported(number)):
                yield *span, "number"
        for match in _WORD.finditer(sentence):
            if match.start() not in in_dates and not self._has_calendar_word(match.group()):
                yield *match.span(), "date"
        for name in find_names(sentence, self._lexicon):
            if name.start not in in_dates and not self._names.support(name):
                yield name.start, name.end, "name"

    def _misquoted_spans(self, sentence: str) -> Iterator[tuple[int, int, Kind]]:
        for start, end in find_quotations(sentence):
            if not is_quoted(sentence[start:end], self._quotable, self._lexicon.language):
                yield start, end, "quotation"

    @cached_property
    def _tokens(self) -> str:
        """All distinct words, in far less memory."""
        return "\n".join(set(self.folded.split(" ")))

    @cached_property
    def _quotable(self) -> str:
        return quotable(self.folded, self._lexicon.language)

    @cached_property
    def _quantities(self) -> Quantities:
        return Quantities(self.folded, self._lexicon, self._tokens)

    @cached_property
    def _names(self) -> SourceNames:
        return SourceNames(self.folded, self._tokens, self._lexicon)

    @cached_property
    def _words(self) -> set[str]:
        return {word.lower() for word in set(_WORD.findall(self._tokens))}

    @cached_property
    def _dates(self) -> set[tuple[int | None, int, int | None]]:
        """Dates as (year, month, day), and each also without its year or day."""
        texts = (self.folded, self._quantities.in_digits)  # "dritter Mai" is "3. Mai"
        found = (date for text in texts for date in find_dates(text, self._lexicon))
        exact = {(date.year, date.month, date.day) for date in found}
        months = self._lexicon.months
        named = {(None, months[word], None) for word in self._words if word in months}
        return named | {
            known
            for year, month, day in exact
            for known in ((year, month, day), (None, month, day), (year, month, None), (None, month, None))
        }

    def _has_date(self, date: Date) -> bool:
        if (date.year, date.month, date.day) in self._dates:
            return True
        has_day = (None, date.month, date.day) in self._dates
        return has_day and (date.year is None or self._has_year(date.year))

    def _has_year(self, year: int) -> bool:
        return value_of(str(year)) in self._quantities.units

    def _has_calendar_word(self, word: str) -> bool:
        """Return whether a word is not a name of a day or month, or is one in the source."""
        small = word.lower()
        if small in self._lexicon.days and len(small) >= _SHORTEST_DAY:
            day = self._lexicon.days[small]
            return any(self._lexicon.days.get(other) == day for other in self._words)
        if small not in self._lexicon.months or len(small) < _SHORTEST_MONTH:
            return True
        is_verb = self._lexicon.has_capital_months and word == small  # "they may march"
        if is_verb or small in self._lexicon.doubtful_months:
            return True
        return (None, self._lexicon.months[small], None) in self._dates


def _fold(text: str) -> tuple[str, Sequence[int]]:
    """Return a text with white space folded, and the position of each of its characters in the text."""
    folded = " ".join(text.split())
    if folded == text:
        return text, range(len(text))
    words = list(re.finditer(r"\S+", text))
    places: list[int] = []
    for word in words:
        places += [*([word.start() - 1] if places else []), *range(word.start(), word.end())]
    return folded, places


def _without_overlaps(dates: list[Date]) -> Iterator[Date]:
    """Yield the first of each group of overlapping dates, which is the longest with its start."""
    end = 0
    for date in dates:
        if date.start >= end:
            yield date
            end = date.end
