"""Random sentences: the lower bound in comparisons."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from summarize.checks import check_count
from summarize.document import Document
from summarize.extractive.base import Extractive


@dataclass(frozen=True)
class RandomChoice(Extractive):
    """Random sentences: the lower bound in comparisons.

    The same document and seed give the same sentences. Cost: O(n) and a hash of the text.

    Args:
        seed: of the random numbers, at least 0.

    Raises:
        InvalidTypeError: the seed is not an integer.
        InvalidValueError: the seed is negative.

    >>> RandomChoice(seed=2).scores("One is here. Two is there.").round(2).tolist()
    [0.01, 0.15]
    """

    name: ClassVar[str] = "random"

    seed: int = 0

    def __post_init__(self) -> None:
        super().__post_init__()
        check_count("seed", self.seed, least=0)

    def score_sentences(self, document: Document, query: str | None) -> NDArray[np.float64]:  # noqa: ARG002
        """Return random scores from 0 to 1, determined by the seed and the text."""
        digest = hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).digest()
        generator = np.random.default_rng([self.seed, int.from_bytes(digest, "big")])
        return generator.random(len(document.sentences))
