"""Sentences with few stop words: of another language, lists of names, code."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from summarize.document import Document

_LEAST_WORDS = 8  # a shorter sentence may have no stop word
_FEW = 1 / 3  # of the share that is usual in the text


def has_few_stop_words(document: Document) -> NDArray[np.bool_]:
    """Return whether each sentence has a share of stop words that is far below that of the text.

    Returns:
        shape (n_sentences,).

    >>> text = "The mill is by the river, and it is old. Adams Baker Clark Davis Evans Foster Hill Irving."
    >>> has_few_stop_words(Document(text, "en"))
    array([False,  True])
    """
    terms = document.terms
    n_words = terms.n_words
    n_stop_words = n_words - np.bincount(terms.rows, weights=terms.counts, minlength=len(n_words))
    few = _FEW * n_stop_words.sum() / max(1, n_words.sum())
    return np.asarray((n_words >= _LEAST_WORDS) & (n_stop_words < few * n_words))
