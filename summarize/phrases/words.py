"""The words of a document with their places, and which of them say something."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

import numpy as np
from numpy.typing import NDArray

from summarize.document import Document
from summarize.text.headings import is_date_line, read_heading
from summarize.text.stop_words import function_words_of
from summarize.text.terms import STOP_WORD, stems_of
from summarize.text.unspaced import segmenter
from summarize.text.words import (
    SOFT_HYPHEN,
    UNSPACED,
    UNSPACED_CHARACTER,
    WORD_CHARACTERS,
    composed,
    has_unspaced,
)

Integers = NDArray[np.int64]

_SENTENCES_AT_ONCE = 256  # bounds how many strings of a large text live at one time
# U.S., C++ and C# are words. A letter after an apostrophe belongs to the word (Japan's), more is
# another one (l'homme).
_SIGNED = r"(?:[A-Z]\.){2,}|[A-Z](?:\+\+|\#)(?!\w)"
_WORD = re.compile(rf"((?:{_SIGNED}|[{WORD_CHARACTERS}{SOFT_HYPHEN}]+)(?:['’]\w(?!\w))?)")
_WORD_OR_RUN = re.compile(
    rf"([{UNSPACED}]+|(?:{_SIGNED}|(?:(?![{UNSPACED}])[{WORD_CHARACTERS}{SOFT_HYPHEN}])+)(?:['’]\w(?!\w))?)"
)
_ADDRESS = re.compile(r"(?:https?://|\bwww\.)\S+|(?<![\w.+-])[\w.+-]+@[\w.-]+")
_GAP_IN_A_PHRASE = re.compile(r"\s*|[-‐‑]")
_ROMAN_NUMBER = re.compile("X{0,3}(?:I[XV]|V?I{0,3})")  # of chapters
# Endings and particles; with a Chinese character in a pair, more often an ending than a word.
_HIRAGANA = re.compile("[\u3040-\u309f]+|[\u3040-\u309f].|.[\u3040-\u309f]")


@dataclass(frozen=True, eq=False)
class Words:
    """The words of a document in order.

    In scripts without spaces they are those of ICU's dictionaries, or overlapping pairs of characters.

    Attributes:
        starts: position of the first character of each in the text, shape (n_words,).
        ends: position after its last character, a possessive ’s left out, shape (n_words,).
        terms: number of its stem, in order of first use, or ``STOP_WORD`` if it is a stop word, a
            number or a single letter, shape (n_words,).
        follows: whether only a space or a hyphen parts it from the word before, shape (n_words,).
        are_pairs: whether it is a pair of characters, shape (n_words,).
        n_terms: how many stems there are.
    """

    starts: Integers
    ends: Integers
    terms: Integers
    follows: NDArray[np.bool_]
    are_pairs: NDArray[np.bool_]
    n_terms: int

    @classmethod
    def of(cls, document: Document) -> Words:
        """Find the words of a document, in time that grows with its length.

        >>> words = Words.of(Document("The cats of Japan's north.", "en"))
        >>> words.starts.tolist(), words.terms.tolist()
        ([0, 4, 9, 12, 20], [-1, 0, -1, 1, 2])
        """
        starts, lengths, forms, gaps, distinct, distinct_gaps = _find(document)
        sentence, kept = _sentences_of(document, starts, starts + lengths)
        starts, lengths, forms, gaps, sentence = (
            column[kept] for column in (starts, lengths, forms, gaps, sentence)
        )
        same_sentence = np.diff(sentence, prepend=-1) == 0
        follows = np.array([*map(_may_join, distinct_gaps)], bool)[gaps] & same_sentence
        touches = np.array([gap == "" for gap in distinct_gaps], bool)[gaps] & same_sentence
        ends, are_pairs = starts + lengths, np.zeros(len(starts), bool)
        if segmenter() is None:
            starts, ends, forms, follows, are_pairs = _pair_up(
                starts, ends, forms, follows, touches, distinct
            )
        terms, n_terms = _terms_of(distinct, document.language)
        possessive = np.array([len(form) - len(_base(form)) for form in distinct], np.int64)
        return cls(starts, ends - possessive[forms], terms[forms], follows, are_pairs, n_terms)


def _sentences_of(document: Document, starts: Integers, ends: Integers) -> tuple[Integers, NDArray[np.bool_]]:
    """Return the sentence of each word, and which to keep: those in one that is no date or "Chapter 5"."""
    first = np.array([sentence.start for sentence in document.sentences])
    end = np.array([sentence.end for sentence in document.sentences])
    is_left_out = np.array(
        [
            is_heading and (is_date_line(text) or read_heading(text).is_number)
            for _, _, text, is_heading in document.sentences
        ]
    )
    sentence = np.searchsorted(first, starts, "right") - 1
    return sentence, (ends <= end[sentence]) & ~is_left_out[sentence]


def _may_join(gap: str) -> bool:
    return _GAP_IN_A_PHRASE.fullmatch(gap) is not None


def _find(
    document: Document,
) -> tuple[Integers, Integers, Integers, Integers, list[str], list[str]]:
    """Return start, length, form and gap before it of each word, and the distinct forms and gaps."""
    text, sentences = document.text, document.sentences
    pattern = _WORD_OR_RUN if has_unspaced(text) else _WORD
    form_ids: defaultdict[str, int] = defaultdict(count().__next__)
    gap_ids: defaultdict[str, int] = defaultdict(count().__next__)
    columns: list[tuple[Integers, Integers, Integers, Integers]] = []
    for i in range(0, len(sentences), _SENTENCES_AT_ONCE):
        batch = sentences[i : i + _SENTENCES_AT_ONCE]
        # A list of gap, word, gap, word, …, gap that makes up the stretch.
        pieces = pattern.split(_without_addresses(text[batch[0].start : batch[-1].end]).replace("_", " "))
        if pattern is _WORD_OR_RUN:
            pieces = list(_cut_runs(pieces))
        lengths = np.fromiter(map(len, pieces), np.int64, len(pieces))
        starts = np.cumsum(lengths) - lengths + batch[0].start
        n_words = len(pieces) // 2
        forms = np.fromiter(map(form_ids.__getitem__, pieces[1::2]), np.int64, n_words)
        gaps = np.fromiter(map(gap_ids.__getitem__, pieces[: 2 * n_words : 2]), np.int64, n_words)
        columns.append((starts[1::2], lengths[1::2], forms, gaps))
    starts, lengths, forms, gaps = (np.concatenate(column) for column in zip(*columns, strict=True))
    return starts, lengths, forms, gaps, list(form_ids), list(gap_ids)


def _without_addresses(text: str) -> str:
    """Return a text of the same length with dots in place of URLs and e-mail addresses."""
    return _ADDRESS.sub(lambda address: "." * len(address[0]), text)


def _cut_runs(pieces: list[str]) -> Iterator[str]:
    """Cut each run of an unspaced script into words or, without ICU, into characters."""
    cut = segmenter() or list
    for i, piece in enumerate(pieces):
        if i % 2 and UNSPACED_CHARACTER.match(piece):
            parts = cut(piece)
            yield parts[0]
            for part in parts[1:]:
                yield ""
                yield part
        else:
            yield piece


def _pair_up(
    starts: Integers,
    ends: Integers,
    forms: Integers,
    follows: NDArray[np.bool_],
    touches: NDArray[np.bool_],
    distinct: list[str],
) -> tuple[Integers, Integers, Integers, NDArray[np.bool_], NDArray[np.bool_]]:
    """Make a pair of each character of an unspaced script and the next; new forms are appended."""
    is_character = np.array([UNSPACED_CHARACTER.fullmatch(form) is not None for form in distinct], bool)[
        forms
    ]
    goes_on = np.zeros(len(forms), bool)  # whether the next word is a character right behind this one
    goes_on[:-1] = is_character[:-1] & is_character[1:] & touches[1:]
    if not goes_on.any():
        return starts, ends, forms, follows, goes_on
    firsts = np.flatnonzero(goes_on)
    ends[firsts] = ends[firsts + 1]
    pairs, pair_of = np.unique(forms[firsts] * len(distinct) + forms[firsts + 1], return_inverse=True)
    n_forms = len(distinct)
    distinct += [distinct[pair // n_forms] + distinct[pair % n_forms] for pair in pairs.tolist()]
    forms[firsts] = n_forms + pair_of
    is_last = np.zeros(len(forms), bool)  # its character is in the pair before
    is_last[1:] = goes_on[:-1] & ~goes_on[1:]
    kept = ~is_last
    return starts[kept], ends[kept], forms[kept], follows[kept], goes_on[kept]


def _terms_of(forms: Sequence[str], language: str) -> tuple[Integers, int]:
    """Return the term of each form of a word, and how many there are."""
    stop_words = function_words_of(language)
    plain = [_plain(form) for form in forms]
    ids: defaultdict[str, int] = defaultdict(count().__next__)
    terms = [
        ids[stem] if _says_something(word, stop_words) and not _ROMAN_NUMBER.fullmatch(form) else STOP_WORD
        for form, word, stem in zip(forms, plain, stems_of([*map(_base, plain)], language), strict=True)
    ]
    return np.array(terms, np.int64), len(ids)


def _says_something(word: str, stop_words: frozenset[str]) -> bool:
    return (
        len(word) > 1
        and word not in stop_words
        and _base(word) not in stop_words
        and any(map(str.isalpha, word))
        and not _HIRAGANA.fullmatch(word)
    )


def _plain(form: str) -> str:
    form = form.lower().replace("’", "'")
    return form if form.isascii() else composed(form)


def _base(word: str) -> str:
    """Return a word without what follows an apostrophe."""
    return re.split("['’]", word, maxsplit=1)[0]
