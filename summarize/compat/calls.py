"""The arguments of one call of a pipeline: read, checked, and merged with those given before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from summarize.checks import check_count, show
from summarize.errors import InvalidValueError

# How much of a text to read, by the names of transformers' strategies of truncation.
_STRATEGIES = {
    "do_not_truncate": "auto",
    "False": "auto",
    "longest_first": "truncate",
    "only_first": "truncate",
    "True": "truncate",
}
# Values that cannot be met, by argument, and why.
_REFUSED = {
    "return_tensors": (True, "summaries are text; encode them with summarizer.tokenizer"),
    "return_text": (False, "summaries are text; leave it out"),
}


@dataclass(frozen=True)
class Call:
    """How to summarize.

    Attributes:
        strategy: of :class:`Abstractive`, for texts that are longer than the model reads at a time.
        batch_size: largest number of inputs in a batch; None to go by memory.
        cleans_up: whether to take out the blanks that tokenizers leave before punctuation.
        generation: arguments of ``generate``.
    """

    strategy: str = "auto"
    batch_size: int | None = None
    cleans_up: bool = False
    generation: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, options: Mapping[str, Any]) -> Call:
        """Return the call with these arguments of the pipeline.

        >>> Call.of({"truncation": True, "max_length": 60})
        Call(strategy='truncate', batch_size=None, cleans_up=False, generation={'max_length': 60})
        """
        return cls().updated(options)

    def updated(self, options: Mapping[str, Any]) -> Call:
        """Return the call with these arguments in place of those it has.

        Raises:
            InvalidValueError: a value that cannot be met.
        """
        left = {name: value for name, value in options.items() if value is not None}
        for name, (refused, instead) in _REFUSED.items():
            if left.pop(name, not refused) == refused:
                raise InvalidValueError(f"{name}={refused} cannot be met: {instead}")
        if "return_type" in left:
            raise InvalidValueError("return_type cannot be met: summaries are text; leave it out")
        left.pop("num_workers", None)
        call = self
        if "truncation" in left:
            call = replace(call, strategy=_strategy(left.pop("truncation")))
        if "batch_size" in left:
            check_count("batch_size", left["batch_size"])
            call = replace(call, batch_size=int(left.pop("batch_size")))
        if "clean_up_tokenization_spaces" in left:
            call = replace(call, cleans_up=bool(left.pop("clean_up_tokenization_spaces")))
        return replace(call, generation={**self.generation, **left})


def _strategy(truncation: object) -> str:
    name = str(getattr(truncation, "value", truncation))  # transformers has an enumeration of them
    if name not in _STRATEGIES:
        known = ", ".join(_STRATEGIES)
        raise InvalidValueError(f"truncation={show(truncation)} cannot be met; known: {known}")
    return _STRATEGIES[name]
