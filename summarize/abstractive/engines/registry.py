"""Engines by the prefix of a model's name, such as ``"ollama:"``: ours, and others' by entry point."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from typing import Any

from summarize.abstractive.engines.base import Engine
from summarize.abstractive.engines.gguf.weights import names_gguf
from summarize.errors import InvalidTypeError, MissingExtraError, ModelError, did_you_mean
from summarize.extras import install_command

ENTRY_POINT_GROUP = "summarize.engines"
# More than one letter: "C:" is a drive.
_PREFIXED = re.compile(r"([A-Za-z][\w-]+):(?![\\/])(.*)", re.DOTALL)

Factory = Callable[..., Engine]


def split_prefix(model: object) -> tuple[str, str] | None:
    r"""Return the prefix of a model's name and the rest, None if it has no prefix.

    >>> split_prefix("ollama:qwen3:4b"), split_prefix("facebook/bart-large-cnn"), split_prefix("C:\\models")
    (('ollama', 'qwen3:4b'), None, None)
    >>> split_prefix("qwen3-4b.gguf"), split_prefix("smollm2")
    (('gguf', 'qwen3-4b.gguf'), ('gguf', 'smollm2'))
    """
    model = os.fspath(model) if isinstance(model, os.PathLike) else model
    if not isinstance(model, str):
        return None
    found = _PREFIXED.fullmatch(model)
    if found is not None:
        return found[1].lower(), found[2]
    return (GGUF, model) if names_gguf(model) else None


GGUF = "gguf"
"""The prefix of GGUF files, which need none."""

SERVED = ("openai", "ollama", "llamacpp", "vllm", "lmstudio")
"""The prefixes of served models."""


def make_served(prefix: str, model: str, **options: Any) -> Engine:
    """Return the engine for a model that a server runs.

    Args:
        prefix: one of :data:`SERVED`.
        model: the name of the model, without the prefix.
        **options: see :meth:`HttpEngine.of`.

    Raises:
        MissingExtraError: the package for HTTP is not installed.
        Exception: see :meth:`HttpEngine.of`.
    """
    try:
        from summarize.abstractive.engines.http.engine import HttpEngine
    except ModuleNotFoundError as error:
        if error.name != "httpx2":
            raise
        name = f"{prefix}:{model[:60]}"
        raise MissingExtraError(f"model {name!r} needs httpx2: {install_command('served')}") from None
    return HttpEngine.of(prefix, model, **options)


def make_engine(prefix: str, model: str, generation: Mapping[str, Any], seed: int | None) -> Engine:
    """Return the engine for a model with a prefix.

    Args:
        prefix: the name of an entry point in the group ``summarize.engines``, which is a factory:
            ``factory(model, generation=…, seed=…)`` gives an :class:`Engine`.
        model: the name of the model, without the prefix.
        generation: settings for generation that the user requested.
        seed: of sampling; None if nothing is to be sampled.

    Raises:
        ModelError: no engine has this prefix, or it cannot be loaded.
        InvalidTypeError: what the factory gives is no engine.
    """
    from importlib.metadata import entry_points

    points = {point.name.lower(): point for point in entry_points(group=ENTRY_POINT_GROUP)}
    if prefix not in points:
        names = [*SERVED, GGUF, *points]
        raise ModelError(f"no engine has the prefix {prefix!r}; {did_you_mean(prefix, names)}")
    try:
        factory: Factory = points[prefix].load()
    except Exception as error:  # any error of importing another package
        raise ModelError(f"engine {prefix!r} of {points[prefix].value} cannot be loaded: {error}") from error
    engine = factory(model, generation=generation, seed=seed)
    if not isinstance(engine, Engine):
        raise InvalidTypeError(f"engine {prefix!r} gives a {type(engine).__name__}, which is no Engine")
    return engine
