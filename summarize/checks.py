"""Checks of arguments; the errors name the argument, its value and what would do."""

from __future__ import annotations

import math
from numbers import Integral, Real

from summarize.errors import InvalidTypeError, InvalidValueError


def check_count(name: str, value: object, *, least: int = 1) -> None:
    """Raise an error unless the value is a whole number of at least 1, or of ``least``.

    >>> check_count("words", 0)
    Traceback (most recent call last):
    summarize.InvalidValueError: words must be at least 1, got 0
    """
    if isinstance(value, bool) or not isinstance(value, Integral):
        raise InvalidTypeError(f"{name} must be a whole number, got {value!r} ({type(value).__name__})")
    if int(value) < least:
        raise InvalidValueError(f"{name} must be at least {least}, got {value!r}")


def check_fraction(name: str, value: object, *, zero: bool = False, one: bool = False) -> None:
    """Raise an error unless the value is a number between 0 and 1; the ends count if told so.

    >>> check_fraction("ratio", 1.5, one=True)
    Traceback (most recent call last):
    summarize.InvalidValueError: ratio must be above 0 and at most 1, got 1.5
    """
    if isinstance(value, bool) or not isinstance(value, Real):
        raise InvalidTypeError(f"{name} must be a number, got {value!r} ({type(value).__name__})")
    number = float(value)
    if not (0 < number < 1 or (zero and number == 0) or (one and number == 1)):  # NaN is none of these
        lower, upper = "at least" if zero else "above", "at most" if one else "below"
        raise InvalidValueError(f"{name} must be {lower} 0 and {upper} 1, got {value!r}")


def check_number(name: str, value: object, *, above: float = -math.inf, least: float = -math.inf) -> None:
    """Raise an error unless the value is a finite number above the one, and at least the other."""
    if isinstance(value, bool) or not isinstance(value, Real):
        raise InvalidTypeError(f"{name} must be a number, got {value!r} ({type(value).__name__})")
    if not (above < float(value) < math.inf and float(value) >= least):  # NaN is not
        limits = [f"above {above:g}"] * (above > -math.inf) + [f"at least {least:g}"] * (least > -math.inf)
        raise InvalidValueError(f"{name} must be {' and '.join(['finite', *limits])}, got {value!r}")
