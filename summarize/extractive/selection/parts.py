"""The best sentence of each part of a text, so that a summary of a story tells it to the end."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from summarize.document import Document
from summarize.extractive.selection.opening import is_readable
from summarize.extractive.selection.stumbles import Stumbles

_BEST_OF_A_PART = 12  # sentences searched for one that can be read alone


def favour_parts(document: Document, worth: NDArray[np.float64], n_parts: int) -> NDArray[np.float64]:
    """Return the worth of the sentences, with a bonus for the best of each part that can be read alone.

    Args:
        document: the text.
        worth: of each sentence, shape (n_sentences,).
        n_parts: parts of about equal numbers of sentences.

    >>> text = "The old mill burned at night. The river rose fast. Boats came. The rain fell all day."
    >>> favour_parts(Document(text), np.array([1.0, 3.0, 2.0, 1.0]), 2).tolist()
    [1.0, 5.0, 2.0, 3.0]
    """
    stumbles = Stumbles(document)
    favoured = worth.copy()
    for part in np.array_split(np.arange(len(worth)), min(n_parts, len(worth))):
        best = part[(-worth[part]).argsort(kind="stable")][:_BEST_OF_A_PART].tolist()
        if (chosen := next((each for each in best if is_readable(stumbles, each)), None)) is not None:
            favoured[chosen] += np.ptp(worth)
    return favoured
