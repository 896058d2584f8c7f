"""From the fields of a request to its answer, by a worker process or a model."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool

from summarize.checks import check_flags
from summarize.errors import InvalidValueError, SummarizeError
from summarize.length import Length
from summarize.serve.fields import EXTRACT, LENGTHS
from summarize.serve.models import Models
from summarize.serve.pool import Pool
from summarize.serve.problems import Problem, problem_of
from summarize.serve.settings import Settings
from summarize.serve.worker import dumped

if TYPE_CHECKING:
    from summarize.document import Document

_FETCHERS = 4  # processes that wait for pages of the web, so that no other work waits for these


class Answers:
    """Makes the answers.

    Args:
        settings: with the limits.

    Attributes:
        models: the models of the server.
        pool: the worker processes.
    """

    def __init__(self, settings: Settings) -> None:
        self.models = Models(settings.models, settings.max_requests, settings.model_seconds)
        self.pool = Pool(settings.n_workers, settings.seconds)
        self._fetchers = Pool(_FETCHERS, settings.seconds) if settings.allow_urls else None
        self._limits = asdict(settings.limits)
        self._methods: dict[str, Any] | None = None

    def start(self) -> None:
        """Start the processes."""
        self.pool.start()
        if self._fetchers is not None:
            self._fetchers.start()

    async def end(self) -> None:
        """End all processes."""
        self.models.end()
        await self.pool.end()
        if self._fetchers is not None:
            await self._fetchers.end()

    async def answer(self, task: str, values: Mapping[str, Any], style: str = "json") -> bytes:
        """Return the answer to a request, as JSON.

        Args:
            task: the name of the task, see :data:`summarize.serve.work.TASKS`.
            values: the fields of the request.
            style: ``"json"``, or the format of the string to return.

        Raises:
            Problem: there is none.
        """
        values = await self._with_page(values)
        if task == "summaries" and values.get("model") is not None:
            return await self._by_model(values, style)
        return await self.pool.ask(self._request(task, values, style))

    def _request(self, task: str, values: Mapping[str, Any], style: str = "json") -> dict[str, Any]:
        return {"task": task, "style": style, "limits": self._limits, **values}

    async def methods(self) -> dict[str, Any]:
        """Return the methods for summaries and for keywords."""
        if self._methods is None:
            self._methods = json.loads(await self.pool.ask({"task": "methods"}))
        return self._methods

    async def lines(self, task: str, values: Mapping[str, Any]) -> AsyncGenerator[bytes]:
        """Yield the answers to a request of several, each as JSON, as they come.

        Raises:
            Problem: one cannot be made.
        """
        values = await self._with_page(values)
        async with aclosing(self.pool.stream(self._request(task, values))) as found:
            async for line in found:
                yield line

    async def _with_page(self, values: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return the fields with the document that is at the URL, if one is given."""
        if values.get("url") is None:
            return values
        if self._fetchers is None:
            raise Problem(422, "this server reads no URLs; start it with --allow-urls, or send the text")
        source = {name: values.get(name) for name in (*EXTRACT, "file")}
        read = await self._fetchers.ask(self._request("extract", source))
        return {**values, "url": None, "document": json.loads(read)}

    async def _by_model(self, values: Mapping[str, Any], style: str) -> bytes:
        from summarize.serve.work import shown_summary  # which loads what only models need in this process

        document, length = await self._prepared(values)
        summary = await self.models.summarize(values["model"], document, length, values.get("query"))
        return dumped(await run_in_threadpool(shown_summary, summary, style, bool(values.get("cite"))))

    async def events(self, values: Mapping[str, Any]) -> AsyncGenerator[tuple[str, bytes]]:
        """Yield the events of a summary by name, each with its data as JSON; ``summary`` is the last one.

        Raises:
            Problem: there is none.
        """
        values = await self._with_page(values)
        if values.get("model") is None:
            yield "summary", await self.answer("summaries", values)
            return
        document, length = await self._prepared(values)
        found = self.models.stream(values["model"], document, length, values.get("query"))
        async with aclosing(found):
            async for kind, value in found:
                if kind == "summary":
                    value = await run_in_threadpool(value.to_dict)
                yield kind, dumped({"text": value} if kind == "text" else value)

    async def _prepared(self, values: Mapping[str, Any]) -> tuple[Document, Length | None]:
        """Return the document and the length of a request that names a model."""
        self.models.check_name(values["model"])
        try:
            if values.get("method") is not None:
                raise InvalidValueError("give a method or a model, not both")
            length = Length.of(*map(values.get, LENGTHS))
            return await self._document(values), length
        except SummarizeError as error:
            raise problem_of(error) from error

    async def _document(self, values: Mapping[str, Any]) -> Document:
        from summarize.serve.work import document_of

        if values.get("file") is not None:
            values = {"document": json.loads(await self.pool.ask(self._request("extract", values)))}
        return await run_in_threadpool(document_of, values)


def take_flag(values: dict[str, Any], name: str) -> bool:
    """Take a flag out of the fields of a request, and return whether it is set.

    Raises:
        Problem: it is neither true nor false.

    >>> take_flag({"text": "Cats purr.", "stream": True}, "stream")
    True
    """
    value = values.pop(name, None)
    try:
        check_flags(**{name: False if value is None else value})
    except SummarizeError as error:
        raise problem_of(error) from error
    return bool(value)
