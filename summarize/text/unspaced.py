"""Words of scripts without spaces, by the dictionaries of ICU, if icu4py is installed."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache


@cache
def segmenter() -> Callable[[str], list[str]] | None:
    """Return a function that cuts Chinese, Japanese, Thai, Lao, Khmer or Burmese into words, in linear time.

    Returns:
        a function from a text to its consecutive parts, None without the extra ``segmentation``.

    >>> cut = segmenter()
    >>> cut("東京は首都です") if cut else ['東京', 'は', '首都', 'です']
    ['東京', 'は', '首都', 'です']
    """
    try:
        from icu4py.breakers import WordBreaker
    except ImportError:
        return None
    # The script selects the dictionary; the language does not matter.
    return lambda text: list(WordBreaker(text, "en"))


def segmenter_version() -> str | None:
    """Return the version of ICU, None without the extra.

    >>> segmenter_version() is None or segmenter_version().startswith("ICU")
    True
    """
    if segmenter() is None:
        return None
    import icu4py

    return f"ICU {icu4py.icu_version}"
