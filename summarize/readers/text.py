"""Text from bytes: byte-order marks, encodings, and what is no text."""

from __future__ import annotations

import codecs

from summarize.errors import InvalidValueError, ReadError

_BYTE_ORDER_MARKS = (  # UTF-32 before UTF-16, whose mark its own begins with
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (codecs.BOM_UTF8, "utf-8-sig"),
)
_BINARY_SAMPLE = 8192


def check_encoding(encoding: str) -> None:
    """Raise an InvalidValueError if Python knows no text encoding of this name."""
    try:
        "".encode(encoding)
    except (LookupError, ValueError):
        raise InvalidValueError(
            f"unknown encoding {encoding!r}; try one such as 'latin-1' or 'cp1252'"
        ) from None


def decode(data: bytes, name: str, encoding: str | None) -> str:
    """Return the text of some bytes, in the encoding given, of their byte-order mark, or UTF-8.

    Raises:
        ReadError: they are no text, or in another encoding; it begins with the name.
    """
    if encoding is None:
        encoding = next((marked for mark, marked in _BYTE_ORDER_MARKS if data.startswith(mark)), None)
        if encoding is None and b"\0" in data[:_BINARY_SAMPLE]:
            raise ReadError(
                f"{name}: is not text, it has NUL bytes; if it is UTF-16 without a mark, "
                "name the encoding utf-16-le (--encoding on the command line)"
            )
    encoding = encoding or "utf-8"
    try:
        return data.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise ReadError(
            f"{name}: is not {encoding} text, byte {error.start} is 0x{data[error.start]:02x}; "
            "if it is text in another encoding, name that (--encoding on the command line)"
        ) from None
