"""Any document to a text with its title, headings and pages: from a path, standard input or bytes."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

from summarize.checks import check_flags, show
from summarize.document import Document
from summarize.errors import EmptyTextError, InvalidTypeError, InvalidValueError, ReadError
from summarize.readers.archives.layers import unpacked
from summarize.readers.archives.members import read_place
from summarize.readers.detection import claims_to_be, kind_of_text
from summarize.readers.encodings import charset_of, check_encoding, decode, has_byte_order_mark, unless_utf_8
from summarize.readers.files import name_of
from summarize.readers.formats.markup import Content
from summarize.readers.formats.registry import format_of
from summarize.readers.item import Item
from summarize.readers.items import is_url
from summarize.readers.limits import Limits, applied, check_size, limits_in_force, read_bounded, too_large
from summarize.readers.suffixes import uncompressed_name
from summarize.text.languages import language_code
from summarize.text.lines import Lines, check_lines

_HEAD_BYTES = 65_536


def read(
    path: str | os.PathLike[str],
    *,
    encoding: str | None = None,
    language: str | None = None,
    limits: Limits | None = None,
) -> Document:
    """Return the document in a file: plain text, e-mail, web page, e-book, PDF or slides.

    :func:`summarize.readers.known_formats` lists the formats. The content decides; the file name is used only
    if the content is ambiguous. Compressed files and ZIP archives of one document are unpacked.

    Args:
        path: a file, ``"-"`` for standard input, or one file of an archive: ``"archive.zip!a.txt"``.
        encoding: the encoding of the text; by default what the file declares, else UTF-8.
        language: as for :class:`summarize.Document`; detected by default.
        limits: limits of size and time; ``Limits()`` by default.

    Raises:
        InvalidTypeError: an argument has the wrong type.
        InvalidValueError: the encoding or the language does not exist.
        MissingExtraError: the package for this format is not installed.
        ReadError: the file cannot be read, has no text, or is too large; the message gives the reason.

    >>> read("seeds/000_a76c248ee9268897.txt").text[:18]
    'Tue. Oct 3rd, 2023'
    """
    _check(encoding, language)
    name = name_of(path)
    if name == "-":
        if sys.stdin is None:
            raise ReadError("standard input: is closed")
        with applied(limits):
            data = read_bounded(sys.stdin.buffer, "standard input")
            return read_bytes(data, "standard input", encoding=encoding, language=language)
    with applied(limits):
        data, place, nested = read_place(name)
        return _document(*unpacked(data, place, nested), None, encoding, language)


def read_bytes(
    data: bytes,
    name: str | os.PathLike[str],
    *,
    media_type: str | None = None,
    encoding: str | None = None,
    language: str | None = None,
    limits: Limits | None = None,
) -> Document:
    r"""Read the content of a file or of a response as a document.

    Args:
        data: the complete content.
        name: a file name or URL, used in errors; its suffix helps to detect the format.
        media_type: the ``Content-Type``, if there is one; its ``charset`` is used.
        encoding: of the text; by default what the media type or the document declares, else UTF-8.
        language: as for :class:`summarize.Document`; detected by default.
        limits: how much is read at most; ``Limits()`` by default.

    Raises:
        InvalidTypeError: an argument has the wrong type.
        InvalidValueError: the encoding or the language does not exist.
        MissingExtraError: the package for this format is not installed.
        ReadError: the content cannot be read, has no text, or is too large.

    >>> read_bytes(b"WEBVTT\n\n00:01.000 --> 00:02.000\nHello.", "talk").text
    'Hello.'
    """
    _check(encoding, language)
    if not isinstance(data, bytes):
        raise InvalidTypeError(
            f"data must be bytes, not {type(data).__name__}; a text is ready for summarize()"
        )
    if media_type is not None and not isinstance(media_type, str):
        raise InvalidTypeError(f"media_type must be a string or None, not {type(media_type).__name__}")
    name = name_of(name)
    with applied(limits):
        if len(data) > limits_in_force().bytes:
            raise ReadError(too_large(name))
        return _document(*unpacked(data, name), media_type, encoding, language)


def read_url(
    url: str,
    *,
    encoding: str | None = None,
    language: str | None = None,
    allow_private_hosts: bool = False,
    limits: Limits | None = None,
) -> Document:
    """Return what is at a URL as a document.

    Args:
        url: begins with ``https://`` or ``http://``.
        encoding: of its text; if not given, what a byte-order mark, the server or the page says.
        language: of its text; detected if not given.
        allow_private_hosts: whether to read from this machine and its neighbours too.
        limits: how much is read at most; ``Limits()`` if not given.

    Raises:
        InvalidValueError: this is no URL, or it has a user name or password in it.
        ReadError: the page is not there, has no text, is too big or too slow, or its host is private.
        MissingExtraError: the extra ``readers`` is not installed.

    >>> read_url("example.org")
    Traceback (most recent call last):
    ...
    summarize.InvalidValueError: 'example.org' is not a web address: it must begin with https:// or http://
    """
    from summarize.readers.web.fetching import fetch

    _check(encoding, language)
    check_flags(allow_private_hosts=allow_private_hosts)
    with applied(limits):
        page = fetch(url, allow_private_hosts=allow_private_hosts)
        if encoding is None and not has_byte_order_mark(page.data):
            encoding = page.charset
        document = read_bytes(
            page.data, page.url, media_type=page.media_type, encoding=encoding, language=language
        )
        document.url = page.url
        return document


def read_any(
    place: str | os.PathLike[str],
    *,
    encoding: str | None = None,
    language: str | None = None,
    allow_private_hosts: bool = False,
    limits: Limits | None = None,
) -> Document:
    """Return the document in a file or at a URL.

    Args:
        place: a path, as for :func:`read`, or a URL, as for :func:`read_url`.
        encoding: of its text; by default what it declares, else UTF-8.
        language: of its text; detected if not given.
        allow_private_hosts: whether a URL may lead to this machine and its neighbours too.
        limits: how much is read at most; ``Limits()`` if not given.

    Raises:
        SummarizeError: as for :func:`read` and :func:`read_url`.

    >>> read_any("seeds/000_a76c248ee9268897.txt").language
    'en'
    """
    check_flags(allow_private_hosts=allow_private_hosts)
    name = name_of(place)
    with applied(limits):
        if is_url(name):
            return read_url(
                name, encoding=encoding, language=language, allow_private_hosts=allow_private_hosts
            )
        return read(name, encoding=encoding, language=language)


def read_item(
    item: Item,
    *,
    encoding: str | None = None,
    language: str | None = None,
    lines: Lines = "auto",
    read_place: Callable[..., Document] = read_any,
    limits: Limits | None = None,
) -> Document:
    """Return the document of an item.

    Args:
        item: one that :func:`find_items` found, or another.
        encoding: of its file; by default what it declares, else UTF-8.
        language: of its text; detected if not given.
        lines: how its line breaks are read, as of :class:`summarize.Document`.
        read_place: reads what is at a place, ``read_place(place, encoding=…, language=…)``.
        limits: how much is read at most; ``Limits()`` if not given.

    Raises:
        InvalidTypeError: it is no item.
        SummarizeError: it has an error, or neither a text nor a place, or as for :func:`read_any`.

    >>> from summarize.readers import Item
    >>> read_item(Item("a", text="Cats purr.")).text
    'Cats purr.'
    """
    if not isinstance(item, Item):
        raise InvalidTypeError(f"item must be an Item, not {type(item).__name__}; find_items() gives some")
    if not callable(read_place):
        raise InvalidTypeError(f"read_place must be a function such as read_any, got {show(read_place)}")
    check_lines(lines)
    _check(encoding, language)
    if item.error is not None:
        raise ReadError(item.error)
    with applied(limits):
        if item.text is not None:
            check_size(item.text, item.id)
            return Document(item.text, language, lines=lines)
        if item.place is None:
            raise InvalidValueError("there is neither a text nor a place to read it from")
        return read_place(item.place, encoding=encoding, language=language).with_lines(lines)


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
        document = Document(
            content.text,
            language,
            title=content.title,
            page_starts=content.page_starts,
            cues=content.cues,
        )
    except EmptyTextError as error:
        raise ReadError(f"{name}: {error}") from None
    document.notes = content.notes
    return document


def _content(
    kind: str | None, data: bytes, name: str, media_type: str | None, encoding: str | None
) -> Content:
    encoding = charset_of(media_type) if encoding is None else unless_utf_8(data, encoding)
    bare = uncompressed_name(name)
    if kind is None:
        kind = kind_of_text(_head(data, encoding), name, media_type)
    row = None if kind == "text" else format_of(kind)
    if row is not None and not row.is_text:
        return _parse(row.kind, data, name, encoding)
    try:
        text = decode(data, name, encoding)
    except ReadError:
        if claimed := claims_to_be(bare):
            raise ReadError(f"{name}: is no {claimed}, or a damaged one; was it copied whole?") from None
        raise
    if row is None:
        return Content(text)
    if limits_in_force().seconds is None:
        content = row.load()(text)
    else:
        content = _parse(row.kind, text.encode("utf-8", "replace"), name, "utf-8")
    if text.strip() and not content.text.strip():
        raise ReadError(f"{name}: has nothing but what is left out of {kind}, such as {row.left_out}")
    return content


def _parse(kind: str, data: bytes, name: str, encoding: str | None) -> Content:
    from summarize.readers.sandbox.parent import parse  # starts processes, which few texts need

    return parse(kind, data, name, encoding)


def _head(data: bytes, encoding: str | None) -> str:
    """Return the beginning of a text, to tell what kind it is, whatever its encoding."""
    head = data[:_HEAD_BYTES]
    if encoding is None:
        marks = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
        encoding = marks.get(head[:2], "utf-8-sig")
    return head.decode(encoding, "replace").removeprefix("\ufeff")
