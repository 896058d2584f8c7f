"""Finds names in a text by capitals, and checks whether a source contains them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from summarize.grounding.lexicon import Lexicon, fold
from summarize.text.languages import SNOWBALL
from summarize.text.stop_words import stop_words_of

# "U.S." is one word, and a combining accent belongs to its letter.
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}(?:[^\W\d_](?![^\W_]))?|[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")
_OPENS_A_SENTENCE = re.compile(r"[:;!?…“„«\"(\[*•–—/|>\n]|\s['‘`-]")
_INSIDE_A_NAME = re.compile(r"[ \u00a0]|[-‐‑'’]|\. ?")
_HYPHENATED = re.compile(r"(?<![^\W_])[^\W_]+(?:[-‐‑][^\W_]+)+")
_REST_OF_NAME = re.compile(r"(?:[-‐‑][^\W_]+)+")  # of "Park Sung-hyun"
_WORD_OR_STOP = re.compile(r"[^\W\d_]+|[^\w\s'’-]")
_GERMAN_PARTICLES = frozenset({"von", "zu", "van"})  # not "der", which may link any two nouns
_ROMAN = re.compile("[IVXLC]+")
_HEADLINE_WORDS = 5
_SHORTEST_ROOT = 4
_LONGEST_ENDING = 3


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
    words = _words(sentence)
    stop_words = stop_words_of(lexicon.language)
    if not any(_is_capitalised(word.text) for word in words) or _is_headline(words, stop_words):
        return []
    names = []
    for run in _runs(sentence, words, lexicon):
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
            capitalised = tuple([word.text for word in run if _is_capitalised(word.text)])
            rest = _REST_OF_NAME.match(sentence, run[-1].end)
            end = rest.end() if rest else run[-1].end
            names.append(Name(run[0].start, end, capitalised, tuple([word.text for word in identifying])))
    return names


class SourceNames:
    """The words of a source, with their inflections, acronyms and synonyms.

    Args:
        source: the source.
        tokens: its words in any order, each at least once.
        lexicon: the lexicon of its language.
    """

    def __init__(self, source: str, tokens: str, lexicon: Lexicon) -> None:
        self._source = source
        self._tokens = tokens
        self._lexicon = lexicon
        written = {word.replace(".", "") for word in set(_WORD.findall(tokens))}
        plurals = [word for word in written if word[-1] == "s"]
        self._as_written = written | {_singular(word) for word in plurals}

    def support(self, name: Name) -> bool:
        """Return whether the source contains all words of a name, or its acronym.

        >>> source = "North Atlantic Treaty Organization, US, Koreans"
        >>> names = SourceNames(source, source, Lexicon.of("en"))
        >>> sentence = "He told NATO, the United States and the North-Korean Kim."
        >>> [sentence[name.start:name.end]
        ...  for name in find_names(sentence, Lexicon.of("en")) if not names.support(name)]
        ['North-Korean Kim']
        """
        initials = "".join([word[0] for word in name.capitalised])
        if len(initials) > 1 and initials in self._as_written and initials.isupper():
            return True
        return all(map(self.has, name.words))

    def has(self, word: str) -> bool:
        """Return whether the source contains a word, an inflection, its acronym or a synonym."""
        plain = _singular(word.replace(".", ""))
        return (
            self._has_plainly(plain)
            or any(map(self._has_plainly, self._lexicon.same.get(fold(plain), ())))
            or (plain.isupper() and self._has_initials(plain))
            or (not self._is_small_word_in_capitals(plain) and self._has_inflected(fold(plain)))
        )

    def _has_plainly(self, word: str) -> bool:
        if self._is_small_word_in_capitals(word):
            return word in self._as_written
        return fold(word) in self._folded

    def _is_small_word_in_capitals(self, word: str) -> bool:
        """Return whether an acronym is another word in lower case, as "US" is "us"."""
        return word.isupper() and word.lower() in stop_words_of(self._lexicon.language)

    def _has_inflected(self, word: str) -> bool:
        has_stem = not self._stems.isdisjoint(self._stem([word]))
        if has_stem or len(word) < _SHORTEST_ROOT:
            return has_stem
        roots = set(self._roots_of(word))
        like = [known for known in self._folded if known.startswith(word[:_SHORTEST_ROOT])]
        return any(not roots.isdisjoint(self._roots_of(known)) for known in like)

    def _has_initials(self, acronym: str) -> bool:
        if len(acronym) == 2:  # two letters are too common, except as the start of a name
            return f" {acronym}" in self._initials_of_names
        return acronym.lower() in self._initials

    @cached_property
    def _folded(self) -> set[str]:
        hyphenated = {re.sub("[-‐‑]", "", word) for word in _HYPHENATED.findall(self._tokens)}
        words = self._as_written | hyphenated
        joined = "\n".join(words)
        return set(joined.lower().split("\n")) if joined.isascii() else {fold(word) for word in words}

    @cached_property
    def _stems(self) -> set[str]:
        return set(self._stem(list(self._folded)))

    @cached_property
    def _stem(self) -> Callable[[Sequence[str]], list[str]]:
        import Stemmer

        algorithm = SNOWBALL.get(self._lexicon.language)
        if algorithm is None or algorithm not in Stemmer.algorithms():
            return list
        return Stemmer.Stemmer(algorithm, 0).stemWords  # type: ignore[no-any-return]

    def _roots_of(self, word: str) -> list[str]:
        """Return possible roots of a word without its ending: Russia and Russian share "russ"."""
        if self._lexicon.has_fixed_names:
            endings, longest = self._lexicon.endings, max(map(len, self._lexicon.endings), default=0)
            cuts = [cut for cut in range(1, longest + 1) if word[-cut:] in endings]
            lengths = [len(word), *(len(word) - cut for cut in cuts)]
        else:
            lengths = list(range(len(word) - _LONGEST_ENDING, len(word) + 1))
        return [word[:length] for length in lengths if length >= _SHORTEST_ROOT]

    @cached_property
    def _initials(self) -> str:
        """The initials of all words, with and without particles, punctuation in between."""
        parts = _WORD_OR_STOP.findall(self._source.lower())
        small = self._lexicon.initial_particles
        every = "".join([part[0] for part in parts])
        return f"{every} {''.join([part[0] for part in parts if part not in small])}"

    @cached_property
    def _initials_of_names(self) -> str:
        """The initials of each run of capitalized words, with and without particles, separated by blanks."""
        runs = []
        for run in _runs(self._source, _words(self._source), self._lexicon, for_initials=True):
            if len(run) > 1:
                runs.append("".join([word.text[0] for word in run]).upper())
                runs.append("".join([word.text[0] for word in run if _is_capitalised(word.text)]))
        return " ".join(["", *runs])


def _singular(word: str) -> str:
    """Return an acronym without its plural "s": NGOs, MPs."""
    is_plural = len(word) > 2 and word[-1] == "s" and word[:-1].isupper()
    return word[:-1] if is_plural else word


def _words(text: str) -> list[_Word]:
    words: list[_Word] = []
    end = 0
    for match in _WORD.finditer(text):
        start = match.start()
        is_blank = start == end + 1 and text[end] == " "
        is_first = not words or (not is_blank and _OPENS_A_SENTENCE.search(text, end, start) is not None)
        end = match.end()
        words.append(_Word(start, end, match.group(), is_first))
    return words


def _is_capitalised(word: str) -> bool:
    return word[0].isupper() or (not word[0].isdigit() and not word.islower() and word != word.lower())


def _is_headline(words: list[_Word], stop_words: frozenset[str]) -> bool:
    """Return whether all words except stop words are capitalized."""
    small = [word for word in words if word.text.islower()]
    n_capitalised = sum(_is_capitalised(word.text) for word in words)
    return (
        n_capitalised >= _HEADLINE_WORDS
        and all(word.text in stop_words for word in small)
        and n_capitalised >= 2 * len(small)
    )


def _runs(
    text: str, words: list[_Word], lexicon: Lexicon, *, for_initials: bool = False
) -> Iterator[list[_Word]]:
    """Yield the runs of capitalized words, with the particles between them."""
    particles = lexicon.initial_particles if for_initials else lexicon.name_particles
    if lexicon.has_capital_nouns and not for_initials:
        particles = _GERMAN_PARTICLES
    run: list[_Word] = []
    waiting: list[_Word] = []  # particles that belong to the run if a capitalized word follows
    for before, word in pairwise([_Word(0, 0, "", True), *words]):
        is_capitalised = _is_capitalised(word.text) and not (
            not for_initials and _is_calendar_word(word.text, lexicon)
        )
        is_joined = run and _INSIDE_A_NAME.fullmatch(text, before.end, word.start)
        if run and not (is_joined and (is_capitalised or word.text in particles)):
            yield run
            run, waiting = [], []
        if is_capitalised:
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
    if len(text) < 2 or not _is_capitalised(text) or _ROMAN.fullmatch(text):
        return False
    if text.isupper():
        return True
    return not word.is_first and fold(text) not in lexicon.plain_capitals


def _is_article(word: _Word, lexicon: Lexicon, stop_words: frozenset[str]) -> bool:
    small = word.text.lower()
    return small in lexicon.name_particles or (word.is_first and small in stop_words)


def _identifying_among_nouns(run: list[_Word], identifying: list[_Word], lexicon: Lexicon) -> list[_Word]:
    """Drop words that are plain nouns: two nouns in a row make a name, one alone does not.

    The last word counts, and first names do.
    """
    last, opening = run[-1], fold(run[0].text)
    if len(run) == 2 and opening in lexicon.plain_capitals - lexicon.titles:
        return [word for word in identifying if word.text.isupper()]
    return [
        word
        for word in run
        if (word != last and word.text.lower() in lexicon.first_names)
        or (word in identifying and _stands_out(word, run, lexicon))
    ]


def _stands_out(word: _Word, run: list[_Word], lexicon: Lexicon) -> bool:
    if word.text.isupper():
        return True
    opens_with_name = fold(run[0].text) in lexicon.titles or run[0].text.lower() in lexicon.first_names
    return word == run[-1] and (len(run) > 2 or opens_with_name or (len(run) == 2 and not run[0].is_first))
