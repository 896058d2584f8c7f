"""Unicode's normalization forms, in time that grows with the text for any text; and no half characters."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

_LONGEST_RUN = 30  # marks, as in the Stream-Safe Text Format; no word of any language has more
_JOINER = "\u034f"  # COMBINING GRAPHEME JOINER: marks before and after it are not put in order together
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_RUN = re.compile(rf"[^\w\s\x00-\x7f]{{{_LONGEST_RUN + 1},}}")


def normalize(form: Literal["NFC", "NFD", "NFKD"], text: str) -> str:
    r"""Return a text in a normalization form, with a joiner in each run of more than 30 combining marks.

    Marks are put in order by comparing each with those before it, so a run of 20,000 takes seconds.

    References:
        Unicode Standard Annex #15, Unicode Normalization Forms, section 13, Stream-Safe Text Format.

    >>> normalize("NFC", "cafe\u0301"), len(normalize("NFC", "\u0301\u0323" * 20_000))
    ('café', 41333)
    """
    if text.isascii():
        return text
    return unicodedata.normalize(form, _RUN.sub(_with_joiners, text))


def without_surrogates(text: str) -> str:
    r"""Return a text with each lone surrogate, which UTF-8 cannot encode, replaced; all positions stay.

    >>> without_surrogates("It \ud83d rains.")
    'It \ufffd rains.'
    """
    try:
        text.encode()  # takes a hundredth of the time of searching
    except UnicodeEncodeError:
        return _LONE_SURROGATE.sub("\ufffd", text)
    return text


def _with_joiners(run: re.Match[str]) -> str:
    safe = []
    n_marks = 0
    for character in run.group():
        if unicodedata.combining(unicodedata.normalize("NFKD", character)[-1]) == 0:
            n_marks = 0
        elif n_marks == _LONGEST_RUN:
            safe.append(_JOINER)
            n_marks = 1
        else:
            n_marks += 1
        safe.append(character)
    return "".join(safe)
