"""Citations in running text: sentences with several tell what others have found."""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from summarize.document import Document

_MOST = 2
_CITES = 5  # citations or more: others may be dates, as in "the fair (May 2001)"
# "(Moor 2001; Dahl et al. 1999)", "Moor and Dahl (2001)", "[12, 14-16]".
_YEAR = r"(?:1[89]|20)\d\d[a-z]?"
_IN_BRACKETS = (
    rf"\([^()\d]{{0,200}}?\b[^\W\d_a-z][\w'’-]{{1,40}}(?: et al\.?)?,? {_YEAR}(?:[;,][^()]{{0,400}})?\)"
    r"|\[\d{1,3}(?:\s?[,–-]\s?\d{1,3})*\]"
)
_SURE = re.compile(rf"{_IN_BRACKETS}|et al\.")  # "Troy (2004)" alone is a film
_CITATION = re.compile(rf"{_IN_BRACKETS}|\b(?:et al\.,?|[^\W\d_a-z][\w'’-]{{1,40}}) \({_YEAR}\)")


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
    if text.count("(") + text.count("[") >= _CITES and _SURE.search(text):
        counts += [len(_CITATION.findall(sentence.text)) for sentence in document.sentences]
    return np.minimum(counts, _MOST) if counts.sum() >= _CITES else counts * 0
