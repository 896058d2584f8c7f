"""Header blocks of older mails inside a mail: From, Sent, To, Subject, in any language."""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarize.readers.formats.mail.phrases import role_of

_FIELD = re.compile(
    r"[ \t]*[*_]{0,2}([^\W\d_]{1,30}(?:[ '’./-][^\W\d_]{1,20}){0,3}\.?)[*_]{0,2}[ \t]?"
    r"[:：][*_]{0,2}[ \t]*(.*)$"
)
_NAME_INSIDE = re.compile(r"[ \t]([^\W\d_]{2,20})[ ]?:[ \t]")
_ADDRESS = re.compile(r"[\w.+-]+@[\w.-]+|mailto:|\[at\]")
_DATE_ALONE = re.compile(
    r"[ \t]*\d{1,4}[./-]\d{1,2}[./-]\d{2,4},?[ \t]+\d{1,2}[:.]\d\d(?:[:.]\d\d)?"
    r"(?:[ ]?[AaPp]\.?[Mm]\.?)?(?:[ ][A-Z]{1,4})?[ \t]*$"
)
_HAS_DIGIT = re.compile(r"\d")
_FIELD_LINES = 4  # that one field may be wrapped over
_LONGEST = 30  # lines of a block: a field with many addresses is wrapped
_LONGEST_LINE = 2000  # characters; a list of recipients may be long
_SHORT = 60  # characters of a field whose name nobody knows
_BLANKS = 2  # lines between two fields


def header_end(lines: Sequence[str], start: int, *, is_certain: bool = True) -> int | None:
    r"""Return the line after a header block that begins at a line, None if none begins there.

    A block has two fields of different roles: the sender and another one, or any two with an address. Fields
    may be wrapped, bold (``*From:*``) and apart by blank lines.

    Args:
        lines: of a mail.
        start: the line that may begin the block.
        is_certain: whether what stands above says that an older mail follows. Otherwise the block needs a
            subject, an address or when it was sent: a booking is from Oslo to Bergen on a date.

    >>> header_end(["Von: Bo Berg", "Gesendet: Freitag, 3. Mai", "", "Hallo!"], 0)
    2
    >>> header_end(["Date: Wednesday 3 May", "Time: 7:00", "Address: 130 Fox St"], 0)
    >>> header_end(["Bo Berg <bo@example.org>", "03/05/2021 09:12", "To: Ann", "cc:", "Subject: Mill"], 0)
    5
    """
    values = _sender_above(lines, start)
    if not values:
        if ":" not in lines[start] and "：" not in lines[start]:
            return None
        found = _field(lines[start])
        if found is None or found[0] == "copy":
            return None
        if found[0] == "from" and _is_header(_fields_of_line(found[1]), is_certain):
            return start + 1
    end = start + len(values)
    position: int | None = end
    while position is not None and position - start < _LONGEST:
        field = _field(lines[position])
        if field is not None and field[0] in values and field[0] in ("from", "date", "sent"):
            break  # of the next block
        if field is not None:
            values.setdefault(field[0], field[1])
        end = position + 1
        position = _next_field(lines, end)
    if not _is_header(values, is_certain):
        return None
    return _end_of_value(lines, end)


def _sender_above(lines: Sequence[str], start: int) -> dict[str, str]:
    """Return sender and date that stand above "To:" without a label, as Lotus Notes writes them."""
    above = lines[start : start + 3]
    if len(above) < 3 or not _DATE_ALONE.match(above[1]) or len(above[0]) > _SHORT:
        return {}
    field = _field(above[2])
    is_sender = above[0].strip() and not above[0].endswith((".", "!", "?"))
    return {"from": above[0], "date": above[1]} if is_sender and field and field[0] == "to" else {}


def _field(line: str) -> tuple[str, str] | None:
    """Return role and value of a field, None if a line is no field that is known."""
    found = _FIELD.match(line) if len(line) <= _LONGEST_LINE else None
    role = role_of(found[1].strip(" *_").lower()) if found else None
    return None if found is None or role is None else (role, found[2] or "")


def _fields_of_line(value: str) -> dict[str, str]:
    """Return the fields of a header that is all on one line, as of pages without line breaks."""
    parts = _NAME_INSIDE.split(value)
    roles = [role_of(name.lower()) for name in parts[1::2]]
    return {"from": parts[0]} | {role: rest for role, rest in zip(roles, parts[2::2], strict=True) if role}


def _is_header(values: dict[str, str], is_certain: bool) -> bool:
    has_sender = bool(values.get("from", "").strip("* "))
    has_address = any(_ADDRESS.search(value) for value in values.values())
    dates = [values[role] for role in ("date", "sent") if role in values]
    n_roles = len(values.keys() & {"from", "to", "subject"}) + bool(dates)
    if n_roles < 2 or not (is_certain or has_address or "subject" in values or "sent" in values):
        return False
    if dates and not has_address and not any(map(_HAS_DIGIT.search, dates)):
        return False
    return (has_sender and (n_roles > 2 or has_address or bool(dates))) or has_address


def _next_field(lines: Sequence[str], start: int) -> int | None:
    """Return the line of the next field of the same block, past what wraps the one before."""
    n_blank = 0
    for position in range(start, min(len(lines), start + _FIELD_LINES + 1)):
        if not lines[position].strip():
            n_blank += 1
            if n_blank > _BLANKS:
                return None
        elif _field(lines[position]) is not None:
            return position
        elif n_blank:
            return None
    return None


def _end_of_value(lines: Sequence[str], end: int) -> int:
    """Return the end of the last field, whose addresses may be wrapped."""
    while end < len(lines) and lines[end].strip() and _wraps(lines[end]):
        end += 1
    return end


def _wraps(line: str) -> bool:
    if len(line) > _LONGEST_LINE:
        return False
    if len(line) < _SHORT and _FIELD.match(line):  # "Importance: high", and names that nobody knows
        return True
    return _ADDRESS.search(line) is not None and len(line.split()) <= 12 and line.rstrip()[-1] in '>;,)]"'
