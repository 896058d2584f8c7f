"""Which engine runs a model, by its name, and which options of a summarizer belong to it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from summarize.abstractive.engines.base import Engine
from summarize.abstractive.engines.ctranslate2.types import check_compute_type
from summarize.abstractive.engines.gguf.weights import names_gguf
from summarize.abstractive.engines.registry import GGUF, SERVED, make_engine, make_served, split_prefix
from summarize.abstractive.engines.transformers.loading import LoadOptions
from summarize.checks import check_choice, check_count, check_flags, check_number, check_text, is_same, show
from summarize.errors import InvalidTypeError, InvalidValueError

_OF_TRANSFORMERS = ("device", "dtype", "device_map", "revision", "quantization_config", "trust_remote_code")
OF_SERVED = ("base_url", "api_key", "context", "timeout")
"""Options of a model that a server runs."""
_OF_CTRANSLATE2 = ("engine", "compute_type")
# The engines that run the files of transformers.
_TRANSFORMERS, _CTRANSLATE2 = "transformers", "ctranslate2"
_ONLY_OF_TRANSFORMERS = ("dtype", "device_map", "quantization_config", "trust_remote_code")


def check_engine_options(options: Mapping[str, Any], defaults: Mapping[str, Any]) -> None:
    """Raise an error if a model is none, or options do not go with it.

    Args:
        options: the options of a summarizer, its model among them.
        defaults: what they are if they are not given.
    """
    model = options["model"]
    check_flags(trust_remote_code=options["trust_remote_code"])
    check_number("timeout", options["timeout"], above=0)
    if options["context"] is not None:
        check_count("context", options["context"])
    if options["base_url"] is not None:
        check_text("base_url", options["base_url"])
    is_engine, prefixed = isinstance(model, Engine), prefix_of(model)
    check_choice("engine", options["engine"], (_TRANSFORMERS, _CTRANSLATE2))
    is_served = prefixed is not None and prefixed[0] in SERVED
    is_gguf = prefixed is not None and prefixed[0] == GGUF
    foreign = () if is_served else tuple(name for name in OF_SERVED if not (is_gguf and name == "context"))
    if is_engine or prefixed is not None:
        foreign += (*_OF_TRANSFORMERS, *_OF_CTRANSLATE2)
    given = [name for name in foreign if not is_same(options[name], defaults[name])]
    if is_engine:
        given += ["generation"] * (len(options["generation"]) > 0) + ["seed"] * (options["seed"] is not None)
    if given:
        way_out = "name a served model, such as 'openai:NAME'" if given[0] in OF_SERVED else "leave it out"
        raise InvalidValueError(f"model={show(model)} takes no {', '.join(given)}; {way_out}")
    if not is_engine and prefixed is None:
        load_options(options)
        _check_converted(options, defaults)


def _check_converted(options: Mapping[str, Any], defaults: Mapping[str, Any]) -> None:
    """Raise an error if options do not go with the engine that runs the files of a model."""
    compute_type = options["compute_type"]
    if options["engine"] == _TRANSFORMERS:
        if compute_type is not None:
            raise InvalidValueError("compute_type goes with engine='ctranslate2'; give both, or dtype")
        return
    if isinstance(options["model"], tuple):
        raise InvalidTypeError(
            "engine='ctranslate2' converts files: give a hub id or a folder, not a loaded model"
        )
    given = [name for name in _ONLY_OF_TRANSFORMERS if not is_same(options[name], defaults[name])]
    if given:
        raise InvalidValueError(
            f"engine='ctranslate2' takes no {', '.join(given)}; give compute_type, such as 'int8'"
        )
    if compute_type is not None:
        check_compute_type(compute_type)


def make_engine_of(options: Mapping[str, Any]) -> Engine:
    """Return the engine of a summarizer with these options; errors are those of the engine."""
    model, generation, seed = options["model"], options["generation"], options["seed"]
    if isinstance(model, Engine):
        return model
    prefixed = prefix_of(model)
    if prefixed is None and options["engine"] == _CTRANSLATE2:
        from summarize.abstractive.engines.ctranslate2.engine import CTranslate2Engine

        return CTranslate2Engine.of(load_options(options), generation, seed, options["compute_type"])
    if prefixed is None:
        from summarize.abstractive.engines.transformers.engine import TransformersEngine

        return TransformersEngine.of(load_options(options), generation, seed)
    context = None if options["context"] is None else int(options["context"])  # it may be one of numpy
    if prefixed[0] in SERVED:
        served = {name: options[name] for name in OF_SERVED} | {"context": context}
        return make_served(*prefixed, generation=generation, seed=seed, **served)
    if prefixed[0] == GGUF:
        from summarize.abstractive.engines.gguf.engine import GgufEngine

        return GgufEngine(prefixed[1], generation=generation, seed=seed, context=context)
    return make_engine(*prefixed, generation, seed)


def load_options(options: Mapping[str, Any]) -> LoadOptions:
    """Return how transformers is to load a model.

    Raises:
        InvalidTypeError, InvalidValueError: it is no model, or an option makes no sense.
    """
    model = options["model"]
    model = os.fspath(model) if isinstance(model, os.PathLike) else model
    return LoadOptions(model, **{name: options[name] for name in _OF_TRANSFORMERS})


def prefix_of(model: object) -> tuple[str, str] | None:
    """Return the prefix of a model's name and the rest, None if it is a folder or has no prefix.

    Args:
        model: whatever the user gave; a file that exists is one, whatever prefix its name seems to have.
    """
    path = os.fspath(model) if isinstance(model, str | os.PathLike) else ""
    if path and os.path.exists(path):  # noqa: PTH110
        return (GGUF, path) if names_gguf(path) and not os.path.isdir(path) else None  # noqa: PTH112
    return split_prefix(model)
