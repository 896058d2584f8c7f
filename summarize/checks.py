"""Checks of arguments; the errors name the argument, its value and what would do."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping
from numbers import Integral, Rational, Real
from typing import Any

from summarize.errors import InvalidTypeError, InvalidValueError, did_you_mean

# The sums and products of what lies between these, and of texts, are floating-point numbers too.
_SMALLEST, _LARGEST = 1e-100, 1e100
_SHOWN = 60  # characters of a value in a message


def check_count(name: str, value: object, *, least: int = 1) -> None:
    """Raise an error unless the value is a whole number of at least 1, or of ``least``.

    >>> check_count("words", 0)
    Traceback (most recent call last):
    summarize.InvalidValueError: words must be at least 1, got 0
    """
    if type(value) is not int and (isinstance(value, bool) or not isinstance(value, Integral)):
        raise InvalidTypeError(f"{name} must be a whole number, got {show_typed(value)}")
    if int(value) < least:
        raise InvalidValueError(f"{name} must be at least {least}, got {show(value)}")


def check_fraction(name: str, value: object, *, zero: bool = False, one: bool = False) -> None:
    """Raise an error unless the value is a number between 0 and 1; the ends count if told so.

    >>> check_fraction("ratio", 1.5, one=True)
    Traceback (most recent call last):
    summarize.InvalidValueError: ratio must be above 0 and at most 1, got 1.5
    """
    number = _as_float(name, value)
    if not (0 < number < 1 or (zero and number == 0) or (one and number == 1)):  # NaN is none of these
        lower, upper = "at least" if zero else "above", "at most" if one else "below"
        raise InvalidValueError(f"{name} must be {lower} 0 and {upper} 1, got {show(value)}")
    _check_size(name, number)


def check_number(name: str, value: object, *, above: float = -math.inf, least: float = -math.inf) -> None:
    """Raise an error unless the value is a finite number above the one, and at least the other."""
    number = _as_float(name, value)
    if not (above < number < math.inf and number >= least):  # NaN is not
        limits = [f"above {above:g}"] * (above > -math.inf) + [f"at least {least:g}"] * (least > -math.inf)
        raise InvalidValueError(f"{name} must be {' and '.join(['finite', *limits])}, got {show(value)}")
    _check_size(name, number)


def _as_float(name: str, value: object) -> float:
    """Return a number as a float, infinite if no float is as large."""
    if type(value) is float:  # the tests of numbers below take some microseconds
        return value
    is_exact = isinstance(value, Rational) and not isinstance(value, Integral)  # arrays refuse a Fraction
    if isinstance(value, bool) or not isinstance(value, Real) or is_exact:
        hint = "; give it as a float" if is_exact else ""
        raise InvalidTypeError(f"{name} must be a number, got {show_typed(value)}{hint}")
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


def check_text(name: str, value: object) -> None:
    """Raise an error unless the value is a string.

    >>> check_text("summary", None)
    Traceback (most recent call last):
    summarize.InvalidTypeError: summary must be a str, got None
    """
    if not isinstance(value, str):
        raise InvalidTypeError(f"{name} must be a str, got {show_typed(value)}")


def as_texts(name: str, values: object) -> list[str]:
    """Return strings as a list; one string by itself is an error.

    >>> as_texts("sentences", "One. Two.")
    Traceback (most recent call last):
    summarize.InvalidTypeError: sentences must be a list of strings, got 'One. Two.' (str)
    """
    texts = as_list(values)
    if texts is None:
        raise InvalidTypeError(f"{name} must be a list of strings, got {show_typed(values)}")
    for text in texts:
        if not isinstance(text, str):
            raise InvalidTypeError(f"{name} must be a list of strings, and one is {show_typed(text)}")
    return texts


def check_iterable(name: str, values: object, hint: str, *, of: str = "texts") -> None:
    """Raise an error unless these are texts one by one: one text, a mapping or a table is none.

    >>> check_iterable("texts", "A text.", "use summarize(text) for one")
    Traceback (most recent call last):
    summarize.InvalidTypeError: texts must be an iterable of texts, got str; use summarize(text) for one
    """
    is_one = isinstance(values, str | bytes | bytearray | Mapping) or hasattr(values, "columns")
    if is_one or not isinstance(values, Iterable) or getattr(values, "ndim", 1) == 0:
        raise InvalidTypeError(f"{name} must be an iterable of {of}, got {type(values).__name__}; {hint}")


def check_flags(**flags: object) -> None:
    """Raise an error unless each of these arguments is True or False.

    >>> check_flags(overwrite=True, progress=1)
    Traceback (most recent call last):
    summarize.InvalidTypeError: progress must be True or False, got 1 (int)
    """
    for name, value in flags.items():
        if not isinstance(value, bool):
            raise InvalidTypeError(f"{name} must be True or False, got {show_typed(value)}")


def check_choice(name: str, value: object, known: Collection[str]) -> None:
    """Raise an error unless the value is one of some strings.

    >>> check_choice("lines", "unit", ("auto", "units"))
    Traceback (most recent call last):
    summarize.InvalidValueError: lines='unit' is unknown; did you mean 'units'? Known: auto, units
    """
    if not isinstance(value, str):
        usual = ", ".join(map(repr, known))
        raise InvalidTypeError(f"{name} must be a str, one of {usual}; got {show_typed(value)}")
    if value not in known:
        raise InvalidValueError(f"{name}={show(value)} is unknown; {did_you_mean(value[:80], known)}")


def is_same(value: object, other: object) -> bool:
    """Return whether two values are equal; arrays, which do not say, are so only if they are one object."""
    if value is other:
        return True
    try:
        return bool(value == other)
    except Exception:  # whatever comparing somebody else's objects may raise
        return False


def show(value: object) -> str:
    """Return a value as it would be typed, and of a long one only the beginning.

    >>> show("textrank"), show(10**60)
    ("'textrank'", '1000000000000000000000000000000000000000… (61 characters)')
    """
    if isinstance(value, str | bytes) and len(value) > 10 * _SHOWN:
        return f"{value[:40]!r}… ({len(value)} characters)"
    try:
        shown = repr(value)
    except ValueError:
        if isinstance(value, int):  # more than 4300 digits
            return "a whole number of thousands of digits"
        return "a value that cannot be shown"
    except Exception:  # whatever somebody else's class may raise
        return "a value that cannot be shown"
    shown = " ".join(shown.split())
    return shown if len(shown) <= _SHOWN else f"{shown[:40]}… ({len(shown)} characters)"


def is_missing(value: object) -> bool:
    """Return whether a value stands for one that is missing: None, NaN, or NA of pandas.

    >>> is_missing(None), is_missing(float("nan")), is_missing("")
    (True, True, False)
    """
    return (
        value is None
        or type(value).__name__ in ("NAType", "NaTType")
        or (isinstance(value, float) and value != value)
    )


def show_typed(value: object) -> str:
    """Return a value as it would be typed, and its type.

    >>> show_typed(7), show_typed(None)
    ('7 (int)', 'None')
    """
    return "None" if value is None else f"{show(value)} ({type(value).__name__})"


def as_list(values: object) -> list[Any] | None:
    """Return what is in an iterable; None if it is none, or is a string or a mapping.

    >>> as_list(range(3)), as_list("abc")
    ([0, 1, 2], None)
    """
    if isinstance(values, str | bytes | Mapping) or not isinstance(values, Iterable):
        return None
    try:
        return list(values)
    except TypeError:  # an array without dimensions
        return None
