"""From the arguments of a pipeline to a loaded model and its tokenizer, or to an engine."""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping
from typing import Any

from summarize.abstractive.engines.base import Engine
from summarize.abstractive.engines.registry import split_prefix
from summarize.abstractive.engines.transformers.decoding import Decoding
from summarize.abstractive.engines.transformers.devices import choose_device
from summarize.abstractive.engines.transformers.load_errors import explain
from summarize.abstractive.engines.transformers.loading import LoadOptions, load
from summarize.checks import show, show_typed
from summarize.errors import InvalidTypeError, InvalidValueError

# What the pipeline of transformers 4.57 took for encoder-decoders whose configuration says nothing.
_MAX_NEW_TOKENS, _NUM_BEAMS = 256, 4
_OF_MODEL = ("device_map", "dtype", "quantization_config", "revision", "trust_remote_code")

logger = logging.getLogger(__name__)


def loading_arguments(
    *, device: Any, dtype: Any, model_kwargs: Mapping[str, Any] | None, **others: Any
) -> dict[str, Any]:
    """Return those arguments of :class:`LoadOptions` that are given, in its terms.

    Raises:
        InvalidValueError: ``model_kwargs`` has another argument.

    >>> loading_arguments(device=0, dtype=None, model_kwargs={"torch_dtype": "float16"}, revision=None)
    {'dtype': 'float16', 'device': 'cuda:0'}
    """
    wanted = {**others, "dtype": dtype, **_checked_model_kwargs(model_kwargs)}
    given = {name: value for name, value in wanted.items() if value is not None}
    if "dtype" in given:
        given["dtype"] = _name("dtype", given["dtype"])
    if device is not None:
        given["device"] = _device(device)
    return given


def load_source(model: Any, tokenizer: Any, given: Mapping[str, Any]) -> Any:
    """Return a loaded ``(model, tokenizer)``; an engine or its name is returned unchanged.

    Of the arguments in ``given``, a loaded model heeds ``device`` alone: the others are about loading.
    """
    if isinstance(model, Engine) or (split_prefix(model) and not os.path.exists(model)):  # noqa: PTH110
        if given or tokenizer is not None:
            named = ", ".join([*given, *(["tokenizer"] if tokenizer is not None else [])])
            raise InvalidValueError(f"model={show(model)} takes no {named}; leave it out")
        return model
    if not isinstance(model, str | os.PathLike):
        if tokenizer is None:
            raise InvalidValueError("a loaded model needs its tokenizer; give tokenizer=…")
        loaded = load(LoadOptions((model, _tokenizer(tokenizer))))
        if "device" in given:
            loaded.model.to(choose_device(given["device"]))
        return loaded.model, loaded.tokenizer
    loaded = load(LoadOptions(model, **given))
    return loaded.model, loaded.tokenizer if tokenizer in (None, str(model)) else _tokenizer(tokenizer)


def _tokenizer(tokenizer: Any) -> Any:
    name, arguments = tokenizer if isinstance(tokenizer, tuple) else (tokenizer, {})  # with its arguments
    if not isinstance(name, str | os.PathLike):
        return tokenizer
    from transformers import AutoTokenizer

    try:
        return AutoTokenizer.from_pretrained(name, **arguments)
    except Exception as error:  # whatever the libraries meet; it stays the cause
        raise explain(error, os.fspath(name), None) from error


def first_token(tokenizer: Any, stop_sequence: object) -> int:
    """Return the token that ends a summary, the first one of ``stop_sequence``.

    Raises:
        InvalidTypeError: ``stop_sequence`` is not a str.
        InvalidValueError: it has no tokens.
    """
    if not isinstance(stop_sequence, str):
        raise InvalidTypeError(f"stop_sequence must be a str, got {show_typed(stop_sequence)}")
    tokens = tokenizer.encode(stop_sequence, add_special_tokens=False)
    if not tokens:
        raise InvalidValueError(f"stop_sequence={show(stop_sequence)} has no tokens")
    if len(tokens) > 1:
        logger.warning(
            "stop_sequence=%r has %d tokens: the first one ends a summary", stop_sequence, len(tokens)
        )
    return int(tokens[0])


def default_generation(model: Any) -> dict[str, int]:
    """Return lengths and beams where the configuration of an encoder-decoder has none."""
    decoding = Decoding.of(model, {}, None)
    if not model.config.is_encoder_decoder:
        return {}
    lengths = {"max_new_tokens": _MAX_NEW_TOKENS} if decoding.default_budget is None else {}
    return lengths | ({"num_beams": _NUM_BEAMS} if decoding.n_beams == 1 else {})


def _device(device: object) -> str:
    if isinstance(device, int) and not isinstance(device, bool):
        return "cpu" if device < 0 else f"cuda:{device}"
    return _name("device", device)


def _name(argument: str, value: object) -> str:
    """Return what torch calls one of its own values."""
    if not isinstance(value, str) and type(value).__module__ != "torch":
        raise InvalidTypeError(f"{argument} must be one of torch, or its name, got {show_typed(value)}")
    return str(value)


def _checked_model_kwargs(model_kwargs: Mapping[str, Any] | None) -> dict[str, Any]:
    if not isinstance(model_kwargs, Mapping | None):
        raise InvalidTypeError(f"model_kwargs must be a dict, got {show_typed(model_kwargs)}")
    known = {
        "dtype" if name == "torch_dtype" else name: value for name, value in (model_kwargs or {}).items()
    }
    for name in known:
        if name not in _OF_MODEL:
            raise InvalidValueError(
                f"model_kwargs has {show(name)}, which is not supported; load the model yourself and pass it "
                "with its tokenizer"
            )
    return known
