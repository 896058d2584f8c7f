"""The longest common subsequence of two lists of words, a row of its table in one integer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence


def places(words: Sequence[str]) -> dict[str, int]:
    """Return for each word the integer whose bits are set where the word stands.

    >>> places(["a", "b", "a"])
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
    for row in _rows(words, places(others), len(others)):  # noqa: B007
        pass
    return row.bit_count()


def subsequence_positions(words: Sequence[str], others: Mapping[str, int], n_others: int) -> list[int]:
    """Return where in ``words`` one of the longest common subsequences stands.

    Of several it is the one that rouge-score 0.1.2 reads out of its table.

    Args:
        words: the words whose positions are returned.
        others: where each of the other words stands, see :func:`places`.
        n_others: how many other words there are.

    >>> subsequence_positions(["a", "b", "a"], places(["b", "a", "b"]), 3)
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
    """Yield the table of lengths, a row before and after each word.

    Bit j of a row is set where its entry j + 1 is one more than its entry j; the entry is therefore
    the number of bits below.
    """
    full = (1 << n_others) - 1
    unset = full
    yield 0
    for word in words:
        matches = unset & others.get(word, 0)
        if matches:
            unset = ((unset + matches) | (unset - matches)) & full
        yield full ^ unset
