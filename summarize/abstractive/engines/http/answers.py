"""One request to a server until it is answered: without refused fields, and checked for cuts."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import httpx2

from summarize.abstractive.engines.base import Request
from summarize.abstractive.engines.http.concurrently import Emit
from summarize.abstractive.engines.http.connection import Connection
from summarize.abstractive.engines.http.counting import Scale, estimate
from summarize.abstractive.engines.http.dialects import DIALECTS, Ask, Chunk
from summarize.abstractive.engines.http.faults import (
    BrokenError,
    Refusal,
    RefusedError,
    TooLongForServerError,
)
from summarize.abstractive.engines.http.servers import Server
from summarize.abstractive.engines.http.windows import ServedModel, key_error, listed_names, unknown_model
from summarize.abstractive.output import Output, Piece, without_reasoning
from summarize.abstractive.prompts import Message
from summarize.errors import GenerationError
from summarize.text.words import has_word

# Tokens of a chat template around a message, and around all.
PER_MESSAGE, AROUND = 8, 16
# Tokens of reasoning before the summary, for a model whose reasoning cannot be turned off.
_REASONING = 2048
# Fields of a request that some servers do not take, and that they can be asked without.
_QUIRKS = ("max_tokens", "temperature", "seed", "stream_options", "chat_template_kwargs", "think", "system")
_MAX_ROUNDS = 5
# No server that cuts silently leaves fewer tokens: Ollama left half of 2,048.
_LEAST_CUT = 1000
# A text of so few estimated tokens is shorter than the prompt around it: its halves cannot show a cut.
_SHORT = 300
# Then an input counts as cut if the server read less than this share of the estimate.
_CUT_IF_SHORT = 0.5
_SMALLEST = 256
UNKNOWN = "the server does not report how many tokens it has read, so a cut would not be noticed"


class Asker:
    """Asks a server for the outputs of one model, and learns which fields it accepts and how much it reads.

    Args:
        server: the kind of server.
        connection: how to reach it.
        model: the model.
        generation: fields of requests that the user set.
        seed: of sampling; without one nothing is sampled.

    Attributes:
        window: tokens that the model reads and writes, as far as is known.
        seed: as given.
        is_exact: whether the tokens of requests are those of the server, not estimated.
    """

    def __init__(
        self,
        server: Server,
        connection: Connection,
        model: ServedModel,
        generation: Mapping[str, Any],
        seed: int | None,
    ) -> None:
        self.window, self.seed, self.is_exact = model.window, seed, server.counts_tokens
        self._server, self._connection, self._model = server, connection, model
        self._generation = dict(generation)
        self._dialect = DIALECTS[server.dialect]
        self._quirks: frozenset[str] = frozenset()
        self._reasoning = 0
        self._scale = Scale()
        self._confirmed = 0  # the largest count of an input that was not cut

    @property
    def planned_window(self) -> int:
        """The window in tokens as they are counted before an input is sent."""
        return int((self.window - self._reasoning) / self._scale.factor)

    @property
    def described_generation(self) -> str:
        """The settings of the user, for a signature; else how tokens are chosen."""
        by_default = "default" if "temperature" in self._quirks else "greedy"
        return ",".join(f"{name}={value}" for name, value in sorted(self._generation.items())) or by_default

    async def answer(self, client: httpx2.AsyncClient, request: Request, emit: Emit) -> Output:
        """Return the output of a request.

        Args:
            client: for the connection.
            request: the request.
            emit: is called with the pieces of one that is streamed.

        Raises:
            TooLongForServerError: the server refuses or cuts the input.
            ModelError: it cannot be reached, does not have the model, or requires another key.
            GenerationError: it refuses the request, or answers with something else.
        """
        for _ in range(_MAX_ROUNDS):
            ask, reasoning = self._ask(request), self._reasoning
            try:
                reply = await self._reply(client, ask, emit)
            except RefusedError as error:
                if not self._learns(error.refusal, ask.quirks):
                    raise self._explained(error.refusal, request) from error
                continue
            request.count(reply.n_input or 0, reply.n_output or 0)
            if self._needs_room_to_reason(reply, reasoning):
                continue
            notes = await self._check_read(client, request, ask, reply)
            if reply.finish == "content_filter":
                raise GenerationError(f"{self._place} withholds the answer: content_filter")
            return Output(without_reasoning(reply.text).strip(), reply.finish != "length", notes)
        raise GenerationError(f"{self._place} refuses the request however it is asked")

    def _ask(self, request: Request) -> Ask:
        n_input = math.ceil(request.n_tokens * self._scale.factor)
        n_wanted, n_left = request.budget.maximum + self._reasoning, self.window - n_input
        # What was planned before the tokens of others were counted may leave no room for its output now.
        if n_left < n_wanted * min(1.0, self._scale.factor) - 1:
            raise TooLongForServerError(
                f"about {n_input:,} tokens leave room for {max(0, n_left):,} of an output of {n_wanted:,} in "
                f"the {self.window:,} that the model reads and writes"
            )
        return self._ask_for(request.content.prompt, max(1, min(n_wanted, n_left)), request.is_streamed)

    def _ask_for(self, messages: tuple[Message, ...], max_tokens: int, is_streamed: bool = False) -> Ask:
        return Ask(
            self._model.name,
            messages,
            max_tokens,
            self.window,
            self.seed,
            self._generation,
            is_streamed,
            self._quirks,
        )

    async def _reply(self, client: httpx2.AsyncClient, ask: Ask, emit: Emit) -> Chunk:
        path, payload = self._dialect.path, self._dialect.payload(ask)
        if not ask.is_streamed:
            return self._read(await self._connection.ask(client, path, payload))
        n_tries = 0

        async def _attempt() -> Chunk:
            nonlocal n_tries
            n_tries += 1
            whole, begins_again = Chunk(), n_tries > 1
            async with self._connection.lines(client, path, payload) as lines:
                async for line in lines:
                    chunk = self._read(line)
                    whole = whole.followed_by(chunk)
                    if chunk.text:
                        emit(Piece(chunk.text, begins_again))
                        begins_again = False
            if whole.finish is None:
                raise BrokenError("the stream ends before the answer does")
            return whole

        return await self._connection.retried(_attempt)

    def _read(self, answer: Any) -> Chunk:
        try:
            return self._dialect.read(answer)
        except (AttributeError, KeyError, IndexError, TypeError) as error:
            raise GenerationError(f"{self._place} answers with something else than a chat") from error

    def _needs_room_to_reason(self, reply: Chunk, had_room: int) -> bool:
        """Return whether all tokens went into reasoning that had no room of its own; it has from then on."""
        has_reasoned = bool(reply.reasoning) or without_reasoning(reply.text) != reply.text
        is_lost = has_reasoned and not has_word(without_reasoning(reply.text))
        if not is_lost or reply.finish != "length" or had_room:
            return False
        self._reasoning = self._reasoning or min(_REASONING, self.window // 4)
        return True

    async def _check_read(
        self, client: httpx2.AsyncClient, request: Request, ask: Ask, reply: Chunk
    ) -> tuple[str, ...]:
        """Compare the tokens that the server has read with those that were sent; return notes for the user.

        Raises:
            TooLongForServerError: it has cut the input.
        """
        n_sent, n_read = request.n_tokens, reply.n_input
        if n_read is None:
            return (UNKNOWN,)
        is_cut = n_read == ask.window
        if not is_cut and self._may_be_cut(ask, n_sent, n_read):
            is_cut = await self._is_cut(client, request, n_read)
            if not is_cut:
                self._confirmed = max(self._confirmed, n_read)
        if is_cut:
            # Of the window that was asked for: others under way at the same time were cut in the same one.
            self._shrink(min(ask.window * 3 // 4, 2 * n_read))
            raise TooLongForServerError(
                f"{self._place} has read {n_read:,} of about {n_sent:,} tokens and dropped others; give the "
                "number that it reads as context="
            )
        if not self.is_exact:
            self._scale.learn(n_read, n_sent)
        return ()

    def _may_be_cut(self, ask: Ask, n_sent: int, n_read: int) -> bool:
        """Return whether a count may be that of a cut input."""
        if self.is_exact:  # but for what the template puts around the messages
            return n_read < n_sent - AROUND - PER_MESSAGE * len(ask.messages)
        if self._scale.is_suspicious(n_read, n_sent):
            return True
        if n_read <= self._confirmed:
            return False
        # Independent of the estimate.
        return 2 * n_read >= ask.window or (not self._model.is_window_known and n_read >= _LEAST_CUT)

    async def _is_cut(self, client: httpx2.AsyncClient, request: Request, n_read: int) -> bool:
        """Ask with each half of the text: if both have more tokens than the whole input, that was cut."""
        text, is_far_less = request.content.text, n_read < _CUT_IF_SHORT * request.n_tokens
        if len(estimate(text)) <= _SHORT:
            return is_far_less
        n_of_halves = 0
        for half in (text[: len(text) // 2], text[len(text) // 2 :]):
            ask = self._ask_for((Message("user", half),), 1)
            payload = self._dialect.payload(ask)
            try:
                reply = self._read(await self._connection.ask(client, self._dialect.path, payload))
            except RefusedError as error:
                return error.refusal.is_too_long or is_far_less
            request.count(reply.n_input or 0, reply.n_output or 0)
            n_of_halves += reply.n_input or 0
            if not self.is_exact:
                self._scale.learn_least(reply.n_input or 0, len(estimate(half)) + AROUND + PER_MESSAGE)
        return n_read < n_of_halves - AROUND - PER_MESSAGE

    def _shrink(self, window: int) -> None:
        self.window = max(min(self.window, window), _SMALLEST)

    def _learns(self, refusal: Refusal, asked: frozenset[str]) -> bool:
        """Return whether the request can be asked in another way, without a field that is not taken.

        Args:
            refusal: what the server says.
            asked: the quirks that the request was asked with; others may have been learned meanwhile.
        """
        if refusal.status not in (400, 422, 500, 501) or refusal.is_too_long:
            return False
        for quirk in _QUIRKS:
            if quirk == "system" and "role" not in refusal.told:  # "more system memory" is no role
                continue
            if quirk in refusal.told and quirk not in asked and quirk not in self._generation:
                self._quirks |= {quirk}
                return True
        return False

    def _explained(self, refusal: Refusal, request: Request) -> Exception:
        if refusal.is_too_long:
            if refusal.limit is not None and refusal.limit < self.window:
                self._shrink(refusal.limit)
            return TooLongForServerError(
                f"{self._place} says that {request.n_tokens:,} tokens are too many: {refusal.message}"
            )
        if refusal.status in (401, 403):
            return key_error(self._server, self._connection, refusal.message)
        if refusal.status == 404:
            listed = listed_names(self._server, self._connection)
            return unknown_model(self._connection, self._model.name, listed)
        status = f" with status {refusal.status}" if refusal.status else ""
        return GenerationError(f"{self._place} refuses a request{status}: {refusal.message}")

    @property
    def _place(self) -> str:
        return f"{self._connection.label} at {self._connection.url}"
