"""How a GGUF model chooses its tokens: greedily, or by the settings of the user and a seed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from summarize.abstractive.budget import BudgetOverride
from summarize.checks import check_count
from summarize.errors import InvalidTypeError, InvalidValueError, UnknownOptionError, did_you_mean

# Fields of llama.cpp's completion request, and what their values are (tools/server/README.md).
_FIELDS: dict[str, type | tuple[type, ...]] = {
    "dry_allowed_length": int,
    "dry_base": (int, float),
    "dry_multiplier": (int, float),
    "dry_penalty_last_n": int,
    "frequency_penalty": (int, float),
    "grammar": str,
    "ignore_eos": bool,
    "json_schema": Mapping,
    "logit_bias": (list, Mapping),
    "min_p": (int, float),
    "mirostat": int,
    "mirostat_eta": (int, float),
    "mirostat_tau": (int, float),
    "presence_penalty": (int, float),
    "repeat_last_n": int,
    "repeat_penalty": (int, float),
    "stop": (str, list),
    "temperature": (int, float),
    "top_k": int,
    "top_p": (int, float),
    "typical_p": (int, float),
}
_LENGTH = "max_new_tokens"


class Decoding(NamedTuple):
    """Everything that decides how tokens are chosen.

    Attributes:
        fields: of llama.cpp's completion request.
        override: the number of new tokens that the user requested.
        seed: of the sampling; None where nothing is sampled.
    """

    fields: Mapping[str, Any]
    override: BudgetOverride
    seed: int | None

    @classmethod
    def of(cls, wanted: Mapping[str, Any], seed: int | None) -> Decoding:
        """Return the decoding for some settings.

        Args:
            wanted: ``max_new_tokens``, and fields of llama.cpp's completion request.
            seed: of the sampling; without one nothing is sampled.

        Raises:
            UnknownOptionError: there is no such field.
            InvalidTypeError, InvalidValueError: a value that cannot be, or sampling without a seed.
        """
        known = [_LENGTH, *_FIELDS]
        for name, value in wanted.items():
            if name not in known:
                raise UnknownOptionError(
                    f"generation has no setting {name!r} for GGUF models; {did_you_mean(name, known)}"
                )
            if name == _LENGTH:
                check_count(f"generation's {_LENGTH}", value)
            elif not isinstance(value, _FIELDS[name]) or (
                isinstance(value, bool) and _FIELDS[name] is not bool
            ):
                raise InvalidTypeError(
                    f"generation={{{name!r}: {value!r}}} is of the wrong type for llama.cpp"
                )
        fields = {name: value for name, value in wanted.items() if name != _LENGTH}
        if seed is None:
            if fields.get("temperature"):
                raise InvalidValueError(
                    f"generation={{'temperature': {fields['temperature']}}} needs a seed, or the "
                    "summary could not be made again; give seed=1"
                )
            fields["temperature"] = 0
        else:
            fields["seed"] = seed
        return cls(fields, BudgetOverride(maximum=wanted.get(_LENGTH)), seed)

    def describe(self) -> str:
        """Return the settings for a signature."""
        shown = {name: value for name, value in self.fields.items() if name != "seed"}
        if self.seed is None:
            del shown["temperature"]
        if self.override.maximum is not None:
            shown[_LENGTH] = self.override.maximum
        return ",".join(f"{name}={value}" for name, value in sorted(shown.items())) or "greedy"
