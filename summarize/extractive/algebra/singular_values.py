"""The largest singular values of a sentence–term matrix, each as often as it occurs."""

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

ROUNDING = 1e-9  # singular values that differ by less are equal
_FEW = 128  # of those with no more sentences or terms than this, the products of any two are
_FIRST_TOPICS = 16
_ATTEMPTS = 3


class Topics(NamedTuple):
    """Singular values, and what their left singular vectors are at m sentences; elsewhere these are 0.

    Attributes:
        sentences: positions, shape (n_topics, m).
        vectors: shape (n_topics, m).
        values: shape (n_topics,).
    """

    sentences: Integers
    vectors: Matrix
    values: Vector


class _Blocks(NamedTuple):
    """Parts of a matrix that are of one shape, (m, k), and have neither rows nor columns in common.

    Attributes:
        sentences: positions, shape (n_blocks, m).
        places: number of the block, row and column in it of each entry.
        values: of each entry.
        n_columns: k.
    """

    sentences: Integers
    places: tuple[Integers, Integers, Integers]
    values: Vector
    n_columns: int


def largest_topics(matrix: TermMatrix, threshold: float, rank: int) -> Iterator[Topics]:
    """Yield the topics of the largest singular values, and maybe some others.

    All whose value is at least ``threshold`` times the largest are among them, or, if these are more than
    ``rank``, the ``rank + 1`` largest. Sentences that no chain of common terms connects are decomposed by
    themselves: a list or a log has many groups of them with the same singular values.
    """
    least, largest = threshold * (1 - ROUNDING), 0.0
    for blocks in [_whole(matrix)] if is_small(*matrix.shape) else _connected(matrix):
        n_rows = blocks.sentences.shape[1]
        if is_small(n_rows, blocks.n_columns):
            topics = _of_small(blocks)
        else:
            _, rows, columns = blocks.places
            block = TermMatrix(rows, columns, blocks.values, (n_rows, blocks.n_columns))
            vectors, values = _of_large(block, least, largest, rank)
            topics = Topics(np.broadcast_to(blocks.sentences, vectors.T.shape), vectors.T, values)
        largest = max(largest, topics.values.max(initial=0.0))
        is_large = topics.values >= least * largest
        yield Topics(*(part[is_large] for part in topics))


def _whole(matrix: TermMatrix) -> _Blocks:
    n, n_terms = matrix.shape
    places = np.zeros(len(matrix.rows), int), matrix.rows, matrix.columns
    return _Blocks(np.arange(n)[np.newaxis], places, matrix.values, n_terms)


def _connected(matrix: TermMatrix) -> Iterator[_Blocks]:
    """Yield the connected components of sentences and terms, those of one shape together."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    n, n_terms = matrix.shape
    ends = matrix.rows, n + matrix.columns
    graph = coo_array((np.ones(len(matrix.rows), bool), ends), shape=(n + n_terms, n + n_terms))
    _, labels = connected_components(graph, directed=False)
    shapes = np.stack([np.bincount(part, minlength=labels.max() + 1) for part in (labels[:n], labels[n:])])
    shapes, kinds = np.unique(shapes, axis=1, return_inverse=True)
    numbers = np.argsort(np.argsort(kinds, kind="stable"))  # components of one shape are side by side
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
            places = entries.groups[own] - first, rows.places[at_rows], columns.places[at_columns]
            if len(own):  # a sentence without terms is one too
                sentences = rows.members(first, end).reshape(-1, n_rows)
                yield _Blocks(sentences, places, matrix.values[own], n_columns)
            first = end


class _Grouped:
    """Things that are of numbered groups: which are in some, and how many before each are in its own."""

    def __init__(self, groups: Integers) -> None:
        self.groups = groups
        self._order = np.argsort(groups, kind="stable")
        self._sorted = groups[self._order]
        self.places = np.empty(len(groups), int)
        self.places[self._order] = np.arange(len(groups)) - np.searchsorted(self._sorted, self._sorted)

    def members(self, first: int, end: int) -> Integers:
        """Return what is in the groups from ``first`` on, up to ``end``, group by group."""
        return self._order[slice(*np.searchsorted(self._sorted, (first, end)))]


def _of_small(blocks: _Blocks) -> Topics:
    n_blocks, n_rows = blocks.sentences.shape
    dense = np.zeros((n_blocks, n_rows, blocks.n_columns))
    dense[blocks.places] = blocks.values
    vectors, values, _ = np.linalg.svd(dense, full_matrices=False)
    sentences = np.repeat(blocks.sentences, values.shape[1], axis=0)
    return Topics(sentences, vectors.swapaxes(1, 2).reshape(-1, n_rows), values.ravel())


def _of_large(matrix: TermMatrix, least: float, largest: float, rank: int) -> tuple[Matrix, Vector]:
    """Return left singular vectors and values, of one matrix that is connected.

    Args:
        matrix: shape (n, n_terms).
        least: the smallest value to return, over the largest.
        largest: of the values of other matrices.
        rank: how many values are enough, but for one.
    """
    if min(matrix.shape) <= _FEW:
        return _from_products(matrix, least)
    # Copies of a value that an iteration has lost are the largest of what is left without those it found.
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
            n_wanted *= 2  # and all of them anew: that takes less time than to go on without those found
            continue
        vectors = np.concatenate((vectors, more_vectors[:, is_needed]), axis=1)
        values = np.concatenate((values, more_values[is_needed]))
        n_wanted = _FIRST_TOPICS if is_needed.all() else 1
    return vectors, values


def _from_products(matrix: TermMatrix, least: float) -> tuple[Matrix, Vector]:
    """Return the same from the products of the fewer, sentences or terms."""
    has_few_sentences = matrix.shape[0] <= matrix.shape[1]
    squares, vectors = np.linalg.eigh(
        matrix.products() if has_few_sentences else matrix.transposed_products()
    )
    values = np.sqrt(np.maximum(squares, 0.0))
    is_large = values >= least * values[-1]
    vectors, values = vectors[:, is_large], values[is_large]
    return (vectors if has_few_sentences else matrix.times(vectors) / values), values


def _iterate(matrix: TermMatrix, found: Matrix, n_topics: int) -> tuple[Matrix, Vector] | None:
    """Return left singular vectors of the largest values, and the values, of what is left without some.

    Returns:
        shapes (n, n_topics) and (n_topics,); None if ARPACK fails, as it may where few values are distinct.
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
        start = np.random.default_rng(attempt).standard_normal(size)  # the same each time
        options = {"v0": start, "ncv": min(n_vectors << attempt, size - 1), "return_singular_vectors": "u"}
        try:
            vectors, values, _ = svds(operator, n_topics, **options)
        except ArpackError:  # it asks for more vectors
            continue
        return vectors, values
    return None
