"""EPUB books: their chapters in reading order."""

from __future__ import annotations

import io
import posixpath
import re
from typing import Any
from urllib.parse import unquote
from zipfile import ZipFile

from summarize.errors import ReadError
from summarize.readers.archives.unpacking import open_archive, read_member
from summarize.readers.formats.html.text import decode_html, parse_html, text_of
from summarize.readers.formats.markup import Content, one_line
from summarize.readers.formats.xml import parse_xml
from summarize.readers.limits import limits_in_force, too_large

_PROTECTION = re.compile(
    rb"EncryptionMethod[^>]{0,200}Algorithm\s*=\s*[\"'](?!http://(?:www\.idpf\.org|ns\.adobe\.com))"
)


def read_epub(data: bytes, name: str, encoding: str | None = None) -> Content:
    """Return the text of all chapters of a book, without its table of contents.

    Args:
        data: the book.
        name: for errors.
        encoding: of chapters that don't say theirs.

    Raises:
        ImportError: lxml is not installed.
        ReadError: it is damaged or protected.
    """
    with open_archive(io.BytesIO(data), name) as archive:
        _check_readable(archive, name)
        folder, package = _package(archive, name)
        chapters = []
        n_bytes = 0
        for path in _reading_order(package):
            page = read_member(archive, _member(archive, folder, path), name)
            n_bytes += len(page)
            if n_bytes > limits_in_force().bytes:
                raise ReadError(too_large(name, is_packed=True))
            tree = parse_html(decode_html(page, encoding))
            chapters.append("" if tree is None else text_of(tree))
    title = next(iter(package.xpath("//*[local-name()='metadata']/*[local-name()='title']/text()")), None)
    return Content("\n\n".join(filter(None, chapters)), one_line(title))


def _check_readable(archive: ZipFile, name: str) -> None:
    """Raise an error if the text is encrypted; that fonts are is usual, and no matter."""
    listed = "META-INF/encryption.xml"
    if listed in archive.NameToInfo and _PROTECTION.search(read_member(archive, listed, name)):
        raise ReadError(f"{name}: is protected (DRM); only the shop's own programs can read it")


def _package(archive: ZipFile, name: str) -> tuple[str, Any]:
    """Return the folder of the file that lists what is in the book, and that file."""
    container = parse_xml(read_member(archive, "META-INF/container.xml", name))
    path = next(iter(container.xpath("//@full-path")), None)
    if path is None:
        raise ReadError(f"{name}: is a damaged EPUB: its container names no package")
    return posixpath.dirname(path), parse_xml(read_member(archive, path, name))


def _reading_order(package: Any) -> list[str]:
    files = {
        item.get("id"): item
        for item in package.xpath("//*[local-name()='manifest']/*[local-name()='item']")
        if not _is_picture(item) and "nav" not in (item.get("properties") or "").split()
    }
    order = package.xpath("//*[local-name()='spine']/*[local-name()='itemref']/@idref")
    return [files[chapter].get("href", "") for chapter in dict.fromkeys(order) if chapter in files]


def _is_picture(item: Any) -> bool:
    return (item.get("media-type") or "").startswith("image/")


def _member(archive: ZipFile, folder: str, path: str) -> str:
    """Return the member that a reference in the package means; it may be written as in a URL."""
    written = posixpath.normpath(posixpath.join(folder, path.partition("#")[0]))
    unquoted = unquote(written)
    return unquoted if unquoted in archive.NameToInfo else written
