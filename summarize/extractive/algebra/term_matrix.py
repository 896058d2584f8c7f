"""A sparse sentence–term matrix for products with narrow dense matrices."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from summarize.extractive.algebra.dense import is_small
from summarize.text.terms import TermCounts

Matrix = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class TermMatrix:
    """Values at (row, column), sorted by row.

    Attributes:
        rows: shape (n_entries,).
        columns: shape (n_entries,).
        values: shape (n_entries,).
        shape: numbers of sentences and of terms.
    """

    rows: NDArray[np.int64]
    columns: NDArray[np.int64]
    values: NDArray[np.float64]
    shape: tuple[int, int]

    @classmethod
    def of_shared_terms(
        cls, counts: TermCounts, values: NDArray[np.float64], kept: NDArray[np.bool_]
    ) -> TermMatrix:
        """Return the ``kept`` entries whose term has at least two kept entries.

        A term of a single sentence adds nothing to its similarity with others. Without such
        terms, a sentence has an entry if and only if it has a neighbour.
        """
        n_sentences, n_terms = counts.shape
        kept = kept & (np.bincount(counts.columns[kept], minlength=n_terms) > 1)[counts.columns]
        columns, n_columns = counts.columns[kept], 0
        if len(columns):
            is_used = np.bincount(columns, minlength=n_terms) > 0
            columns = (is_used.cumsum() - 1)[columns]
            n_columns = int(is_used.sum())
        return cls(counts.rows[kept], columns, values[kept], (n_sentences, n_columns))

    @cached_property
    def row_is_empty(self) -> NDArray[np.bool_]:
        """Whether each row has no entry, shape (n_sentences,)."""
        return np.asarray(np.bincount(self.rows, minlength=self.shape[0]) == 0)

    def row_sums(self, weights: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the sum of value × weight over each row; ``weights`` has one number per entry."""
        sums = np.bincount(self.rows, weights=self.values * weights, minlength=self.shape[0])
        return sums.astype(np.float64, copy=False)  # integers where there is no entry

    def times(self, dense: Matrix) -> Matrix:
        """Return the product with a dense matrix of shape (n_terms, k)."""
        return np.asarray(self.by_rows @ dense)

    def transposed_times(self, dense: Matrix) -> Matrix:
        """Return the product of the transpose with a dense matrix of shape (n_sentences, k)."""
        return np.asarray(self._transposed @ dense)

    def products(self, other: TermMatrix | None = None) -> Matrix:
        """Return the product of each row with each row of another matrix, by default of this one."""
        return _dense(self.by_rows @ (self if other is None else other)._transposed)

    def transposed_products(self) -> Matrix:
        """Return the product of each column with each, shape (n_terms, n_terms)."""
        return _dense(self._transposed @ self.by_rows)

    @cached_property
    def by_rows(self) -> Any:
        """The matrix with sliceable rows: dense if it is small, else in compressed sparse rows."""
        if is_small(*self.shape):
            dense = np.zeros(self.shape)
            dense[self.rows, self.columns] = self.values
            return dense
        from scipy.sparse import csr_array

        coordinates = self.rows.astype(np.int32), self.columns.astype(np.int32)
        return csr_array((self.values, coordinates), shape=self.shape)

    @cached_property
    def _transposed(self) -> Any:
        """The transpose: dense if it is small, else in compressed sparse rows."""
        transposed = self.by_rows.T
        return transposed.tocsr() if hasattr(transposed, "tocsr") else transposed


def _dense(product: Any) -> Matrix:
    return np.asarray(product.toarray() if hasattr(product, "toarray") else product)
