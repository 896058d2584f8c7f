"""The table of formats: ours, and others' by entry point.

A format is one file with a loader and one row here. Detection, limits and errors follow from the row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import TYPE_CHECKING

from summarize.errors import InvalidTypeError, InvalidValueError, did_you_mean
from summarize.readers.formats.format import Format
from summarize.readers.formats.markup import Content

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

ENTRY_POINT_GROUP = "summarize.readers"

_HERE = "summarize.readers.formats"


def _table(rows: Iterable[Format]) -> tuple[Format, ...]:
    """Return rows of which no two have the same kind, suffix or media type."""
    table = tuple(rows)
    owners: dict[str, str] = {}
    for row in table:
        for key in (f"kind {row.kind}", *row.suffixes, *row.media_types):
            if key in owners:
                raise InvalidValueError(f"the formats {owners[key]!r} and {row.kind!r} both claim {key!r}")
            owners[key] = row.kind
    return table


BUILT_IN = _table(
    (
        Format(
            "pdf",
            "PDF",
            f"{_HERE}.pdf.reading:read_pdf",
            suffixes=(".pdf",),
            media_types=("application/pdf",),
            signatures=(b"%PDF-1", b"%PDF-2"),
        ),
        Format(
            "epub",
            "EPUB",
            f"{_HERE}.epub:read_epub",
            suffixes=(".epub",),
            media_types=("application/epub+zip",),
            members=("META-INF/container.xml",),
        ),
        Format(
            "docx",
            "DOCX",
            f"{_HERE}.docx:read_docx",
            suffixes=(".docx",),
            media_types=("application/vnd.openxmlformats-officedocument.wordprocessingml.document",),
            members=("[Content_Types].xml", "word/"),
        ),
        Format(
            "odt",
            "OpenDocument text",
            f"{_HERE}.odt:read_odt",
            suffixes=(".odp", ".odt", ".ott"),
            media_types=(
                "application/vnd.oasis.opendocument.presentation",
                "application/vnd.oasis.opendocument.text",
            ),
            members=("mimetype", "content.xml"),
        ),
        Format(
            "pptx",
            "PPTX",
            f"{_HERE}.pptx:read_pptx",
            suffixes=(".pptx",),
            media_types=("application/vnd.openxmlformats-officedocument.presentationml.presentation",),
            members=("[Content_Types].xml", "ppt/"),
        ),
        Format(
            "rtf",
            "RTF",
            f"{_HERE}.rtf:read_rtf",
            suffixes=(".rtf",),
            media_types=("application/rtf", "text/rtf"),
            signatures=(b"{\\rtf",),
        ),
        Format(
            "jats",
            "JATS",
            f"{_HERE}.jats:read_jats",
            suffixes=(".nxml",),
            media_types=("application/jats+xml",),
            xml_marks=("//NLM//DTD", "<front>", "<article-meta>", "JATS-", "<pmc-articleset"),
            name_decides=False,
        ),
        Format(
            "docbook",
            "DocBook",
            f"{_HERE}.docbook:read_docbook",
            suffixes=(".dbk",),
            media_types=("application/docbook+xml",),
            xml_marks=("http://docbook.org/ns/docbook", "//DTD DocBook", "docbookx.dtd"),
            name_decides=False,
        ),
        Format(
            "fb2",
            "FB2",
            f"{_HERE}.fb2:read_fb2",
            suffixes=(".fb2",),
            media_types=("application/x-fictionbook+xml",),
            xml_marks=("<FictionBook",),
            name_decides=False,
        ),
        Format(
            "latex",
            "LaTeX",
            f"{_HERE}.latex.reading:read_latex",
            suffixes=(".latex", ".ltx", ".tex"),
            media_types=("application/x-latex", "application/x-tex", "text/x-tex"),
        ),
        Format(
            "rst",
            "reStructuredText",
            f"{_HERE}.rst:read_rst",
            suffixes=(".rest", ".rst"),
            seconds=9.0,  # docutils takes 2 to 4 a MB of documentation, 15 of short lists alone
            media_types=("text/prs.fallenstein.rst", "text/x-rst"),
        ),
        Format(
            "notebook",
            "Jupyter notebook",
            f"{_HERE}.notebook:read_notebook",
            suffixes=(".ipynb",),
            media_types=("application/x-ipynb+json",),
        ),
        Format(
            "json",
            "JSON",
            "summarize.readers.tables.json_values:read_json",
            suffixes=(".json",),
            media_types=("application/json",),
        ),
        Format(
            "html",
            "HTML page",
            f"{_HERE}.html.reading:read_html",
            suffixes=(".htm", ".html", ".xhtml"),
            media_types=("application/xhtml+xml", "text/html"),
        ),
        Format(
            "mail",
            "e-mail",
            f"{_HERE}.mail.message:read_mail",
            suffixes=(".eml", ".mbox", ".mbx"),
            media_types=("application/mbox", "message/rfc822"),
            name_decides=False,
        ),
        Format(
            "markdown",
            "Markdown",
            f"{_HERE}.markdown:read_markdown_file",
            suffixes=(".markdown", ".md"),
            media_types=("text/markdown", "text/x-markdown"),
        ),
        Format(
            "subtitles",
            "subtitles",
            f"{_HERE}.captions.reading:read_captions",
            suffixes=(".ass", ".lrc", ".sbv", ".srt", ".ssa", ".vtt"),
            media_types=("application/x-subrip", "text/vtt", "text/x-ass", "text/x-ssa"),
            name_decides=False,
            is_text=True,
            left_out="numbers and times",
        ),
    )
)
"""Our formats, in the order in which they are tried."""


def known_formats() -> dict[str, str]:
    """Return the kind and the label of each format that is installed, beside plain text.

    >>> known_formats()["docx"]
    'DOCX'
    """
    return {row.kind: row.label for row in sorted((*BUILT_IN, *others()), key=lambda row: row.kind)}


def format_of(kind: str) -> Format:
    """Return the row of a kind.

    Raises:
        InvalidValueError: there is none.

    >>> format_of("mail").label
    'e-mail'
    """
    row = find(lambda row: row.kind == kind)
    if row is None:
        known = did_you_mean(kind, [row.kind for row in (*BUILT_IN, *others())])
        raise InvalidValueError(f"unknown format {kind!r:.50}; {known}")
    return row


def reader_of(kind: str) -> Callable[..., Content]:
    """Return the function that reads documents of a kind.

    Raises:
        ImportError: it needs a package that is not installed.
        InvalidValueError: there is no such kind, or its row names no function.

    >>> reader_of("mail").__name__
    'read_mail'
    """
    return format_of(kind).load()


def find(is_wanted: Callable[[Format], bool], *, among_others: bool = True) -> Format | None:
    """Return the first format that is wanted: one of ours, or else one of others if those are asked.

    >>> find(lambda row: ".md" in row.suffixes).kind
    'markdown'
    """
    for row in BUILT_IN:
        if is_wanted(row):
            return row
    return next(filter(is_wanted, others()), None) if among_others else None


@cache
def others() -> tuple[Format, ...]:
    """Return the formats of other packages.

    Looking for them takes up to 0.2 seconds, once a process: the metadata of all packages is read.

    Raises:
        InvalidTypeError, InvalidValueError: one of them cannot be loaded, or claims what another has.
    """
    from importlib.metadata import entry_points

    rows = [_load(point) for point in entry_points(group=ENTRY_POINT_GROUP)]
    return _table((*BUILT_IN, *rows))[len(BUILT_IN) :]


def _load(point: EntryPoint) -> Format:
    name, value = point.name, point.value
    try:
        row = point.load()
    except Exception as error:  # any error of importing another package
        raise InvalidValueError(
            f"the reader {name!r} of {value} cannot be loaded: {error!s:.150}; mend or uninstall it"
        ) from error
    if not isinstance(row, Format):
        raise InvalidTypeError(f"the reader {name!r} of {value} is a {type(row).__name__}, not a Format")
    return row
