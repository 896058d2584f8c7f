"""The size up to which a matrix is stored as a dense array."""

from __future__ import annotations

# Chosen by CPU time on parts of a book, dense against sparse. TextRank: 4.2 against 4.7 ms for a graph of
# 81,000 cells, 9.8 against 6.1 ms for 231,000; 2.6 against 3.1 ms for a term matrix of 34,000, 4.6 against
# 4.3 ms for 146,000. LSA: 14 against 19 ms for 105,000, 21 against 12 ms for 146,000. Dense arrays also save
# the import of SciPy, which takes 0.2 s.
DENSE_CELLS = 100_000


def is_small(n_rows: int, n_columns: int) -> bool:
    """Return whether computing with a matrix of this shape is faster as a dense array.

    >>> is_small(300, 300), is_small(400, 400)
    (True, False)
    """
    return n_rows * n_columns <= DENSE_CELLS
