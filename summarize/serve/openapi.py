"""The OpenAPI document: schemas and examples of requests and responses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import FastAPI

from summarize.serve.bodies import FORM, JSON, JSON_LINES
from summarize.serve.fields import LENGTHS, LINE, object_schema
from summarize.serve.guard import NEEDS_TOKEN
from summarize.serve.problems import MEDIA_TYPE, STATUSES

_TEXT = "Cats chase mice at night. It rained all day. Mice fear cats."
_PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "A sentence: what is wrong, and what to do."},
        "error": {"type": "string", "description": "The name of the error in Python."},
    },
}
_SOURCE = {"type": "object", "required": ["start", "end", "score"]}
_SENTENCE = {
    "type": "object",
    "required": ["text", "sources", "support"],
    "properties": {
        "text": {"type": "string"},
        "start": {"type": ["integer", "null"]},
        "end": {"type": ["integer", "null"]},
        "sources": {"type": "array", "items": _SOURCE},
        "page": {"type": ["integer", "null"]},
        "time": {"type": ["number", "null"], "description": "Seconds."},
        "speaker": {"type": ["string", "null"]},
        "support": {"type": "number", "minimum": 0, "maximum": 1},
    },
}


def _answer(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": list(properties), "properties": properties}


_STRINGS_OF = ("text/html", "text/markdown")
_STRING: Mapping[str, Any] = {"type": "string"}
_STRINGS: Mapping[str, Any] = {"type": "array", "items": _STRING}
_SENTENCES: Mapping[str, Any] = {"type": "array", "items": _SENTENCE}
ANSWERS: Mapping[str, dict[str, Any]] = {
    "summaries": _answer(
        summary=_STRING,
        sentences=_SENTENCES,
        method=_STRING,
        language=_STRING,
        coverage={"type": "number"},
        support={"type": "number"},
        unsupported=_STRINGS,
        notes=_STRINGS,
        signature=_STRING,
    ),
    "keywords": _answer(
        keywords={
            "type": "array",
            "items": _answer(text=_STRING, score={"type": "number"}, spans={"type": "array"}),
        },
        language=_STRING,
    ),
    "check": _answer(
        support={"type": "number"}, unsupported={"type": "array"}, sentences=_SENTENCES, language=_STRING
    ),
    "extract": _answer(
        text=_STRING,
        language=_STRING,
        title={"type": ["string", "null"]},
        page_starts={"type": "array", "items": {"type": "integer"}},
        cues={"type": "array"},
        notes=_STRINGS,
        url={"type": ["string", "null"]},
    ),
    "methods": _answer(methods={"type": "array"}, models=_STRINGS, limits={"type": "object"}),
}
"""The schema of the answer of each task."""

_EXAMPLES: Mapping[str, Mapping[str, Any]] = {
    "summaries": {
        "three sentences": {"text": _TEXT, "sentences": 2},
        "a question": {"text": _TEXT, "words": 20, "query": "mice"},
    },
    "keywords": {"five keywords": {"text": _TEXT, "n": 5}},
    "check": {"a check": {"summary": "Dogs chase 12 mice.", "text": _TEXT}},
    "extract": {"a page": {"url": "https://example.org/"}},
    "selections": {"a slider": {"text": _TEXT, "sentences": [1, 2, 3]}},
}


def operation(
    task: str,
    names: Sequence[str],
    *,
    statuses: Sequence[int],
    others: Sequence[str] = (),
) -> dict[str, Any]:
    """Return the arguments with which a route describes itself.

    Args:
        task: what it does.
        names: the fields of the request.
        statuses: of its problems.
        others: further media types of the answer, each a string.
    """
    as_lists = LENGTHS if task == "selections" else ()
    examples = {name: {"value": value} for name, value in _EXAMPLES[task].items()}
    content: dict[str, Any] = {
        JSON: {"schema": object_schema(names, as_lists=as_lists), "examples": examples},
        FORM: {"schema": object_schema(names, as_lists=as_lists, has_file=True)},
    }
    # Of events and lines, a schema would be that of one of them.
    found: dict[str, Any] = {each: {"schema": _STRING} if each in _STRINGS_OF else {} for each in others}
    if task in ANSWERS:
        found = {JSON: {"schema": ANSWERS[task]}, **found}
    return {
        "openapi_extra": {"requestBody": {"required": True, "content": content}},
        "responses": {200: {"description": "The answer.", "content": found}, **problems(statuses)},
    }


def batch_operation(statuses: Sequence[int]) -> dict[str, Any]:
    """Return the arguments with which the route of batches describes itself."""
    example = '{"id": 1, "text": "Cats chase mice. It rained.", "sentences": 1}\n'
    line = object_schema(LINE)
    body = {JSON_LINES: {"schema": {"type": "string"}, "x-line-schema": line, "example": example}}
    return {
        "openapi_extra": {"requestBody": {"required": True, "content": body}},
        "responses": {
            200: {
                "description": "A line for each line, in order: `id` and the summary, or `id` and `problem`.",
                "content": {JSON_LINES: {"schema": {"type": "string"}}},
            },
            **problems(statuses),
        },
    }


def problems(statuses: Sequence[int]) -> dict[int | str, dict[str, Any]]:
    """Return the descriptions of problems, by their statuses."""
    return {
        status: {"description": STATUSES[status], "content": {MEDIA_TYPE: {"schema": _PROBLEM}}}
        for status in statuses
    }


def describe_security(app: FastAPI, *, has_token: bool) -> None:
    """Add the token to the OpenAPI document of an application, if it needs one."""
    if not has_token:
        return
    made = app.openapi

    def _with_token() -> dict[str, Any]:
        document = made()
        components = document.setdefault("components", {})
        components["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
        for path, operations in document["paths"].items():
            if path.startswith(NEEDS_TOKEN):
                for each in operations.values():
                    each["security"] = [{"token": []}]
        return document

    app.openapi = _with_token  # type: ignore[method-assign]  # as FastAPI documents it
