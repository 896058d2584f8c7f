"""Citations in running text: sentences with several tell what others have found."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from summarize.document import Document

_MOST = 2
_CITES = 5  # citations or more: others may be dates, as in "the fair (May 2001)"
# "(Moor 2001; Dahl et al. 1999)", "Moor and Dahl (2001)", "[12, 14-16]".
_YEAR = re.compile(r"(?:1[89]|20)\d\d[a-z]?")
_NAME = r"[^\W\d_a-z][\w'’-]{1,40}"
_IN_BRACKETS = re.compile(r"\(([^()]{4,650})\)")
_NUMBERS = re.compile(r"\[\d{1,3}(?:\s?[,–-]\s?\d{1,3})*\]")
_NAME_AND_YEAR = re.compile(
    rf"[^\d]{{0,200}}?\b{_NAME}(?: et al\.?)?,? {_YEAR.pattern}(?:[;,].*)?", re.DOTALL
)
_BEFORE_YEAR, _LONGEST_NAME = re.compile(rf"\b(?:et al\.,?|{_NAME}) \Z"), 50  # characters


def count_citations(document: Document) -> NDArray[np.int64]:
    """Return how many citations each sentence has, at most 2; none in a text with fewer than five.

    Returns:
        shape (n_sentences,).

    >>> text = "Mills turn (Moor 2001). Lee (2004) counts them [3]. We paint one in 2020. Few did [4, 5] [6]."
    >>> count_citations(Document(text, "en"))
    array([1, 2, 0, 2])
    """
    counts = np.zeros(len(document.sentences), np.int64)
    text = document.text
    if text.count("(") + text.count("[") < _CITES:
        return counts
    sure = [place for place in _places(text, "[") if _NUMBERS.match(text, place)]
    by_name = []  # "Lee (2004)"; "Troy (2004)" alone is a film
    for place in _places(text, "("):
        found = _IN_BRACKETS.match(text, place)
        if not found or not _YEAR.search(found[1]):
            continue
        if _NAME_AND_YEAR.fullmatch(found[1]):
            sure.append(place)
        elif _YEAR.fullmatch(found[1]) and _BEFORE_YEAR.search(text, max(0, place - _LONGEST_NAME), place):
            by_name.append(place)
    if not sure and "et al." not in text:
        return counts
    starts = [sentence.start for sentence in document.sentences]
    for place in sure + by_name:
        row = bisect_right(starts, place) - 1
        counts[row] += row >= 0 and place < document.sentences[row].end
    return np.minimum(counts, _MOST) if counts.sum() >= _CITES else counts * 0


def _places(text: str, sign: str) -> Iterator[int]:
    place = text.find(sign)
    while place >= 0:
        yield place
        place = text.find(sign, place + 1)
