"""The similarity of encoder vectors as a linear operator; ``term_similarity`` does the same for terms."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]

_ROUNDING = 1e-12


class ShiftedCosine:
    """``(1 + cosine) / 2`` of each sentence with each other one, without self-similarity.

    Cosines may be negative, but the weights of a walk may not. The shift (Dong et al., EACL 2021) keeps S
    linear in the vectors: a product with S costs O(n · d). Clipping at 0 would cost O(n² · d).

    Args:
        vectors: rows of length 1 or 0, shape (n, d).

    >>> ShiftedCosine(np.array([[1.0, 0.0], [0.0, 1.0], [-1.0, 0.0]])).degrees().tolist()
    [0.5, 1.0, 0.5]
    """

    def __init__(self, vectors: NDArray[np.float64]) -> None:
        self._vectors = vectors
        self._self_similarity = (1 + np.einsum("ij,ij->i", vectors, vectors)) / 2

    def votes(self, vector: Vector) -> Vector:
        """Return Sᵀ v: the total that each sentence receives if each i gives ``v[i] · S_ij`` to each j."""
        products = self._vectors @ (self._vectors.T @ vector)
        return np.asarray((products + vector.sum()) / 2 - self._self_similarity * vector)

    def degrees(self) -> Vector:
        """Return S · 1; exactly 0 for a sentence whose vector is opposite to all others."""
        sums = self.votes(np.ones(len(self._vectors)))
        return np.where(sums > _ROUNDING * len(sums), sums, 0.0)
