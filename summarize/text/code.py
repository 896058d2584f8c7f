"""Program code in plain text without fences, found by its braces, statements and nested lines."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate, pairwise

_ENDS_OF_CODE, _LEADS = ("{", ";", "{ ", "; "), (":", ")", ": ", ") ")  # the blank was a Windows line end
_INDENTS = (" ", "\t")
_OPENS_BRACE = re.compile(r"(?:^|[\s)\]=:>,(])\{$")
_LONE_BRACE = re.compile(r"[ \t]*\{$")
_CLOSES = re.compile(r"([ \t]*)\}")
_ENDS = tuple(".!?:;{},")
_STATEMENT = re.compile(r"[=<>_{}]|[^\W\d]\((?!e?s\))|::")  # not "section 4(a)", "owner(s)"
_SURE_STATEMENT = re.compile(r"(?<![<>])=|::|\w<[\w, ]*>|\);\Z")
_BRACKETS = re.compile(r"[(\[{][^()\[\]{}]*[)\]}]")
_WORDS = re.compile(r"[\w)]\s+\w")
_OF_STATEMENT = (";", ",", "(", "{", "}")
_SIGN = re.compile(r"[=<>_\[\]{}]|\w\(")
_ANY_SIGN = re.compile(r"[()=<>_\[\]{}\";:]")
_COUNT = re.compile(r"\((\d{1,4})\):?$")
_ENUMERATED = re.compile(r"\w{1,3}[.)]\s")
_LONGEST_ROW = 200  # characters
_MOST_ROWS = 400  # of a block in braces
_BLANKS_A_ROW = 6  # of statements, on average; the points of a law have more
_HEAD_ROWS = 4  # of a declaration above its brace
_NESTED_ROWS = 60
_CLAUSES = 8  # "if …: … else: …"
_NESTED = 2  # lines with a colon above deeper ones


def code_without_fences(text: str) -> list[tuple[int, int]]:
    r"""Return the spans of code in a text, in whole lines, ordered and disjoint.

    Code is a block in braces, a paragraph of statements, lines nested below a colon, or a list below
    its number of lines, as in logs of changes.

    >>> text = "It says:\n\n  int size() {\n    return n;\n  }\n\nThis is wrong."
    >>> [text[start:end] for start, end in code_without_fences(text)]
    ['  int size() {\n    return n;\n  }']
    """
    if not _may_have_code(text):
        return []
    spans = _Rows(text).spans()
    offsets = [0, *accumulate(map(len, text.split("\n")))] if spans else []
    return [(offsets[first] + first, offsets[end] + end - 1) for first, end in spans]


def _may_have_code(text: str) -> bool:
    """Return whether a text has the signs of code at line ends."""
    return any(
        above.endswith(_ENDS_OF_CODE) or (above.endswith(_LEADS) and below.startswith(_INDENTS))
        for above, below in pairwise(text.split("\n"))
    )


class _Rows:
    """The lines of a text, which of them close a brace for good, and where lists end, at each indentation."""

    def __init__(self, text: str) -> None:
        self._rows = [row.rstrip() for row in text.split("\n")]
        self._nested_ends: dict[int, int] = {}
        self._closing: dict[str, list[int]] = {}
        for number, row in enumerate(self._rows if "}" in text else ()):
            if "}" in row and row[-1] != "{" and (found := _CLOSES.match(row)):  # not "} else {"
                self._closing.setdefault(found[1], []).append(number)

    def spans(self) -> list[tuple[int, int]]:
        """Return the first line and the end of each piece of code."""
        found: list[tuple[int, int]] = []
        end = 0
        find = {"{": self._braces, ";": self._statements, ":": self._nested, ")": self._counted}
        marked = [number for number, row in enumerate(self._rows) if row and row[-1] in "{;:)"]
        for number in marked:
            if number >= end and (span := find[self._rows[number][-1]](number)):
                first, end = max(span[0], end), span[1]
                found.append((first, end))
        return found

    def _braces(self, number: int) -> tuple[int, int] | None:
        """Return the lines up to the closing brace, which is indented like the opening line."""
        if not _OPENS_BRACE.search(self._rows[number]):
            return None
        closing = self._closing.get(_indent(self._rows[number]), [])
        position = bisect_right(closing, number)
        if position == len(closing) or closing[position] - number > _MOST_ROWS:
            return None
        first, end = self._head(number), closing[position] + 1
        return (first, end) if _is_code(self._rows[first:end]) else None

    def _head(self, number: int) -> int:
        """Return the first line of a declaration that ends with a brace."""
        first, is_open = number, _LONE_BRACE.match(self._rows[number]) is not None
        for above in range(number - 1, max(-1, number - _HEAD_ROWS), -1):
            row = self._rows[above]
            is_deeper = len(_indent(self._rows[first])) > len(_indent(row))
            if not row or row.endswith(_ENDS) or not (is_open or is_deeper):
                break
            first, is_open = above, False
        return first

    def _statements(self, number: int) -> tuple[int, int] | None:
        """Return the paragraph that ends with a statement, if all its lines are of statements."""
        rows = self._rows
        if number + 1 < len(rows) and rows[number + 1]:
            return None
        first = number
        while first > 0 and (rows[first - 1].endswith(_OF_STATEMENT) or self._is_clause(first - 1)):
            first -= 1
        above = rows[first - 1] if first else ""
        paragraph = [row.lstrip() for row in rows[first : number + 1]]
        is_code = (
            (not above or above.endswith(":"))
            and any(map(_is_statement, paragraph))
            and sum(row.count(" ") for row in paragraph) <= _BLANKS_A_ROW * len(paragraph)
        )
        return (first, number + 1) if is_code else None

    def _is_clause(self, number: int) -> bool:
        """Return whether a line like "if (x)" or "else" has a deeper one below it."""
        row = self._rows[number]
        is_code = row.endswith(")") or " " not in row.strip()
        return bool(row) and is_code and not row.endswith(_ENDS) and self._is_deeper(number + 1)

    def _nested(self, number: int) -> tuple[int, int] | None:
        """Return the lines below a colon and those of its later clauses, if others are nested alike."""
        depth, end = len(_indent(self._rows[number])), number
        if number < self._nested_ends.get(depth, 0):
            return None  # one of the clauses of a list
        for _ in range(_CLAUSES):
            end = self._end_of_deeper(end) if self._is_header(end) else end
        headers = [row for row in range(number, end) if self._is_header(row)]
        rows = self._rows[number + 1 : end]
        statements = [row for row in rows if row[-1:] != ":"]
        if (
            len(headers) < _NESTED
            or sum(_SIGN.search(row) is not None for row in statements) * 2 < len(statements)
            or any(row[-1] in ".!?" or not _is_word_of_code(row.lstrip()) for row in rows)
        ):
            self._nested_ends[depth] = end
            return self._counted(number)
        is_head = _SIGN.search(self._rows[number]) and (number == 0 or not self._rows[number - 1])
        return (number if is_head else number + 1), end

    def _is_header(self, number: int) -> bool:
        return number < len(self._rows) and self._rows[number][-1:] == ":" and self._is_deeper(number + 1)

    def _is_deeper(self, number: int) -> bool:
        """Return whether a line is indented more than the one above it."""
        if number >= len(self._rows) or not self._rows[number]:
            return False
        return len(_indent(self._rows[number])) > len(_indent(self._rows[number - 1]))

    def _counted(self, number: int) -> tuple[int, int] | None:
        """Return a line and the deeper lines below it, if it ends with their number: "Ann (12)"."""
        found = _COUNT.search(self._rows[number])
        end = self._end_of_deeper(number) if found else number
        if not found or not 2 < end - number == int(found[1]) + 1:
            return None
        rows = self._rows[number + 1 : end]  # of a log, which have a topic: "cifs: add an option"
        return (number, end) if sum(": " in row for row in rows) * 2 >= len(rows) else None

    def _end_of_deeper(self, number: int) -> int:
        """Return the end of the lines that are indented more than the one above them all."""
        depth = len(_indent(self._rows[number]))
        end, most = number + 1, min(len(self._rows), number + _NESTED_ROWS)
        while end < most and len(_indent(self._rows[end])) > depth:
            end += 1
        return end


def _indent(row: str) -> str:
    return row[: len(row) - len(row.lstrip())]


def _is_code(rows: list[str]) -> bool:
    """Return whether lines are short, and most of those with text have a sign: braces may be of a formula."""
    written = [row for row in rows if row]
    n_signs = sum(_ANY_SIGN.search(row) is not None for row in written)
    return max(map(len, written)) <= _LONGEST_ROW and n_signs * 2 >= len(written)


def _is_statement(row: str) -> bool:
    """Return whether a line has a sign of a statement, and more than that if it has words in a row.

    >>> _is_statement("gates.count(town)[0];"), _is_statement("call init() first;")
    (True, False)
    """
    if not _STATEMENT.search(row):
        return False
    return _SURE_STATEMENT.search(row) is not None or not _WORDS.search(_BRACKETS.sub("w", row))


def _is_word_of_code(line: str) -> bool:
    """Return whether a line begins like code, not like an item of a list."""
    return (line[0].isalpha() or line[0] in "_$@#") and not _ENUMERATED.match(line)
