"""A model behind HTTP as an engine: its prompts, and the counts of its tokens."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from summarize.abstractive.budget import Budget, BudgetOverride
from summarize.abstractive.engines.base import (
    BatchLimits,
    EngineProfile,
    ErrorKind,
    Limits,
    PreparedPrompt,
    Request,
)
from summarize.abstractive.engines.http.answers import AROUND, PER_MESSAGE, Asker
from summarize.abstractive.engines.http.concurrently import concurrently
from summarize.abstractive.engines.http.connection import Connection
from summarize.abstractive.engines.http.counting import estimate, from_pieces, spread
from summarize.abstractive.engines.http.dialects import LENGTHS, check_generation
from summarize.abstractive.engines.http.faults import RefusedError, TooLongForServerError
from summarize.abstractive.engines.http.servers import SERVERS, Server, address, checked_key
from summarize.abstractive.engines.http.windows import ServedModel, find_model
from summarize.abstractive.engines.text import FilledPrompt, TextEngine
from summarize.abstractive.output import Output, Piece
from summarize.abstractive.prompts import Prompt
from summarize.abstractive.tokens import Tokens
from summarize.checks import check_count
from summarize.errors import GenerationError

# Marks of roles in chat templates: a text must not end its message.
_MARK = re.compile(r"<(?=\||/?s>|(?:start|end)_of_turn>|/?think)|\[(?=/?INST\])", re.IGNORECASE)


class HttpEngine(TextEngine):
    """A model of a server.

    Args:
        server: the kind of server.
        connection: how to reach it.
        model: the model.
        generation: fields of requests that the user set.
        seed: of sampling; without one nothing is sampled.

    Raises:
        UnknownOptionError, InvalidValueError: a field that cannot be given.
    """

    def __init__(
        self,
        server: Server,
        connection: Connection,
        model: ServedModel,
        generation: Mapping[str, Any],
        seed: int | None,
    ) -> None:
        self._server, self._connection, self._model = server, connection, model
        self._asker = Asker(server, connection, model, generation, seed)
        self._override = BudgetOverride(maximum=_wanted_length(generation))

    @classmethod
    def of(
        cls,
        prefix: str,
        model: str,
        *,
        generation: Mapping[str, Any],
        seed: int | None,
        base_url: str | None,
        api_key: str | None,
        context: int | None,
        timeout: float,
    ) -> HttpEngine:
        """Return the engine of a model, after asking its server for its models.

        Raises:
            InvalidValueError: an address or a key that can be none.
            UnknownOptionError, InvalidTypeError: a field of a request that cannot be given.
            ModelError: the server cannot be reached, or does not have the model.
        """
        server = SERVERS[prefix]
        check_generation(generation)
        _wanted_length(generation)
        connection = Connection(
            server.label, address(server, base_url), checked_key(server, api_key), timeout
        )
        return cls(server, connection, find_model(server, connection, model, context), generation, seed)

    @property
    def profile(self) -> EngineProfile:  # type: ignore[override]
        """What is known of the model by now; limits are in tokens as :meth:`tokenize` counts them."""
        window, name = self._asker.planned_window, self._model.name
        if self._server.prefix == "llamacpp":  # which calls a model by its file
            name = re.split(r"[\\/]", name)[-1]
        name = f"{self._server.prefix}:{name}"
        return EngineProfile(
            name=name,
            kind="chat",
            limits=Limits(window, None, True, window),
            batch=BatchLimits(concurrent=self._model.concurrency),
            override=self._override,
            settings={
                "model": name,
                "server": self._connection.url,
                "context": self._model.window,
                "generation": self._asker.described_generation,
                "seed": self._asker.seed,
            },
        )

    def tokenize(self, text: str, cuts: Iterable[int] = ()) -> Tokens:  # noqa: ARG002 (places are known)
        """Return a text as the tokens of the server if it reports them, else as estimated ones."""
        if self._asker.is_exact and text:
            if (tokens := self._counted(text)) is not None:
                return tokens
            self._asker.is_exact = False
        return estimate(text)

    def prepare(self, prompt: Prompt) -> PreparedPrompt:
        """Return the prompt with its size, including the marks that the server puts around messages."""
        prepared = super().prepare(prompt)
        n_messages = 1 if isinstance(prompt.content, str) else len(prompt.content)
        return PreparedPrompt(prepared.n_tokens + n_messages * PER_MESSAGE + AROUND, False, prompt)

    def request(
        self, prompt: PreparedPrompt, budget: Budget, text: Tokens, summary: Tokens | None = None
    ) -> Request:
        """Return the request of a prompt whose slots hold these texts, which end no message."""
        request = super().request(prompt, budget, text, summary)
        so_far = "" if summary is None else _harmless(summary.excerpt)
        excerpt = _harmless(text.excerpt)
        filled = prompt.content.fill(text=excerpt, summary=so_far)
        return replace(request, content=FilledPrompt(filled, excerpt))

    def generate(self, requests: Iterable[Request]) -> Iterator[tuple[int, Output | Piece | Exception]]:
        """Yield the answers of the server, as they come; it is asked for all requests at the same time."""
        return concurrently(requests, self._connection.client, self._asker.answer)

    def error_kind(self, error: Exception) -> ErrorKind:
        """Return ``LIMIT`` if an input was too long; what may pass has been tried again already."""
        return ErrorKind.LIMIT if isinstance(error, TooLongForServerError) else ErrorKind.FATAL

    def _counted(self, text: str) -> Tokens | None:
        """Return a text as the server's tokens; None if it does not report them."""
        question: dict[str, Any] = {"model": self._model.name, "add_special": False, "parse_special": False}
        if self._server.prefix == "llamacpp":
            question |= {"content": text, "with_pieces": True}
        else:
            question = {"model": self._model.name, "prompt": text, "add_special_tokens": False}
        try:
            tokens = self._connection.post("//tokenize", question)["tokens"]
            if tokens and isinstance(tokens[0], dict):
                return from_pieces(text, [token["piece"] for token in tokens])
            return spread(estimate(text), len(tokens)) if tokens else None
        except (RefusedError, GenerationError, KeyError, TypeError, ValueError):
            return None


def _wanted_length(generation: Mapping[str, Any]) -> int | None:
    lengths = [value for name, value in generation.items() if name in LENGTHS]
    for length in lengths:
        check_count("generation's number of tokens", length)
    return max(map(int, lengths), default=None)


def _harmless(text: str) -> str:
    return _MARK.sub(lambda mark: f"{mark[0]} ", text)
