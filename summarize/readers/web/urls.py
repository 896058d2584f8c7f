"""Web addresses: what is one, and its parts as they go over the wire; nothing is fetched here."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from summarize.errors import InvalidTypeError, InvalidValueError, MissingExtraError
from summarize.extras import install_command

_PORTS = {"http": 80, "https": 443}
_NETLOC = re.compile(r"(?:\[(?P<ipv6>[0-9A-Fa-f:.]+)\]|(?P<name>[^\[\]:@%\\\s]+))(?::(?P<port>[0-9]{0,5}))?")
_HOST = re.compile(r"(?=.{1,253}\Z)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*")
_IN_PATH = "!$%&'()*+,/:;=@[]~"


@dataclass(frozen=True)
class WebAddress:
    """A URL in parts.

    Attributes:
        scheme: ``http`` or ``https``.
        host: a name in ASCII or an IP address, an IPv6 one without its brackets.
        port: the one that is written, or the scheme's.
        target: path and query, percent-encoded; the fragment is no part of what is asked for.
    """

    scheme: str
    host: str
    port: int
    target: str

    @property
    def authority(self) -> str:
        """Host and port as a ``Host`` header has them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    def __str__(self) -> str:
        return f"{self.scheme}://{self.authority}{self.target}"


def parse_url(url: str) -> WebAddress:
    """Return the parts of a URL.

    Args:
        url: an absolute URL with ``http`` or ``https``, without a user name or password.

    Raises:
        InvalidTypeError: it is no string.
        InvalidValueError: it is none.
        MissingExtraError: the host has letters beyond ASCII, and the extra ``readers`` is not installed.

    >>> str(parse_url("HTTPS://Example.org:443/a b?q=ü#part"))
    'https://example.org/a%20b?q=%C3%BC'
    """
    if not isinstance(url, str):
        raise InvalidTypeError(f"a URL must be a string, not {type(url).__name__}")
    if any(ord(character) < 32 or ord(character) == 127 for character in url):
        raise InvalidValueError(f"{url!r} is not a URL: it has control characters")
    try:
        parts = urlsplit(url.strip(" "))
        target = quote(parts.path or "/", _IN_PATH)
        if parts.query:
            target += "?" + quote(parts.query, _IN_PATH + "?")
    except ValueError as error:  # half a surrogate pair, brackets that do not match
        raise InvalidValueError(f"{url!r} is not a URL: {error}") from None
    if parts.scheme not in _PORTS:
        raise InvalidValueError(f"{url!r} is not a web address: it must begin with https:// or http://")
    if "@" in parts.netloc:  # the message must not repeat a password
        raise InvalidValueError(
            f"a URL of {parts.netloc.rpartition('@')[2]!r} has a user name or a password in it, and those "
            "are never sent; download the page and name the file"
        )
    match = _NETLOC.fullmatch(parts.netloc)
    if match is None:
        raise InvalidValueError(f"{url!r} is not a URL: {parts.netloc!r} is no host")
    host = _ipv6(match["ipv6"], url) if match["ipv6"] else _ascii_host(match["name"], url)
    port = int(match["port"] or _PORTS[parts.scheme])
    if not 0 < port < 65536:
        raise InvalidValueError(f"{url!r} is not a URL: there is no port {port}")
    return WebAddress(parts.scheme, host, port, target)


def _ipv6(text: str, url: str) -> str:
    try:
        return str(ipaddress.IPv6Address(text))
    except ValueError:
        raise InvalidValueError(f"{url!r} is not a URL: {text!r} is no IPv6 address") from None


def _ascii_host(name: str, url: str) -> str:
    if not name.isascii():
        try:
            import idna
        except ImportError as error:
            raise MissingExtraError(
                f"{url}: the host {name!r} needs idna: {install_command('readers')}"
            ) from error
        try:
            name = idna.encode(name, uts46=True).decode("ascii")
        except ValueError as error:  # idna's errors are UnicodeErrors
            raise InvalidValueError(f"{url!r} is not a URL: {name!r} is no host ({error})") from None
    host = name.lower().removesuffix(".")
    if not _HOST.fullmatch(host):
        raise InvalidValueError(f"{url!r} is not a URL: {name!r} is no host")
    return host
