"""A model in a GGUF file, in this process, behind the protocol of engines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
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
from summarize.abstractive.engines.gguf.decoding import Decoding
from summarize.abstractive.engines.gguf.header import Header, read_header
from summarize.abstractive.engines.gguf.server import Completion, ContextExceededError, LlamaServer
from summarize.abstractive.engines.gguf.tokens import encode
from summarize.abstractive.engines.gguf.weights import find_weights
from summarize.abstractive.output import (
    REPEATED,
    Output,
    Piece,
    cut_repetition,
    opens_reasoning,
    without_reasoning,
)
from summarize.abstractive.prompts import Message, Prompt, split_at_slots
from summarize.abstractive.tokens import Ids, Tokens
from summarize.errors import ModelError

# The window of a model that was trained with a larger one: memory for it is taken when the model is loaded.
_DEFAULT_CONTEXT = 8192


class _Rendering(NamedTuple):
    """The tokens around a text; a slot is a name, to be filled with tokens."""

    parts: tuple[Ids | str, ...]

    def fill(self, **slots: Ids) -> Ids:
        """Return the input of the model; a slot that is not given stays empty."""
        nothing = np.array([], np.int64)
        return np.concatenate(
            [slots.get(each, nothing) if isinstance(each, str) else each for each in self.parts]
        )


class GgufEngine:
    """Runs a GGUF file by llama.cpp.

    Args:
        model: a path, or the name of a model that a package carries, such as ``"smollm2"``.
        generation: ``max_new_tokens``, and fields of llama.cpp's completion request.
        seed: of the sampling; without one nothing is sampled.
        context: the window in tokens; by default that of the training, at most 8,192.

    Raises:
        MissingExtraError: xllamacpp, or the package with the weights, is not installed.
        ModelError: the file is missing, damaged, or of a model that does not continue texts.
        UnknownOptionError, InvalidTypeError, InvalidValueError: see :meth:`Decoding.of`.
    """

    def __init__(
        self,
        model: str,
        *,
        generation: Mapping[str, Any] | None = None,
        seed: int | None = None,
        context: int | None = None,
    ) -> None:
        path = find_weights(model)
        self._header = read_header(path)
        _check_generates(model, self._header)
        self._decoding = Decoding.of(generation or {}, seed)
        trained = self._header.context_length or _DEFAULT_CONTEXT
        window = min(context or _DEFAULT_CONTEXT, trained)
        self._server = LlamaServer(path, window)
        self.profile = EngineProfile(
            name=model,
            kind="chat" if self._header.has_chat_template else "base",
            limits=Limits(window, None, True, window),
            batch=BatchLimits(tokens=window, requests=1),
            override=self._decoding.override,
            settings={
                "model": model,
                "architecture": self._header.architecture,
                "bytes": self._header.size,
                "context": window,
                "decoding": self._decoding.describe(),
                "seed": self._decoding.seed,
            },
            packages=("xllamacpp",),
        )

    def tokenize(self, text: str, cuts: Iterable[int] = ()) -> Tokens:
        """Return a text as the tokens of the model; special tokens in it are characters."""
        return encode(self._server.tokenize, text, cuts)

    def prepare(self, prompt: Prompt) -> PreparedPrompt:
        """Return a prompt in tokens.

        Raises:
            ModelError: the chat template of the model fails, or leaves the text out.
        """
        text = prompt.content if isinstance(prompt.content, str) else self._in_template(prompt.content)
        rendering = _Rendering(tuple(self._parts(text, prompt.query)))
        n_tokens = sum(len(part) for part in rendering.parts if not isinstance(part, str))
        return PreparedPrompt(n_tokens, opens_reasoning(text), rendering)

    def request(
        self, prompt: PreparedPrompt, budget: Budget, text: Tokens, summary: Tokens | None = None
    ) -> Request:
        """Return the request of a prompt whose slots hold these texts."""
        ids = prompt.content.fill(text=text.ids, **({} if summary is None else {"summary": summary.ids}))
        return Request(ids, len(ids), budget)

    def generate(self, requests: Iterable[Request]) -> Iterator[tuple[int, Output | Piece | Exception]]:
        """Yield what the model writes, one request after the other; each may be streamed.

        Raises:
            GenerationError: llama.cpp reports an error.
        """
        for number, request in enumerate(requests):
            settings = {**self._decoding.fields, "max_tokens": request.budget.maximum}
            written = shown = ""
            for part in self._server.complete(request.content.tolist(), settings):
                if isinstance(part, Completion):
                    request.count(request.n_tokens, part.n_tokens)
                    yield number, self._output(part.text, is_finished=part.is_finished)
                elif request.is_streamed:
                    written += part
                    readable = without_reasoning(written)
                    if readable.startswith(shown) and readable != shown:
                        yield number, Piece(readable[len(shown) :])
                        shown = readable

    def error_kind(self, error: Exception) -> ErrorKind:
        """Return ``LIMIT`` if the request was longer than the window."""
        return ErrorKind.LIMIT if isinstance(error, ContextExceededError) else ErrorKind.FATAL

    def sets_language(self, language: str) -> bool:  # noqa: ARG002 (the protocol's)
        """Return False: the prompt names the language."""
        return False

    def free_memory(self) -> None:
        """Do nothing: llama.cpp takes its memory when it loads a model."""

    def _in_template(self, messages: Sequence[Message]) -> str:
        try:
            rendered = self._server.apply_template([message._asdict() for message in messages])
        except ModelError as error:
            if messages[0].role != "system":
                raise ModelError(f"the chat template of the model fails: {error}") from error
            # A template without a system role, such as Gemma's.
            merged = "\n\n".join(message.content for message in messages)
            return self._in_template([Message("user", merged)])
        if "text" not in split_at_slots(rendered)[1::2]:
            raise ModelError("the chat template of the model leaves the user's message out")
        return rendered

    def _parts(self, text: str, query: str) -> Iterator[Ids | str]:
        for number, piece in enumerate(split_at_slots(text)):
            if number % 2:
                yield self.tokenize(query).ids if piece == "query" else piece
            elif piece or not number:
                tokens = self._server.tokenize(piece, is_ours=True, begins=not number)
                yield np.array([identifier for identifier, _ in tokens], np.int64)

    def _output(self, text: str, *, is_finished: bool) -> Output:
        if is_finished:
            return Output(without_reasoning(text).strip(), True)
        tokens = self.tokenize(text)
        kept = cut_repetition(tokens.ids.tolist())
        notes = (REPEATED,) if kept < len(tokens) else ()
        return Output(without_reasoning(tokens[:kept].excerpt).strip(), False, notes)


def _check_generates(model: str, header: Header) -> None:
    if not header.is_generator:
        raise ModelError(
            f"model {model!r} ({header.architecture}) is an encoder or an encoder-decoder, which llama.cpp "
            "does not continue texts with; choose a chat model, or for T5 a folder for transformers"
        )
