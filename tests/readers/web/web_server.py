"""A web server on this machine that sends exactly the bytes it is told to, and as slowly."""

import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PAGE = b"<p>A text of some words. It is short.</p>"


class Server:
    """Answers each path with its pieces; a number among them is a pause in seconds."""

    def __init__(self, context: ssl.SSLContext | None = None) -> None:
        self.pieces: dict[str, Iterable[bytes | float]] = {}
        self.requests: list[bytes] = []
        self._context = context
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http{'s' if self._context else ''}://{host}:{self.port}{path}"

    def answer(self, path: str, body: bytes = PAGE, status: str = "200 OK", **headers: str) -> str:
        lines = [
            f"HTTP/1.1 {status}",
            *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items()),
        ]
        if "Content_Length" not in headers:
            lines.append(f"Content-Length: {len(body)}")
        return self.send(path, ["\r\n".join([*lines, "", ""]).encode(), body])

    def send(self, path: str, pieces: Iterable[bytes | float]) -> str:
        self.pieces[path] = pieces
        return self.url(path)

    def close(self) -> None:
        self._socket.close()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self._socket.accept()
                threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, plain: socket.socket) -> None:
        with suppress(OSError), plain:
            connection = self._context.wrap_socket(plain, server_side=True) if self._context else plain
            with connection:
                request = b""
                while b"\r\n\r\n" not in request:
                    received = connection.recv(65536)
                    if not received:
                        return
                    request += received
                self.requests.append(request)
                for piece in self.pieces[request.split()[1].decode()]:
                    if isinstance(piece, bytes):
                        connection.sendall(piece)
                    else:
                        time.sleep(piece)


@contextmanager
def serving(context: ssl.SSLContext | None = None) -> Iterator[Server]:
    server = Server(context)
    try:
        yield server
    finally:
        server.close()


def certified(folder: Path, host: str) -> tuple[ssl.SSLContext, Path]:
    """Return the server side of a certificate that is its own authority, and that certificate."""
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"]
    command += ["-nodes", "-keyout", str(key), "-out", str(certificate), "-days", "2"]
    command += ["-subj", f"/CN={host}", "-addext", f"subjectAltName=DNS:{host}"]
    subprocess.run(command, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context, certificate
