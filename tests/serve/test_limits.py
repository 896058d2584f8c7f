"""Settings, the token, and the worker processes: what is over a limit ends, and the next request works."""

import asyncio
import json
import threading
from collections.abc import AsyncGenerator, Coroutine
from typing import Any

import anyio
import pytest

pytest.importorskip("fastapi")

from fastapi import FastAPI
from fastapi.testclient import TestClient
from starlette.requests import ClientDisconnect, Request

from summarize import Document, InvalidValueError, ScriptedEngine
from summarize.abstractive import ScriptedRequest
from summarize.serve import Settings, create_app, server
from summarize.serve.admission import Admission, Stream, unless_gone
from summarize.serve.bodies import Bodies
from summarize.serve.guard import Guard
from summarize.serve.metrics import Metrics
from summarize.serve.models import Models
from summarize.serve.pool import Pool
from summarize.serve.problems import Problem

TOKEN = "0123456789abcdef"
LONG = {
    "task": "summaries",
    "style": "json",
    "text": "Cats chase mice, and mice fear cats. " * 200_000,
}  # more than the grace that abandoned work has
SHORT = {"task": "summaries", "style": "json", "text": "Cats purr."}


class TestTheToken:
    @pytest.mark.parametrize("header", [None, "Bearer no", f"Basic {TOKEN}", "Bearer \xff", TOKEN])
    def test_is_required_by_the_api_and_the_metrics(self, header: str | None) -> None:
        client = TestClient(create_app(Settings(token=TOKEN, workers=1)))
        headers = {} if header is None else {"Authorization": header.encode("latin-1")}
        for path in ("/v1/methods", "/metrics"):
            answer = client.get(path, headers=headers)
            assert answer.status_code == 401
            assert answer.headers["WWW-Authenticate"] == "Bearer"
            assert TOKEN not in answer.text

    def test_lets_in_who_has_it_and_probes_need_none(self) -> None:
        client = TestClient(create_app(Settings(token=TOKEN, workers=1)))
        assert client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 200
        assert client.get("/healthz").status_code == 200
        assert client.get("/openapi.json").json()["components"]["securitySchemes"]

    def test_that_can_be_guessed_is_refused(self) -> None:
        with pytest.raises(InvalidValueError, match="16 or more ASCII characters"):
            Settings(token="secret")


class TestMounted:
    def test_it_works_without_a_lifespan_and_wants_its_token(self) -> None:
        outer = FastAPI()
        outer.mount("/summaries", create_app(Settings(token=TOKEN, workers=1, seconds=10)))
        client = TestClient(outer)
        ready = client.get("/summaries/readyz").status_code
        asked = {"json": {"text": "Cats purr. It rained.", "method": "lead", "sentences": 1}}
        assert client.post("/summaries/v1/summaries", **asked).status_code == 401
        client.headers["Authorization"] = f"Bearer {TOKEN}"
        for _ in range(2):
            assert client.post("/summaries/v1/summaries", **asked).json()["summary"] == "Cats purr."
        assert (ready, client.get("/summaries/readyz").status_code) == (503, 200)
        assert "/summaries/openapi.json" in client.get("/summaries/no").json()["detail"]


class TestBodies:
    def test_that_are_slow_end(self) -> None:
        async def receive() -> Any:
            await asyncio.sleep(3600)

        request = Request({"type": "http", "method": "POST", "headers": []}, receive)
        with pytest.raises(Problem, match="more than 0.05 seconds to arrive") as caught:
            asyncio.run(Bodies(Settings(upload_seconds=0.05)).read(request))
        assert caught.value.status == 408

    def test_of_unknown_length_are_cut_off_too(self) -> None:
        client = TestClient(create_app(Settings(max_bytes=1000, workers=1)))
        pieces = (b"x" * 100 for _ in range(20))
        answer = client.post("/v1/keywords", content=pieces, headers={"Content-Type": "application/json"})
        assert answer.status_code == 413
        assert "larger than 1,000 bytes" in answer.json()["detail"]

    def test_count_until_their_requests_have_answers(self) -> None:
        async def receive() -> Any:
            return {"type": "http.request", "body": b"Cats purr."}

        async def run(bodies: Bodies) -> None:
            requests = [
                Request({"type": "http", "method": "POST", "headers": []}, receive) for _ in range(10)
            ]
            for request in requests[:8]:
                await bodies.read(request)
            with pytest.raises(Problem, match="too many large requests are in progress") as caught:
                await bodies.read(requests[8])
            assert caught.value.status == 429
            bodies.forget(requests[0].scope)
            assert await bodies.read(requests[9]) == b"Cats purr."

        asyncio.run(run(Bodies(Settings(max_bytes=10))))

    def test_with_too_many_lines_are_refused(self) -> None:
        client = TestClient(create_app(Settings(max_lines=2, workers=1)))
        headers = {"Content-Type": "application/x-ndjson"}
        answer = client.post("/v1/batches", content=b"{}\n{}\n{}\n", headers=headers)
        assert answer.status_code == 413
        assert "more than 2 lines" in answer.json()["detail"]


