"""The arguments of one call of a pipeline: read, checked, and merged with those given before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from summarize.checks import check_count, is_same, show, show_typed
from summarize.errors import InvalidTypeError, InvalidValueError

# How much of a text to read, by the names of transformers' strategies of truncation.
_STRATEGIES = {
    "do_not_truncate": "auto",
    "False": "auto",
    "longest_first": "truncate",
    "only_first": "truncate",
    "True": "truncate",
}
# Arguments of ``generate`` that may only have the value of a single answer, which is the default.
_OF_ONE_ANSWER = {"num_return_sequences": 1, "return_dict_in_generate": False}
_NO_EFFECT = ("num_workers", "return_text")  # transformers 4.57 ignores return_text, too


@dataclass(frozen=True)
class Call:
    """How to summarize.

    Attributes:
        strategy: of :class:`Abstractive`, for texts that are longer than the model reads at a time.
        batch_size: largest number of inputs in a batch; None to go by memory.
        cleans_up: whether to remove the spaces that tokenizers leave before punctuation.
        returns_tensors: whether a result is the token ids of the summary instead of its text.
        generation: arguments of ``generate``.
    """

    strategy: str = "auto"
    batch_size: int | None = None
    cleans_up: bool = False
    returns_tensors: bool = False
    generation: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, options: Mapping[str, Any]) -> Call:
        """Return the call with these arguments of the pipeline.

        >>> call = Call.of({"truncation": True, "max_length": 60})
        >>> call.strategy, call.generation
        ('truncate', {'max_length': 60})
        """
        return cls().updated(options)

    def updated(self, options: Mapping[str, Any]) -> Call:
        """Return the call with these arguments in place of those it has.

        Raises:
            InvalidValueError: a value that is not supported.
        """
        left = {name: value for name, value in options.items() if value is not None}
        left = {**_settings(left.pop("generation_config", None)), **left}
        for name in _NO_EFFECT:
            left.pop(name, None)
        for name, default in _OF_ONE_ANSWER.items():
            if is_same(left.get(name), default):
                del left[name]
        call = self
        if "truncation" in left:
            call = replace(call, strategy=_strategy(left.pop("truncation")))
        if "batch_size" in left:
            check_count("batch_size", left["batch_size"])
            call = replace(call, batch_size=int(left.pop("batch_size")))
        if "clean_up_tokenization_spaces" in left:
            call = replace(call, cleans_up=bool(left.pop("clean_up_tokenization_spaces")))
        tensors, kind = left.pop("return_tensors", None), left.pop("return_type", None)
        if tensors is not None or kind is not None:
            call = replace(call, returns_tensors=bool(tensors) if kind is None else _is_tensors(kind))
        return replace(call, generation={**self.generation, **left})


def _strategy(truncation: object) -> str:
    name = str(getattr(truncation, "value", truncation))  # transformers has an enumeration of them
    if name not in _STRATEGIES:
        known = ", ".join(_STRATEGIES)
        raise InvalidValueError(f"truncation={show(truncation)} is not supported; known: {known}")
    return _STRATEGIES[name]


def _settings(config: Any) -> dict[str, Any]:
    """Return what a ``GenerationConfig`` of transformers sets."""
    if config is None:
        return {}
    if not hasattr(config, "to_diff_dict"):
        raise InvalidTypeError(f"generation_config must be a GenerationConfig, got {show_typed(config)}")
    settings = config.to_diff_dict()
    return {name: value for name, value in settings.items() if not name.startswith(("_", "transformers"))}


def _is_tensors(kind: object) -> bool:
    """Return whether a ``ReturnType`` of transformers, an enumeration, asks for token ids."""
    name = getattr(kind, "name", None)
    if name not in ("TENSORS", "TEXT"):
        raise InvalidValueError(f"return_type={show(kind)} must be ReturnType.TENSORS or ReturnType.TEXT")
    return bool(name == "TENSORS")
