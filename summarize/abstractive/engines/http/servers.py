"""The kinds of servers, a row each, and where they are."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urlsplit

from summarize.checks import check_text, show
from summarize.errors import InvalidValueError

_OLLAMA_PORT = 11434
_EVERYWHERE = ("0.0.0.0", "[::]")  # noqa: S104 (a server listens there, and nobody can connect to it)


class Server(NamedTuple):
    """A kind of server.

    Attributes:
        prefix: what names it before a model: ``"ollama"``.
        label: what people call it.
        url: its usual address.
        variable: the environment variable with another one; blank if there is none.
        is_native: whether it is asked in Ollama's own way, not in OpenAI's.
        counts_tokens: whether it has ``/tokenize``.
        dialect: how it is spoken to; ``"openai"`` is what all but Ollama understand.
    """

    prefix: str
    label: str
    url: str
    variable: str = ""
    is_native: bool = False
    counts_tokens: bool = False
    dialect: str = "openai"


SERVERS = {
    server.prefix: server
    for server in (
        Server("openai", "the OpenAI-compatible server", "https://api.openai.com/v1", "OPENAI_BASE_URL"),
        Server(
            "ollama",
            "Ollama",
            f"http://127.0.0.1:{_OLLAMA_PORT}",
            "OLLAMA_HOST",
            is_native=True,
            dialect="ollama",
        ),
        Server(
            "llamacpp",
            "the llama.cpp server",
            "http://127.0.0.1:8080/v1",
            counts_tokens=True,
            dialect="llamacpp",
        ),
        Server(
            "vllm",
            "vLLM",
            "http://127.0.0.1:8000/v1",
            counts_tokens=True,
            dialect="vllm",
        ),
        Server("lmstudio", "LM Studio", "http://127.0.0.1:1234/v1"),
    )
}
KEY_VARIABLE = "OPENAI_API_KEY"


def address(server: Server, base_url: str | None, environment: Mapping[str, str] = os.environ) -> str:
    """Return where a server is, without a slash at the end.

    Args:
        server: its kind.
        base_url: the address that the user gives; else that of the environment, or the usual one.
        environment: the environment variables.

    Raises:
        InvalidTypeError, InvalidValueError: it is no address, or has a key in it.

    >>> address(SERVERS["openai"], "http://gpu:8000")
    'http://gpu:8000/v1'
    >>> address(SERVERS["ollama"], None, {"OLLAMA_HOST": "gpu"})
    'http://gpu:11434'
    """
    named, url = "base_url", base_url
    if url is None and server.variable and environment.get(server.variable, "").strip():
        named, url = server.variable, environment[server.variable].strip()
        if server.is_native:
            url = _ollama_url(url)
    url = _checked(server.url if url is None else url, named)
    if server.is_native:
        return url.removesuffix("/v1").removesuffix("/api")
    return url if urlsplit(url).path.strip("/") else f"{url}/v1"


def _ollama_url(host: str) -> str:
    """Return the address of what OLLAMA_HOST may be: a host, a host with a port, or a URL.

    >>> _ollama_url("0.0.0.0:80"), _ollama_url("https://models.example")
    ('http://127.0.0.1:80', 'https://models.example')
    """
    has_scheme = "://" in host
    scheme, _, rest = host.partition("://") if has_scheme else ("http", "", host)
    for everywhere in _EVERYWHERE:
        if rest.startswith(everywhere):
            rest = f"127.0.0.1{rest[len(everywhere) :]}"
    has_port = re.search(r":\d+(/|$)", rest) is not None
    return f"{scheme}://{rest}" if has_scheme or has_port else f"{scheme}://{rest.rstrip('/')}:{_OLLAMA_PORT}"


def _checked(url: str, named: str) -> str:
    check_text(named, url)
    # The wrong value may be a key, so no error shows it.
    if any(mark in url for mark in "@?#"):
        raise InvalidValueError(
            f"{named} must be an address without a user, a key, a query or a fragment; give the key as "
            f"api_key or {KEY_VARIABLE}"
        )
    try:
        parts = urlsplit(url)
        is_address = parts.scheme in ("http", "https") and bool(parts.hostname) and url.isprintable()
        parts.port  # noqa: B018 (raises if it is no number)
    except ValueError:
        is_address = False
    if not is_address:
        raise InvalidValueError(
            f"{named} must be an address such as 'http://127.0.0.1:8000/v1', got {show(url)}"
        )
    return url.rstrip("/")


def checked_key(
    server: Server, api_key: str | None, environment: Mapping[str, str] = os.environ
) -> str | None:
    """Return the key, else that of the environment, which is for no other kind of server; else None.

    Raises:
        InvalidValueError: it cannot be a key; the message does not show it.

    >>> environment = {"OPENAI_API_KEY": "sk-1"}
    >>> checked_key(SERVERS["openai"], None, environment), checked_key(SERVERS["vllm"], None, environment)
    ('sk-1', None)
    """
    is_for_it = api_key is None and server.prefix == "openai"
    key = environment.get(KEY_VARIABLE) if is_for_it else api_key
    if key is None:
        return None
    if not isinstance(key, str):
        raise InvalidValueError(f"api_key must be a str, got a {type(key).__name__}")
    key = key.strip()
    if not key.isascii() or not key.isprintable() or " " in key:
        raise InvalidValueError("api_key must be one word of ASCII characters; is it a key?")
    return key or None
