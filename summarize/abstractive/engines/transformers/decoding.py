"""How a model decodes: its own configuration, the settings of the user, and a seed."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from summarize.abstractive.budget import Budget, BudgetOverride
from summarize.checks import check_count
from summarize.errors import InvalidValueError, UnknownOptionError, did_you_mean

_LENGTHS = ("max_length", "min_length", "max_new_tokens", "min_new_tokens")
# What `generate` takes beside the fields of its configuration.
_EXTRA_ARGUMENTS = ("assistant_model", "logits_processor", "prefix_allowed_tokens_fn", "stopping_criteria")
_ONE_ANSWER = ("num_return_sequences", "return_dict_in_generate")
_OF_SAMPLING = (
    "temperature",
    "top_k",
    "top_p",
    "min_p",
    "top_h",
    "typical_p",
    "epsilon_cutoff",
    "eta_cutoff",
)
_OF_BEAMS = ("early_stopping", "length_penalty")
# The transformers 4 pipeline took lengths from the configuration unless they were its own defaults.
_PIPELINE_DEFAULTS = {"max_length": 20, "min_length": 0}


@dataclass(frozen=True)
class Decoding:
    """Everything that decides how tokens are chosen, lengths aside.

    Attributes:
        config: transformers' ``GenerationConfig``, without lengths.
        default_budget: the lengths in the model's own configuration, if it has any.
        override: the numbers of new tokens that the user requested.
        extra_arguments: other arguments of ``generate``.
        seed: of the sampling; None where nothing is sampled.
    """

    config: Any
    default_budget: Budget | None
    override: BudgetOverride
    extra_arguments: Mapping[str, Any]
    seed: int | None

    @classmethod
    def of(cls, model: Any, wanted: Mapping[str, Any], seed: int | None) -> Decoding:
        """Return the decoding of a model.

        Args:
            model: the loaded model.
            wanted: arguments for ``generate``, stronger than the model's configuration.
            seed: of the sampling; without one nothing is sampled, whatever the configuration says.

        Raises:
            UnknownOptionError: ``generate`` takes no such argument.
            InvalidValueError: a value that cannot be, or sampling without a seed.
        """
        config = copy.deepcopy(model.generation_config)
        is_encoder_decoder = bool(model.config.is_encoder_decoder)
        # T5 and its descendants keep their best settings for summaries here.
        config.update(**_task_parameters(model.config))
        default_budget = _lengths(config, is_encoder_decoder)
        extra_arguments = {name: value for name, value in wanted.items() if name in _EXTRA_ARGUMENTS}
        _check(wanted, config)
        config.update(**{name: value for name, value in wanted.items() if name not in extra_arguments})
        own = {name: getattr(config, name) for name in _LENGTHS if name in wanted}
        override = _own_lengths(own, is_encoder_decoder)
        _forget(config, _LENGTHS)
        config.return_dict_in_generate, config.num_return_sequences = None, None  # one plain answer
        _set_sampling(config, wanted, seed)
        if (config.num_beams or 1) == 1:
            _forget(config, (name for name in _OF_BEAMS if name not in wanted))
        try:
            config.validate(strict=True)
        except ValueError as error:
            raise InvalidValueError(f"generation={dict(wanted)!r} does not go together: {error}") from error
        return cls(config, default_budget, override, extra_arguments, seed if config.do_sample else None)

    @property
    def n_beams(self) -> int:
        """The number of beams."""
        return int(self.config.num_beams or 1)

    @property
    def can_encode_once(self) -> bool:
        """Whether beams can share the cache of the source: generate must not need its own."""
        return (
            self.n_beams > 1 and self.config.use_cache is not False and not self.config.cache_implementation
        )

    def describe(self) -> str:
        """Return the settings that are not defaults, for a signature."""
        settings = {**self.config.to_diff_dict()}
        settings |= {"min_new_tokens": self.override.minimum, "max_new_tokens": self.override.maximum}
        dull = ("transformers_version", "_from_model_config")
        shown = {
            name: value
            for name, value in settings.items()
            if value is not None and name not in dull and not name.endswith("token_id")
        }
        shown |= {name: type(value).__name__ for name, value in self.extra_arguments.items()}
        return ",".join(f"{name}={value}" for name, value in sorted(shown.items())) or "greedy"


def _task_parameters(config: Any) -> dict[str, Any]:
    parameters = (getattr(config, "task_specific_params", None) or {}).get("summarization") or {}
    return {name: value for name, value in parameters.items() if name != "prefix"}


def _lengths(config: Any, is_encoder_decoder: bool) -> Budget | None:
    """Return the lengths of a configuration, if they are more than defaults."""
    # max_length counts the token that an encoder-decoder starts with, or the whole prompt.
    longest = config.max_new_tokens
    if (
        longest is None
        and is_encoder_decoder
        and config.max_length not in (None, _PIPELINE_DEFAULTS["max_length"])
    ):
        longest = config.max_length - 1
    if longest is None:
        return None
    shortest = config.min_new_tokens
    if shortest is None:
        shortest = max((config.min_length or 0) - 1, 0) if is_encoder_decoder else 0
    return Budget(min(shortest, longest), longest)


def _own_lengths(own: Mapping[str, Any], is_encoder_decoder: bool) -> BudgetOverride:
    minimum, maximum = own.get("min_new_tokens"), own.get("max_new_tokens")
    for name, of_new_tokens in (("min_length", minimum), ("max_length", maximum)):
        if name in own and not is_encoder_decoder:
            raise InvalidValueError(
                f"generation={{{name!r}: {own[name]}}} would count the prompt, too; give "
                f"{name.replace('length', 'new_tokens')!r} instead"
            )
        if name in own and of_new_tokens is None:
            if name == "min_length":
                minimum = max(own[name] - 1, 0)
            else:
                maximum = max(own[name] - 1, 1)
    return BudgetOverride(minimum, maximum)


def _check(wanted: Mapping[str, Any], config: Any) -> None:
    known = {name for name in vars(config) if not name.startswith("_")} | set(_EXTRA_ARGUMENTS)
    for name, value in wanted.items():
        if name in _ONE_ANSWER:
            raise UnknownOptionError(f"generation has {name!r}, but a summary is one answer; leave it out")
        if name not in known:
            raise UnknownOptionError(f"generation has no setting {name!r}; {did_you_mean(name, known)}")
        if name == "num_beams":
            check_count("generation's num_beams", value)
        if name in _LENGTHS and (isinstance(value, bool) or not isinstance(value, int) or value < 0):
            raise InvalidValueError(f"generation={{{name!r}: {value!r}}} must be a whole number")


def _set_sampling(config: Any, wanted: Mapping[str, Any], seed: int | None) -> None:
    if seed is not None:
        config.do_sample = wanted.get("do_sample", True)
    elif wanted.get("do_sample"):
        raise InvalidValueError(
            "generation={'do_sample': True} needs a seed, or the summary could not be made again; give seed=1"
        )
    else:
        config.do_sample = False
    if not config.do_sample:
        _forget(config, _OF_SAMPLING)


def _forget(config: Any, names: Iterable[str]) -> None:
    """Unset the settings of another way of decoding, since transformers warns about them."""
    for name in names:
        if hasattr(config, name):
            setattr(config, name, None)
