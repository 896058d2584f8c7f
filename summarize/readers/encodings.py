"""Text from bytes: byte-order marks, encodings, and what is no text."""

from __future__ import annotations

import codecs
import contextlib
import re

from summarize.errors import InvalidTypeError, InvalidValueError, ReadError

_BYTE_ORDER_MARKS = (  # UTF-32 before UTF-16, whose mark its own begins with
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (codecs.BOM_UTF8, "utf-8-sig"),
)
_BINARY_SAMPLE = 8192
_NO_CHARSETS = {"idna", "punycode", "raw-unicode-escape", "unicode-escape"}
_MEANT = {  # what every browser takes these names for: each is a part of the other
    "ascii": "cp1252",
    "big5": "big5hkscs",
    "euc_kr": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "shift_jis": "cp932",
    "tis-620": "cp874",
}
_ASCII = "".join(map(chr, range(128)))
_LEAST_UNICODE = 5  # characters
# Four letters beyond ASCII in a row, a capital or a symbol inside of a word, or a control character.
_NOT_WESTERN = re.compile(
    r"[^\W\x00-\x7f]{4}|[a-z](?:[À-ÞŠŒŽ]|[^\w\x00-\x7f’‘–—·…\xad])[a-z]|[\x00-\x08\x0e-\x1a\x1c-\x1f]"
)
_CHARSET = re.compile(r"""charset\s*=\s*["']?([^\s"';,]+)""", re.IGNORECASE)


def check_encoding(encoding: str) -> None:
    """Raise an InvalidValueError if Python knows no text encoding of this name.

    Raises:
        InvalidTypeError: it is no string.
        InvalidValueError: there is no such encoding, or it is one of names or of source code.
    """
    if not isinstance(encoding, str):
        raise InvalidTypeError(f"encoding must be a string or None, not {type(encoding).__name__}")
    if _known(encoding) is None:
        raise InvalidValueError(f"unknown encoding {encoding!r}; try one such as 'latin-1' or 'cp1252'")


def unless_utf_8(data: bytes, encoding: str | None) -> str | None:
    r"""Return the encoding that is named for some files, or None for one of them that evidently is Unicode.

    Bytes beyond ASCII that are valid UTF-8 are nothing else: in Windows-1252 they would be a capital and a
    symbol. Other encodings may have such letters, so that it takes more of them.

    Args:
        data: the file, or its beginning.
        encoding: the one that is named, if any.

    >>> unless_utf_8("Straße".encode(), "cp1252"), unless_utf_8("Straße".encode("cp1252"), "cp1252")
    (None, 'cp1252')
    """
    if encoding is None or _meant(encoding) in ("utf-8", "utf-8-sig"):
        return encoding
    if bytes(range(128)).decode(encoding, "replace") != _ASCII:  # UTF-16, say
        return encoding
    if has_byte_order_mark(data):
        return None
    try:
        text = codecs.getincrementaldecoder("utf-8")().decode(data)
    except UnicodeDecodeError:
        return encoding
    least = 1 if _meant(encoding) == "cp1252" else _LEAST_UNICODE
    return None if len(text) - len(text.encode("ascii", "ignore")) >= least else encoding


def other_encoding(data: bytes) -> str:
    r"""Return what to say of bytes that are no UTF-8: which encoding to name, if that can be told.

    >>> other_encoding("Straße".encode("cp1252"))
    'it may be Windows text: name the encoding cp1252 (--encoding cp1252 on the command line)'
    >>> other_encoding("Привет".encode("cp1251"))
    'if it is text in another encoding, name that (--encoding on the command line)'
    """
    with contextlib.suppress(UnicodeDecodeError):
        if not _NOT_WESTERN.search(data.decode("cp1252")):
            return "it may be Windows text: name the encoding cp1252 (--encoding cp1252 on the command line)"
    return "if it is text in another encoding, name that (--encoding on the command line)"


def charset_of(media_type: str | None) -> str | None:
    """Return the encoding that a ``Content-Type`` means, as Python calls it; None if it names none.

    >>> charset_of("text/html; charset=ISO-8859-1"), charset_of("text/html; charset=klingon")
    ('cp1252', None)
    """
    found = _CHARSET.search(media_type or "")
    return _meant(found[1]) if found else None


def has_byte_order_mark(data: bytes) -> bool:
    r"""Return whether some bytes begin with a mark that tells their encoding.

    >>> has_byte_order_mark(b"\xef\xbb\xbfA text."), has_byte_order_mark(b"A text.")
    (True, False)
    """
    return data.startswith(tuple(mark for mark, _ in _BYTE_ORDER_MARKS))


def decode_anyway(data: bytes, *encodings: str | None) -> str:
    r"""Return a page or a mail as browsers and mail programs do: no byte is an error.

    Args:
        data: all of it.
        encodings: what is said of it, the most trusted first; None and unknown names are passed over.

    Returns:
        the text in the first encoding in which the bytes are valid; the last one tried is UTF-8. It is the
        first one if Latin-1 or Windows-1252 is said, in which nearly all bytes are valid. If they are valid
        in none, each damaged byte becomes U+FFFD. Without an encoding, text that does not look like damaged
        UTF-8 is read as Windows-1252.

    >>> decode_anyway(b"\x93Yes\x94", "latin-1"), decode_anyway("né é".encode() + b"\xff")
    ('“Yes”', 'né é\ufffd')
    >>> decode_anyway("né é".encode(), "latin-1")
    'né é'
    """
    said = [name for encoding in encodings if encoding and (name := _meant(encoding))]
    first = ["utf-8"] if said[:1] == ["cp1252"] else []
    for name in (*first, *said, "utf-8"):
        try:
            return data.decode(name).removeprefix("\ufeff")
        except ValueError:
            continue
    if said and said[0] != "utf-8":
        return data.decode(said[0], "replace")
    text = data.decode("utf-8", "replace")
    n_damaged = text.count("\ufffd")
    n_beyond_ascii = len(text) - len(text.encode("ascii", "ignore"))
    return text if n_beyond_ascii > 2 * n_damaged else data.decode("cp1252", "replace")


def _known(encoding: str) -> str | None:
    """Return what Python calls an encoding of text, or None if it knows none of this name."""
    try:
        "".encode(encoding)
        name = codecs.lookup(encoding).name
    except (LookupError, ValueError):
        return None
    return None if name in _NO_CHARSETS else name


def _meant(encoding: str) -> str | None:
    name = _known(encoding)
    return None if name is None else _MEANT.get(name, name)


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
            f"{other_encoding(data)}"
        ) from None
