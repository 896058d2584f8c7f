"""One server for all tests, with one worker process and a model that answers from a script."""

import threading
import time
from collections.abc import Iterator

import pytest

from summarize import ScriptedEngine
from tests.conftest import own_text

pytest.importorskip("fastapi")
httpx = pytest.importorskip("httpx2")

MODEL = "scripted"
WRITTEN = "The seabed of the bay is a metre deep. The Queen paid 99 pounds."
MAX_BYTES, MAX_REQUESTS = 2_000_000, 20


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The URL of a running server."""
    import uvicorn

    from summarize.serve import Settings, create_app

    settings = Settings(
        models=[ScriptedEngine(lambda _: WRITTEN, name=MODEL)],
        workers=1,
        max_bytes=MAX_BYTES,
        max_requests=MAX_REQUESTS,
        hosts=["127.0.0.1"],
    )
    running = uvicorn.Server(uvicorn.Config(create_app(settings), port=0, log_level="critical"))
    thread = threading.Thread(target=running.run)
    thread.start()
    while not running.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{running.servers[0].sockets[0].getsockname()[1]}"
    running.should_exit = True
    thread.join()


@pytest.fixture(scope="session")
def client(server: str) -> Iterator[httpx.Client]:
    """A client of the server."""
    with httpx.Client(base_url=server, timeout=60) as client:
        yield client


@pytest.fixture(scope="session")
def news() -> str:
    return own_text("news")
