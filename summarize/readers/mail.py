"""E-mails: what their author wrote, without header, quoted mail, signature and attachments."""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.policy import Compat32

from summarize.errors import ReadError
from summarize.readers.content import Content, one_line

_ENCRYPTED = {"application/pkcs7-mime", "application/x-pkcs7-mime", "multipart/encrypted"}
_SIGNATURE = re.compile(r"^-- ?$", re.MULTILINE)
_SOME_WROTE = re.compile(
    r"[^\n]{0,200}(?:wrote|writes|schrieb|écrit|escribió|scritto|schreef)[^\n]{0,80}:\s*"
)
_NEXT_MAIL = re.compile(rb"\n\nFrom \S+@\S+ [^\n]{10,40}\d{4}\n")
_SUBJECT_CHARACTERS = 2000
_POLICY: Compat32 = policy.compat32  # what it does not understand it gives as it is, and raises nothing


def read_mail(data: bytes, name: str, encoding: str | None = None) -> Content:
    r"""Return the body of an e-mail: its plain text, or what its HTML says.

    Lines that quote another mail (``>``), who wrote it, and what is under ``--`` are left out, unless
    nothing else is there.

    Args:
        data: the mail, header and all.
        name: for errors.
        encoding: of parts that don't say theirs.

    Raises:
        ReadError: it is encrypted, or several mails in one file.

    >>> read_mail(b"From: A\nSubject: Cats\n\nThey purr.\n\n> Do they?\n-- \nA", "a.eml")
    Content(text='They purr.', title='Cats', page_starts=())
    """
    if data.startswith(b"From ") and _NEXT_MAIL.search(data.replace(b"\r\n", b"\n")):
        raise ReadError(f"{name}: is a mailbox of several mails; save each as a file of its own")
    mail = message_from_bytes(data.lstrip(b"\xef\xbb\xbf\r\n"), policy=_POLICY)
    parts = [part for part in mail.walk() if not part.is_multipart()]
    if any(part.get_content_type() in _ENCRYPTED for part in mail.walk()):
        raise ReadError(f"{name}: is encrypted; decrypt it and save it again")
    shown = [part for part in parts if part.get_content_disposition() != "attachment"]
    title = one_line(_decoded(mail.get("Subject")))
    plain = [_text_of(part, encoding) for part in shown if part.get_content_type() == "text/plain"]
    text = _own_words("\n\n".join(plain))
    pages = [part for part in shown if part.get_content_type() == "text/html"]
    if not text.strip() and pages:
        text = "\n\n".join(_text_of_html(part, encoding) for part in pages)
    return Content(text, title)


def _own_words(text: str) -> str:
    text = text.replace("\r\n", "\n")
    body = _SIGNATURE.split(text, maxsplit=1)[0]
    kept: list[str] = []
    for line in body.split("\n"):
        if not line.startswith(">"):
            kept.append(line)
        elif kept and (wrote := _last_line(kept)) is not None and _SOME_WROTE.fullmatch(kept[wrote]):
            del kept[wrote:]
    own = "\n".join(kept).strip()
    return own or text.strip()


def _last_line(lines: list[str]) -> int | None:
    """Return where the last of the lines is that is not blank, among the last three."""
    return next((i for i in range(len(lines) - 1, max(-1, len(lines) - 4), -1) if lines[i].strip()), None)


def _text_of_html(part: Message, encoding: str | None) -> str:
    from summarize.readers.html_text import decode_html, parse_html, text_of

    tree = parse_html(decode_html(_bytes_of(part), part.get_content_charset() or encoding))
    if tree is None:
        return ""
    own = text_of(tree, without=("blockquote",))
    return own or text_of(tree)


def _text_of(part: Message, encoding: str | None) -> str:
    data = _bytes_of(part)
    for name in (part.get_content_charset(), encoding, "utf-8"):
        try:
            return data.decode(name or "utf-8")
        except (LookupError, ValueError):
            continue
    return data.decode("cp1252", "replace")


def _bytes_of(part: Message) -> bytes:
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _decoded(field: object) -> str:
    shown = str(field or "")[:_SUBJECT_CHARACTERS]
    try:
        return str(make_header(decode_header(shown)))
    except (HeaderParseError, LookupError, ValueError):
        return shown
