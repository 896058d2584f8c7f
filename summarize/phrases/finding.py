"""Finds the words of a document and splits compounds; stems and verbs come later."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count

import numpy as np
from numpy.typing import NDArray

from summarize.document import Document
from summarize.phrases.compounds import COMPOUND, COMPOUND_OR_RUN, HAS_JOINT, Part, parts_of
from summarize.phrases.forms import is_content_word, plain
from summarize.text.stop_words import function_words_of
from summarize.text.unspaced import segmenter
from summarize.text.words import UNSPACED_CHARACTER, has_unspaced

Integers = NDArray[np.int64]
Booleans = NDArray[np.bool_]

_SENTENCES_AT_ONCE = 256  # bounds the number of strings in memory
_ADDRESS = re.compile(r"(?:https?://|\bwww\.)\S+|(?<![\w.+-])[\w.+-]+@[\w.-]+")


@dataclass(frozen=True, eq=False)
class FoundWords:
    """The words of a text in order, with their distinct forms and gaps.

    Attributes:
        starts: position of the first character of each word, shape (n_words,).
        ends: position after its last character, shape (n_words,).
        forms: index of its form, shape (n_words,).
        gaps: index of the gap before it, shape (n_words,).
        are_glued: whether it is in one compound with the previous word, shape (n_words,).
        distinct: the distinct forms.
        distinct_gaps: the distinct gaps.
    """

    starts: Integers
    ends: Integers
    forms: Integers
    gaps: Integers
    are_glued: Booleans
    distinct: list[str]
    distinct_gaps: list[str]

    def where(self, kept: Booleans) -> FoundWords:
        """Return the selected words, with all forms and gaps."""
        return replace(
            self,
            starts=self.starts[kept],
            ends=self.ends[kept],
            forms=self.forms[kept],
            gaps=self.gaps[kept],
            are_glued=self.are_glued[kept],
        )


def find_words(document: Document) -> FoundWords:
    """Find the words of a document, including those outside its sentences.

    >>> find_words(Document("COVID-19 and wind-power", "en")).distinct
    ['COVID-19', 'and', 'wind', 'power']
    """
    text, sentences = document.text, document.sentences
    pattern = COMPOUND_OR_RUN if has_unspaced(text) else COMPOUND
    form_ids: defaultdict[str, int] = defaultdict(count().__next__)
    gap_ids: defaultdict[str, int] = defaultdict(count().__next__)
    columns: list[tuple[Integers, Integers, Integers]] = []
    for i in range(0, len(sentences), _SENTENCES_AT_ONCE):
        batch = sentences[i : i + _SENTENCES_AT_ONCE]
        # Alternating gaps and words, beginning and ending with a gap.
        pieces = pattern.split(_without_addresses(text[batch[0].start : batch[-1].end]).replace("_", " "))
        if pattern is COMPOUND_OR_RUN:
            pieces = list(_cut_runs(pieces))
        lengths = np.fromiter(map(len, pieces), np.int64, len(pieces))
        starts = np.cumsum(lengths) - lengths + batch[0].start
        n_words = len(pieces) // 2
        forms = np.fromiter(map(form_ids.__getitem__, pieces[1::2]), np.int64, n_words)
        gaps = np.fromiter(map(gap_ids.__getitem__, pieces[: 2 * n_words : 2]), np.int64, n_words)
        columns.append((starts[1::2], forms, gaps))
    starts, forms, gaps = (np.concatenate(column) for column in zip(*columns, strict=True))
    return _with_parts(starts, forms, gaps, list(form_ids), gap_ids, document.language)


def _with_parts(
    starts: Integers,
    forms: Integers,
    gaps: Integers,
    compounds: list[str],
    gap_ids: defaultdict[str, int],
    language: str,
) -> FoundWords:
    """Split compounds of several words."""
    stop_words = function_words_of(language)
    form_ids: defaultdict[str, int] = defaultdict(count().__next__)
    parts: list[Part] = []
    n_parts = []
    for compound in compounds:
        if not compound.isalnum() and HAS_JOINT.search(compound):
            found = parts_of(compound, language, lambda word: is_content_word(plain(word), stop_words))
        else:
            found = [Part(0, compound, "", is_glued=False)]
        parts += found
        n_parts.append(len(found))
    of_compound = np.array(n_parts, np.int64)
    counts = of_compound[forms]
    firsts = np.cumsum(counts) - counts
    which = np.repeat((np.cumsum(of_compound) - of_compound)[forms] - firsts, counts)
    which += np.arange(len(which))
    gaps_within = np.array([gap_ids[part.gap] for part in parts], np.int64)[which]
    gaps_within[firsts] = gaps
    starts = np.repeat(starts, counts) + np.array([part.start for part in parts], np.int64)[which]
    return FoundWords(
        starts,
        starts + np.array([len(part.text) for part in parts], np.int64)[which],
        np.array([form_ids[part.text] for part in parts], np.int64)[which],
        gaps_within,
        np.array([part.is_glued for part in parts], bool)[which],
        list(form_ids),
        list(gap_ids),
    )


def _without_addresses(text: str) -> str:
    """Return a text of the same length with dots instead of URLs and e-mail addresses."""
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
