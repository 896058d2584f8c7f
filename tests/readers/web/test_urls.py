"""What is a URL, what is none, and that nothing else comes out."""

import socket
from collections.abc import Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from summarize import InvalidValueError, ReadError
from summarize.readers.web.addresses import is_public
from summarize.readers.web.fetching import fetch
from summarize.readers.web.urls import parse_url

PARTS = ["http", "https", "ftp", "://", ":", "/", "//", "\\", "@", "?", "#", "[", "]", "%", "%00", "..", "."]
PARTS += [
    "example.org",
    "user",
    "::1",
    "127.0.0.1",
    "80",
    "99999",
    "0",
    " ",
    "\t",
    "\n",
    "\x00",
    "ß",
    "ü",
    "。",
]
PARTS += ["℀", "\ud800", "xn--", "xn--a", "-", "_", "a" * 64, "fe80::1%eth0", "v1.a", "٣", "\u200d", "\u202e"]
URLS = st.one_of(
    st.lists(st.sampled_from(PARTS), max_size=8).map("".join),
    st.lists(st.sampled_from(PARTS), max_size=6).map(lambda parts: "http://" + "".join(parts)),
    st.text().map(lambda text: f"http://{text}"),
    st.text(st.characters()),
)


@pytest.mark.parametrize(
    ("url", "parsed"),
    [
        ("http://example.org", "http://example.org/"),
        ("HTTP://EXAMPLE.org.:80/A?b#c", "http://example.org/A?b"),
        ("https://example.org:8443/?", "https://example.org:8443/"),
        ("http://[2001:DB8::1]:8080/", "http://[2001:db8::1]:8080/"),
        ("http://bücher.example/ß?ü=|", "http://xn--bcher-kva.example/%C3%9F?%C3%BC=%7C"),
        ("http://faß.example/", "http://xn--fa-hia.example/"),
        (" http://a_b.example/a b/%20%zz ", "http://a_b.example/a%20b/%20%zz"),
        ("http://a.example\\@b.example/", None),
        ("http://user@example.org/", None),
        ("http://[::1]b.example/", None),
        ("http://[fe80::1%25eth0]/", None),
        ("http://[v1.a]/", None),
        ("http://127%2e0.0.1/", None),
        ("http://example.org:0/", None),
        ("http://example.org:65536/", None),
        ("http://example.org:٣/", None),
        ("http://a..b/", None),
        ("http://" + ".".join(["a" * 63] * 5), None),
        ("http://a b/", None),
        ("http:/example.org/", None),
        ("ht\ntp://example.org/", None),
        ("javascript:alert(1)", None),
        ("", None),
    ],
)
def test_urls(url: str, parsed: str | None) -> None:
    if parsed is None:
        with pytest.raises(InvalidValueError):
            parse_url(url)
    else:
        assert str(parse_url(url)) == parsed


@given(URLS)
@example("http://[")
@example("http://\ud800/")
@example("http://a/\ud800")
def test_a_url_or_an_error_that_says_so(url: str) -> None:
    try:
        address = parse_url(url)
    except InvalidValueError:
        return
    assert str(address).isascii()
    assert str(parse_url(str(address))) == str(address)


@pytest.fixture(scope="module")
def no_network() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket, "getaddrinfo", lambda *_, **__: [(None, None, None, "", ("127.0.0.1", 80))])
        yield


@given(URLS)
def test_fetching_anything(no_network: None, url: str) -> None:
    with pytest.raises((InvalidValueError, ReadError)):
        fetch(url)


@given(st.one_of(st.ip_addresses(v=4), st.ip_addresses(v=6)).map(str))
def test_every_address_is_public_or_not(address: str) -> None:
    assert is_public(address) in (True, False)


@given(st.ip_addresses(v=4, network="10.0.0.0/8") | st.ip_addresses(v=4, network="100.64.0.0/10"))
def test_an_address_in_another_is_seen(address: object) -> None:
    assert not is_public(str(address))
    assert not is_public(f"::ffff:{address}")
    assert not is_public(f"64:ff9b::{address}")
    assert not is_public(f"::{address}")


@pytest.mark.parametrize(
    "address", ["1.1.1.1", "8.8.8.8", "2606:4700::1111", "64:ff9b::8.8.8.8", "::ffff:8.8.8.8"]
)
def test_public_ones(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address", ["fe80::1%eth0", "nonsense", "", "240.0.0.1", "198.18.0.1", "192.0.2.1", "5f00::1"]
)
def test_others(address: str) -> None:
    assert not is_public(address)
