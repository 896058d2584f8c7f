"""Pages from a server on this machine: what is read, what is refused, and what ends a reading."""

import gzip
import itertools
import shutil
import socket
import ssl
import sys
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpcore2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize import InvalidValueError, MissingExtraError, ReadError, __version__
from summarize.readers import Limits, read_url
from summarize.readers.limits import applied
from summarize.readers.web import fetching, pinned
from summarize.readers.web.addresses import addresses_of
from summarize.readers.web.fetching import Fetched, fetch
from tests.readers.web.web_server import PAGE, Server, certified, serving

PRIVATE_HOSTS = """
    127.0.0.1 127.1 2130706433 0x7f000001 0x7f.1 0177.0.0.1 017700000001 0 0.0.0.0 localhost LOCALHOST.
    127。0。0。1 １２７.0.0.1 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 100.100.100.200
    192.0.0.192 168.63.129.16 224.0.0.1 255.255.255.255 [::1] [::] [::127.0.0.1] [::ffff:127.0.0.1]
    [::ffff:7f00:1] [64:ff9b::127.0.0.1] [2002:7f00:1::] [2001:0:1::1] [fe80::1] [fec0::1]
    [fd00:ec2::254] [ff02::1]
""".split()  # noqa: SIM905


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as one:
        yield one


def fetch_here(url: str) -> Fetched:
    return fetch(url, allow_private_hosts=True)


def resolve(monkeypatch: pytest.MonkeyPatch, hosts: dict[str, list[list[str]]]) -> list[str]:
    """Give hosts their addresses, look-up by look-up; return the list of the names looked up."""
    real: Callable[..., list[Any]] = socket.getaddrinfo
    asked: list[str] = []

    def getaddrinfo(host: str, *args: Any, **kwargs: Any) -> list[Any]:
        if host not in hosts:
            return real(host, *args, **kwargs)
        asked.append(host)
        addresses = hosts[host].pop(0) if len(hosts[host]) > 1 else hosts[host][0]
        return [info for address in addresses for info in real(address, *args, **kwargs)]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return asked


def test_a_page_and_what_is_told_of_it(server: Server) -> None:
    url = server.answer("/page?q=%C3%BC", Content_Type='Text/HTML; Charset="ISO-8859-1"')
    page = fetch_here(server.url("/page?q=ü#part"))
    assert page == Fetched(PAGE, url, "text/html", "cp1252")
    head = server.requests[0].decode().lower()
    assert f"host: 127.0.0.1:{server.port}\r\n" in head
    assert f"user-agent: summarize/{__version__} (" in head
    assert "cookie" not in head
    assert "authorization" not in head


@pytest.mark.parametrize(
    ("content_type", "media_type", "charset"),
    [
        ("text/html", "text/html", None),
        ("text/plain;charset=utf-8;x=y", "text/plain", "utf-8"),
        ("text/plain; charset='latin2'", "text/plain", "iso8859-2"),
        ("text/plain; charset=US-ASCII", "text/plain", "cp1252"),
        ("text/plain; charset=klingon", "text/plain", None),
        ("text/plain; charset=base64", "text/plain", None),
        ("; charset=", None, None),
        ("", None, None),
    ],
)
def test_what_the_header_says(
    server: Server, content_type: str, media_type: str | None, charset: str | None
) -> None:
    page = fetch_here(server.answer("/", Content_Type=content_type))
    assert (page.media_type, page.charset) == (media_type, charset)


TEXT = "Grüße aus Köln – “schön”, sagte er. Dann ging er."


@pytest.mark.parametrize(
    ("encoding", "content_type"),
    [
        ("utf-8", ""),
        ("utf-8", "text/plain; charset=utf-8"),
        ("cp1252", "text/plain; charset=iso-8859-1"),
        ("utf-8-sig", "text/plain; charset=iso-8859-1"),
        ("utf-16", "text/plain; charset=utf-8"),
    ],
)
def test_a_document(server: Server, encoding: str, content_type: str) -> None:
    url = server.answer("/page.txt", TEXT.encode(encoding), Content_Type=content_type)
    document = read_url(url, allow_private_hosts=True, language="de")
    assert document.text == TEXT
    assert document.language == "de"


