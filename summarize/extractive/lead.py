"""Lead: the first sentences, the standard baseline on news."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from summarize.document import Document
from summarize.extractive.base import Extractive


@dataclass(frozen=True)
class Lead(Extractive):
    """The first sentences of the text, without titles and date lines.

    With a word limit, the summary ends before the first sentence that does not fit. Cost: O(n).

    >>> from summarize import Length
    >>> print(Lead()("First came one. Then came another. Last came none.", Length(sentences=1)))
    First came one.
    """

    name: ClassVar[str] = "lead"
    skip_too_long: ClassVar[bool] = False

    def score_sentences(self, document: Document, query: str | None) -> NDArray[np.float64]:  # noqa: ARG002
        """Return scores that fall from 1 along the text."""
        n = len(document.sentences)
        return np.arange(n, 0, -1) / n
