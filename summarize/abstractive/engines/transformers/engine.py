"""A model of Hugging Face transformers, and batches of inputs that go through it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np

from summarize.abstractive.budget import Budget
from summarize.abstractive.engines.base import (
    BatchLimits,
    EngineProfile,
    ErrorKind,
    Limits,
    PreparedPrompt,
    Request,
)
from summarize.abstractive.engines.pushing import pushed
from summarize.abstractive.engines.transformers.beams import encode_once
from summarize.abstractive.engines.transformers.decoding import Decoding
from summarize.abstractive.engines.transformers.limits import limits_of
from summarize.abstractive.engines.transformers.loading import Loaded, LoadOptions, load
from summarize.abstractive.engines.transformers.own_state import own_state
from summarize.abstractive.engines.transformers.padding import attention_kept
from summarize.abstractive.engines.transformers.quiet import quiet
from summarize.abstractive.engines.transformers.rendering import render
from summarize.abstractive.engines.transformers.row_limits import row_limits
from summarize.abstractive.engines.transformers.streamer import Streamer
from summarize.abstractive.engines.transformers.tokens import TokenizerAdapter, lock_of
from summarize.abstractive.output import (
    REPEATED,
    Output,
    Piece,
    cut_repetition,
    without_reasoning,
    without_tokens,
)
from summarize.abstractive.prompts import Prompt
from summarize.abstractive.tokens import Ids, Tokens

# Tokens in a batch, padding and outputs included: what keeps the device busy, and fits.
_BATCH_TOKENS = {"cpu": 16_384, "mps": 32_768}
_BATCH_TOKENS_OF_GPU = 131_072
# Tokens of input that a CPU reads in the time that a batch saves for each step of a request: measured were
# 20 (FLAN-T5-small, one core) and 51 (BART-base, two cores); a GPU reads hundreds at once.
_PADDING_A_STEP = {"cpu": 16}
# The allocators of CPU and MPS raise no type of their own.
_OUT_OF_MEMORY = ("out of memory", "can't allocate memory", "not enough memory")


class _Input(NamedTuple):
    """The content of a request: token ids, and the language token of a multilingual decoder, if any."""

    ids: Ids
    language_token: str | None


@dataclass(frozen=True)
class TransformersEngine:
    """A model of Hugging Face transformers that is ready to generate.

    Attributes:
        loaded: the model and its tokenizer.
        decoding: how it decodes.
        adapter: from text to tokens and back.
    """

    loaded: Loaded
    decoding: Decoding
    adapter: TokenizerAdapter

    @classmethod
    def of(cls, options: LoadOptions, generation: Mapping[str, Any], seed: int | None) -> TransformersEngine:
        """Load a model, and settle how it decodes.

        Raises:
            MissingExtraError, ModelError: see :func:`load`.
            UnknownOptionError, InvalidValueError: see :meth:`Decoding.of`.
        """
        loaded = load(options)
        decoding = Decoding.of(loaded.model, generation, seed)
        return cls(loaded, decoding, TokenizerAdapter(loaded.tokenizer))

    @property
    def profile(self) -> EngineProfile:
        """What the configurations of model and tokenizer say, and where the model is now."""
        loaded, decoding, device = self.loaded, self.decoding, self.loaded.model.device
        return EngineProfile(
            name=loaded.name,
            kind=loaded.kind,
            limits=self._limits,
            batch=BatchLimits(
                _BATCH_TOKENS.get(device.type, _BATCH_TOKENS_OF_GPU),
                requests=1 if loaded.sees_padding else None,
                rows=decoding.n_beams,
                padding_a_step=_PADDING_A_STEP.get(device.type),
            ),
            default_budget=decoding.default_budget,
            override=decoding.override,
            task_prefix=loaded.prefix,
            is_sampling=decoding.seed is not None,
            settings={
                "model": loaded.name,
                "revision": loaded.revision,
                "dtype": loaded.dtype,
                "device": str(device),
                "decoding": self._described_decoding,
                "seed": decoding.seed,
            },
            packages=("torch", "transformers", "tokenizers"),
        )

    @cached_property
    def _limits(self) -> Limits:
        return limits_of(self.loaded.model.config, self.loaded.tokenizer)

    @cached_property
    def _described_decoding(self) -> str:
        return self.decoding.describe()

    def tokenize(self, text: str, cuts: Iterable[int] = ()) -> Tokens:
        """Return a text as the tokens of the model; see :meth:`TokenizerAdapter.encode`."""
        return self.adapter.encode(text, cuts)

    def prepare(self, prompt: Prompt) -> PreparedPrompt:
        """Return a prompt in tokens.

        Raises:
            ModelError: the chat template of the model fails.
        """
        rendering = render(prompt, self.loaded.kind, self.adapter)
        token = self._language_token(prompt.language, is_asked=prompt.is_language_asked)
        return PreparedPrompt(rendering.n_tokens, rendering.opens_reasoning, (rendering, token))

    def request(
        self, prompt: PreparedPrompt, budget: Budget, text: Tokens, summary: Tokens | None = None
    ) -> Request:
        """Return the request of a prompt whose slots hold these texts."""
        rendering, token = prompt.content
        ids = rendering.fill(text=text.ids, **({} if summary is None else {"summary": summary.ids}))
        return Request(_Input(ids, token), len(ids), budget, token or "")

    def generate(self, requests: Iterable[Request]) -> Iterator[tuple[int, Output | Piece | Exception]]:
        """Yield what the model writes for each request, all in one batch; without beams, it may be streamed.

        Raises:
            torch.OutOfMemoryError, RuntimeError: what torch raises.
        """
        requests = list(requests)
        if len(requests) == 1 and requests[0].is_streamed and self.decoding.n_beams == 1:
            for piece in pushed(lambda push: self._run(requests, Streamer(self._readable, push))):
                if isinstance(piece, Piece):
                    yield 0, piece
                else:
                    rows, prompt_length = piece
        else:
            rows, prompt_length = self._run(requests)
        for number, (row, request) in enumerate(zip(rows, requests, strict=True)):
            yield number, self._output(row[prompt_length:], request.budget)

    def error_kind(self, error: Exception) -> ErrorKind:
        """Return ``MEMORY`` if the memory of the device, or of the machine, was not enough."""
        import torch

        if isinstance(error, torch.OutOfMemoryError | MemoryError):
            return ErrorKind.MEMORY
        text = str(error).lower()
        is_memory = isinstance(error, RuntimeError) and any(phrase in text for phrase in _OUT_OF_MEMORY)
        return ErrorKind.MEMORY if is_memory else ErrorKind.FATAL

    def sets_language(self, language: str) -> bool:
        """Return whether the tokenizer marks the language, as mBART's does."""
        return self.adapter.language_token(language) is not None

    def free_memory(self) -> None:
        """Give cached memory of the GPU back."""
        import gc

        import torch

        gc.collect()
        if torch.cuda.is_available():
            torch.cuda.empty_cache()

    def _language_token(self, language: str, *, is_asked: bool) -> str | None:
        """Return the token that sets the language of the decoder; None if it is set, or cannot be.

        A model that was trained for one language begins with that by itself.

        Args:
            language: code of the language.
            is_asked: whether the user requested this language, whatever that of the text.
        """
        token = self.adapter.language_token(language)
        knows = self.decoding.config.forced_bos_token_id is not None or self._starts_with_language
        return token if is_asked or not knows else None

    @property
    def _starts_with_language(self) -> bool:
        start = self.decoding.config.decoder_start_token_id
        tokenizer = self.loaded.tokenizer
        codes = getattr(tokenizer, "lang_code_to_id", None) or {}
        return start is not None and start in codes.values()

    def _run(
        self, requests: Sequence[Request], streamer: Streamer | None = None
    ) -> tuple[list[list[int]], int]:
        import torch

        model, is_encoder_decoder = self.loaded.model, self.loaded.kind == "seq2seq"
        inputs = self._inputs(requests)
        prompt_length = 1 if is_encoder_decoder else int(inputs["input_ids"].shape[1])
        budgets = [request.budget for request in requests]
        options = dict(self.decoding.extra_arguments)
        options |= self._language_options(requests[0].content.language_token)
        options |= row_limits(budgets, prompt_length, self.decoding, self.end_ids, model.device)
        if self.decoding.config.stop_strings:
            options["tokenizer"] = self.loaded.tokenizer
        if streamer is not None:
            options["streamer"] = streamer
        with (
            lock_of(model),
            torch.inference_mode(),
            quiet(),
            attention_kept(model),
            own_state(model, self.decoding),
        ):
            if is_encoder_decoder and self.decoding.can_encode_once:
                inputs = encode_once(model, inputs, self.decoding.n_beams)
            sequences = model.generate(**inputs, **options)
        return sequences.tolist(), prompt_length

    def _language_options(self, token: str | None) -> dict[str, int]:
        if token is None:
            return {}
        name = "decoder_start_token_id" if self._starts_with_language else "forced_bos_token_id"
        return {name: self.loaded.tokenizer.convert_tokens_to_ids(token)}

    def _inputs(self, requests: Sequence[Request]) -> dict[str, Any]:
        import torch

        device = self.loaded.model.device
        longest = max(request.n_tokens for request in requests)
        ids = np.full((len(requests), longest), self._pad_id, np.int64)
        mask = np.zeros_like(ids)
        for row, request in enumerate(requests):
            n = request.n_tokens
            # A decoder continues where its input ends; an encoder's positions start at 0.
            place = slice(0, n) if self.loaded.kind == "seq2seq" else slice(longest - n, longest)
            ids[row, place], mask[row, place] = request.content.ids, 1
        inputs = {"input_ids": torch.from_numpy(ids), "attention_mask": torch.from_numpy(mask)}
        if self.loaded.has_global_attention:  # LED: the first token sees all (Beltagy et al. 2020)
            inputs["global_attention_mask"] = torch.zeros_like(inputs["input_ids"])
            inputs["global_attention_mask"][:, 0] = 1
        return {name: tensor.to(device) for name, tensor in inputs.items()}

    def _output(self, ids: list[int], budget: Budget) -> Output:
        ids = ids[: budget.maximum]
        end = next((place for place, token in enumerate(ids) if token in self.end_ids), None)
        forced = self.decoding.config.forced_eos_token_id is not None
        is_finished = end is not None and (end + 1 < budget.maximum or not forced)
        ids = ids[:end]
        kept = len(ids) if is_finished else cut_repetition(ids)
        notes = (REPEATED,) if kept < len(ids) else ()
        return Output(self._readable(ids[:kept]), is_finished, notes)

    def _readable(self, ids: Sequence[int]) -> str:
        end = next((place for place, token in enumerate(ids) if token in self.end_ids), None)
        text = without_reasoning(self.adapter.decode(ids[:end]))
        return without_tokens(text, self._special_tokens)

    @cached_property
    def end_ids(self) -> frozenset[int]:
        """The tokens with which the model ends its output."""
        of_model = self.decoding.config.eos_token_id
        ids = of_model if isinstance(of_model, list) else [of_model]
        return frozenset(token for token in [*ids, self.loaded.tokenizer.eos_token_id] if token is not None)

    @cached_property
    def _special_tokens(self) -> list[str]:
        return [token for token in self.loaded.tokenizer.all_special_tokens if token]

    @cached_property
    def _pad_id(self) -> int:
        known = (self.decoding.config.pad_token_id, self.loaded.tokenizer.pad_token_id, *self.end_ids)
        return next((token for token in known if token is not None), 0)