def test_an_encoding_that_is_given_wins(server: Server) -> None:
    url = server.answer("/", TEXT.encode("cp1252"), Content_Type="text/plain; charset=utf-8")
    with pytest.raises(ReadError, match=rf"{url}: is not utf-8 text"):
        read_url(url, allow_private_hosts=True)
    assert read_url(url, allow_private_hosts=True, encoding="cp1252").text == TEXT


def test_a_page_of_html(server: Server) -> None:
    body = f"<html><head><title>Reise</title></head><body><h1>Reise</h1><p>{TEXT}</p></body></html>"
    document = read_url(server.answer("/", body.encode(), Content_Type="text/html"), allow_private_hosts=True)
    assert TEXT in document.text
    assert "<p>" not in document.text
    assert document.url == server.url("/")


def test_no_content_type(server: Server) -> None:
    assert fetch_here(server.answer("/")) == Fetched(PAGE, server.url("/"), None, None)


@pytest.mark.parametrize(
    "status",
    ["404 Not Found", "401 No", "500 Oh", "503 Later", "599 Odd", "304 Same", "206 Part", "203 Other"],
)
def test_statuses(server: Server, status: str) -> None:
    url = server.answer("/", status=status, body=b"" if status[0] == "3" else PAGE)
    if status == "203 Other":
        assert fetch_here(url).data == PAGE
    else:
        with pytest.raises(ReadError, match=rf"{url}: the server answers {status[:3]}"):
            fetch_here(url)


@pytest.mark.parametrize("media_type", ["image/png", "video/mp4", "audio/mpeg", "font/woff2"])
def test_what_is_no_document(server: Server, media_type: str) -> None:
    with pytest.raises(ReadError, match=f"is {media_type}, which is no text"):
        fetch_here(server.answer("/", Content_Type=media_type))


@pytest.mark.parametrize(
    "answer",
    [b"", b"SSH-2.0-x\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nx", b"HTTP/1.1 abc\r\n\r\n"],
)
def test_what_is_no_http(server: Server, answer: bytes) -> None:
    with pytest.raises(ReadError, match=r"http://127.0.0.1:\d+/: cannot be read: "):
        fetch_here(server.send("/", [answer]))


ANSWERS = [
    b"HTTP/1.1 ",
    b"200 OK",
    b"302 No",
    b"100",
    b"\r\n",
    b"\r\n\r\n",
    b"Location: ",
    b"/",
    b"http://[",
    b"\xff",
]
ANSWERS += [
    b"Content-Length: ",
    b"7",
    b"-1",
    b"Transfer-Encoding: chunked",
    b"Content-Encoding: gzip",
    gzip.compress(PAGE),
]
ANSWERS += [b"Content-Type: ", b"text/html; charset=", b"utf-8", b"idna", b"\0", b"file:///etc/passwd", PAGE]


@given(st.lists(st.sampled_from(ANSWERS), max_size=15).map(b"".join), st.booleans())
def test_whatever_is_answered(answer: bytes, is_http: bool) -> None:
    answer = b"HTTP/1.1 200 OK\r\n" * is_http + answer
    stream = httpcore2.MockStream([answer])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(httpcore2.SyncBackend, "connect_tcp", lambda *_: stream)
        with suppress(ReadError):
            assert isinstance(fetch_here("http://127.0.0.1/").data, bytes)


def test_nobody_there() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    with pytest.raises(ReadError, match=r"cannot be read: .*[Rr]efused"):
        fetch_here(f"http://127.0.0.1:{port}/")


def test_an_unknown_host(monkeypatch: pytest.MonkeyPatch) -> None:
    def getaddrinfo(*args: object, **kwargs: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    with pytest.raises(
        ReadError, match=r"http://nowhere.example/: no address is known for the host .* \(Name or"
    ):
        fetch("http://nowhere.example/")


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "httpcore2", None)
    monkeypatch.delitem(sys.modules, "summarize.readers.web.pinned")
    with pytest.raises(MissingExtraError, match=r"pip install '[\w.-]+\[readers\]'"):
        fetch("https://example.org/")


