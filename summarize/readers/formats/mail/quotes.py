"""What the author of a mail wrote: without quoted mail, attributions and headers of older mails."""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarize.readers.formats.mail.attributions import find_attribution, is_wrapped_attribution, on_own_lines
from summarize.readers.formats.mail.headers import header_end
from summarize.readers.formats.mail.marks import with_usual_marks
from summarize.readers.formats.mail.phrases import any_of
from summarize.readers.formats.mail.signatures import without_signature
from summarize.readers.formats.markup import INVISIBLE
from summarize.text.patterns import compile_on_use

_QUOTED = re.compile(r"[ \t]{0,4}>(?!From )")
_MARKS = re.compile(r"[ \t]{0,4}>[ \t]?")
_LINK = re.compile(r"[\[(<]?https?://\S+")
_RULE = re.compile(r"[ \t]*[-_=*–—]{3,}[ \t]*$")
_DASHED = r"[ \t]*[-–—=_*]{2,}[ \t]*(?:%s)[^\n]{0,60}?[ \t]*[-–—=_*]{2,}[ \t]*$"
_ANY_DASHED = re.compile(r"[ \t]*[-–—=_]{2,}[ \t]*[^\W\d_][^\n]{2,60}?[ \t]*[-–—=_]{2,}[ \t]*$")
_FORWARDED = compile_on_use(
    rf"{_DASHED % any_of('forwarded')}|[ \t]*(?:{any_of('forwarded')})[ \t]?[:：][ \t]*$", re.IGNORECASE
)
_ORIGINAL = compile_on_use(_DASHED % any_of("original"), re.IGNORECASE)
_LONGEST_MARK = 200  # characters of a line such as "---- Forwarded message ----"
_LAST_OF_A_MARK = ("-", "–", "—", "=", "_", "*", ":", "：")
_ATTRIBUTION_LINES = 3
_FULL = 60  # characters of a line that a mail program has wrapped
_DEEPEST = 20  # forwarded mails in one another; of a deeper one everything is kept
_SHORT_REST = 40  # characters of what it has wrapped onto the next line


def own_words(text: str, *, is_forward: bool = False) -> str:
    r"""Return what the author of a mail wrote, and of a forwarded mail its text.

    Answers between quotations all stay. If nothing but an older mail is there, that is the text.

    Args:
        text: the body of the mail; its line ends are ``\n``.
        is_forward: whether the subject says so; the first older mail is then content.

    >>> own_words("Yes.\n\nOn 3 May 2021, Bo <b@example.org>\nwrote:\n> When?\n\nAnd who?\n-- \nAnna")
    'Yes.\n\nAnd who?'
    """
    lines = [
        INVISIBLE.sub("", line).replace("\xa0", " ").rstrip() if line != "-- " else line
        for line in on_own_lines(with_usual_marks(text)).split("\n")
    ]
    reading = _Reading(lines, is_forward)
    found = reading.text()
    if not found and not is_forward:
        found = _Reading(lines, is_forward=True).text()
    return found or without_signature(_unquoted(lines)) or text.strip()


