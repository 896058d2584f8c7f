"""Joins pieces where sentencex has split a sentence: abbreviations, ordinals, quotations."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from summarize.text.abbreviations import abbreviations
from summarize.text.hours import HOURS, is_hour_of
from summarize.text.quotations import continues_after_quotation, is_glued_to_quotation
from summarize.text.short_forms import ShortForms
from summarize.text.words import has_word

_ORDINAL, _NUMBER = re.compile(r"\d{1,3}\."), re.compile(r"\d{1,4}\.")
_ENUMERATOR = re.compile(r"[^\w\s]?(?:\d{1,3}|[A-Za-z])[.)]|[^\W\d_]{2,10}\.?\s+\d{1,3}\.")  # "2.", "SEC. 2."
_STARTS_WITH_NUMBER = re.compile(r"\W*(?:\d|[IVXLC]{2,}\b|[IVX](?:[,.;:)]|\s+(?:of|and|to)\b))")
_FIRST_WORD = re.compile(r"[^\W\d_]+\.?")
_OPENING = "([{\"'„“‚‘«"
_LONGEST_ENUMERATOR = 16
_RUN_IN_TITLE = 80  # characters: "(a) In General.--The Director shall"
_NUMBERED = re.compile(r"\W*(?:\w{1,4}\)|\d|[A-Z]{3,}\b)")  # "(a)", "``(1)", "2.", "SEC. 4."
_DASHES = ("--", "—", "–")
_LONGEST_CODE = 5  # characters of the short name of a code of laws: "Stat."
_LOOK_BACK = 100  # characters, more than any of these
_CONTINUES = frozenset(",;、，；،)]}】』」）》〉")  # no sentence begins with these
# In books without quotation marks: "What now! said he", "How we ran! and how it rained".
_AFTER_SHOUT = (
    frozenset(("said", "cried", "asked", "replied", "he", "she", "and", "or", "but", "for", "nor", "how"))
    | frozenset(("what", "that", "which", "who", "as", "than", "of", "to", "in", "with", "when"))
)  # fmt: skip
_LEAST_WORDS = 3  # of a sentence that begins in lower case, in a text with capitals
_CITATION = re.compile(r"(\S+\.)\s*\[[\d,;–\s-]+\]$")
_BEFORE_CITATION = ("al.", "cf.", "e.g.", "i.e.")
_ADDRESS = re.compile(r"(?:://|www\.)\S*$")  # "https://a.org/b?Id=1" is cut at its question mark
# After a number with a stop: a word in lower case, or the next number of a date.
_GOES_ON = re.compile(r"[^\W\d_](?<=[^A-Z])|(?:\d{1,2}\.|\d{4}\b)")
_DOTTED_DATES = frozenset(
    ("bs", "cs", "da", "et", "fi", "hr", "hu", "is", "lv", "mk", "no", "pl", "sk", "sl", "sr", "tr")
)
_SPLIT_INITIALS = re.compile(r"[^\w.][^\W\d_]\.[^\W\d_]\.$")  # ")U." and "S." of "U.S."
# A mark without a blank after it: "Option.COPY_TIMES", "setup.PL", "<year>.<month>", "hosts.*.lst", "0.X".
_INSIDE_TOKEN = re.compile(
    r".[^.!?][.!?](?:[A-Z][A-Z\d_](?!\w*\W+[A-Z]{2})|(?<=\W\d.)[A-Z]\b(?!\s[A-Z])|[*_/%@=+\\][^\s*_]|(?<=>\.)<\w)"
)
_WORD = re.compile(r"\w+")
_LONGEST_NAME = 40  # characters
_NAME_IN_SMALL = re.compile(r"\s?[a-z]{1,4}[A-Z]")  # "iPhone", "mRNA"


@dataclass(frozen=True)
class Continuations:
    """Abbreviations and ordinals of a language.

    Attributes:
        abbreviations: for each, whether it is one only before a number, like "vol. 3".
        before_ordinal: words that make the number with a full stop after them an ordinal: "am 3. Oktober".
        after_ordinal: words that make the number with a full stop before them an ordinal.
        sentence_starts: words that start a sentence rather than continue after an ordinal.
    """

    abbreviations: dict[str, bool]
    before_ordinal: frozenset[str]
    after_ordinal: frozenset[str]
    sentence_starts: frozenset[str]

    @classmethod
    @cache
    def of(cls, language: str) -> Continuations:
        """Return the abbreviations and ordinals of a language (ISO 639-1), cached."""
        rows = abbreviations(language)
        known = {
            form: kind == "before a number"
            for kind in ("anywhere", "before a number")
            for word in rows.get(kind, ())
            for form in (word, word[0].upper() + word[1:])
        }
        before, after, starts = (
            frozenset(rows.get(kind, ()))
            for kind in ("before an ordinal", "after an ordinal", "starts a sentence")
        )
        return cls(known, before, after, starts)

    def join(self, pieces: list[str], forms: ShortForms) -> list[str]:
        """Join the pieces of a block that belong to the same sentence.

        >>> Continuations.of("de").join(["Am 12. ", "März kam er. ", "Er ging."], ShortForms("", "de"))
        ['Am 12. März kam er. ', 'Er ging.']
        """
        if len(pieces) < 2:
            return pieces
        # No sentence starts in lower case, unless the writer rarely uses capitals.
        starts_small = [
            (piece[0].islower() or (piece[0] == " " and piece.lstrip()[:1].islower()))
            and not _NAME_IN_SMALL.match(piece)
            for piece in pieces
        ]
        n_small = sum(starts_small)
        if n_small > 1:  # "the macros panic! and vec! are"
            n_small -= sum(
                small and before.rstrip().endswith("!") and forms.capitals_start_sentences
                for before, small in zip(pieces, starts_small[1:], strict=False)
            )
        capitals_start_sentences = not starts_small[0] and n_small <= max(1, len(pieces) // 4)
        starts = [0]
        left = pieces[0].rstrip()[-_LOOK_BACK:]  # the end of the text before a piece, enough to decide
        for i in range(1, len(pieces)):
            piece = pieces[i]
            if (
                (
                    starts_small[i]
                    and capitals_start_sentences
                    and not self._ends_with_a_word(left, piece, forms)
                    and not _is_in_brackets(pieces[i - 1])
                )
                or (not piece[0].isalnum() and _opens_with_rest(left, pieces[i - 1], piece))
                or (not pieces[i - 1][-1].isspace() and _is_inside_token(left, piece, forms))
                or self._continues(left, pieces[i - 1], piece, forms)
            ):
                blank = " " if pieces[i - 1][-1].isspace() else ""
                left = f"{left}{blank}{piece}".rstrip()[-_LOOK_BACK:]
            else:
                starts.append(i)
                left = piece.rstrip()[-_LOOK_BACK:]
        if len(starts) == len(pieces):
            return pieces
        return ["".join(pieces[start:end]) for start, end in pairwise([*starts, len(pieces)])]

    def _continues(self, left: str, last: str, right: str, forms: ShortForms) -> bool:
        if not left:
            return True
        if left[-1] not in ".)":
            return (
                (not last[-1].isspace() and _ADDRESS.search(left) is not None)
                or (right[0] == "(" and _has_no_stop(left))
                or continues_after_quotation(left, right, forms.language)
                or is_glued_to_quotation(last, right)
                or (right.isdigit() and not last[-1].isspace())  # of a note
                or (left[-1] == "]" and self._is_cited(left))
            )
        before, _, token = left.rpartition(" ")
        token = token.lstrip(_OPENING)
        only_before_number = self.abbreviations.get(token)
        if only_before_number is not None:
            return not only_before_number or _STARTS_WITH_NUMBER.match(right) is not None
        if self.before_ordinal and _ORDINAL.fullmatch(token):
            return self._is_ordinal(before.rpartition(" ")[2].lower(), right)
        if forms.language != "en" and _NUMBER.fullmatch(token) and _GOES_ON.match(right):
            return right[0].islower() or forms.language in _DOTTED_DATES
        return (
            (len(left) <= _LONGEST_ENUMERATOR and _ENUMERATOR.fullmatch(left) is not None)
            or (token in HOURS and is_hour_of(token, right))
            or (len(token) == 2 and token[0].isupper() and forms.is_initial(token[0], before, right))
            or (last[-1] == "." and not token[:-1] and right[0].isalpha())  # "for .NET"
            or (right[0] == "§" and len(token) <= _LONGEST_CODE and token[0].isupper())  # "Wis. Stat. § 5"
            or (last[-1] == "." and _SPLIT_INITIALS.search(left[-3:] + right[:2]) is not None)
            or ((right[0].isdigit() or forms.language != "en") and forms.continues(token, before, right))
        )

    def _ends_with_a_word(self, left: str, right: str, forms: ShortForms) -> bool:
        """Return whether a sentence ends before a lower-case letter: no abbreviation, no exclamation."""
        follower = right.split(None, _LEAST_WORDS)
        if len(follower) < _LEAST_WORDS:
            return False
        token = left.rpartition(" ")[2]
        if left[-1:] == ".":
            return token not in self.abbreviations and forms.is_ordinary(token[:-1])
        return (
            (left[-1:] == "?" or (left[-1:] == "!" and not forms.capitals_start_sentences))
            and token.islower()  # excludes "Yahoo!"
            and len(left.split()) > _LEAST_WORDS
            and follower[0] not in _AFTER_SHOUT
        )

    def _is_cited(self, left: str) -> bool:
        """Return whether a piece ends with a citation after an abbreviation: "et al. [12]"."""
        found = _CITATION.search(left)
        return found is not None and (found[1] in _BEFORE_CITATION or found[1] in self.abbreviations)

    def _is_ordinal(self, before: str, right: str) -> bool:
        found = _FIRST_WORD.match(right)
        after = found.group() if found else ""
        if after in self.after_ordinal or after.rstrip(".") in self.after_ordinal:
            return True
        return (before in self.before_ordinal or not before) and after.lower() not in self.sentence_starts


def _is_in_brackets(piece: str) -> bool:
    """Return whether a piece is a sentence in brackets; a lower-case name may follow it."""
    return piece[:1] == "(" and piece.rstrip()[-2:] in (".)", "!)", "?)")


def _is_inside_token(left: str, right: str, forms: ShortForms) -> bool:
    """Return whether a mark without a blank after it is part of a name, not of "He went.BBC says"."""
    if not _INSIDE_TOKEN.match(left[-3:] + right[:_LONGEST_NAME]):
        return False
    word, name = left.rpartition(" ")[2][:-1], _WORD.match(right)
    is_plain = name is not None and "_" not in name.group()
    return not (is_plain and word.islower() and forms.is_ordinary(word))


def _opens_with_rest(left: str, last: str, right: str) -> bool:
    """Return whether a piece that begins with a mark continues the one before: ", and", "-know", "--The"."""
    return (
        right[0] in _CONTINUES
        or (right[0] == "-" and right[1:2].isalpha() and last[-1] > " ")
        or _is_run_in_title(left, last, right)
        or not has_word(right)
    )


def _is_run_in_title(left: str, last: str, right: str) -> bool:
    """Return whether a dash directly follows a short numbered piece: "(a) In General.--The Director"."""
    return (
        right.startswith(_DASHES)
        and last.endswith(".")
        and len(left) <= _RUN_IN_TITLE
        and _NUMBERED.match(left) is not None
    )


def _has_no_stop(left: str) -> bool:
    """Return whether no sentence ends before an item: "for (a) food, (b) books"."""
    return left[-1] == "," or left[-1].isalpha()
