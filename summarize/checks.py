"""Checks of arguments; the errors name the argument, its value and what would do."""

from __future__ import annotations

import math
from numbers import Integral, Rational, Real

from summarize.errors import InvalidTypeError, InvalidValueError

# The sums and products of what lies between these, and of texts, are floating-point numbers too.
_SMALLEST, _LARGEST = 1e-100, 1e100


def check_count(name: str, value: object, *, least: int = 1) -> None:
    """Raise an error unless the value is a whole number of at least 1, or of ``least``.

    >>> check_count("words", 0)
    Traceback (most recent call last):
    summarize.InvalidValueError: words must be at least 1, got 0
    """
    if isinstance(value, bool) or not isinstance(value, Integral):
        raise InvalidTypeError(f"{name} must be a whole number, got {value!r} ({type(value).__name__})")
    if int(value) < least:
        raise InvalidValueError(f"{name} must be at least {least}, got {_show(value)}")


def check_fraction(name: str, value: object, *, zero: bool = False, one: bool = False) -> None:
    """Raise an error unless the value is a number between 0 and 1; the ends count if told so.

    >>> check_fraction("ratio", 1.5, one=True)
    Traceback (most recent call last):
    summarize.InvalidValueError: ratio must be above 0 and at most 1, got 1.5
    """
    number = _as_float(name, value)
    if not (0 < number < 1 or (zero and number == 0) or (one and number == 1)):  # NaN is none of these
        lower, upper = "at least" if zero else "above", "at most" if one else "below"
        raise InvalidValueError(f"{name} must be {lower} 0 and {upper} 1, got {_show(value)}")
    _check_size(name, number)


def check_number(name: str, value: object, *, above: float = -math.inf, least: float = -math.inf) -> None:
    """Raise an error unless the value is a finite number above the one, and at least the other."""
    number = _as_float(name, value)
    if not (above < number < math.inf and number >= least):  # NaN is not
        limits = [f"above {above:g}"] * (above > -math.inf) + [f"at least {least:g}"] * (least > -math.inf)
        raise InvalidValueError(f"{name} must be {' and '.join(['finite', *limits])}, got {_show(value)}")
    _check_size(name, number)


def _as_float(name: str, value: object) -> float:
    """Return a number as a float, infinite if no float is as large."""
    is_exact = isinstance(value, Rational) and not isinstance(value, Integral)  # arrays refuse a Fraction
    if isinstance(value, bool) or not isinstance(value, Real) or is_exact:
        hint = "; give it as a float" if is_exact else ""
        raise InvalidTypeError(f"{name} must be a number, got {value!r} ({type(value).__name__}){hint}")
    try:
        return float(value)
    except OverflowError:
        return math.inf


def _check_size(name: str, number: float) -> None:
    if number and not _SMALLEST <= abs(number) <= _LARGEST:
        raise InvalidValueError(
            f"{name}={number!r} is too {'large' if abs(number) > 1 else 'small'} to compute with; "
            f"its size must be from {_SMALLEST:g} to {_LARGEST:g}"
        )


def _show(value: object) -> str:
    """Return a number as it would be typed, and of one of very many digits only the beginning."""
    try:
        shown = repr(value)
    except ValueError:  # more than 4300 digits
        return "a whole number of thousands of digits"
    return shown if len(shown) <= 40 else f"{shown[:20]}… ({len(shown)} characters)"
