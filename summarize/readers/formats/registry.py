"""Which function reads which kind of document; each is imported when it is needed."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from summarize.readers.formats.markup import Content

_FORMATS = {
    "docx": "read_docx",
    "epub": "read_epub",
    "html": "read_html",
    "mail": "read_mail",
    "pdf": "read_pdf",
}
Reader = Callable[[bytes, str, "str | None"], Content]
"""What reads the bytes of a document, told its name for errors, and its encoding if that is known."""


def reader_of(kind: str) -> Reader:
    """Return the function that reads documents of a kind.

    Raises:
        ImportError: it needs a package that is not installed.

    >>> reader_of("mail").__name__
    'read_mail'
    """
    reader: Reader = getattr(import_module(f"summarize.readers.formats.{kind}"), _FORMATS[kind])
    return reader
