"""The last model that :func:`summarize.summarize` was given, kept so that it is loaded once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from threading import RLock
from typing import Any

from summarize.abstractive.summarizer import Abstractive
from summarize.errors import UnknownOptionError
from summarize.hints import unknown_option


def shared_abstractive(model: Any, options: Mapping[str, Any]) -> Abstractive:
    """Return the summarizer of a model; the last one stays, so that its model is loaded once.

    Raises:
        UnknownOptionError: :class:`Abstractive` has no such option.
    """
    known = [option.name for option in fields(Abstractive) if option.init and option.name != "model"]
    for option in options:
        if option not in known:
            raise UnknownOptionError(unknown_option("a model", option, known))
    wanted = Abstractive(model, **options)
    with _last_lock:
        for last in _last:
            if last.has_options_of(wanted):
                return last
        _last[:] = [wanted]
        return wanted


_last: list[Abstractive] = []
_last_lock = RLock()
