"""The paths of the API, and those by which an operator watches the server."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from summarize.serve import fields
from summarize.serve.admission import Stream, unless_gone
from summarize.serve.answers import Answers, take_flag
from summarize.serve.batches import answer_lines
from summarize.serve.bodies import JSON, JSON_LINES
from summarize.serve.events import EVENTS, as_events
from summarize.serve.metrics import MEDIA_TYPE
from summarize.serve.openapi import ANSWERS, batch_operation, operation, problems
from summarize.serve.problems import Problem
from summarize.serve.settings import Settings
from summarize.text.normalization import without_surrogates

_OF_BODIES = (400, 401, 403, 408, 413, 415, 422, 429, 503, 504)
_HTML, _MARKDOWN = "text/html", "text/markdown"

api = APIRouter(prefix="/v1")
probes = APIRouter()


@api.post(
    "/summaries",
    **operation("summaries", fields.SUMMARY, statuses=_OF_BODIES, others=(_HTML, _MARKDOWN, EVENTS)),
)
async def summarize(request: Request) -> Response:
    """Summarize a text, a document or a page.

    With `Accept: text/html`, the answer is a page with the summary beside its source; with `text/markdown` it
    is a list of its sentences. With `stream`, it is a stream of events: `progress` while a model reads
    parts, `text` for each piece that it writes, then `summary` or `problem`.
    """
    state = request.app.state
    values = await state.bodies.values(request, fields.SUMMARY)
    values["cite"] = take_flag(values, "cite")
    if take_flag(values, "stream"):
        return Stream(state.admission, as_events(state.answers, values), EVENTS)
    return await _respond(request, "summaries", values, (_HTML, _MARKDOWN))


@api.post("/keywords", **operation("keywords", fields.KEYWORDS, statuses=_OF_BODIES))
async def find_keywords(request: Request) -> Response:
    """Find the key phrases of a text, with the positions of each."""
    return await _work(request, "keywords", fields.KEYWORDS)


@api.post("/check", **operation("check", fields.CHECK, statuses=_OF_BODIES, others=(_HTML,)))
async def check(request: Request) -> Response:
    """Check anybody's summary against its source: support, sources and unsupported facts of each sentence."""
    return await _work(request, "check", fields.CHECK, (_HTML,))


@api.post("/extract", **operation("extract", fields.EXTRACT, statuses=_OF_BODIES, others=(_MARKDOWN,)))
async def extract(request: Request) -> Response:
    """Read a document: its clean text, title, pages, and who speaks when; or, by `Accept`, its Markdown."""
    return await _work(request, "extract", fields.EXTRACT, (_MARKDOWN,))


@api.post(
    "/selections", **operation("selections", fields.SELECTIONS, statuses=_OF_BODIES, others=(JSON_LINES,))
)
async def select(request: Request) -> Response:
    """Select sentences for several lengths at once, for a slider.

    The first line of the answer has the sentences of the text: start, end and kind, and their scores. Then
    follows a line for each length, with the positions of the selected sentences.
    """
    state = request.app.state
    values = await state.bodies.values(request, fields.SELECTIONS)
    lines: AsyncGenerator[bytes] = state.answers.lines("selections", values)

    async def _read_first() -> bytes:
        return await anext(lines)

    with state.admission.one():
        first = await unless_gone(request, _read_first())  # problems show here, before a status is sent

    async def _all_lines() -> AsyncGenerator[bytes]:
        async with aclosing(lines):
            yield first
            async for line in lines:
                yield line

    return Stream(state.admission, _all_lines(), JSON_LINES)


@api.post("/batches", **batch_operation(_OF_BODIES))
async def summarize_lines(request: Request) -> Response:
    """Summarize many texts: a JSON object a line, each with the fields of a summary and an `id`.

    The number of lines is limited, to 10,000 by default; see `max_lines` in `/v1/methods`.
    """
    state = request.app.state
    lines = await state.bodies.lines(request)
    most = 2 * state.settings.n_workers if not state.answers.models.names else state.settings.max_requests
    return Stream(state.admission, answer_lines(state.answers, lines, most), JSON_LINES)


@api.get(
    "/methods",
    responses={
        200: {"description": "The answer.", "content": {JSON: {"schema": ANSWERS["methods"]}}},
        **problems((401, 403, 503)),
    },
)
async def list_methods(request: Request) -> Response:
    """List the methods, the models of this server, and its limits."""
    settings: Settings = request.app.state.settings
    return JSONResponse(
        {
            **await request.app.state.answers.methods(),
            "models": request.app.state.answers.models.names,
            "allows_urls": settings.allow_urls,
            "limits": {
                name: getattr(settings, name)
                for name in (
                    "max_bytes",
                    "max_lines",
                    "max_pages",
                    "max_requests",
                    "seconds",
                    "model_seconds",
                )
            },
        }
    )


@probes.get("/healthz", responses=problems((403,)))
async def healthz() -> dict[str, str]:
    """Answer while the server runs."""
    return {"status": "ok"}


@probes.get("/readyz", responses=problems((403, 503)))
async def readyz(request: Request) -> dict[str, str]:
    """Answer 200 if the server can work, else 503."""
    answers: Answers = request.app.state.answers
    if not answers.pool.is_ready:
        answers.start()  # a mounted application is not told of its start
        raise Problem(503, "the worker processes start; try again in a second", headers={"Retry-After": "1"})
    return {"status": "ready"}


@probes.get("/metrics", response_class=PlainTextResponse, responses=problems((401, 403)))
async def metrics(request: Request) -> Response:
    """Give the numbers of requests and their durations to Prometheus."""
    return Response(request.app.state.metrics.to_text(), media_type=MEDIA_TYPE)


async def _work(request: Request, task: str, names: Sequence[str], others: Sequence[str] = ()) -> Response:
    values = await request.app.state.bodies.values(request, names)
    return await _respond(request, task, values, others)


async def _respond(request: Request, task: str, values: dict[str, Any], others: Sequence[str]) -> Response:
    """Do the work of a request, in the style that it accepts."""
    accepted = request.headers.get("accept", "")
    media_type = JSON if JSON in accepted else next((each for each in others if each in accepted), JSON)
    style = media_type.rpartition("/")[2]
    answers: Answers = request.app.state.answers
    with request.app.state.admission.one():
        found = await unless_gone(request, answers.answer(task, values, style))
    content = found if media_type == JSON else without_surrogates(json.loads(found))
    return Response(content, media_type=media_type)