class _Reading:
    """One pass over the lines of a mail."""

    def __init__(self, lines: Sequence[str], is_forward: bool, depth: int = 0) -> None:
        self._lines = lines
        self._depth = depth  # of forwarded mails around this one
        self._is_forward = is_forward  # whether the next older mail is content
        self._segments: list[list[str]] = [[]]  # what is between quotations; each may have a signature

    def text(self) -> str:
        """Return the author's words."""
        position: int | None = 0
        while position is not None and position < len(self._lines):
            position = self._step(position)
        kept = (without_signature("\n".join(segment)).strip() for segment in self._segments)
        return "\n\n".join(filter(None, kept))

    def _step(self, position: int) -> int | None:
        """Read what begins at a line, and return the line after it; None if the rest is an older mail."""
        line = self._lines[position]
        if not line or _RULE.match(line) or line.startswith(">From "):  # as mailboxes write "From "
            self._segments[-1].append(line.removeprefix(">"))
            return position + 1
        if _is_quoted(line):
            return self._quotation(position)
        if len(line) <= _LONGEST_MARK and line.endswith(_LAST_OF_A_MARK):
            if _FORWARDED.match(line):
                self._is_forward = False
                return self._content(self._header_from(position + 1))
            below = self._header_from(position + 1)
            if _ORIGINAL.match(line) or (below > position + 1 and _ANY_DASHED.match(line)):
                return self._older_mail(below)
        is_below_rule = any(map(_RULE.match, self._lines[max(0, position - 2) : position]))
        if (end := header_end(self._lines, position, is_certain=is_below_rule)) is not None:
            return self._older_mail(end)
        if (found := find_attribution(self._lines, position)) is not None:
            after = self._next(found.end)
            if found.is_certain or (after is not None and _is_quoted(self._lines[after])):
                return self._older_mail(found.end)
        if (end := self._end_of_weak_attribution(position)) is not None:
            return self._older_mail(end)
        self._segments[-1].append(line)
        return position + 1

    def _end_of_weak_attribution(self, start: int) -> int | None:
        """Return the line after a paragraph that may say who wrote what is quoted directly below it."""
        end = start
        while end < len(self._lines) and self._lines[end].strip() and not _is_quoted(self._lines[end]):
            end += 1
            if end - start > _ATTRIBUTION_LINES:
                return None
        after = self._next(end)
        if after is None or not _is_quoted(self._lines[after]):
            return None
        return end if is_wrapped_attribution(self._lines[start:end]) else None

    def _older_mail(self, start: int) -> int | None:
        """Go on after the header or attribution of an older mail."""
        after = self._next(start)
        self._begin_segment()
        while after is not None and not self._is_forward:
            if _is_quoted(self._lines[after]):
                return after
            header = header_end(self._lines, after)
            if header is None:
                return None
            after = self._next(header)
        if after is None:
            return None
        self._is_forward = False
        return self._content(after)

    def _content(self, start: int) -> int:
        """Go on with a forwarded mail, whose lines may be quoted."""
        self._begin_segment()
        after = self._next(start)
        if after is None or not _is_quoted(self._lines[after]):
            return start
        end = self._end_of_quotation(after)
        self._forwarded(after, end)
        return end

    def _quotation(self, start: int) -> int:
        """Leave a quotation out, unless a forwarded mail is in it."""
        end = self._end_of_quotation(start)
        first = _MARKS.sub("", self._lines[start], count=1)
        inside = [_MARKS.sub("", line, count=1) for line in self._lines[start:end]]
        if _FORWARDED.match(first) or (self._is_forward and header_end(inside, 0) is not None):
            self._is_forward = False
            self._forwarded(start, end)
        else:
            self._begin_segment()
        return end

    def _forwarded(self, start: int, end: int) -> None:
        """Keep what the author of a forwarded mail in quotation marks wrote."""
        if self._depth >= _DEEPEST:
            self._begin_segment()
            self._segments[-1] += (line.lstrip("> \t") for line in self._lines[start:end])
            self._begin_segment()
            return
        inside = [_MARKS.sub("", line, count=1) for line in self._lines[start:end]]
        first = next((i for i, line in enumerate(inside) if line.strip() and not _FORWARDED.match(line)), 0)
        header = header_end(inside, first)
        words = _Reading(inside[first if header is None else header :], False, self._depth + 1).text()
        self._begin_segment()
        self._segments[-1].append(words)
        self._begin_segment()

    def _header_from(self, start: int) -> int:
        """Return the line after a header block that follows a line, after blank lines too."""
        after = self._next(start)
        end = None if after is None else header_end(self._lines, after)
        return start if end is None else end

    def _begin_segment(self) -> None:
        segment = self._segments[-1]
        while segment and (not segment[-1].strip() or _RULE.match(segment[-1])):
            segment.pop()
        if segment:
            self._segments.append([])

    def _next(self, start: int) -> int | None:
        """Return the next line that is not blank."""
        return next((i for i in range(start, len(self._lines)) if self._lines[i].strip()), None)

    def _end_of_quotation(self, start: int) -> int:
        end = position = start
        while position < len(self._lines):
            line = self._lines[position]
            if _is_quoted(line) or (position == end and self._is_torn(position)):
                end = position + 1
            elif line.strip():
                break
            position += 1
        return end

    def _is_torn(self, position: int) -> bool:
        """Return whether a line without a mark is the rest of a quoted line that was wrapped."""
        if not 0 < position < len(self._lines) - 1:
            return False
        before, line, after = self._lines[position - 1 : position + 2]
        if not line.strip() or not _is_quoted(before):
            return False
        is_link = _LINK.match(line.strip()) is not None or ("(http" in before and "=" in line)
        return is_link or (_is_quoted(after) and len(before) > _FULL and len(line) < _SHORT_REST)


def _is_quoted(line: str) -> bool:
    return _QUOTED.match(line) is not None and not line.rstrip().endswith("<")


def _unquoted(lines: Sequence[str]) -> str:
    return "\n".join(_MARKS.sub("", line, count=1) for line in lines).strip()