def with_pool(seconds: float, work: Any) -> Any:
    async def run() -> Any:
        pool = Pool(1, seconds)
        pool.start()
        try:
            return await work(pool)
        finally:
            await pool.end()

    return asyncio.run(run())


class TestWorkers:
    def test_that_are_late_are_ended_and_replaced(self) -> None:
        async def work(pool: Pool) -> bytes:
            await pool.ask(SHORT)
            pool._seconds = 0.1
            with pytest.raises(Problem, match="took more than 0.1 seconds") as caught:
                await pool.ask(LONG)
            assert caught.value.status == 504
            pool._seconds = 60.0
            return await pool.ask(SHORT)

        assert json.loads(with_pool(60.0, work))["summary"] == "Cats purr."

    def test_end_the_work_of_who_has_gone_away(self) -> None:
        async def work(pool: Pool) -> bytes:
            await pool.ask(SHORT)
            before = pool._workers[0]._child.pid
            long = asyncio.create_task(pool.ask(LONG))
            await asyncio.sleep(0.1)
            long.cancel()
            answer = await pool.ask(SHORT)
            assert pool._workers[0]._child.pid != before
            return answer

        assert json.loads(with_pool(3600.0, work))["summary"] == "Cats purr."

    def test_are_free_while_a_client_does_not_read(self) -> None:
        async def work(pool: Pool) -> int:
            held = pool.stream({"task": "selections", "text": "Cats purr. It rains.", "sentences": [1, 2]})
            await anext(held)
            assert json.loads(await pool.ask(SHORT))["summary"] == "Cats purr."
            return len([line async for line in held])

        assert with_pool(5.0, work) == 2


class TestAModel:
    def test_reads_no_more_for_who_has_gone_away(self) -> None:
        may_answer = threading.Semaphore(1)

        def answer(_: ScriptedRequest) -> str:
            may_answer.acquire(timeout=30)
            return "Cats purr."

        engine = ScriptedEngine(answer, name="slow", context=200, batch_size=1)
        long = Document("Cats purr all day long. " * 200)

        async def run() -> None:
            models = Models([engine], 1, 60.0)
            with anyio.move_on_after(0.5):
                await models.summarize("slow", long, None, None)
            n_asked = len(engine.requests)
            may_answer.release(100)
            assert await models.summarize("slow", Document("Cats purr."), None, None) == "Cats purr."
            assert n_asked >= 1
            assert len(engine.requests) <= n_asked + 2
            models.end()

        asyncio.run(run())


class TestAClientThatDoesNotRead:
    def test_is_left(self) -> None:
        was_left = False

        async def app(scope: Any, receive: Any, send: Any) -> None:
            nonlocal was_left
            try:
                await send({"type": "http.response.start", "status": 200, "headers": []})
            except ClientDisconnect:
                was_left = True
                raise

        async def send(message: Any) -> None:
            await asyncio.sleep(3600)

        scope = {"type": "http", "path": "/", "headers": []}
        asyncio.run(Guard(app, Settings(upload_seconds=0.01))(scope, None, send))  # type: ignore[arg-type]
        assert was_left


class TestStreams:
    def test_count_from_when_they_are_let_in_until_they_end(self) -> None:
        async def pieces() -> AsyncGenerator[bytes]:
            yield b"Cats purr."
            await asyncio.sleep(3600)

        async def send(message: Any) -> None:
            if message["type"] == "http.response.body":
                raise ClientDisconnect

        async def run(metrics: Metrics) -> None:
            admission, given = Admission(1, metrics), pieces()
            stream = Stream(admission, given, "text/plain")
            with pytest.raises(Problem, match="1 requests are in progress"):
                Stream(admission, pieces(), "text/plain")
            with pytest.raises(ClientDisconnect):
                await stream({"type": "http", "asgi": {"spec_version": "2.4"}}, None, send)  # type: ignore[arg-type]
            assert metrics.in_work == 0
            assert [piece async for piece in given] == []

        asyncio.run(run(Metrics()))


class TestWorkOfOneWhoHasGone:
    def test_is_cancelled(self) -> None:
        was_cancelled = False

        class Gone:
            async def receive(self) -> dict[str, str]:
                return {"type": "http.disconnect"}

        async def work() -> None:
            nonlocal was_cancelled
            try:
                await asyncio.sleep(3600)
            except asyncio.CancelledError:
                was_cancelled = True
                raise

        async def run(request: Any, work: Coroutine[Any, Any, None]) -> None:
            with pytest.raises(ClientDisconnect):
                await unless_gone(request, work)
            await asyncio.sleep(0)

        asyncio.run(run(Gone(), work()))
        assert was_cancelled


@pytest.mark.parametrize(("models", "seconds"), [([], 15), ([ScriptedEngine(str, name="scripted")], 605)])
def test_the_end_of_a_server_waits_as_long_as_a_request_may_take(
    models: list[Any], seconds: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited = []
    monkeypatch.setattr(server._Server, "run", lambda self: waited.append(self.config))
    server.serve(Settings(models=models, seconds=10), "127.0.0.1", 0, print)
    assert [config.timeout_graceful_shutdown for config in waited] == [seconds]
