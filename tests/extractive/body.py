"""Scores of what a summary may take, which textbook implementations are compared with."""

import numpy as np
from numpy.typing import NDArray

from summarize import Document, Extractive


def scores_of_body(
    method: Extractive, document: Document, *, query: str | None = None
) -> NDArray[np.float64]:
    """Return the scores of the sentences of ``document.body``; all others must have none."""
    scores = method.scores(document, query=query)
    assert scores.shape == (len(document.sentences),)
    positions = list(document.body.positions)
    assert not np.delete(scores, positions).any()
    return scores[positions]
