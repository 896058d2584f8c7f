"""The models of a server: loaded once each, and shared by all requests, so that these share batches."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import AsyncGenerator, Callable, Generator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import anyio

from summarize.errors import SummarizeError, did_you_mean
from summarize.length import Length
from summarize.serve.failures import describe, internal_problem
from summarize.serve.problems import Problem, problem_of

if TYPE_CHECKING:
    from summarize.abstractive.summarizer import Abstractive
    from summarize.document import Document
    from summarize.streaming import PartsRead
    from summarize.summary import Summary


class Models:
    """The models that requests may name.

    Args:
        models: names, engines, or summarizers.
        most: requests at a time, each of which waits in a thread.
        seconds: of wall-clock time for one summary.
    """

    def __init__(self, models: Sequence[Any], most: int, seconds: float) -> None:
        self._by_name = {_name_of(model): model for model in map(_made, models)}
        self._seconds = seconds
        self._threads = ThreadPoolExecutor(most, thread_name_prefix="summarize-model") if models else None

    @property
    def names(self) -> list[str]:
        """What requests call them."""
        return list(self._by_name)

    def check_name(self, name: object) -> str:
        """Return the name of a model.

        Raises:
            Problem: the server has no such model.
        """
        if isinstance(name, str) and name in self._by_name:
            return name
        known = did_you_mean(str(name)[:80], self._by_name)
        raise Problem(422, f"this server has no model {str(name)[:80]!r}; {known}", "ModelError")

    async def summarize(
        self, name: str, document: Document, length: Length | None, query: str | None
    ) -> Summary:
        """Return the summary that a model writes of a document.

        Cancelling it ends the work of the model after the inputs that are in it.

        Raises:
            Problem: it writes none, or takes too long.
        """
        async with contextlib.aclosing(self.stream(name, document, length, query, in_pieces=False)) as events:
            *_, (_, summary) = [event async for event in events]
        return summary  # type: ignore[no-any-return]

    async def stream(
        self,
        name: str,
        document: Document,
        length: Length | None,
        query: str | None,
        *,
        in_pieces: bool = True,
    ) -> AsyncGenerator[tuple[str, Any]]:
        """Yield the pieces of a summary as a model writes them.

        Closing the generator ends the work of the model.

        Args:
            name: of the model.
            document: the document.
            length: of the summary.
            query: what the summary is about.
            in_pieces: whether to yield text; if not, the inputs share batches with those of other requests.

        Yields:
            ``"progress"`` with the parts that have been read and are known, ``"text"`` with a piece, and
            ``"summary"`` with the :class:`Summary` at the end.

        Raises:
            Problem: it writes none, or takes too long.
        """
        loop = asyncio.get_running_loop()
        events: asyncio.Queue[tuple[str, Any]] = asyncio.Queue()
        is_over = threading.Event()

        def _put(kind: str, value: Any) -> None:
            with contextlib.suppress(RuntimeError):  # the loop is closed
                loop.call_soon_threadsafe(events.put_nowait, (kind, value))

        def _stream() -> Generator[str | PartsRead | Summary, None, None]:
            return self._by_name[name].stream(document, length, query=query, in_pieces=in_pieces)

        loop.run_in_executor(self._threads, _write, _stream, _put, is_over)
        deadline = loop.time() + self._seconds
        kind = ""
        try:
            while kind != "summary":
                with anyio.fail_after(max(0.0, deadline - loop.time())):
                    kind, value = await events.get()
                if kind == "problem":
                    raise value
                yield kind, value
        except TimeoutError:
            raise self._too_slow() from None
        finally:
            is_over.set()

    def _too_slow(self) -> Problem:
        detail = f"the model took more than {self._seconds:g} seconds, the limit; send a shorter text"
        return Problem(504, detail, "TimeoutError")

    def end(self) -> None:
        """Let the threads end."""
        if self._threads is not None:
            self._threads.shutdown(wait=False, cancel_futures=True)


def _write(
    stream: Callable[[], Generator[str | PartsRead | Summary, None, None]],
    put: Callable[[str, Any], None],
    is_over: threading.Event,
) -> None:
    """Put the pieces of a model into a queue until the request ends; runs in its own thread."""
    from summarize.summary import Summary

    try:
        with contextlib.closing(stream()) as found:
            for event in found:
                if is_over.is_set():
                    return
                if isinstance(event, Summary):
                    put("summary", event)
                elif isinstance(event, str):
                    put("text", event)
                else:
                    put("progress", event._asdict())
    except SummarizeError as error:
        put("problem", problem_of(error))
    except Exception as error:
        put("problem", internal_problem(describe(error)))


def _made(model: Any) -> Abstractive:
    from summarize.abstractive.summarizer import Abstractive  # loads NumPy, which the server has no use for

    return model if isinstance(model, Abstractive) else Abstractive(model)


def _name_of(model: Abstractive) -> str:
    if isinstance(model.model, str):
        return model.model
    profile = getattr(model.model, "profile", None)
    return str(getattr(profile, "name", type(model.model).__name__))
