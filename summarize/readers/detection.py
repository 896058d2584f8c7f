"""What kind of document some bytes are: by what they are, then by their name and media type."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice

from summarize.errors import ReadError
from summarize.readers.formats.format import Format
from summarize.readers.formats.registry import find
from summarize.readers.suffixes import TABLES, suffix_of, uncompressed_name
from summarize.readers.unread import A_TABLE, why_unread, why_unread_markup, why_unread_package
from summarize.readers.xml_head import xml_head

_PACKINGS = (  # what a file is packed in: kind, label, suffix, first bytes
    ("zip", "ZIP archive", ".zip", (b"PK\x03\x04", b"PK\x05\x06")),
    ("gzip", "gzip file", ".gz", (b"\x1f\x8b",)),
    ("zstandard", "Zstandard file", ".zst", (b"\x28\xb5\x2f\xfd",)),
)
_PDF = re.compile(rb"(?:^|[\r\n])\s*%PDF-\d")  # there may be anything before it
_PLAIN = ("", ".text", ".txt")
_SAMPLE = 8192
_HEAD = 32_768  # characters that must suffice; the header of a mail may be long
_HTML = re.compile(
    r"(?:\s|<\?xml[^>]{0,200}>|<!--(?:[^-]|-(?!->)){0,2000}-->)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE,
)
_TAG = re.compile(r"<[a-zA-Z][a-zA-Z0-9]{0,15}(?:\s[^<>]{0,500})?/?>")
_CUE = re.compile(
    r"\s*(?:WEBVTT\b|\[Script Info\]|(?:\d+\s*\n\s*)?(?:\d{1,3}:)?\d{1,2}:\d\d[.,]\d{1,3}[ \t]*-->"
    r"|\d{1,3}:\d\d:\d\d\.\d{3},\d{1,3}:\d\d:\d\d\.\d{3}[ \t]*\n)"
)
_TIME = re.compile(r"\d:\d\d")
_LEAST_TIMES = 3  # near the beginnings of lines, of which there are as many in any transcript
_NEAR = 80  # characters
_LATEX = re.compile(
    r"(?:\s|%[^\n]*\n)*\\(?:documentclass|documentstyle|(?:PassOptionsTo|Require)Package|begin\{document\})"
)
_JSON = re.compile(r'\s*(?:\[\s*)?\{\s*"(?:[^"\\\n]|\\.){0,200}"\s*:')
_HEADER = re.compile(r"([A-Za-z][A-Za-z0-9-]{0,60}):[ \t]?\S?|[ \t]+\S|From \S+@?\S* ")
_SENT = {"date", "message-id", "mime-version", "received", "subject", "to"}


def kind_of_bytes(data: bytes, name: str) -> str | None:
    """Return the kind of a binary format, or zip, gzip or zstandard; None if the bytes may be text.

    Raises:
        ReadError: they are of a kind that is known, and that no format reads.

    >>> kind_of_bytes(b"%PDF-1.7 and so on", "a.txt")
    'pdf'
    """
    if _PDF.search(data[:1024]):
        return "pdf"
    for kind, _, _, signatures in _PACKINGS:
        if data.startswith(signatures):
            return kind
    reason = why_unread(data, suffix_of(uncompressed_name(name)))
    ask_others = reason is not None or b"\0" in data[:_SAMPLE] or not _is_ours(name)
    found = find(lambda row: data.startswith(row.signatures), among_others=ask_others)
    if found is not None:
        return found.kind
    if reason is not None:
        raise ReadError(f"{name}: {reason}")
    return None


def kind_of_package(names: Iterable[str], name: str) -> str | None:
    """Return the kind of an archive that is one document; None if it is an archive of documents.

    Args:
        names: of its members.
        name: of the archive, for errors.

    Raises:
        ReadError: it is a document that no format reads.

    >>> kind_of_package(["mimetype", "META-INF/container.xml"], "a.epub")
    'epub'
    """
    known = _with_folders(names)
    if found := _package(known):
        return found.kind
    if reason := why_unread_package(known):
        raise ReadError(f"{name}: {reason}")
    return None


def is_package(names: Iterable[str]) -> bool:
    """Return whether an archive with members of these names is one document, readable or not.

    >>> is_package(["mimetype", "content.xml"]), is_package(["a.txt", "b.txt"])
    (True, False)
    """
    known = _with_folders(names)
    return why_unread_package(known) is not None or _package(known) is not None


def kind_of_text(text: str, name: str, media_type: str | None = None) -> str:
    r"""Return the kind of a text: that of a format by its beginning or its name, else ``text``.

    Args:
        text: all of it.
        name: a file name or URL; its suffix decides on Markdown, LaTeX, and HTML that is part of a page.
        media_type: a ``Content-Type``, which decides the same.

    Raises:
        ReadError: it is a table, or markup that no format reads.

    >>> kind_of_text("<!DOCTYPE html><p>A page.", "page.txt"), kind_of_text("# A title\n", "a.md")
    ('html', 'markdown')
    """
    head = text[:_HEAD]
    if _HTML.match(head):
        return "html"
    if _CUE.match(head):
        return "subtitles"
    if _is_mail(head):
        return "mail"
    suffix = suffix_of(uncompressed_name(name))
    if kind := _by_xml(head, suffix):
        return kind
    found = _by_name(name, suffix, media_type)
    if found is not None and (found.kind != "html" or _TAG.search(text)):
        return found.kind
    if suffix in TABLES:
        raise ReadError(f"{name}: {A_TABLE}")
    if kind := _by_beginning(head):
        return kind
    reason = why_unread_markup(suffix)
    if reason is None and (xml := xml_head(head, suffix)):
        reason = f"is XML with the root <{xml.root:.40}>, which is not read; take its texts out first"
    if reason is not None:
        raise ReadError(f"{name}: {reason}")
    return "subtitles" if _is_timed(head) else "text"


def _is_timed(head: str) -> bool:
    places = (found.start() for found in _TIME.finditer(head))
    near = (at for at in places if at - max(head.rfind("\n", 0, at), head.rfind("\r", 0, at)) <= _NEAR)
    if len(list(islice(near, _LEAST_TIMES))) < _LEAST_TIMES:
        return False
    from summarize.readers.formats.captions.transcripts import is_timed  # its patterns take 20 ms to compile

    return is_timed(head)


def _by_xml(head: str, suffix: str) -> str | None:
    """Return the kind of an XML text whose vocabulary is known."""
    xml = xml_head(head, suffix)
    if xml is None:
        return None
    if xml.root.lower() == "html":
        return "html"
    found = find(lambda row: any(mark in xml.text for mark in row.xml_marks))
    return None if found is None else found.kind


def _by_name(name: str, suffix: str, media_type: str | None) -> Format | None:
    said = (media_type or "").partition(";")[0].strip().lower()
    by_type = find(
        lambda row: row.goes_by_name and said in row.media_types,
        among_others=said not in ("", "text/plain"),
    )
    return by_type or find(
        lambda row: row.goes_by_name and suffix in row.suffixes, among_others=not _is_ours(name)
    )


def _by_beginning(head: str) -> str | None:
    """Return the kind of a text that begins as those of its kind do, whatever its name."""
    if _LATEX.match(head):
        return "latex"
    if _JSON.match(head):
        return "notebook" if '"cell_type"' in head else "json"
    return None


def claims_to_be(name: str) -> str | None:
    """Return the binary format that the suffix of a name means, as errors call it; None for a text.

    >>> claims_to_be("paper.pdf"), claims_to_be("paper.txt")
    ('PDF', None)
    """
    suffix = suffix_of(name)
    for _, label, packed_suffix, _ in _PACKINGS:
        if suffix == packed_suffix:
            return label
    found = find(lambda row: row.is_binary and suffix in row.suffixes)
    return None if found is None else found.label


def _with_folders(names: Iterable[str]) -> set[str]:
    known = set(names)
    return known | {name[: name.find("/") + 1] for name in known}


def _package(names: set[str]) -> Format | None:
    return find(lambda row: bool(row.members) and names.issuperset(row.members))


def _is_ours(name: str) -> bool:
    """Return whether a name decides on plain text or one of our formats; no other format is then tried."""
    suffix = suffix_of(uncompressed_name(name))
    return suffix in _PLAIN or find(lambda row: suffix in row.suffixes, among_others=False) is not None


def _is_mail(head: str) -> bool:
    """Return whether a text begins with the header of an e-mail: From and one more field of it."""
    fields: set[str] = set()
    for line in head.lstrip("\ufeff\n\r").splitlines():
        found = _HEADER.match(line)
        if not found:
            break
        fields.add((found[1] or "").lower())
    return "from" in fields and bool(fields & _SENT)
