"""Pages of the web: fetched from public hosts only, within limits of time and size.

Proxies of the environment are not used, because a proxy looks up the host by itself: what has been
checked here would not be what is read. Cookies and passwords are never sent.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from summarize.errors import InvalidValueError, MissingExtraError, ReadError
from summarize.extras import install_command
from summarize.readers.encodings import charset_of
from summarize.readers.limits import limits_in_force
from summarize.readers.web.addresses import addresses_of
from summarize.readers.web.urls import WebAddress, parse_url
from summarize.version import __version__

if TYPE_CHECKING:
    import httpcore2

    from summarize.readers.web.pinned import Deadline

MAX_REDIRECTS = 5

_HEADERS = {
    "User-Agent": f"summarize/{__version__} (reads one page to summarize it)",
    "Accept": "text/html, application/xhtml+xml, application/pdf, text/*;q=0.9, */*;q=0.5",
    "Accept-Encoding": "gzip",
    "Connection": "close",
}
_NO_DOCUMENTS = ("audio/", "font/", "image/", "model/", "video/")
_REDIRECTS = (301, 302, 303, 307, 308)
_UNPACKED_AT_ONCE = 1 << 16


@dataclass(frozen=True)
class Fetched:
    """What a URL gave.

    Attributes:
        data: the body, unpacked if it was sent compressed.
        url: where it is from, redirects followed.
        media_type: such as ``text/html``, in lower case; None if the server did not say.
        charset: the encoding that the server named, as Python calls it; None if it named none, or none
            that Python knows.
    """

    data: bytes
    url: str
    media_type: str | None
    charset: str | None


def fetch(url: str, *, allow_private_hosts: bool = False) -> Fetched:
    """Return what is at a URL.

    A host is looked up once, and then connected to at the addresses that were checked; each redirect
    goes the same way. How long a look-up may take is up to the machine's own settings.

    Args:
        url: begins with ``https://`` or ``http://``.
        allow_private_hosts: whether to read from this machine and its neighbours too. Leave it off
            for URLs that come from somebody else.

    Raises:
        InvalidValueError: this is no URL, or it has a user name or password in it.
        ReadError: the page is not there, is no document, too big or too slow, or its host is private.
        MissingExtraError: the extra ``readers`` is not installed.

    >>> fetch("http://127.0.0.1/")
    Traceback (most recent call last):
    ...
    summarize.ReadError: http://127.0.0.1/: the host 127.0.0.1 has the address 127.0.0.1, which is \
not on the public internet; if you trust this URL, allow private hosts (--allow-private-hosts on the \
command line)
    """
    address = parse_url(url)
    try:
        from summarize.readers.web.pinned import Deadline
    except ImportError as error:
        raise MissingExtraError(f"{url}: URLs need httpcore2: {install_command('readers')}") from error
    deadline = Deadline(limits_in_force().fetch_seconds)
    name = str(address)
    for _ in range(MAX_REDIRECTS + 1):
        try:
            answer = _get(address, deadline, allow_private_hosts)
        except (OSError, InvalidValueError) as error:
            raise ReadError(f"{name}: {error}") from error
        if isinstance(answer, Fetched):
            return answer
        address = answer
        name = f"{parse_url(url)}, redirected to {address}"
    raise ReadError(f"{name}: more than {MAX_REDIRECTS} redirects")


def _get(address: WebAddress, deadline: Deadline, allow_private: bool) -> Fetched | WebAddress:
    """Return what is at an address, or where it says to look."""
    import httpcore2

    from summarize.readers.web.pinned import PinnedBackend

    addresses = addresses_of(address.host, address.port, allow_private=allow_private)
    url = httpcore2.URL(scheme=address.scheme, host=address.host, port=address.port, target=address.target)
    headers = [("Host", address.authority), *_HEADERS.items()]
    request = httpcore2.Request("GET", url, headers=headers)
    backend = PinnedBackend(addresses, deadline)
    try:
        with httpcore2.HTTPConnection(url.origin, network_backend=backend) as connection:
            return _judge(connection.handle_request(request), address)
    except httpcore2.TimeoutException as error:
        deadline.left(0)
        never = isinstance(error, httpcore2.ConnectTimeout)
        raise ReadError(f"the host {'does not answer' if never else 'has stopped answering'}") from None
    except (httpcore2.NetworkError, httpcore2.ProtocolError) as error:
        raise ReadError(f"cannot be read: {error}") from error


def _judge(response: httpcore2.Response, address: WebAddress) -> Fetched | WebAddress:
    headers = {name.lower(): value.decode("latin-1") for name, value in reversed(response.headers)}
    if response.status in _REDIRECTS and b"location" in headers:
        # Bytes of a header that are not ASCII are UTF-8, as browsers take them.
        place = headers[b"location"].encode("latin-1").decode("utf-8", "replace")
        return _redirected(address, place)
    if not 200 <= response.status < 300 or response.status == HTTPStatus.PARTIAL_CONTENT:
        raise ReadError(
            f"the server answers {_status(response.status)}; "
            "if a browser shows the page, save it there and name the file"
        )
    content_type = headers.get(b"content-type", "")
    media_type = content_type.partition(";")[0].strip().lower() or None
    if media_type and media_type.startswith(_NO_DOCUMENTS):
        raise ReadError(f"is {media_type}, which is no text")
    pieces = _limited(response.iter_stream())
    packing = headers.get(b"content-encoding", "").strip().lower()
    if packing in ("gzip", "x-gzip"):
        pieces = _limited(_unpacked(pieces))
    elif packing not in ("", "identity"):
        raise ReadError(f"is packed with {packing!r}, which was not asked for")
    return Fetched(b"".join(pieces), str(address), media_type, charset_of(content_type))


def _redirected(address: WebAddress, place: str) -> WebAddress:
    try:
        return parse_url(urljoin(str(address), place))
    except ValueError as error:
        raise ReadError(f"redirects to where nothing can be read: {error}") from None


def _status(code: int) -> str:
    try:
        return f"{code} {HTTPStatus(code).phrase}"
    except ValueError:
        return str(code)


def _limited(pieces: Iterable[bytes]) -> Iterator[bytes]:
    size, most = 0, limits_in_force().fetch_bytes
    for piece in pieces:
        size += len(piece)
        if size > most:
            raise ReadError(f"is bigger than {most / 1e6:g} MB; download it and name the file")
        yield piece


def _unpacked(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Unzip a little at a time, so that a small body cannot fill the memory."""
    decoder = zlib.decompressobj(wbits=31)
    try:
        for piece in pieces:
            rest = piece
            while rest:
                if decoder.eof:
                    decoder = zlib.decompressobj(wbits=31)
                yield decoder.decompress(rest, _UNPACKED_AT_ONCE)
                rest = decoder.unused_data if decoder.eof else decoder.unconsumed_tail
        yield decoder.flush()
    except zlib.error as error:
        raise ReadError(f"says that it is gzip and is not: {error}") from None
    if not decoder.eof:
        raise ReadError("ends in the middle of its gzip data")
