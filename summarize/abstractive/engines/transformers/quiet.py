"""Keeps the warnings of transformers from people who only need a summary."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_is_quiet: ContextVar[bool] = ContextVar("_is_quiet", default=False)


class _WithoutWarnings(logging.Filter):
    """Drops warnings while this thread is quiet, unless the verbosity of transformers is raised."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Return whether a record is shown."""
        wants_more = logging.getLogger("transformers").level < logging.WARNING
        return wants_more or not _is_quiet.get() or record.levelno > logging.WARNING


_FILTER = _WithoutWarnings()


@contextmanager
def quiet() -> Iterator[None]:
    """Keep log lines of transformers from the terminal, in this thread, but for errors."""
    import transformers  # noqa: F401 (makes the handlers)

    for handler in logging.getLogger("transformers").handlers:
        handler.addFilter(_FILTER)  # once, however often it is called
    token = _is_quiet.set(True)
    try:
        yield
    finally:
        _is_quiet.reset(token)


@contextmanager
def quiet_loading() -> Iterator[None]:
    """Hide advice as well, and the bars for copying weights; those of downloads are the hub's, and stay."""
    from transformers.utils import logging as bars

    was_on = bars.is_progress_bar_enabled()
    bars.disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        with quiet(), warnings.catch_warnings():
            warnings.filterwarnings("ignore", message="Recommended: pip install sacremoses")
            yield
    finally:
        if was_on:
            bars.enable_progress_bar()  # type: ignore[no-untyped-call]
