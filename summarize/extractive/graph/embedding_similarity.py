"""The similarity of sentence vectors as a linear operator, as in ``similarity`` that of terms."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]

_ROUNDING = 1e-12


class ShiftedCosine:
    """``(1 + cosine) / 2`` of each sentence with each other one, self-similarity left out.

    Cosines may be negative, and the weights of a walk may not. Shifted, as Dong et al. (EACL 2021) do,
    they stay linear: a product with S costs O(n · d). Cutting them off at 0 would cost O(n² · d).

    Args:
        vectors: rows of length 1 or 0, shape (n, d).

    >>> ShiftedCosine(np.array([[1.0, 0.0], [0.0, 1.0], [-1.0, 0.0]])).degrees().tolist()
    [0.5, 1.0, 0.5]
    """

    def __init__(self, vectors: NDArray[np.float64]) -> None:
        self._vectors = vectors
        self._self_similarity = (1 + np.einsum("ij,ij->i", vectors, vectors)) / 2

    def votes(self, vector: Vector) -> Vector:
        """Return Sᵀ v: what each sentence receives if i gives ``v[i]`` to its similar ones."""
        products = self._vectors @ (self._vectors.T @ vector)
        return np.asarray((products + vector.sum()) / 2 - self._self_similarity * vector)

    def degrees(self) -> Vector:
        """Return S · 1, exactly 0 for a sentence whose vector all others are the opposite of."""
        sums = self.votes(np.ones(len(self._vectors)))
        return np.where(sums > _ROUNDING * len(sums), sums, 0.0)
