"""Runs the application until a signal ends it, and lets the requests in progress finish."""

from __future__ import annotations

import math
from collections.abc import Callable

from summarize.errors import MissingExtraError
from summarize.extras import install_command
from summarize.serve.settings import Settings

try:
    import uvicorn
except ImportError as error:
    raise MissingExtraError(f"a server needs packages: {install_command('serve')} ({error.name})") from error

from summarize.serve.app import create_app

_MORE_SECONDS = 5  # than a request may take, until the server ends without it


def serve(settings: Settings, host: str, port: int, on_start: Callable[[str], None]) -> None:
    """Serve until SIGINT or SIGTERM; then no request is accepted, and those in progress are finished.

    Args:
        settings: models, permissions and limits.
        host: the address to listen on.
        port: to listen on; 0 for any that is free.
        on_start: called with the URL once the server listens.

    Raises:
        OSError: it cannot listen there.
        SystemExit: as uvicorn ends if it cannot listen there.
    """
    config = uvicorn.Config(
        create_app(settings),
        host=host,
        port=port,
        access_log=False,
        log_level="warning",
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=math.ceil(_longest(settings)) + _MORE_SECONDS,
    )
    _Server(config, on_start).run()


def _longest(settings: Settings) -> float:
    """Return the seconds that one request may take."""
    return max(settings.seconds, settings.model_seconds if settings.models else 0.0)


class _Server(uvicorn.Server):
    """A server that reports its URL once it listens.

    Args:
        config: of the server.
        on_start: called with the URL.
    """

    def __init__(self, config: uvicorn.Config, on_start: Callable[[str], None]) -> None:
        super().__init__(config)
        self._on_start = on_start

    async def startup(self, sockets: list[object] | None = None) -> None:  # type: ignore[override]
        """Start, and report the URL."""
        await super().startup(sockets)  # type: ignore[arg-type]
        if self.started:
            host, port = self.servers[0].sockets[0].getsockname()[:2]
            self._on_start(f"http://{f'[{host}]' if ':' in host else host}:{port}/")
