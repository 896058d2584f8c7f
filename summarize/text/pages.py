"""Where the pages of a text begin."""

from __future__ import annotations

from summarize.checks import as_list, check_count, show
from summarize.errors import InvalidTypeError, InvalidValueError


def checked_page_starts(page_starts: object) -> tuple[int, ...]:
    """Return the positions that a user gives, in order.

    Raises:
        InvalidTypeError: they are no list of whole numbers.
        InvalidValueError: they are not in order.

    >>> checked_page_starts([0, 120])
    (0, 120)
    """
    starts = as_list(page_starts)
    if starts is None:
        raise InvalidTypeError(f"page_starts must be a list of positions, got {show(page_starts)}")
    for before, start in zip([0, *starts], starts, strict=False):
        check_count("a position of page_starts", start, least=0)
        if start < before:
            raise InvalidValueError(f"page_starts must be in order, and {start} comes after {before}")
    return tuple([int(start) for start in starts])
