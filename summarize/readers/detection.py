"""What kind of document some bytes are: by what they are, then by their name and media type."""

from __future__ import annotations

import re
from pathlib import PurePath

from summarize.errors import ReadError

# kinds: text, markdown, subtitles, html, mail, pdf, docx, epub, zip, gzip, zstandard
_SUFFIXES = {
    ".htm": "html",
    ".html": "html",
    ".markdown": "markdown",
    ".md": "markdown",
    ".xhtml": "html",
}
_MEDIA_TYPES = {
    "application/xhtml+xml": "html",
    "text/html": "html",
    "text/markdown": "markdown",
    "text/x-markdown": "markdown",
}
_BINARY_SUFFIXES = {
    ".docx": "DOCX",
    ".epub": "EPUB",
    ".gz": "gzip file",
    ".pdf": "PDF",
    ".zip": "ZIP archive",
    ".zst": "Zstandard file",
}
_MAGIC = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\x1f\x8b", "gzip"),
    (b"\x28\xb5\x2f\xfd", "zstandard"),
)
_SAVE_AS = "save it as DOCX or PDF"
_UNREADABLE_TEXT = (
    (b"{\\rtf", "RTF", _SAVE_AS),
    (b"%!PS", "PostScript", "make a PDF of it, for instance with ps2pdf"),
)
_UNREADABLE = (  # what a file begins with, what it is, what to do
    (b"\x89PNG", "a PNG image", "recognise its text first, for instance with tesseract"),
    (b"\xff\xd8\xff", "a JPEG image", "recognise its text first, for instance with tesseract"),
    (b"GIF8", "a GIF image", "recognise its text first, for instance with tesseract"),
    (b"II*\0", "a TIFF image", "recognise its text first, for instance with tesseract"),
    (b"MM\0*", "a TIFF image", "recognise its text first, for instance with tesseract"),
    (b"AT&TFORM", "DjVu", "make a PDF of it, for instance with ddjvu"),
    (b"BZh", "compressed with bzip2", "unpack it"),
    (b"\xfd7zXZ\0", "compressed with xz", "unpack it"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", "unpack it"),
    (b"Rar!\x1a\x07", "a RAR archive", "unpack it"),
    (b"SQLite format 3\0", "an SQLite database", "export its texts"),
    (b"\x7fELF", "a program", "name a document"),
    (b"MZ\x90\0", "a program", "name a document"),
    (b"ID3", "an MP3 recording", "transcribe it first"),
    (b"OggS", "an Ogg recording", "transcribe it first"),
    (b"fLaC", "a FLAC recording", "transcribe it first"),
    (b"RIFF", "an image, a recording or a film", "transcribe it first"),
)
_PDF = re.compile(rb"(?:^|[\r\n])\s*%PDF-\d")  # there may be anything before it
_WORDS = re.compile(rb"[^\0-\x08\x0e-\x1f]* [^\0-\x08\x0e-\x1f]*")  # a text may begin with "RIFF", too
_COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEAD = 32_768  # characters that must tell; the header of a mail may be long
_HTML = re.compile(
    r"(?:\s|<\?xml[^>]{0,200}>|<!--(?:[^-]|-(?!->)){0,2000}-->)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE,
)
_TAG = re.compile(r"<[a-zA-Z][a-zA-Z0-9]{0,15}(?:\s[^<>]{0,500})?/?>")
_CUE = re.compile(r"\s*(?:WEBVTT\b|\d+\s*\n\s*(?:\d{1,3}:)?\d{1,2}:\d\d[.,]\d{1,3}[ \t]*-->)")
_HEADER = re.compile(r"([A-Za-z][A-Za-z0-9-]{0,60}):[ \t]?\S?|[ \t]+\S|From \S+@?\S* ")
_SENT = {"date", "message-id", "mime-version", "received", "subject", "to"}


def kind_of_bytes(data: bytes, name: str) -> str | None:
    """Return pdf, zip, gzip or zstandard if the bytes begin like one, or None if they may be text.

    Raises:
        ReadError: they are of a kind that is known, and not read.

    >>> kind_of_bytes(b"%PDF-1.7 and so on", "a.txt")
    'pdf'
    """
    if _PDF.search(data[:1024]):
        return "pdf"
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    unreadable = _UNREADABLE_TEXT if _WORDS.fullmatch(data[:512]) else _UNREADABLE + _UNREADABLE_TEXT
    for magic, what, way_out in unreadable:
        if data.startswith(magic):
            raise ReadError(f"{name}: is {what}; {way_out}")
    if data[257:262] == b"ustar":
        raise ReadError(f"{name}: is a TAR archive; unpack it")
    if data.startswith(_COMPOUND_FILE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise ReadError(f"{name}: is an encrypted Office file; save it without its password")
        raise ReadError(f"{name}: is an old Office file (.doc, .xls, .ppt or .msg); {_SAVE_AS}")
    return None


def kind_of_text(text: str, name: str, media_type: str | None = None) -> str:
    r"""Return html, mail, subtitles, markdown or text.

    Args:
        text: all of it.
        name: a file name or URL; its suffix tells Markdown, and HTML that is only a part of a page.
        media_type: a ``Content-Type``, which tells the same.

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
    said = (media_type or "").partition(";")[0].strip().lower()
    hint = _MEDIA_TYPES.get(said) or _SUFFIXES.get(suffix_of(name), "text")
    return "text" if hint == "html" and not _TAG.search(text) else hint


def suffix_of(name: str) -> str:
    """Return the suffix of a file name, a member of an archive or a URL, in small letters.

    >>> suffix_of("https://a.org/b/Page.HTML?c=1.5"), suffix_of("a.zip!b/c.md")
    ('.html', '.md')
    """
    if "://" in name:
        name = re.split(r"[?#]", name, maxsplit=1)[0]
    return PurePath(name).suffix.lower()


def claims_to_be(name: str) -> str | None:
    """Return what a name says that a file is, if that is no text; None else.

    >>> claims_to_be("paper.pdf"), claims_to_be("paper.txt")
    ('PDF', None)
    """
    return _BINARY_SUFFIXES.get(suffix_of(name))


def _is_mail(head: str) -> bool:
    """Return whether a text begins with the header of an e-mail: From and one more field of it."""
    fields: set[str] = set()
    for line in head.lstrip("\ufeff\n\r").splitlines():
        found = _HEADER.match(line)
        if not found:
            break
        fields.add((found[1] or "").lower())
    return "from" in fields and bool(fields & _SENT)
