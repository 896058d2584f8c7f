"""The longest common subsequence of two lists of words, bit-parallel: a table row is one integer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence


def position_bits(words: Sequence[str]) -> dict[str, int]:
    """Return for each word an integer with the bits of its positions set.

    >>> position_bits(["a", "b", "a"])
    {'a': 5, 'b': 2}
    """
    found: defaultdict[str, int] = defaultdict(int)
    for position, word in enumerate(words):
        found[word] |= 1 << position
    return dict(found)


def subsequence_length(words: Sequence[str], others: Sequence[str]) -> int:
    """Return the length of the longest common subsequence (Hyyrö, AWOCA 2004).

    >>> subsequence_length("police killed the gunman".split(), "police kill the gunman".split())
    3
    """
    row = 0
    for row in _rows(words, position_bits(others), len(others)):  # noqa: B007
        pass
    return row.bit_count()


def subsequence_positions(words: Sequence[str], others: Mapping[str, int], n_others: int) -> list[int]:
    """Return the positions in ``words`` of a longest common subsequence.

    If there are several, it is the one that rouge-score 0.1.2 finds.

    Args:
        words: the words whose positions are returned.
        others: the positions of the other words, see :func:`position_bits`.
        n_others: the number of other words.

    >>> subsequence_positions(["a", "b", "a"], position_bits(["b", "a", "b"]), 3)
    [0, 1]
    """
    if others.keys().isdisjoint(words):
        return []
    rows = list(_rows(words, others, n_others))
    found = []
    i, j = len(words), n_others
    while i and j:
        last = 1 << (j - 1)
        if others.get(words[i - 1], 0) & last:
            found.append(i - 1)
            i, j = i - 1, j - 1
            continue
        columns = last - 1
        left, above = rows[i] & columns, rows[i - 1] & (columns | last)
        if left != above and left.bit_count() > above.bit_count():
            j -= 1
        else:
            i -= 1
    return found[::-1]


def _rows(words: Sequence[str], others: Mapping[str, int], n_others: int) -> Iterator[int]:
    """Yield the rows of the table of lengths, before and after each word.

    Bit j of a row is set if entry j + 1 is one more than entry j; an entry is thus the number of set bits
    below it.
    """
    full = (1 << n_others) - 1
    unset = full
    yield 0
    for word in words:
        matches = unset & others.get(word, 0)
        if matches:
            unset = ((unset + matches) | (unset - matches)) & full
        yield full ^ unset
