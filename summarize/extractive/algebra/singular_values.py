"""The largest singular values of a sentence–term matrix, with their multiplicities."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from summarize.extractive.algebra.dense import DENSE_CELLS, is_small
from summarize.extractive.algebra.term_matrix import TermMatrix

Matrix = NDArray[np.float64]
Vector = NDArray[np.float64]
Integers = NDArray[np.int64]

ROUNDING = 1e-9  # singular values with a smaller relative difference are equal
_FEW = 128  # up to so many sentences or terms, the Gram matrix is decomposed
_FIRST_TOPICS = 16
_ATTEMPTS = 3


class Topics(NamedTuple):
    """Singular values, with the entries of their left singular vectors for m sentences; others are 0.

    Attributes:
        sentences: positions, shape (n_topics, m).
        vectors: shape (n_topics, m).
        values: shape (n_topics,).
    """

    sentences: Integers
    vectors: Matrix
    values: Vector


class _Blocks(NamedTuple):
    """Disjoint blocks of a block-diagonal matrix, all of the shape (m, k).

    Attributes:
        sentences: positions, shape (n_blocks, m).
        positions: block number, row in the block and column in the block of each entry.
        values: the value of each entry.
        n_columns: k.
    """

    sentences: Integers
    positions: tuple[Integers, Integers, Integers]
    values: Vector
    n_columns: int


def largest_topics(matrix: TermMatrix, threshold: float, rank: int) -> Iterator[Topics]:
    """Yield the topics of the largest singular values, and maybe some others.

    They include all values of at least ``threshold`` times the largest or, if these are more than ``rank``,
    the ``rank + 1`` largest. Connected components of sentences and terms are decomposed separately: a list
    or a log has many of them with the same singular values.
    """
    least, largest = threshold * (1 - ROUNDING), 0.0
    for blocks in [_whole(matrix)] if is_small(*matrix.shape) else _connected(matrix):
        n_rows = blocks.sentences.shape[1]
        if is_small(n_rows, blocks.n_columns):
            topics = _of_small(blocks)
        else:
            _, rows, columns = blocks.positions
            block = TermMatrix(rows, columns, blocks.values, (n_rows, blocks.n_columns))
            vectors, values = _of_large(block, least, largest, rank)
            topics = Topics(np.broadcast_to(blocks.sentences, vectors.T.shape), vectors.T, values)
        largest = max(largest, topics.values.max(initial=0.0))
        is_large = topics.values >= least * largest
        yield Topics(*(part[is_large] for part in topics))


def _whole(matrix: TermMatrix) -> _Blocks:
    n, n_terms = matrix.shape
    positions = np.zeros(len(matrix.rows), int), matrix.rows, matrix.columns
    return _Blocks(np.arange(n)[np.newaxis], positions, matrix.values, n_terms)


def _connected(matrix: TermMatrix) -> Iterator[_Blocks]:
    """Yield the connected components of sentences and terms, grouped by shape."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    n, n_terms = matrix.shape
    ends = matrix.rows, n + matrix.columns
    graph = coo_array((np.ones(len(matrix.rows), bool), ends), shape=(n + n_terms, n + n_terms))
    _, labels = connected_components(graph, directed=False)
    shapes = np.stack([np.bincount(part, minlength=labels.max() + 1) for part in (labels[:n], labels[n:])])
    shapes, kinds = np.unique(shapes, axis=1, return_inverse=True)
    numbers = np.argsort(np.argsort(kinds, kind="stable"))  # components of one shape get adjacent numbers
    rows, columns = _Grouped(numbers[labels[:n]]), _Grouped(numbers[labels[n:]])
    entries = _Grouped(rows.groups[matrix.rows])
    ends_of_shape = np.bincount(kinds).cumsum()
    first = 0
    for (n_rows, n_columns), last in zip(shapes.T.tolist(), ends_of_shape.tolist(), strict=True):
        step = max(1, DENSE_CELLS // max(1, n_rows * n_columns))
        while first < last:
            end = min(first + step, last)
            own = entries.members(first, end)
            at_rows, at_columns = matrix.rows[own], matrix.columns[own]
            positions = entries.groups[own] - first, rows.positions[at_rows], columns.positions[at_columns]
            if len(own):  # a sentence without terms is a component without entries
                sentences = rows.members(first, end).reshape(-1, n_rows)
                yield _Blocks(sentences, positions, matrix.values[own], n_columns)
            first = end


class _Grouped:
    """Items in numbered groups: the members of a range of groups, and the position of each in its group."""

    def __init__(self, groups: Integers) -> None:
        self.groups = groups
        self._order = np.argsort(groups, kind="stable")
        self._sorted = groups[self._order]
        self.positions = np.empty(len(groups), int)
        self.positions[self._order] = np.arange(len(groups)) - np.searchsorted(self._sorted, self._sorted)

    def members(self, first: int, end: int) -> Integers:
        """Return the items of the groups from ``first`` up to ``end``, group by group."""
        return self._order[slice(*np.searchsorted(self._sorted, (first, end)))]


def _of_small(blocks: _Blocks) -> Topics:
    n_blocks, n_rows = blocks.sentences.shape
    dense = np.zeros((n_blocks, n_rows, blocks.n_columns))
    dense[blocks.positions] = blocks.values
    vectors, values, _ = np.linalg.svd(dense, full_matrices=False)
    sentences = np.repeat(blocks.sentences, values.shape[1], axis=0)
    return Topics(sentences, vectors.swapaxes(1, 2).reshape(-1, n_rows), values.ravel())


def _of_large(matrix: TermMatrix, least: float, largest: float, rank: int) -> tuple[Matrix, Vector]:
    """Return the left singular vectors and the values of a connected matrix.

    Args:
        matrix: shape (n, n_terms).
        least: the smallest value to return, relative to the largest.
        largest: the largest value of other matrices.
        rank: ``rank + 1`` values are enough.
    """
    if min(matrix.shape) <= _FEW:
        return _from_products(matrix, least)
    # An iteration may miss copies of a value; they are the largest left after projecting out those found.
    vectors, values = np.empty((matrix.shape[0], 0)), np.empty(0)
    total, n_possible, n_wanted = float(matrix.values @ matrix.values), min(matrix.shape), _FIRST_TOPICS
    while len(values) < n_possible:
        needed = least * max(largest, values.max(initial=0.0))
        if len(values) > rank:
            needed = max(needed, np.sort(values)[-rank - 1] * (1 + ROUNDING))
        if total - values @ values < needed**2 * (1 - ROUNDING):
            break
        n_topics = min(n_wanted, max(1, rank + 1 - len(values)), max(1, n_possible - 2 - len(values)))
        more = _iterate(matrix, vectors, n_topics)
        if more is None:
            return _from_products(matrix, least)
        more_vectors, more_values = more
        is_needed = more_values >= max(needed, least * more_values.max())
        if not is_needed.any():
            break
        if is_needed.all() and not len(values) and n_topics == n_wanted:
            n_wanted *= 2  # restart: faster than to continue with those found projected out
            continue
        vectors = np.concatenate((vectors, more_vectors[:, is_needed]), axis=1)
        values = np.concatenate((values, more_values[is_needed]))
        n_wanted = _FIRST_TOPICS if is_needed.all() else 1
    return vectors, values


def _from_products(matrix: TermMatrix, least: float) -> tuple[Matrix, Vector]:
    """Return the same from the Gram matrix of the sentences or of the terms, whichever are fewer."""
    has_few_sentences = matrix.shape[0] <= matrix.shape[1]
    squares, vectors = np.linalg.eigh(
        matrix.products() if has_few_sentences else matrix.transposed_products()
    )
    values = np.sqrt(np.maximum(squares, 0.0))
    is_large = values >= least * values[-1]
    vectors, values = vectors[:, is_large], values[is_large]
    return (vectors if has_few_sentences else matrix.times(vectors) / values), values


def _iterate(matrix: TermMatrix, found: Matrix, n_topics: int) -> tuple[Matrix, Vector] | None:
    """Return the largest singular values and their left vectors, with the found vectors projected out.

    Returns:
        shapes (n, n_topics) and (n_topics,); None if ARPACK fails, as it may with few distinct values.
    """
    from scipy.sparse.linalg import ArpackError, LinearOperator, svds

    def _without_found(columns: Matrix) -> Matrix:
        return columns - found @ (found.T @ columns)

    def _times(columns: Matrix) -> Matrix:
        return _without_found(matrix.times(columns))

    def _transposed_times(columns: Matrix) -> Matrix:
        return matrix.transposed_times(_without_found(columns))

    operator = LinearOperator(
        matrix.shape,
        matvec=lambda vector: _times(vector.reshape(-1, 1))[:, 0],
        rmatvec=lambda vector: _transposed_times(vector.reshape(-1, 1))[:, 0],
        matmat=_times,
        rmatmat=_transposed_times,
        dtype=np.float64,
    )
    size, n_vectors = min(matrix.shape), max(2 * n_topics + 1, 20)
    for attempt in range(_ATTEMPTS):
        start = np.random.default_rng(attempt).standard_normal(size)  # deterministic
        options = {"v0": start, "ncv": min(n_vectors << attempt, size - 1), "return_singular_vectors": "u"}
        try:
            vectors, values, _ = svds(operator, n_topics, **options)
        except ArpackError:  # it needs more vectors
            continue
        return vectors, values
    return None
