"""Any document to a text with its title, headings and pages: from a path, standard input or bytes."""

from __future__ import annotations

import os
import sys

from summarize.document import Document
from summarize.errors import EmptyTextError, InvalidTypeError, ReadError
from summarize.readers.archives.layers import unpacked
from summarize.readers.archives.members import read_place
from summarize.readers.detection import claims_to_be, kind_of_text
from summarize.readers.encodings import charset_of, check_encoding, decode
from summarize.readers.files import name_of
from summarize.readers.formats.markup import Content
from summarize.readers.formats.registry import format_of
from summarize.readers.limits import MAX_BYTES, read_bounded, too_large
from summarize.readers.sandbox.parent import parse
from summarize.readers.suffixes import uncompressed_name
from summarize.text.languages import language_code

_HEAD_BYTES = 65_536


def read(
    path: str | os.PathLike[str], *, encoding: str | None = None, language: str | None = None
) -> Document:
    """Return the document in a file: text, Markdown, HTML, PDF, DOCX, EPUB, e-mail or subtitles.

    What it is is told by its content, and by its name only where that can't tell. gzip, Zstandard and
    ZIP are looked through.

    Args:
        path: a file, ``"-"`` for standard input, or a member of an archive: ``"archive.zip!a.txt"``.
        encoding: of its text; what the document says if not given, and else UTF-8.
        language: as for :class:`summarize.Document`; detected if not given.

    Raises:
        InvalidTypeError: an argument is no path, no bytes or no string.
        InvalidValueError: no encoding or language has this name.
        MissingExtraError: a package that reads this kind is not installed.
        ReadError: it cannot be read, has no text, or is too large; the message says why.

    >>> read("seeds/000_a76c248ee9268897.txt").text[:18]
    'Tue. Oct 3rd, 2023'
    """
    _check(encoding, language)
    name = name_of(path)
    if name == "-":
        if sys.stdin is None:
            raise ReadError("standard input: is closed")
        data = read_bounded(sys.stdin.buffer, "standard input")
        return read_bytes(data, "standard input", encoding=encoding, language=language)
    data, place, nested = read_place(name)
    return _document(*unpacked(data, place, nested), None, encoding, language)


def read_bytes(
    data: bytes,
    name: str,
    *,
    media_type: str | None = None,
    encoding: str | None = None,
    language: str | None = None,
) -> Document:
    r"""Return the document that some bytes are.

    Args:
        data: all of it.
        name: where it is from, a file name or URL: for errors, and for its suffix.
        media_type: its ``Content-Type``, if it has one; a ``charset`` in it counts.
        encoding: of its text; what the media type or the document says if not given, and else UTF-8.
        language: as for :class:`summarize.Document`.

    Raises:
        InvalidTypeError: an argument is no path, no bytes or no string.
        InvalidValueError: no encoding or language has this name.
        MissingExtraError: a package that reads this kind is not installed.
        ReadError: it cannot be read, has no text, or is too large.

    >>> read_bytes(b"WEBVTT\n\n00:01.000 --> 00:02.000\nHello.", "talk").text
    'Hello.'
    """
    _check(encoding, language)
    if not isinstance(data, bytes):
        raise InvalidTypeError(
            f"data must be bytes, not {type(data).__name__}; a text is ready for summarize()"
        )
    if len(data) > MAX_BYTES:
        raise ReadError(too_large(name))
    return _document(*unpacked(data, name), media_type, encoding, language)


def _check(encoding: str | None, language: str | None) -> None:
    """Find what is wrong with the arguments before anything is read."""
    if encoding is not None:
        check_encoding(encoding)
    if language is not None:
        language_code(language)


def _document(
    kind: str | None,
    data: bytes,
    name: str,
    media_type: str | None,
    encoding: str | None,
    language: str | None,
) -> Document:
    content = _content(kind, data, name, media_type, encoding)
    try:
        return Document(content.text, language, title=content.title, page_starts=content.page_starts)
    except EmptyTextError as error:
        raise ReadError(f"{name}: {error}") from None


def _content(
    kind: str | None, data: bytes, name: str, media_type: str | None, encoding: str | None
) -> Content:
    encoding = encoding or charset_of(media_type)
    bare = uncompressed_name(name)
    if kind is None:
        kind = kind_of_text(_head(data, encoding), bare, media_type)
    row = None if kind == "text" else format_of(kind)
    if row is not None and not row.is_text:
        return parse(kind, data, name, encoding)
    try:
        text = decode(data, name, encoding)
    except ReadError:
        if claimed := claims_to_be(bare):
            raise ReadError(f"{name}: is no {claimed}, or a damaged one; was it copied whole?") from None
        raise
    if row is None:
        return Content(text)
    content = row.load()(text)
    if text.strip() and not content.text.strip():
        raise ReadError(f"{name}: has nothing but what is left out of {kind}, such as {row.left_out}")
    return content


def _head(data: bytes, encoding: str | None) -> str:
    """Return the beginning of a text, to tell what kind it is, whatever its encoding."""
    head = data[:_HEAD_BYTES]
    if encoding is None:
        marks = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
        encoding = marks.get(head[:2], "utf-8-sig")
    return head.decode(encoding, "replace").removeprefix("\ufeff")
