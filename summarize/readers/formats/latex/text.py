"""The blocks of a LaTeX source: sections, lists, captions, tables; symbols and formulas by pylatexenc."""

from __future__ import annotations

import re

from summarize.readers.formats.blocks import MARK, Blocks
from summarize.readers.formats.latex.citing import is_note, note, reference, without_notes
from summarize.readers.formats.latex.commands import (
    ARGUMENTS,
    BLOCKS,
    DEFINITIONS,
    FLOATS,
    KEYWORDS,
    LEFT_OUT,
    LISTS,
    MATH,
    SECTIONS,
    TABLES,
)
from summarize.readers.formats.latex.source import Source
from summarize.readers.formats.latex.symbols import formula_of, symbol_of

_RUN_IN_TITLE, _RUN_IN_LEVEL = re.compile(r"\s*[^\W\d_][^\\{}.:!?]{1,58}[^\\{}.:!?,]\s*"), 6
_NEXT = re.compile(r"[ \t~]*\n?[ \t]*[A-Z][a-z]*\s")
_BETWEEN_KEYWORDS = re.compile(r"(?<!\s)\s*(?:\\(?:sep|and|PACS)(?![A-Za-z])|\\\\|\$[|\\a-z{}]+\$)\s*")
_TOKEN = re.compile(
    r"\\([A-Za-z@]+)\*?[ \t]*|\\\[|\\\(|\\(.)|(\$\$?)|(\n[ \t]*\n\s*)|([{}~&])|(``|''|---?|`)"
    r"|[^\\${}~&`'\n-]+|.",
    re.DOTALL,
)
# The name and how many arguments it has: \foo#1, {\foo}[1], \foo[2][default].
_DEFINED = re.compile(r"(?:\\[A-Za-z@]{1,40}|\{\\[A-Za-z@]{1,40}\})[^{\n]{0,40}(?=\{)")
_ENVIRONMENT = re.compile(r"\{([A-Za-z]{1,40})(\*?)\}")
_TEXT_OF = {"{": "", "}": "", "~": " ", "&": "\t", "``": "“", "''": "”", "---": "—", "--": "–", "`": "‘"}
_ACCENTS = "`'^\"~=."
_SPACES = {"\\": " ", ",": " ", " ": " ", ";": " ", ":": " ", "!": "", "/": "", "-": "", "@": "", "\n": " "}
_ROW = re.compile(r"\\\\(?:\[[^\]\n]{0,30}\])?|\\tabularnewline\b")
_CELL = re.compile(r"(?<!\\)&")
_RULE = re.compile(
    r"\\(?:hline|toprule|midrule|bottomrule|endhead|endfirsthead|endfoot|endlastfoot|noalign\{[^{}]*\}"
    r"|c(?:mid)?(?:line|rule)(?:\([^()]*\))?\{[^{}]*\})"
)
_FLOAT = re.compile(r"\\begin\{([A-Za-z]+)\}")
_IN_FLOAT = re.compile(rf"\\(caption)\*?(?![A-Za-z])|\\begin\{{((?:{'|'.join(TABLES)})\*?)\}}")
_COMMAND = re.compile(r"\\(?:[A-Za-z@]+\*?|.)|[{}$~&]", re.DOTALL)
_DEEPEST = 20  # commands in one another whose text is read on its own, such as captions


