"""Renders the page, and serves the files that it loads."""

from __future__ import annotations

from functools import cache
from html import escape
from pathlib import Path
from string import Template
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from summarize.serve.problems import Problem
from summarize.serve.settings import Settings

page = APIRouter(include_in_schema=False)

_FOLDER = Path(__file__).parent
_MEDIA_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
_URL_FIELD = (
    '<label class="unseen" for="url">Web address</label>'
    '<input type="url" id="url" autocomplete="off" placeholder="or a web address: https://…">'
)
_SIDES = {"a": "Summary", "b": "Second summary"}


@page.get("/")
async def show_page(request: Request) -> Response:
    """Return the page, with the methods and models of this server."""
    answers, settings = request.app.state.answers, request.app.state.settings
    described = (await answers.methods())["methods"]
    return Response(render(described, answers.models.names, settings), media_type="text/html")


@page.get("/page/{name}")
async def show_file(name: str) -> Response:
    """Return a script, the stylesheet or the icon."""
    if name not in _files():
        raise Problem(404, "the page has no such file")
    return Response(_read(f"page/{name}"), media_type=_files()[name])


@page.get("/examples/{name}")
async def show_example(name: str) -> Response:
    """Return an example text."""
    if name not in _examples():
        raise Problem(404, "there is no such example")
    return Response(_read(f"examples/{name}.txt"), media_type="text/plain")


def render(methods: list[dict[str, Any]], models: list[str], settings: Settings) -> str:
    """Return the page as HTML.

    Args:
        methods: name, description and whether it takes a query, of each.
        models: names of models.
        settings: what the server allows.

    >>> one = [{"name": "lead", "description": "The first <sentences>.", "takes_query": False}]
    >>> "lead — The first &lt;sentences&gt;." in render(one, [], Settings())
    True
    """
    options = _options(methods, models)
    choice = f'<select id="method-b" aria-label="Method to compare with">{options}</select>'
    panel = Template(_read("panel.html"))
    panels = "".join(
        panel.substitute(
            side=side, title=title, hidden=" hidden" * (side == "b"), choice=choice * (side == "b")
        )
        for side, title in _SIDES.items()
    )
    examples = "".join(
        f'<button type="button" data-example="{name}">{escape(title)}</button> '
        for name, title in _examples().items()
    )
    preloads = "\n".join(
        f'<link rel="modulepreload" href="page/{name}">' for name in _files() if name.endswith(".js")
    )
    return Template(_read("page.html")).substitute(
        preloads=preloads,
        data=f'data-token="{int(settings.token is not None)}" data-bytes="{settings.max_bytes}"',
        url=_URL_FIELD if settings.allow_urls else "",
        most=f"{settings.max_bytes / 1e6:g} MB",
        examples=examples,
        methods=options,
        panels=panels,
    )


def _options(methods: list[dict[str, Any]], models: list[str]) -> str:
    first = sorted(methods, key=lambda method: str(method["name"]) != "auto")
    listed = "".join(
        f'<option value="{escape(method["name"])}" data-query="{int(method["takes_query"])}">'
        f"{escape(method['name'])} — {escape(method['description'])}</option>"
        for method in first
    )
    if not models:
        return listed
    written = "".join(
        f'<option value="model:{escape(name)}" data-query="1">{escape(name)}</option>' for name in models
    )
    groups = {"Selects sentences": listed, "Writes": written}
    return "".join(f'<optgroup label="{label}">{each}</optgroup>' for label, each in groups.items())


@cache
def _read(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


@cache
def _files() -> dict[str, str]:
    """Return the media types of the files that the page loads, by name."""
    files = sorted((_FOLDER / "page").iterdir())
    return {file.name: _MEDIA_TYPES[file.suffix] for file in files if file.suffix in _MEDIA_TYPES}


@cache
def _examples() -> dict[str, str]:
    """Return the titles of the example texts, their first lines, by name."""
    files = sorted((_FOLDER / "examples").glob("*.txt"))
    return {file.stem: _read(f"examples/{file.name}").partition("\n")[0].lstrip("# ") for file in files}