METADATA = [
    *("169.254.169.254", "168.63.129.16", "100.100.100.200", "fd00:ec2::254"),
    *("::ffff:169.254.169.254", "::169.254.169.254", "64:ff9b:1::a9fe:a9fe"),  # carried in IPv6
    *("2002:a9fe:a9fe::1", "2001:0:4136:e378:8000:63bf:5601:5601", "fe80::5efe:a9fe:a9fe"),  # tunnels
]


class TestHosts:
    @pytest.mark.parametrize(
        "host",
        PRIVATE_HOSTS,
    )
    def test_private_ones_are_never_connected_to(self, server: Server, host: str) -> None:
        server.answer("/secret")
        with pytest.raises(
            ReadError, match=r"not on the public internet|no address is known|gives its machines"
        ):
            fetch(server.url("/secret", host))
        assert server.requests == []

    @pytest.mark.parametrize("address", METADATA)
    def test_metadata_of_clouds_are_refused_also_where_private_ones_are_allowed(
        self, monkeypatch: pytest.MonkeyPatch, address: str
    ) -> None:
        resolve(monkeypatch, {"inside.example": [["10.0.0.1", address]]})
        with pytest.raises(ReadError, match="inside.example is where a cloud gives its machines"):
            fetch_here("http://inside.example/latest/meta-data/")

    def test_a_name_with_a_private_address(self, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
        resolve(monkeypatch, {"inside.example": [["127.0.0.1"]]})
        with pytest.raises(
            ReadError, match=r"inside.example has the address 127.0.0.1, which is not on the public"
        ):
            fetch(server.url("/", "inside.example"))

    def test_one_private_address_among_public_ones(
        self, server: Server, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        resolve(monkeypatch, {"mixed.example": [["1.1.1.1", "127.0.0.1"]]})
        with pytest.raises(ReadError, match="has the address 127.0.0.1"):
            fetch(server.url("/", "mixed.example"))
        assert server.requests == []

    def test_a_name_is_looked_up_once(self, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
        asked = resolve(monkeypatch, {"page.example": [["127.0.0.1"]]})
        server.answer("/")
        assert fetch_here(server.url("/", "page.example")).data == PAGE
        assert asked == ["page.example"]
        assert f"host: page.example:{server.port}\r\n" in server.requests[0].decode().lower()

    def test_a_name_that_means_another_host_the_second_time(
        self, server: Server, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        connected: list[str] = []

        def connect_tcp(self: object, host: str, *args: object) -> None:
            connected.append(host)
            raise httpcore2.ConnectError("no way out of the test")

        resolve(monkeypatch, {"rebind.example": [["1.1.1.1"], ["127.0.0.1"]]})
        monkeypatch.setattr(httpcore2.SyncBackend, "connect_tcp", connect_tcp)
        with pytest.raises(ReadError, match="no way out of the test"):
            fetch(server.url("/", "rebind.example"))
        assert connected == ["1.1.1.1"]
        with pytest.raises(ReadError, match="has the address 127.0.0.1"):
            fetch(server.url("/", "rebind.example"))
        assert connected == ["1.1.1.1"]

    def test_the_next_address_is_tried(self, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
        resolve(monkeypatch, {"two.example": [["127.0.0.2", "127.0.0.1"]]})  # nobody listens at the first
        server.answer("/")
        assert fetch_here(server.url("/", "two.example")).data == PAGE

    def test_proxies_of_the_environment_are_not_used(
        self, server: Server, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
            monkeypatch.setenv(name, "http://127.0.0.1:9")
        assert fetch_here(server.answer("/")).data == PAGE


class TestRedirects:
    @pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
    def test_they_are_followed(self, server: Server, status: int) -> None:
        url = server.answer("/folder/old", b"", f"{status} There", Location="../new ü?a=%20")
        new = server.answer("/new%20%C3%BC?a=%20")
        assert fetch_here(url).url == new

    @pytest.mark.parametrize(
        "place",
        ["http://127.0.0.1/", "//169.254.169.254/latest/", "http://[::1]/", "http://2130706433/", "/here"],
    )
    def test_each_place_is_checked(self, server: Server, monkeypatch: pytest.MonkeyPatch, place: str) -> None:
        url = server.answer("/", b"", "302 There", Location=place)
        answers = itertools.chain([["127.0.0.1"]], itertools.repeat(None))

        def first_is_public(host: str, port: int, *, allow_private: bool) -> list[str]:
            return next(answers) or addresses_of(host, port, allow_private=allow_private)

        monkeypatch.setattr(fetching, "addresses_of", first_is_public)
        with pytest.raises(
            ReadError, match=rf"{url}, redirected to http://.*: .*(not on the public|gives its machines)"
        ):
            fetch(url)
        assert len(server.requests) == 1

    @pytest.mark.parametrize(
        ("place", "reason"),
        [
            ("file:///etc/passwd", "'file:///etc/passwd' is not a web address"),
            ("gopher://127.0.0.1:70/_x", "is not a web address"),
            ("http://user:secret@127.0.0.1/", "has a user name or a password"),
            ("http://[::1/", "is not a URL|redirects to where nothing"),
        ],
    )
    def test_places_that_are_none(self, server: Server, place: str, reason: str) -> None:
        with pytest.raises(ReadError, match=reason) as caught:
            fetch_here(server.answer("/", b"", "302 There", Location=place))
        assert "secret" not in str(caught.value)

    def test_circles_end(self, server: Server) -> None:
        server.answer("/b", b"", "302 There", Location="/a")
        with pytest.raises(ReadError, match=r"redirected to .*: more than 5 redirects"):
            fetch_here(server.answer("/a", b"", "302 There", Location="/b"))
        assert len(server.requests) == 6

    def test_five_are_fine(self, server: Server) -> None:
        for number in range(5):
            server.answer(f"/{number}", b"", "302 There", Location=f"/{number + 1}")
        server.answer("/5")
        assert fetch_here(server.url("/0")).url == server.url("/5")

    def test_one_without_a_place(self, server: Server) -> None:
        with pytest.raises(ReadError, match="the server answers 302 Found"):
            fetch_here(server.answer("/", b"", "302 There"))


class TestSize:
    @pytest.fixture(autouse=True)
    def small(self) -> Iterator[None]:
        with applied(Limits(fetch_bytes=100_000)):
            yield

    def test_as_much_as_is_allowed(self, server: Server) -> None:
        assert len(fetch_here(server.answer("/", b"x" * 100_000)).data) == 100_000

    def test_one_byte_more(self, server: Server) -> None:
        with pytest.raises(ReadError, match=r"is bigger than 0.1 MB; download it"):
            fetch_here(server.answer("/", b"x" * 100_001))

    @pytest.mark.parametrize("head", ["", "Transfer-Encoding: chunked\r\n"])
    def test_endless_bodies(self, server: Server, head: str) -> None:
        chunk = b"400\r\n" + b"x" * 1024 + b"\r\n"
        start = f"HTTP/1.1 200 OK\r\n{head}\r\n".encode()
        with pytest.raises(ReadError, match="is bigger than"):
            fetch_here(server.send("/", itertools.chain([start], itertools.repeat(chunk))))

    def test_gzip(self, server: Server) -> None:
        two = gzip.compress(PAGE) + gzip.compress(b"x" * 90_000)
        assert fetch_here(server.answer("/", two, Content_Encoding="GZIP")).data == PAGE + b"x" * 90_000

    def test_a_bomb(self, server: Server) -> None:
        bomb = gzip.compress(gzip.compress(bytes(50_000_000)) + bytes(10_000_000))
        with pytest.raises(ReadError, match="is bigger than"):
            fetch_here(server.answer("/", bomb, Content_Encoding="gzip"))

    def test_an_endless_bomb_of_nothing(self, server: Server) -> None:
        start = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n"
        with pytest.raises(ReadError, match="is bigger than"):
            fetch_here(server.send("/", itertools.chain([start], itertools.repeat(gzip.compress(b"") * 50))))

    @pytest.mark.parametrize("packing", ["br", "zstd", "deflate", "gzip, gzip"])
    def test_packings_that_were_not_asked_for(self, server: Server, packing: str) -> None:
        with pytest.raises(ReadError, match=f"is packed with '{packing}'"):
            fetch_here(server.answer("/", zlib.compress(PAGE), Content_Encoding=packing))

    def test_broken_gzip(self, server: Server) -> None:
        whole = gzip.compress(PAGE)
        with pytest.raises(ReadError, match="ends in the middle of its gzip data"):
            fetch_here(server.answer("/", whole[:-9], Content_Encoding="gzip"))
        with pytest.raises(ReadError, match="says that it is gzip and is not"):
            fetch_here(server.answer("/", PAGE, Content_Encoding="gzip"))


class TestTime:
    @pytest.fixture(autouse=True)
    def short(self, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
        monkeypatch.setattr(pinned, "READ_SECONDS", 0.3)
        monkeypatch.setattr(pinned, "CONNECT_SECONDS", 0.3)
        start = time.monotonic()
        with applied(Limits(fetch_seconds=0.6)):
            yield
        assert time.monotonic() - start < 2

    def test_silence(self, server: Server) -> None:
        with pytest.raises(ReadError, match="the host has stopped answering"):
            fetch_here(server.send("/", [b"HTTP/1.1 200 OK\r\n\r\nx", 2.0]))

    @pytest.mark.parametrize(
        "start", [b"HTTP/1.1 200 OK\r\n\r\n", b"HTTP/1.1 200 OK\r\nX: ", b"HTTP/1.1 ", b""]
    )
    def test_a_trickle_in_the_body_or_in_the_headers(self, server: Server, start: bytes) -> None:
        trickle: Iterator[bytes | float] = itertools.cycle([b"1", 0.05])
        with pytest.raises(ReadError, match=r": was not done after 0.6 seconds"):
            fetch_here(server.send("/", itertools.chain([start], trickle)))

    def test_a_flood_of_interim_answers(self, server: Server) -> None:
        flood = itertools.repeat(b"HTTP/1.1 102 Processing\r\n\r\n")
        with pytest.raises(ReadError, match="was not done after"):
            fetch_here(server.send("/", flood))

    def test_a_host_that_never_shakes_hands(self, server: Server) -> None:
        with (
            pytest.raises(ReadError, match="the host does not answer"),
            socket.create_server(("127.0.0.1", 0)) as mute,
        ):
            fetch_here(f"https://127.0.0.1:{mute.getsockname()[1]}/")


@pytest.mark.skipif(shutil.which("openssl") is None, reason="needs openssl to make a certificate")
class TestCertificates:
    HOST = "page.example"

    @pytest.fixture
    def secure(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Server, Path]]:
        context, certificate = certified(tmp_path, self.HOST)
        self.names: list[str | None] = []
        context.sni_callback = lambda _socket, name, _context: self.names.append(name)
        resolve(monkeypatch, {self.HOST: [["127.0.0.1"]], "other.example": [["127.0.0.1"]]})
        with serving(context) as one:
            one.answer("/")
            yield one, certificate

    def test_a_stranger_is_refused(self, secure: tuple[Server, Path]) -> None:
        with pytest.raises(ReadError, match="certificate verify failed"):
            fetch_here(secure[0].url("/", self.HOST))
        assert secure[0].requests == []

    def test_the_name_is_what_is_checked(
        self, secure: tuple[Server, Path], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        server, certificate = secure
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        assert fetch_here(server.url("/", self.HOST)).data == PAGE
        assert self.names == [self.HOST]
        for host in ("other.example", "127.0.0.1"):
            with pytest.raises(ReadError, match=r"certificate verify failed: .*mismatch"):
                fetch_here(server.url("/", host))


def test_the_context_checks_certificates() -> None:
    context = httpcore2.default_ssl_context()
    assert context.check_hostname
    assert context.verify_mode == ssl.CERT_REQUIRED


def test_passwords_are_not_sent_and_not_told() -> None:
    with pytest.raises(InvalidValueError, match=r"URL of 'example.org' has a user name") as caught:
        fetch("https://user:secret@example.org/")
    assert "secret" not in str(caught.value)
