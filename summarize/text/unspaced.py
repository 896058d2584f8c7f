"""Words of scripts without spaces, by the dictionaries of ICU, where icu4py is installed."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache


@cache
def segmenter() -> Callable[[str], list[str]] | None:
    """Return what cuts Chinese, Japanese, Thai, Lao, Khmer or Burmese into words, in linear time.

    Returns:
        a function from a text to the stretches that make it up, None without the extra
        ``summarize[segmentation]``.

    >>> cut = segmenter()
    >>> cut("東京は首都です") if cut else ['東京', 'は', '首都', 'です']
    ['東京', 'は', '首都', 'です']
    """
    try:
        from icu4py.breakers import WordBreaker
    except ImportError:
        return None
    # The dictionaries go by the script; the language changes nothing for these scripts.
    return lambda text: list(WordBreaker(text, "en"))


def segmenter_version() -> str | None:
    """Return which version of ICU cuts words, None without the extra.

    >>> segmenter_version() is None or segmenter_version().startswith("ICU")
    True
    """
    if segmenter() is None:
        return None
    import icu4py

    return f"ICU {icu4py.icu_version}"
