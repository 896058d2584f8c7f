"""E-mails: what their author wrote, without header, quoted mail, signature and attachments."""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.policy import Compat32
from email.utils import parseaddr
from typing import NamedTuple

from summarize.errors import ReadError
from summarize.readers.encodings import decode_anyway
from summarize.readers.formats.mail.flowed import unflowed
from summarize.readers.formats.mail.mailbox import join_mails, split_mails
from summarize.readers.formats.mail.quotes import own_words
from summarize.readers.formats.markup import Content, one_line

_ENCRYPTED = {"application/pkcs7-mime", "application/x-pkcs7-mime", "multipart/encrypted"}
_INLINE_PGP = "-----BEGIN PGP MESSAGE-----"
_PLAIN = {"text/markdown", "text/plain", "text/x-markdown"}
_TAGGED = {"text/enriched", "text/html"}
_SUBJECT_CHARACTERS = 2000
_FORWARD = re.compile(
    r"[\s\[]*(?:fwd?|wg|tr|rv|enc|vb|doorst|pd|trs|ilt|yml|πρθ|転送|转发|轉寄|전달|továbbítás)\s*[\]:：]",
    re.IGNORECASE,
)
_STUB = 4  # plain text that is so many times shorter than the page beside it only says that there is one
_POLICY: Compat32 = policy.compat32  # what it does not understand it gives as it is, and raises nothing


class _Words(NamedTuple):
    """What a part of a mail says.

    Attributes:
        own: without what is quoted.
        n_characters: of all of it, to compare parts by.
    """

    own: str
    n_characters: int


def read_mail(data: bytes, name: str, encoding: str | None = None) -> Content:
    r"""Return what the author of an e-mail wrote, or of all mails of a mailbox what each author wrote.

    All parts are read, and of alternatives the plain text or the HTML. Quoted mail, who wrote it, and
    signatures are left out, unless nothing else is there.

    Args:
        data: the mail, header and all; or several mails, as in a mailbox.
        name: for errors.
        encoding: of parts that don't say theirs.

    Raises:
        ReadError: it is encrypted, or has only attachments.

    >>> read_mail(b"From: A\nSubject: Cats\n\nThey purr.\n\n> Do they?\n-- \nA", "a.eml")
    Content(text='They purr.', title='Cats', page_starts=(), cues=(), notes=())
    """
    mails = split_mails(data) if data.startswith(b"From ") else [data]
    if len(mails) > 1:
        return join_mails(mails, lambda mail: _read_one(mail, name, encoding))
    return _read_one(data, name, encoding)[0]


def _read_one(data: bytes, name: str, encoding: str | None) -> tuple[Content, str | None]:
    """Return the content of one mail, and its sender."""
    mail = message_from_bytes(data.lstrip(b"\xef\xbb\xbf\r\n"), policy=_POLICY)
    del mail["Content-Disposition"]  # the mail itself is no attachment, whatever it says
    subject = _header_field(mail, "subject")
    text = _words(mail, encoding, _FORWARD.match(subject) is not None).own
    kinds = {part.get_content_type() for part in mail.walk()}
    if kinds & _ENCRYPTED or text.startswith(_INLINE_PGP):
        raise ReadError(f"{name}: is encrypted, or packed into a signature; decrypt it and save it again")
    attached = [part.get_filename() or part.get_content_type() for part in mail.walk() if _is_attached(part)]
    if not text and attached:
        raise ReadError(f"{name}: has no text, but attachments ({', '.join(attached)}); save and name those")
    sender, address = parseaddr(_header_field(mail, "from"))
    return Content(text, one_line(subject)), one_line(sender) or one_line(address)


def _words(part: Message, encoding: str | None, is_forward: bool) -> _Words:
    """Return what a part says, with the parts in it; nothing if it is attached or no text."""
    kind = part.get_content_type()
    if _is_attached(part):
        return _Words("", 0)
    if part.is_multipart():
        parts = [inside for inside in part.get_payload() if isinstance(inside, Message)]
        inner = [(inside, _words(inside, encoding, is_forward)) for inside in parts]
        if kind == "multipart/alternative":
            return _best(inner)
        said = [words for _, words in inner if words.own]
        return _Words("\n\n".join(words.own for words in said), sum(words.n_characters for words in said))
    if kind in _TAGGED:
        from summarize.readers.formats.mail.pages import text_of_mail

        text = text_of_mail(_bytes_of(part), part.get_content_charset() or encoding)
        return _Words(own_words(text, is_forward=is_forward), len(text))
    if kind in _PLAIN or kind.startswith("multipart/"):  # whose parts cannot be told from one another
        text = decode_anyway(_bytes_of(part), part.get_content_charset(), encoding).replace("\r\n", "\n")
        if str(part.get_param("format", "")).lower() == "flowed":
            text = unflowed(text, without_blank=str(part.get_param("delsp", "")).lower() == "yes")
        return _Words(own_words(text, is_forward=is_forward), len(text))
    return _Words("", 0)


def _best(alternatives: list[tuple[Message, _Words]]) -> _Words:
    """Return the plain text of several forms of one text, unless it only says that there is another."""
    longest = max((words for _, words in alternatives), key=_n_characters, default=_Words("", 0))
    plain = [words for part, words in alternatives if part.get_content_type() in _PLAIN and words.own]
    return plain[0] if plain and plain[0].n_characters * _STUB >= longest.n_characters else longest


def _n_characters(words: _Words) -> int:
    return words.n_characters


def _is_attached(part: Message) -> bool:
    return part.get_content_disposition() == "attachment" and part.get_content_type() != "message/rfc822"


def _bytes_of(part: Message) -> bytes:
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _header_field(mail: Message, name: str) -> str:
    """Return a field of the header as it reads, in whatever way it is encoded."""
    field = next((value for key, value in mail.raw_items() if key.lower() == name), "")
    shown = decode_anyway(field.encode("utf-8", "surrogateescape"))[:_SUBJECT_CHARACTERS]
    try:
        pieces = decode_header(shown)
    except (HeaderParseError, ValueError):
        return shown
    return "".join(piece if isinstance(piece, str) else _decoded(piece, charset) for piece, charset in pieces)


def _decoded(piece: bytes, charset: str | None) -> str:
    """Return a piece of a header; what is beside encoded words has been encoded by Python itself."""
    return decode_anyway(piece, charset) if charset else piece.decode("raw-unicode-escape", "replace")
