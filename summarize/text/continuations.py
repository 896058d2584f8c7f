"""Where a sentence goes on after what sentencex takes for its end."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from summarize.text.words import has_word

_ORDINAL = re.compile(r"\d{1,3}\.")
_ENUMERATOR = re.compile(r"\(?(?:\d{1,3}|[A-Za-z])[.)]|[^\W\d_]{2,10}\.?\s+\d{1,3}\.")  # "2.", "SEC. 2."
_STARTS_WITH_NUMBER = re.compile(r"\W*\d")
_FIRST_WORD = re.compile(r"[^\W\d_]+\.?")
_OPENING = "([{\"'„“‚‘«"
_LONGEST_ENUMERATOR = 16
_RUN_IN_TITLE = 80  # characters: "(a) In General.--The Director shall"
_NUMBERED = re.compile(r"\W*(?:\w{1,4}\)|\d|[A-Z]{3,}\b)")  # "(a)", "``(1)", "2.", "SEC. 4."
_DASHES = ("--", "—", "–")
_LOOK_BACK = 100  # characters, more than any of these


@dataclass(frozen=True)
class Continuations:
    """Abbreviations and ordinals of a language.

    Attributes:
        abbreviations: whether each is one only before a number, like "vol. 3".
        before_ordinal: words that a number with a full stop is an ordinal after: "am 3. Oktober".
        after_ordinal: words that it is an ordinal before, whatever comes first.
        sentence_starts: words that start a sentence rather than follow an ordinal.
    """

    abbreviations: dict[str, bool]
    before_ordinal: frozenset[str]
    after_ordinal: frozenset[str]
    sentence_starts: frozenset[str]

    @classmethod
    @cache
    def of(cls, language: str) -> Continuations:
        """Return those of a language (ISO 639-1), read once."""
        table = json.loads(Path(__file__).with_name("abbreviations.json").read_text(encoding="utf-8"))
        rows = {kind: row.split() for kind, row in table.get(language, {}).items()}
        abbreviations = {
            form: kind == "before a number"
            for kind in ("anywhere", "before a number")
            for word in rows.get(kind, ())
            for form in (word, word[0].upper() + word[1:])
        }
        before, after, starts = (
            frozenset(rows.get(kind, ()))
            for kind in ("before an ordinal", "after an ordinal", "starts a sentence")
        )
        return cls(abbreviations, before, after, starts)

    def join(self, pieces: list[str]) -> list[str]:
        """Join the pieces of a block that belong together.

        >>> Continuations.of("de").join(["Am 12. ", "März kam er. ", "Er ging."])
        ['Am 12. März kam er. ', 'Er ging.']
        """
        if len(pieces) < 2:
            return pieces
        # A small letter starts no sentence, unless the writer has little use for capitals.
        starts_small = [piece[0].islower() for piece in pieces]
        capitals_start_sentences = not starts_small[0] and sum(starts_small) <= max(1, len(pieces) // 4)
        starts = [0]
        left = pieces[0].rstrip()[-_LOOK_BACK:]  # the end of what is before a piece, enough to decide
        for i in range(1, len(pieces)):
            piece = pieces[i]
            if (
                (starts_small[i] and capitals_start_sentences)
                or (not piece[0].isalnum() and not has_word(piece))
                or _is_run_in_title(left, pieces[i - 1], piece)
                or self._go_on(left, piece)
            ):
                left = (left + piece).rstrip()[-_LOOK_BACK:]
            else:
                starts.append(i)
                left = piece.rstrip()[-_LOOK_BACK:]
        if len(starts) == len(pieces):
            return pieces
        return ["".join(pieces[start:end]) for start, end in pairwise([*starts, len(pieces)])]

    def _go_on(self, left: str, right: str) -> bool:
        if not left:
            return True
        if left[-1] not in ".)":
            return False
        before, _, token = left.rpartition(" ")
        token = token.lstrip(_OPENING)
        only_before_number = self.abbreviations.get(token)
        if only_before_number is not None:
            return not only_before_number or _STARTS_WITH_NUMBER.match(right) is not None
        if self.before_ordinal and _ORDINAL.fullmatch(token):
            return self._is_ordinal(before.rpartition(" ")[2].lower(), right)
        return len(left) <= _LONGEST_ENUMERATOR and _ENUMERATOR.fullmatch(left) is not None

    def _is_ordinal(self, before: str, right: str) -> bool:
        found = _FIRST_WORD.match(right)
        after = found.group() if found else ""
        if after in self.after_ordinal:
            return True
        return (before in self.before_ordinal or not before) and after.lower() not in self.sentence_starts


def _is_run_in_title(left: str, last: str, right: str) -> bool:
    """Return whether a dash is right behind a short numbered piece: "(a) In General.--The Director"."""
    return (
        right.startswith(_DASHES)
        and last.endswith(".")
        and len(left) <= _RUN_IN_TITLE
        and _NUMBERED.match(left) is not None
    )