class Reader:
    """Reads a source into blocks.

    Args:
        blocks: gets them.
        numbers: of the labels.
        literals: what stands apart, by its number.
        depth: how many commands it is inside of.
    """

    def __init__(self, blocks: Blocks, numbers: dict[str, str], literals: list[str], depth: int = 0) -> None:
        self._blocks = blocks
        self._numbers = numbers
        self._literals = literals
        self._depth = depth
        self._pieces: list[str] = []
        self._floating: list[str] = []
        self._is_item = False

    def read(self, text: str) -> None:
        r"""Add the blocks of a source.

        >>> blocks = Blocks()
        >>> Reader(blocks, {}, []).read(r"\section{One} It \emph{rains}~\cite{a}. We write $x^2$.")
        >>> blocks.text
        '## One\n\nIt rains. We write x^2.'
        """
        source = Source(text)
        position = 0
        while found := _TOKEN.match(text, position):
            position = found.end()
            command, symbol, dollars, blank, mark, quote = found.groups()
            if command is not None:
                position = self._command(command, source, position)
            elif found[0] in ("\\[", "\\("):
                position = self._formula(source, position, "square" if found[0] == "\\[" else "round")
            elif dollars is not None:
                position = self._formula(source, position, "long" if dollars == "$$" else "short")
            elif symbol is not None:
                position = self._symbol(symbol, source, position)
            elif blank is not None:
                self._close()
            else:
                said = mark or quote
                self._pieces.append(found[0] if said is None else _TEXT_OF[said])
        self._close()

    def line(self, text: str) -> str:
        """Return a part of a source as one line of text."""
        if self._depth == _DEEPEST:
            return " ".join(_COMMAND.sub(" ", text).split())
        blocks = Blocks()
        self._inner(blocks).read(text)
        return " ".join(blocks.text.split())

    def _inner(self, blocks: Blocks) -> Reader:
        return Reader(blocks, self._numbers, self._literals, self._depth + 1)

    def _command(self, name: str, source: Source, position: int) -> int:
        if name == "begin":
            return self._environment(source, position)
        if name in ("end", "par", "bigskip", "medskip", "smallskip", "newpage", "clearpage"):
            self._close()
            self._is_item = False
            ended = _ENVIRONMENT.match(source.text, position) if name == "end" else None
            return ended.end() if ended else position
        if name == "item":
            return self._item(source, position)
        if name in DEFINITIONS and (defined := _DEFINED.match(source.text, position)):
            argument = source.argument(defined.end())
            return argument[1] if argument else position
        if name == "xspace":
            self._pieces.append(" " if source.text[position : position + 1].isalnum() else "")
        argument = source.argument(source.after_option(source.after_option(position)))
        if argument is None:
            self._pieces.append(MARK if is_note(name) else symbol_of(f"\\{name}"))
            return position
        return self._command_with(name, source, position, *argument)

    def _command_with(self, name: str, source: Source, position: int, text: str, end: int) -> int:
        """Read a command that has an argument; return the position behind what has been read."""
        if self._is_front_matter(name, text):
            return end
        if name in SECTIONS or (name == "textbf" and self._is_run_in_title(text, source, end)):
            self._close()
            self._blocks.heading(self.line(text), SECTIONS.get(name, _RUN_IN_LEVEL))
        elif name == "caption":
            self._floating.append(text)
        elif name in ("summarizecode", "summarizeverb"):
            self._literal(text, is_block=name == "summarizecode" and not self._depth)
        elif is_note(name):
            self._pieces.append(note(name, text))
        elif (number := reference(name, text, self._numbers)) is not None:
            self._pieces.append(number)
        elif name in ARGUMENTS:
            return self._arguments(ARGUMENTS[name], source, text, end)
        elif not text.strip():
            self._pieces.append(symbol_of(f"\\{name}"))  # \LaTeX{}
        elif len(text) <= 2 and (accented := symbol_of(f"\\{name}{{{text}}}")) and len(accented) == 1:
            self._pieces.append(accented)  # \c{c}
        else:
            return source.after_option(position)  # what an unknown command is about is text
        return end

    def _is_run_in_title(self, text: str, source: Source, end: int) -> bool:
        """Return whether bold words open a paragraph without a stop, before a sentence of their own."""
        is_first = not self._is_item and not self._depth and not "".join(self._pieces).strip()
        return (
            is_first
            and _RUN_IN_TITLE.fullmatch(text) is not None
            and _NEXT.match(source.text, end) is not None
        )

    def _literal(self, number: str, *, is_block: bool) -> None:
        is_one = number.isdecimal() and len(number) < 9 and int(number) < len(self._literals)
        literal = self._literals[int(number)] if is_one else ""
        if is_block:
            self._close()
            self._blocks.code(literal)
        else:
            self._pieces.append(literal)

    def _arguments(self, meant: tuple[int, int], source: Source, text: str, end: int) -> int:
        """Pass over further arguments, but for the last one if that is text: it is read next."""
        n_arguments, kept = meant
        for _ in range(n_arguments - 1):
            following = source.argument(source.after_option(source.after_option(end)))
            if following is None:
                return end
            text, end = following
        return end - 1 - len(text) if kept else end

    def _item(self, source: Source, position: int) -> int:
        self._close()
        self._is_item = True
        end = source.after_option(position)
        label = source.text[position:end].strip().strip("[]")
        if label := self.line(label):
            self._pieces.append(f"{label}: " if label[-1].isalnum() else f"{label} ")
        return end

    def _is_front_matter(self, name: str, text: str) -> bool:
        """Add what a command says if it is an abstract or keywords; return whether it is."""
        if name.lower() == "abstract" and self._depth < _DEEPEST:
            self._close()
            self._inner(self._blocks).read(rf"\begin{{abstract}}{text}\end{{abstract}}")
        elif KEYWORDS.fullmatch(name):
            self._keywords(text)
        else:
            return False
        return True

    def _keywords(self, text: str) -> None:
        self._close()
        words = self.line(_BETWEEN_KEYWORDS.sub(", ", text)).split(", ")
        self._blocks.row(["Keywords", *filter(None, words)])

    def _symbol(self, symbol: str, source: Source, position: int) -> int:
        if symbol in _ACCENTS:
            argument = source.argument(position)
            letter, end = argument or (source.text[position : position + 1], position + 1)
            if letter == "\\":  # \'\i
                letter, end = source.text[position : position + 2], position + 2
            self._pieces.append(symbol_of(f"\\{symbol}{{{letter}}}") or letter)
            return end
        self._pieces.append(_SPACES.get(symbol, symbol))
        return source.after_option(position) if symbol == "\\" else position

    def _formula(self, source: Source, position: int, kind: str) -> int:
        end = source.end_of_formula(kind, position)
        if end is None:
            return position  # a lone mark
        around = "" if kind in ("short", "round") else " "
        self._pieces.append(f"{around}{formula_of(source.text[position : end[0]].strip())}{around}")
        return end[1]

    def _environment(self, source: Source, position: int) -> int:
        found = _ENVIRONMENT.match(source.text, position)
        if found is None:
            return position
        name, start = found[1], found.end()
        end = source.end_of(name + found[2], start)
        is_whole = name in MATH or name in FLOATS or name in TABLES or name in LEFT_OUT
        inside = source.text[start : end[0]] if end and is_whole else ""
        if name in MATH and end:
            self._pieces.append(f" {formula_of(inside.strip())} ")
            return end[1]
        if name in FLOATS and end:
            self._floating.append(f"\\begin{{{name}}}{inside}")
            return end[1]
        self._close()
        if (name in LEFT_OUT or name in TABLES) and end:
            if name in TABLES:
                self._table(inside)
            return end[1]
        if name == "abstract":
            self._blocks.heading("Abstract", 2)
        elif KEYWORDS.fullmatch(name) and end:
            self._keywords(source.text[start : end[0]])
            return end[1]
        if name in LISTS or name in BLOCKS:
            start = source.after_option(start)
        return start

    def _table(self, text: str) -> None:
        """Add the rows of a table; the columns come first, in braces."""
        source, start = Source(text), 0
        while (argument := source.argument(Source(text).after_option(start))) is not None:
            start = argument[1]
        for row in _ROW.split(_RULE.sub("", text[start:])):
            self._blocks.row([self.line(cell) for cell in _CELL.split(row)])

    def _close(self) -> None:
        text = without_notes("".join(self._pieces))
        self._pieces.clear()
        if self._is_item and text.strip():
            self._blocks.item(text.replace("\n", " "))
            self._is_item = False
        else:
            self._blocks.paragraph(text.replace("\n", " "))
        floating, self._floating = self._floating, []
        for each in floating:
            self._float(each)

    def _float(self, text: str) -> None:
        """Add the captions and tables of a figure or a table; or a caption that stands alone."""
        found = _FLOAT.match(text)
        if found is None:
            self._blocks.caption(self.line(text), "Figure")
            return
        word = "Table" if "table" in found[1] else "Algorithm" if "alg" in found[1] else "Figure"
        source, position = Source(text), 0
        for part in _IN_FLOAT.finditer(text):
            if part.start() < position:
                continue  # in a table that has been read
            if part[1] == "caption":
                argument = source.argument(source.after_option(part.end()))
                self._blocks.caption(self.line(argument[0]) if argument else "", word)
            elif end := source.end_of(part[2], part.end()):
                self._table(text[part.end() : end[0]])
                position = end[1]
