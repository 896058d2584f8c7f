"""LaTeX documents: what they say, without commands, comments, citations and footnotes."""

from __future__ import annotations

import re

from summarize.errors import ReadError
from summarize.readers.encodings import decode
from summarize.readers.formats.blocks import Blocks
from summarize.readers.formats.latex.front_matter import front_matter
from summarize.readers.formats.latex.labels import numbers_of_labels
from summarize.readers.formats.latex.source import Source, prepare
from summarize.readers.formats.latex.text import Reader
from summarize.readers.formats.markup import Content

_ENCODING = re.compile(rb"\\usepackage\[(latin1|latin9|ansinew|cp1252|cp1250|cp1251|koi8-r)\]\{inputenc\}")
_CALLED = {b"ansinew": "cp1252", b"latin9": "iso-8859-15"}
_TITLE = re.compile(r"\\title[ \t\n]*(?:\[[^\]]{0,300}\])?[ \t\n]*(?=\{)")


def read_latex(data: bytes, name: str, encoding: str | None = None) -> Content:
    r"""Return the text of a document, with figures and tables after the paragraph that they stand in.

    Formulas are written on a line, and long ones as ``[…]``. Files that it includes are not read.

    Args:
        data: the document, or a part of one.
        name: for errors.
        encoding: of its text; if None, what it says (``inputenc``), or else UTF-8.

    Raises:
        ImportError: pylatexenc is not installed.
        ReadError: it is no text, or has none.

    >>> read_latex(b"\\title{Cats}\\begin{document}They \\emph{purr}~\\cite{a}.\\end{document}", "a.tex").text
    '# Cats\n\nThey purr.'
    """
    if encoding is None and (said := _ENCODING.search(data[:20_000])):
        encoding = _CALLED.get(said[1], said[1].decode())
    prepared = prepare(decode(data, name, encoding))
    blocks = Blocks()
    reader = Reader(blocks, numbers_of_labels(prepared.body), prepared.literals)
    title = _title(prepared.preamble, reader) or _title(prepared.body, reader)
    if title:
        blocks.heading(title, 1)
    n_before = blocks.n_blocks
    summary, rest = front_matter(prepared.preamble)
    for part in (summary, prepared.body, rest):
        reader.read(part)
    if blocks.n_blocks == n_before:
        raise ReadError(f"{name}: has no text of its own; read the files that it includes")
    return Content(blocks.text, title)


def _title(text: str, reader: Reader) -> str | None:
    found = _TITLE.search(text)
    argument = Source(text).argument(found.end()) if found else None
    return reader.line(argument[0]) or None if argument else None
