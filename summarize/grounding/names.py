"""Finds names in a text by capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from summarize.grounding.lexicon import Lexicon, fold
from summarize.text.stop_words import stop_words_of

# "U.S." is one word, and a combining accent belongs to its letter.
WORD = re.compile(r"(?:[^\W\d_]\.){2,}(?:[^\W\d_](?![^\W_]))?|[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")
_OPENS_A_SENTENCE = re.compile(r"[:;!?…“„«\"(\[*•–—/|>\n]|\s['‘`-]")
_INSIDE_A_NAME = re.compile(r"[ \u00a0]|[-‐‑'’]|\. ?")
_REST_OF_NAME = re.compile(r"(?:[-‐‑][^\W_]+)+")  # of "Park Sung-hyun"
_GERMAN_PARTICLES = frozenset({"von", "zu", "van"})  # not "der", which may link any two nouns
_ROMAN = re.compile("[IVXLC]+")
_HEADLINE_WORDS = 5
_LONGEST_ACRONYM = 6  # letters, where a word in capitals may be a label


class _Word(NamedTuple):
    start: int
    end: int
    text: str
    is_first: bool  # of a sentence, a quotation or a bracket, where a capital is no evidence


class Name(NamedTuple):
    """A run of capitalized words, ``text[start:end]``; the source must contain ``words``."""

    start: int
    end: int
    capitalised: tuple[str, ...]
    words: tuple[str, ...]


def find_names(sentence: str, lexicon: Lexicon) -> list[Name]:
    """Find the names in a sentence: runs of capitalized words, with particles between them.

    The first word of a sentence may be part of a name, but not a name alone; nor may titles, days and months.
    It counts if it is a common first name before another name. In a language with capitalized nouns a name
    needs two words in a row, and the last one counts. A headline with capitalized words has no recognizable
    names.

    >>> sentence = "The Bank of England met Mrs. O'Neill's lawyer on Monday."
    >>> [sentence[name.start:name.end] for name in find_names(sentence, Lexicon.of("en"))]
    ['Bank of England', "Mrs. O'Neill"]
    """
    words = words_in(sentence)
    stop_words = stop_words_of(lexicon.language)
    if not any(is_capitalised(word.text) for word in words) or _is_headline(words, stop_words):
        return []
    names = []
    for run in runs_of(sentence, words, lexicon):
        opens_with_name = len(run) > 1 and run[0].text.lower() in lexicon.first_names
        identifying = [
            word for word in run if _is_identifying(word, lexicon) or (word == run[0] and opens_with_name)
        ]
        if all(word.text.lower() in stop_words and not word.text.isupper() for word in identifying):
            continue
        if lexicon.has_capital_nouns:
            identifying = _identifying_among_nouns(run, identifying, lexicon)
        if identifying:
            # "Directs the Secretary"
            if run[0].is_first and run[0] not in identifying and run[1].text == "the":
                run = run[2:]
            while run[0] not in identifying and _is_article(run[0], lexicon, stop_words):
                run = run[1:]
            capitalised = tuple([word.text for word in run if is_capitalised(word.text)])
            rest = _REST_OF_NAME.match(sentence, run[-1].end)
            end = rest.end() if rest else run[-1].end
            names.append(Name(run[0].start, end, capitalised, tuple([word.text for word in identifying])))
    return names


def words_in(text: str) -> list[_Word]:
    """Return the words of a text with their places."""
    words: list[_Word] = []
    end = 0
    for match in WORD.finditer(text):
        start = match.start()
        is_blank = start == end + 1 and text[end] == " "
        is_first = not words or (not is_blank and _OPENS_A_SENTENCE.search(text, end, start) is not None)
        end = match.end()
        words.append(_Word(start, end, match.group(), is_first))
    return words


def is_capitalised(word: str) -> bool:
    """Return whether a word has a capital, first or later: "iPhone"."""
    return word[0].isupper() or (not word[0].isdigit() and not word.islower() and word != word.lower())


def _is_headline(words: list[_Word], stop_words: frozenset[str]) -> bool:
    """Return whether all words except stop words are capitalized."""
    small = [word for word in words if word.text.islower()]
    n_capitalised = sum(is_capitalised(word.text) for word in words)
    return (
        n_capitalised >= _HEADLINE_WORDS
        and all(word.text in stop_words for word in small)
        and n_capitalised >= 2 * len(small)
    )


def runs_of(
    text: str, words: list[_Word], lexicon: Lexicon, *, for_initials: bool = False
) -> Iterator[list[_Word]]:
    """Yield the runs of capitalized words, with the particles between them."""
    particles = lexicon.initial_particles if for_initials else lexicon.name_particles
    if lexicon.has_capital_nouns and not for_initials:
        particles = _GERMAN_PARTICLES
    run: list[_Word] = []
    waiting: list[_Word] = []  # particles that belong to the run if a capitalized word follows
    for before, word in pairwise([_Word(0, 0, "", True), *words]):
        is_part = is_capitalised(word.text) and (for_initials or not _is_calendar_word(word.text, lexicon))
        is_joined = run and _INSIDE_A_NAME.fullmatch(text, before.end, word.start)
        if run and not (is_joined and (is_part or word.text in particles)):
            yield run
            run, waiting = [], []
        if is_part:
            run += [*waiting, word]
            waiting = []
        elif run:
            waiting.append(word)
    if run:
        yield run


def _is_calendar_word(word: str, lexicon: Lexicon) -> bool:
    return word.lower() in lexicon.months or word.lower() in lexicon.days


def _is_identifying(word: _Word, lexicon: Lexicon) -> bool:
    """Return whether a word of a run identifies someone or something."""
    text = word.text.replace(".", "")
    if len(text) < 2 or not is_capitalised(text) or _ROMAN.fullmatch(text):
        return False
    if text.isupper():
        return not word.is_first or len(text) <= _LONGEST_ACRONYM  # "SPOILER: …"
    return not word.is_first and fold(text) not in lexicon.plain_capitals


def _is_article(word: _Word, lexicon: Lexicon, stop_words: frozenset[str]) -> bool:
    small = word.text.lower()
    return small in lexicon.name_particles or (word.is_first and small in stop_words)


def _identifying_among_nouns(run: list[_Word], identifying: list[_Word], lexicon: Lexicon) -> list[_Word]:
    """Drop words that are plain nouns: two nouns in a row make a name, one alone does not.

    The last word counts, first names do, and so does a word after a first name or a title.
    """
    last, opening = run[-1], fold(run[0].text)
    if len(run) == 2 and opening in lexicon.plain_capitals - lexicon.titles:
        return [word for word in identifying if word.text.isupper()]
    kept = []
    opens_name = False
    for word in run:
        is_first_name = word != last and word.text.lower() in lexicon.first_names
        is_last_of_name = word == last and (len(run) > 2 or not run[0].is_first) and len(run) > 1
        stands_out = word.text.isupper() or opens_name or is_last_of_name
        if is_first_name or (word in identifying and stands_out):
            kept.append(word)
        opens_name = opens_name or is_first_name or fold(word.text) in lexicon.titles
    return kept
