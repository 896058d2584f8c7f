"""Checks whether a source contains the words of a name, inflected, abbreviated or written otherwise."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cached_property

from summarize.grounding.lexicon import Lexicon, fold
from summarize.grounding.names import WORD, Name, is_capitalised, runs_of, words_in
from summarize.text.languages import SNOWBALL
from summarize.text.stop_words import stop_words_of

_HYPHENATED = re.compile(r"(?<![^\W_])[^\W_]+(?:[-‐‑][^\W_]+)+")
_WORD_OR_STOP = re.compile(r"[^\W\d_]+|[^\w\s'’-]")
_SHORTEST_ROOT = 4
_LONGEST_ENDING = 3


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
        written = {word.replace(".", "") for word in set(WORD.findall(tokens))}
        plurals = [word for word in written if word[-1] == "s"]
        self._as_written = written | {_singular(word) for word in plurals}

    def support(self, name: Name) -> bool:
        """Return whether the source contains all words of a name, or its acronym.

        >>> from summarize.grounding.names import find_names
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
        if len(name.words) > 1 and fold("".join(name.words)) in self._folded:  # "Cyber Dust"
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
            or self._has_in_two(fold(plain))
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

    def _has_in_two(self, word: str) -> bool:
        """Return whether the source has a word as two: "Cyber Dust" for "CyberDust"."""
        cuts = range(_SHORTEST_ROOT, len(word) - _SHORTEST_ROOT + 1)
        cuts_of_known = [cut for cut in cuts if {word[:cut], word[cut:]} <= self._folded]
        return any(f" {word[:cut]} {word[cut:]} " in self._in_order for cut in cuts_of_known)

    @cached_property
    def _in_order(self) -> str:
        return f" {' '.join(map(fold, WORD.findall(self._source)))} "

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
        for run in runs_of(self._source, words_in(self._source), self._lexicon, for_initials=True):
            if len(run) > 1:
                runs.append("".join([word.text[0] for word in run]).upper())
                runs.append("".join([word.text[0] for word in run if is_capitalised(word.text)]))
        return " ".join(["", *runs])


def _singular(word: str) -> str:
    """Return an acronym without its plural "s": NGOs, MPs."""
    is_plural = len(word) > 2 and word[-1] == "s" and word[:-1].isupper()
    return word[:-1] if is_plural else word
