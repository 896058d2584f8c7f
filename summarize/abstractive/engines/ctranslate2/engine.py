"""A model converted for CTranslate2, in the place of one of transformers."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from summarize.abstractive.budget import Budget
from summarize.abstractive.engines.base import EngineProfile, ErrorKind, PreparedPrompt, Request
from summarize.abstractive.engines.ctranslate2.conversion import SOURCE, converted, revision_of
from summarize.abstractive.engines.ctranslate2.types import check_compute_type
from summarize.abstractive.engines.transformers.decoding import Decoding
from summarize.abstractive.engines.transformers.engine import TransformersEngine
from summarize.abstractive.engines.transformers.loading import Loaded, LoadOptions
from summarize.abstractive.engines.transformers.streamer import Streamer
from summarize.abstractive.engines.transformers.tokens import TokenizerAdapter
from summarize.abstractive.tokens import Tokens
from summarize.errors import MissingExtraError, ModelError, UnknownOptionError, did_you_mean
from summarize.extras import install_command

# Settings of transformers that mean the same here, by their names here.
_SETTINGS = {
    "beam_size": "num_beams",
    "length_penalty": "length_penalty",
    "no_repeat_ngram_size": "no_repeat_ngram_size",
    "repetition_penalty": "repetition_penalty",
}
_OF_SAMPLING = {"sampling_temperature": "temperature", "sampling_topk": "top_k", "sampling_topp": "top_p"}
_KNOWN = (
    *_SETTINGS.values(),
    *_OF_SAMPLING.values(),
    *("do_sample", "max_new_tokens", "min_new_tokens", "max_length", "min_length"),
)
_OUT_OF_MEMORY = ("out of memory", "failed to allocate", "bad allocation")


class Device(NamedTuple):
    """Where a model runs, as torch says it: ``"cpu"`` or ``"cuda"``."""

    type: str

    def __str__(self) -> str:
        return self.type


@dataclass(frozen=True, eq=False)
class ConvertedModel:
    """What the transformers engine asks of a model, without its weights.

    Attributes:
        config: transformers' configuration of the model.
        generation_config: transformers' configuration of its decoding.
        device: where it runs.
        dtype: the type of its weights.
    """

    config: Any
    generation_config: Any
    device: Device
    dtype: str


@dataclass(frozen=True)
class CTranslate2Engine(TransformersEngine):
    """Texts, prompts and outputs as with transformers; the tokens in between come from CTranslate2.

    Attributes:
        translator: CTranslate2's model.
        start_token: the token that its decoder starts with; None if it has to be given, as that of mBART-25,
            which is a language.
    """

    translator: Any = None
    start_token: str | None = None

    @classmethod
    def of(
        cls,
        options: LoadOptions,
        generation: Mapping[str, Any],
        seed: int | None,
        compute_type: str | None = None,
    ) -> CTranslate2Engine:
        """Convert a model if that was not done before, and load it.

        Raises:
            MissingExtraError: ctranslate2, or for a conversion torch or transformers, is not installed.
            ModelError: the model cannot be loaded, or CTranslate2 cannot run it.
            UnknownOptionError, InvalidValueError: see :meth:`Decoding.of`; CTranslate2 has fewer settings.
        """
        compute_type = compute_type or "float32"
        check_compute_type(compute_type)
        ctranslate2 = _import()
        for name in generation:
            if name not in _KNOWN:
                raise UnknownOptionError(
                    f"generation has no setting {name!r} for CTranslate2; {did_you_mean(name, _KNOWN)}"
                )
        device = Device(_device(ctranslate2, options.device))
        supported = ctranslate2.get_supported_compute_types(device.type)
        if compute_type not in supported:
            raise ModelError(
                f"compute_type {compute_type!r} is none that this {device} can compute with; choose one of "
                f"{', '.join(sorted(supported))}"
            )
        folder = converted(replace(options, device="cpu", dtype="float32"), compute_type)
        loaded = _load_source(options, folder, device, compute_type)
        decoding = Decoding.of(loaded.model, generation, seed)
        translator = ctranslate2.Translator(str(folder), device=device.type, compute_type=compute_type)
        start = json.loads((folder / "config.json").read_text(encoding="utf-8")).get("decoder_start_token")
        return cls(loaded, decoding, TokenizerAdapter(loaded.tokenizer), translator, start)

    @property
    def profile(self) -> EngineProfile:
        """What the transformers engine says, and what computes instead of it."""
        profile = super().profile
        settings = {"model": self.loaded.name, "engine": "ctranslate2", **profile.settings}
        return replace(profile, settings=settings, packages=("ctranslate2", "transformers", "tokenizers"))

    def error_kind(self, error: Exception) -> ErrorKind:
        """Return ``MEMORY`` if the memory was not enough."""
        text = str(error).lower()
        is_memory = isinstance(error, MemoryError) or any(phrase in text for phrase in _OUT_OF_MEMORY)
        return ErrorKind.MEMORY if is_memory else ErrorKind.FATAL

    def free_memory(self) -> None:
        """Do nothing: CTranslate2 frees the memory of a batch."""

    def request(
        self, prompt: PreparedPrompt, budget: Budget, text: Tokens, summary: Tokens | None = None
    ) -> Request:
        """Return the request of a prompt whose slots hold these texts; lengths decide what shares a batch.

        CTranslate2 has one minimum and one maximum for a batch. Without beams, an output can be cut to a
        maximum of its own, and is what it would be alone.
        """
        request = super().request(prompt, budget, text, summary)
        lengths = budget if self.decoding.n_beams > 1 else budget[:1]
        return replace(request, group=f"{request.group} {lengths}")

    def _run(
        self, requests: Sequence[Request], streamer: Streamer | None = None
    ) -> tuple[list[list[int]], int]:
        tokenizer = self.loaded.tokenizer
        prefix = self._prefix(requests[0].content.language_token)
        if streamer is not None:
            streamer.put(np.array(prefix))
        results = self.translator.translate_batch(
            [tokenizer.convert_ids_to_tokens(request.content.ids.tolist()) for request in requests],
            target_prefix=[tokenizer.convert_ids_to_tokens(prefix)] * len(requests) if prefix else None,
            max_input_length=0,  # the plan has made sure that it fits; any other number would cut it silently
            max_decoding_length=max(request.budget.maximum for request in requests),
            min_decoding_length=requests[0].budget.minimum,
            return_end_token=True,
            callback=None if streamer is None else _pushing(streamer),
            **self._settings,
        )
        rows = [tokenizer.convert_tokens_to_ids(result.hypotheses[0]) for result in results]
        return [self._ended(row, request) for row, request in zip(rows, requests, strict=True)], 0

    def _ended(self, row: list[int], request: Request) -> list[int]:
        """Return a row that ends, at its maximum, as the configuration requires."""
        maximum, forced = request.budget.maximum, self.decoding.config.forced_eos_token_id
        if forced is None or len(row) < maximum:
            return row
        return [*row[: maximum - 1], forced[0] if isinstance(forced, list) else forced]

    def _prefix(self, language_token: str | None) -> list[int]:
        """Return the tokens that each output has to begin with."""
        config = self.decoding.config
        options = self._language_options(language_token)
        start = options.get("decoder_start_token_id", config.decoder_start_token_id)
        forced = options.get("forced_bos_token_id", config.forced_bos_token_id)
        own = None if self.start_token else start
        return [token for token in (own, forced) if token is not None]

    @cached_property
    def _settings(self) -> dict[str, Any]:
        config = self.decoding.config
        settings = {ours: getattr(config, theirs, None) for ours, theirs in _SETTINGS.items()}
        if config.do_sample:
            settings |= {ours: getattr(config, theirs, None) for ours, theirs in _OF_SAMPLING.items()}
            settings.setdefault("sampling_topk", 0)
        else:
            settings["sampling_topk"] = 1
        settings["beam_size"] = self.decoding.n_beams
        return {name: value for name, value in settings.items() if value is not None}


def _import() -> Any:
    try:
        import ctranslate2
    except ImportError as error:
        raise MissingExtraError(
            f"engine='ctranslate2' needs ctranslate2 ({error}); install it: {install_command('ctranslate2')}"
        ) from error
    return ctranslate2


def _device(ctranslate2: Any, wanted: str) -> str:
    has_gpu = ctranslate2.get_cuda_device_count() > 0
    device = ("cuda" if has_gpu else "cpu") if wanted == "auto" else wanted
    if device not in ("cpu", "cuda") or (device == "cuda" and not has_gpu):
        raise ModelError(
            f"CTranslate2 has no device {wanted!r} here; use 'cpu', or 'cuda' on a machine with a GPU"
        )
    return device


def _load_source(options: LoadOptions, folder: Path, device: Device, compute_type: str) -> Loaded:
    import transformers

    source = str(folder / SOURCE)
    config = transformers.AutoConfig.from_pretrained(source)
    generation = transformers.GenerationConfig.from_pretrained(source)
    tokenizer = transformers.AutoTokenizer.from_pretrained(source)
    model = ConvertedModel(config, generation, device, compute_type)
    return Loaded(model, tokenizer, os.fspath(options.model), revision_of(options))


def _pushing(streamer: Streamer) -> Callable[[Any], bool]:
    def _push(step: Any) -> bool:
        streamer.put(np.array([step.token_id]))
        return False

    return _push
