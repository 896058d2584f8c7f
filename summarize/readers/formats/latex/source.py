"""The source of a LaTeX document before it is read: no comments, and its short forms written out."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property
from typing import NamedTuple

from summarize.readers.formats.latex.commands import ARGUMENTS, SECTIONS
from summarize.readers.formats.latex.literals import set_apart
from summarize.readers.formats.latex.names import find_names, with_names

_DEFINITION = re.compile(
    r"\\(?:(?:re)?newcommand|providecommand|DeclareRobustCommand)\*?[ \t]*(?:\{\\([A-Za-z]+)\}|\\([A-Za-z]+))"
    r"(?:\[(\d)\])?(?=[ \t]?\{)|\\[gex]?def[ \t]*\\([A-Za-z]+)((?:#\d)*)(?=[ \t]?\{)"
)
_NOT_DEFINED = r"(?<!ommand)(?<!ommand\{)(?<!ommand\*\{)(?<!ommand\*)(?<!def)"  # here, by itself
_OLD_BOLD = re.compile(r"\{[ \t]*\\(?:bf|bfseries)\s+([^{}\\]{1,80})\}")
_PARAMETER = re.compile(r"#(\d)")
_BEGIN_DOCUMENT, _END_DOCUMENT = "\\begin{document}", "\\end{document}"
_LONGEST_DEFINITION = 300  # characters
_MOST_EXPANDED = 4  # times the size of the source: short forms may be nested to a bomb
_ROUNDS = 3
_END = re.compile(r"\\end[ \t]*\{([^{}\n]{1,40})\}")
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_FORMULA_MARK = re.compile(
    r"(?P<long>\$\$)|(?P<short>\$)|(?P<square>\\\])|(?P<round>\\\))|(?P<blank>\n[ \t]*\n)|\\.", re.DOTALL
)


class Source:
    r"""A part of a LaTeX source, in which braces and ends of environments are found in constant time.

    >>> source = Source(r"\emph{a {b}} c \end{it}")
    >>> source.argument(5), source.end_of("it", 0)
    (('a {b}', 12), (15, 23))
    """

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _closings(self) -> dict[int, int]:
        """The closing brace of each opening one."""
        closings, open_braces = {}, []
        for brace in _BRACE.finditer(self.text):
            if brace[0] == "{":
                open_braces.append(brace.start())
            elif brace[0] == "}" and open_braces:
                closings[open_braces.pop()] = brace.start()
        return closings

    @cached_property
    def _ends(self) -> dict[str, list[tuple[int, int]]]:
        ends: dict[str, list[tuple[int, int]]] = {}
        for end in _END.finditer(self.text):
            ends.setdefault(end[1], []).append(end.span())
        return ends

    @cached_property
    def _formula_marks(self) -> list[tuple[int, int, str]]:
        found = _FORMULA_MARK.finditer(self.text)
        return [(*mark.span(), mark.lastgroup) for mark in found if mark.lastgroup is not None]

    def argument(self, position: int) -> tuple[str, int] | None:
        """Return the argument in braces at a position or after spaces there, and where it ends."""
        while position < len(self.text) and self.text[position] in " \t\n":
            position += 1
        close = self._closings.get(position)
        return None if close is None else (self.text[position + 1 : close], close + 1)

    def after_option(self, position: int) -> int:
        """Return the position behind an option in brackets, or the same one if there is none."""
        start = position
        while start < len(self.text) and self.text[start] in " \t":
            start += 1
        if self.text[start : start + 1] != "[":
            return position
        depth_end = self.text.find("]", start, start + 1_000)
        return position if depth_end < 0 else depth_end + 1

    def end_of(self, environment: str, position: int) -> tuple[int, int] | None:
        """Return the span of the first end of an environment from a position on."""
        ends = self._ends.get(environment, [])
        index = bisect_left(ends, (position, 0))
        return ends[index] if index < len(ends) else None

    def end_of_formula(self, kind: str, position: int) -> tuple[int, int] | None:
        """Return the span of the mark that ends a formula, unless another mark or a blank line is before."""
        index = bisect_left(self._formula_marks, (position, 0, ""))
        start, end, found = self._formula_marks[index] if index < len(self._formula_marks) else (0, 0, "")
        return (start, end) if found == kind else None


class ShortForm(NamedTuple):
    """What a command of the document stands for.

    Attributes:
        text: with ``#1`` for the first argument.
        n_arguments: how many it takes.
    """

    text: str
    n_arguments: int

    def filled(self, arguments: list[str]) -> str:
        """Return the text with its arguments.

        >>> ShortForm("#1 percent", 1).filled(["20"])
        '20 percent'
        """

        def _argument(found: re.Match[str]) -> str:
            number = int(found[1])
            return arguments[number - 1] if 0 < number <= len(arguments) else ""

        return _PARAMETER.sub(_argument, self.text) if arguments else self.text


class Choice(ShortForm):
    """A conditional command with two texts; the first one that is not blank is read."""

    def filled(self, arguments: list[str]) -> str:
        """Return one of the texts.

        >>> Choice("", 3).filled(["isshort", " ", "We met."])
        'We met.'
        """
        return next(filter(str.strip, arguments[1:]), "")


_CHOICES = {
    name: Choice("", 3)
    for name in ("ifthenelse", "iftoggle", "ifbool", "ifboolexpr", "ifboolexpe", "ifblank", "ifempty")
}


class Prepared(NamedTuple):
    r"""A document that is ready to be read.

    Attributes:
        preamble: what is before the document, and may have its title.
        body: the document; ``\\summarizecode{0}`` and ``\\summarizeverb{0}`` stand for what is apart.
        literals: blocks of code, and code and addresses within a line.
    """

    preamble: str
    body: str
    literals: list[str]


def prepare(text: str) -> Prepared:
    r"""Return a document without comments, with its short forms written out and its code apart.

    >>> prepare("\\newcommand{\\us}{the port}\n\\begin{document}We, \\us, met. % today\n\\end{document}").body
    'We, the port, met. '
    """
    text, literals = set_apart(text.replace("\r\n", "\n").replace("\r", "\n"))
    start = text.find(_BEGIN_DOCUMENT)
    preamble, body = ("", text) if start < 0 else (text[:start], text[start + len(_BEGIN_DOCUMENT) :])
    body = body.partition(_END_DOCUMENT)[0]
    definitions = _CHOICES | _definitions(text)
    preamble = _expanded(preamble, definitions)
    body = _OLD_BOLD.sub(r"\\textbf{\1}", _expanded(body, definitions))
    names = find_names(body) | find_names(preamble)
    return Prepared(with_names(preamble, names), with_names(body, names), literals)


def _definitions(text: str) -> dict[str, ShortForm]:
    """Return the short forms by name; commands with arguments that are read in their own way stay."""
    source = Source(text)
    found = dict[str, ShortForm]()
    for definition in _DEFINITION.finditer(text):
        name = definition[1] or definition[2] or definition[4]
        n_arguments = int(definition[3] or (definition[5] or "").count("#"))
        argument = source.argument(definition.end())
        if argument is None or len(argument[0]) > _LONGEST_DEFINITION:
            continue
        if n_arguments == 0 or not (name in ARGUMENTS or name in SECTIONS):
            found[name] = ShortForm(argument[0], n_arguments)
    return found


def _expanded(body: str, definitions: dict[str, ShortForm]) -> str:
    names = "|".join(sorted(map(re.escape, definitions), key=len, reverse=True))
    pattern = re.compile(rf"{_NOT_DEFINED}\\({names})(?![A-Za-z])")
    most = _MOST_EXPANDED * len(body) + 1_000
    for _ in range(_ROUNDS):
        expanded = _expanded_once(body, definitions, pattern, most)
        if expanded is None or expanded == body:
            break
        body = expanded
    return body


def _expanded_once(
    body: str, definitions: dict[str, ShortForm], pattern: re.Pattern[str], most: int
) -> str | None:
    """Return the text with each short form written out; None if that is too long."""
    source = Source(body)
    parts, position, size = [], 0, len(body)
    for found in pattern.finditer(body):
        if found.start() < position:  # in an argument: the next round's
            continue
        form, end = definitions[found[1]], found.end()
        arguments: list[str] = []
        while len(arguments) < form.n_arguments and (argument := source.argument(end)) is not None:
            arguments.append(argument[0])
            end = argument[1]
        if len(arguments) < form.n_arguments:
            continue
        if form.n_arguments == 0 and body.startswith("{}", end):
            end += 2
        text = form.filled(arguments)
        size += len(text)
        if size > most:
            return None
        parts += [body[position : found.start()], text]
        position = end
    return "".join([*parts, body[position:]])
