"""From a function that calls back with each piece of text to an iterator that can be closed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextvars import copy_context
from queue import SimpleQueue
from threading import Thread
from typing import TypeVar

from summarize.abstractive.output import Piece

Result = TypeVar("Result")


class _Unwanted(BaseException):
    """Nobody reads the pieces any more; no ``except Exception`` of a library stops it."""


def pushed(write: Callable[[Callable[[str], None]], Result]) -> Iterator[Piece | Result]:
    """Run a function in a thread; yield the pieces that it pushes, then what it returns.

    If the iterator is closed, the next push raises an error in the function, and this waits for its end.

    Args:
        write: is given a function, and calls it with each piece of text.

    Raises:
        BaseException: what the function raises.

    >>> list(pushed(lambda push: push("It ") or push("rained.") or 9))
    [Piece(text='It ', begins_again=False), Piece(text='rained.', begins_again=False), 9]
    """
    pieces: SimpleQueue[Piece | None] = SimpleQueue()
    results: list[Result] = []
    errors: list[BaseException] = []
    is_wanted = True

    def _push(text: str) -> None:
        if not is_wanted:
            raise _Unwanted
        pieces.put(Piece(text))

    def _run() -> None:
        try:
            results.append(write(_push))
        except BaseException as error:  # re-raised in the thread that reads
            errors.append(error)
        finally:
            pieces.put(None)

    thread = Thread(target=copy_context().run, args=(_run,), name="summarize-stream", daemon=True)
    thread.start()
    try:
        while (piece := pieces.get()) is not None:
            yield piece
    finally:
        is_wanted = False
        thread.join()
    if errors:
        raise errors[0]
    yield results[0]
