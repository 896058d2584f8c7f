"""The line above quoted mail: "On 3 May 2021 at 16:12, Bo Berg <b@example.org> wrote:", in any language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from summarize.readers.formats.mail.phrases import any_of
from summarize.text.patterns import compile_on_use

_MOST_LINES = 6
_LONGEST = 400  # characters
_DATE = re.compile(
    r"\b(?:19|20)\d\d\b|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d[日일]"
    r"|\b\d{1,2}\.? [^\W\d_]{3,12}|[^\W\d_]{3,12}\.? \d{1,2}\b"
)
_CLOCK = re.compile(r"\d{1,2}(?:[:.h]|点|時|时|시 ?)[0-5]\d(?!\.?\d\d\d)")
_ADDRESS = re.compile(r"[^\s<>()\[\]\"]+@[^\s<>()\[\]\"]*[\w.-]")
_END = re.compile(r"[:：][*_]{0,2}[ \t]*$|[:：]?[*_ ]{0,3}[-–—]{2,}$")
_COLONS = (":", "：", ": ", ":\r")
_LAST = (*_COLONS, "-", "–", "—", "*", "_")
_DASHES = re.compile(r"^[ \t>]*(?:[-–—]{2,}[ \t]*)|[ \t]*[-–—]{2,}[ \t]*$")
_BEGINS_WITH_DATE = re.compile(r"[*_\"'“<]{0,2}(?:\d{1,4}[\s./年-]|[^\W\d_]{2,10}\.?,? \d{1,2}[. ])")
_SENTENCE_END = re.compile(r"[^\W\d_]{4}[.!?][\"'”’)]?$|[:：]$")
_WROTE = compile_on_use(
    rf"(?:(?<![^\W_])|(?<=[^\x00-\u02ff]))(?:{any_of('wrote')})(?![^\W_a-z]|[a-z]{{3}})", re.IGNORECASE
)
_INTRODUCED = compile_on_use(
    rf"[*_]{{0,2}}(?:{any_of('introduction')})(?:[\s,]{{1,3}}|$|(?<=-))", re.IGNORECASE
)
_SHARED_LINE = re.compile(
    r"(?<=[^\s>])[ \t]*(?:-{2,}[ \t]*)?(?=(?<![^\W_])(?:On|Am|Le|Op|El|Il|Em|Den|På)[ ]"
    r"(?:[^\W\d_]{2,12}[., ]{1,2})?[^\n]{0,12}\d[^\n]{0,160}"
    r"(?:wrote|schrieb|écrit|schreef|escribió|scritto|escreveu|skrev)[^\n]{0,60}:[ \t]*$)",
    re.MULTILINE,
)


class Attribution(NamedTuple):
    """A line that says who wrote the quoted mail below it.

    Attributes:
        end: the line after it.
        is_certain: whether what follows is quoted mail even without quotation marks.
    """

    end: int
    is_certain: bool


def on_own_lines(text: str) -> str:
    r"""Return a text in which each attribution begins a line.

    >>> on_own_lines("Yes. On Fri, May 6, 2011 at 6:03 PM, Bo <b@example.org> wrote:\n> Really?")
    'Yes.\nOn Fri, May 6, 2011 at 6:03 PM, Bo <b@example.org> wrote:\n> Really?'
    """
    if ":" not in text:
        return text
    return "\n".join(
        _SHARED_LINE.sub("\n", line) if line.endswith(_COLONS) and len(line) <= _LONGEST else line
        for line in text.split("\n")
    )


def find_attribution(lines: Sequence[str], start: int) -> Attribution | None:
    r"""Return the attribution that begins at a line, None if there is none.

    >>> find_attribution(["On Fri, May 6, 2011 at 6:03 PM, Bo <", "b@example.org> wrote:", "Hi"], 0)
    Attribution(end=2, is_certain=True)
    >>> find_attribution(["The mayor wrote a book in 2011:", "Hi"], 0)
    """
    first = lines[start].strip()
    if not _may_begin(first):
        return None
    joined = ""
    for end in range(start + 1, min(len(lines), start + _MOST_LINES) + 1):
        line = lines[end - 1].strip()
        if end > start + 1 and (line.startswith(">") and not line.startswith("> wrote")):
            return None
        if end > start + 1 and line and _opens(line) and not _opens(first):
            return None  # the attribution begins here, and the line before it is text
        joined = f"{joined} {line}".strip()
        if len(joined) > _LONGEST:
            return None
        if (found := _judge(joined)) is not None:
            return Attribution(end, found)
        if _SENTENCE_END.search(line):
            return None
    return None


def is_wrapped_attribution(lines: Sequence[str]) -> bool:
    """Return whether some lines say who wrote, if quoted mail follows directly.

    >>> is_wrapped_attribution(["Bob wrote:"]), is_wrapped_attribution(["We need:"])
    (True, False)
    >>> is_wrapped_attribution(["Many thanks", "Bo Berg <b@example.org> wrote:"])
    False
    """
    if sum(map(len, lines)) > _LONGEST:
        return False
    joined = " ".join(line.strip() for line in lines)
    if any(_SENTENCE_END.search(line.strip()) for line in lines[:-1]):
        return False
    if len(lines) > 1:
        first, last = lines[0].strip(), lines[-1].strip()
        is_whole = _opens(last) and (_WROTE.search(last) or _ADDRESS.search(last))
        is_part = any(pattern.search(first) for pattern in (_DATE, _CLOCK, _ADDRESS)) or last.startswith("<")
        if is_whole or not is_part:
            return False
    if _END.search(joined):
        return bool(
            _WROTE.search(joined)
            or _ADDRESS.search(joined)
            or (_DATE.search(joined) and _CLOCK.search(joined))
        )
    return bool(_DATE.search(joined) and _ADDRESS.search(joined) and joined.endswith((">", ")")))


def _judge(joined: str) -> bool | None:
    """Return whether an attribution is certain, None if it is none."""
    if not joined.endswith(("wrote", *_LAST)):
        return None
    bare = _DASHES.sub("", joined)
    is_dashed = bare != joined and joined.endswith(("--", "—"))
    has_verb = _WROTE.search(bare) is not None
    if not _END.search(joined) and not (has_verb and joined.endswith("wrote")):
        return None
    has_date, has_clock = _DATE.search(bare) is not None, _CLOCK.search(bare) is not None
    has_address = _ADDRESS.search(bare) is not None
    if has_verb and (is_dashed or has_address or (has_date and has_clock)):
        return is_dashed or has_address or (has_date and has_clock)
    if has_date and has_address:
        return has_clock or _BEGINS_WITH_DATE.match(bare) is not None
    return False if has_verb and has_date and _opens(bare) else None


def _may_begin(line: str) -> bool:
    if not line or len(line) > _LONGEST:
        return False
    return (
        _opens(line)
        or _ADDRESS.search(line) is not None
        or (_DATE.search(line) is not None and _END.search(line) is not None)
        or (line.startswith("--") and _WROTE.search(line) is not None)
        or (_END.search(line) is not None and _WROTE.search(line) is not None)
    )


def _opens(line: str) -> bool:
    """Return whether a line begins as attributions do: "On Friday, …", "30.04.2021, …", "Fri, 3 May …"."""
    bare = _DASHES.sub("", line)
    found = _INTRODUCED.match(bare)
    if found and (bare[:1].isupper() or not bare[:1].islower()):
        rest = bare[found.end() : found.end() + 40]
        return not rest or bool(re.search(r"\d", rest))
    return _BEGINS_WITH_DATE.match(bare) is not None
