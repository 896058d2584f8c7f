"""Connections of httpcore to addresses that are known already, and a time by which all must be done.

The host's name still goes into the ``Host`` header and is what its certificate is checked for; it is
only never looked up again, so that it cannot lead elsewhere the second time.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterable, Sequence
from typing import Any

import httpcore2

CONNECT_SECONDS = 10.0  # for one address, and again for its TLS handshake
READ_SECONDS = 30.0  # of silence


class Deadline:
    """A moment by which all has to be done.

    Args:
        seconds: how far away it is.

    >>> Deadline(60).left(5)
    5
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._end = time.monotonic() + seconds

    def left(self, at_most: float) -> float:
        """Return the seconds that one step may take.

        Raises:
            TimeoutError: the moment has passed.
        """
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError(f"was not done after {self._seconds:g} seconds")
        return min(left, at_most)


class PinnedBackend(httpcore2.NetworkBackend):
    """Connect to the given addresses, whichever answers first in their order.

    Args:
        addresses: IP addresses of the host.
        deadline: by when each connection has to have done all of its work.
    """

    def __init__(self, addresses: Sequence[str], deadline: Deadline) -> None:
        self._addresses = addresses
        self._deadline = deadline

    def connect_tcp(
        self,
        host: str,  # noqa: ARG002 - the addresses are this host's
        port: int,
        timeout: float | None = None,  # noqa: ARG002
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """Return a stream to the first address that answers."""
        failure: Exception = httpcore2.ConnectError("the host has no address")
        for address in self._addresses:
            seconds = self._deadline.left(CONNECT_SECONDS)
            try:
                stream = httpcore2.SyncBackend().connect_tcp(
                    address, port, seconds, local_address, socket_options
                )
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
            else:
                return _TimedStream(stream, self._deadline)
        raise failure


class _TimedStream(httpcore2.NetworkStream):
    """A stream that no trickle of bytes, in headers or in a body, keeps open past the deadline."""

    def __init__(self, stream: httpcore2.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002
        """Return what has come, no more than so many bytes."""
        return self._stream.read(max_bytes, self._deadline.left(READ_SECONDS))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002
        """Send all of the bytes."""
        self._stream.write(buffer, self._deadline.left(READ_SECONDS))

    def close(self) -> None:
        """Close the connection."""
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002
    ) -> httpcore2.NetworkStream:
        """Return the same stream, encrypted, if the certificate is the host's."""
        seconds = self._deadline.left(CONNECT_SECONDS)
        return _TimedStream(self._stream.start_tls(ssl_context, server_hostname, seconds), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        """Return what the stream below knows about itself."""
        return self._stream.get_extra_info(info)
