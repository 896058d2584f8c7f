"""What the library requires of an engine, which runs a model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from threading import Lock
from typing import Any, Protocol, runtime_checkable

from summarize.abstractive.budget import Budget, BudgetOverride
from summarize.abstractive.output import Output, Piece
from summarize.abstractive.prompts import Kind, Prompt
from summarize.abstractive.tokens import Tokens
from summarize.errors import GenerationError
from summarize.usage import Usage


@dataclass(frozen=True)
class Limits:
    """What fits into one pass of a model, in tokens.

    Attributes:
        input: the longest input, special tokens included; None for relative positions.
        output: the longest output; None if nothing limits it.
        is_shared: whether the output takes its place in the input (a decoder-only model).
        default_chunk: how much to read at a time where the input has no limit.
    """

    input: int | None
    output: int | None
    is_shared: bool
    default_chunk: int


@dataclass(frozen=True)
class BatchLimits:
    """How much goes through a model together.

    Attributes:
        tokens: largest number of tokens in a batch, padding and outputs included; None for no limit.
        requests: largest number of requests in a batch; None for no limit.
        rows: rows that a request takes in a batch, such as one a beam.
        padding_a_step: how many tokens of padding take as long as one step of decoding that a request saves
            in a batch; None where padding takes next to no time.
        concurrent: requests that the engine works on at a time where each is done by itself, as by a server;
            ``generate`` is then given as many, and more after each result. None for batches.
    """

    tokens: int | None = None
    requests: int | None = None
    rows: int = 1
    padding_a_step: int | None = None
    concurrent: int | None = None


@dataclass(frozen=True)
class EngineProfile:
    """What an engine says of itself and its model.

    Attributes:
        name: what the user calls the model.
        kind: ``"seq2seq"`` (encoder-decoder), ``"chat"`` or ``"base"`` (continues a text).
        limits: what fits into one pass.
        batch: what fits into one batch.
        default_budget: lengths of a summary by the model's own configuration, if it has any.
        override: lengths that the user requested; they override all others.
        task_prefix: what an encoder-decoder was trained to find before a text: ``"summarize: "``.
        is_sampling: whether outputs depend on which requests share a batch, as with a seed for all.
        settings: what outputs depend on, for the signature, in order.
        packages: distributions whose versions outputs depend on.
    """

    name: str
    kind: Kind
    limits: Limits
    batch: BatchLimits = field(default_factory=BatchLimits)
    default_budget: Budget | None = None
    override: BudgetOverride = field(default_factory=BudgetOverride)
    task_prefix: str = ""
    is_sampling: bool = False
    settings: Mapping[str, Any] = field(default_factory=dict)
    packages: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class PreparedPrompt:
    """A prompt as an engine is going to use it, without the texts that go into its slots.

    Attributes:
        n_tokens: number of tokens without those in the slots.
        opens_reasoning: whether the model is made to reason first.
        content: the engine's own form of it.
    """

    n_tokens: int
    opens_reasoning: bool
    content: Any


class Meter:
    """Counts what goes through a model for one document; threads can share it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._usage = Usage()

    def add(self, input_tokens: int, output_tokens: int) -> None:
        """Count one answer."""
        with self._lock:
            n, read, written = self._usage
            self._usage = Usage(n + 1, read + input_tokens, written + output_tokens)

    @property
    def usage(self) -> Usage | None:
        """The sums, None if the engine does not count."""
        return self._usage if self._usage.requests else None


@dataclass(frozen=True, eq=False)
class Request:
    """One input of a model.

    Attributes:
        content: the engine's own form of it.
        n_tokens: its number of tokens.
        budget: how many tokens may be written.
        group: only requests of one group can share a batch.
        is_streamed: whether somebody reads the output while it is written, so that the engine may yield
            pieces of it first; such a request is alone in its batch.
        meter: counts the tokens of its document, if the engine reports them.
    """

    content: Any
    n_tokens: int
    budget: Budget
    group: str = ""
    is_streamed: bool = False
    meter: Meter | None = None

    def count(self, input_tokens: int, output_tokens: int) -> None:
        """Note the tokens of one answer of the model."""
        if self.meter is not None:
            self.meter.add(input_tokens, output_tokens)


class InputTooLongError(GenerationError):
    """An engine says that a request is longer than its model reads.

    Attributes:
        n_tokens: the tokens of the request by the engine's own count, with those to be written.
    """

    def __init__(self, n_tokens: int) -> None:
        super().__init__(
            f"the model says that an input of {n_tokens:,} tokens is longer than it reads; give a smaller "
            "chunk_size"
        )
        self.n_tokens = n_tokens


class ErrorKind(Enum):
    """What to do about an error that an engine raises or reports."""

    MEMORY = "memory"  # try again with a smaller batch
    LIMIT = "limit"  # the request is longer than the model reads: make smaller parts of the text
    RETRY = "retry"  # the request is right: try again
    FATAL = "fatal"  # it is the end of this document


@runtime_checkable
class Engine(Protocol):
    """Runs a model: in this process, behind HTTP, or in a test.

    One that takes text and estimates tokens is simplest as a subclass of
    :class:`~summarize.abstractive.engines.text.TextEngine`.
    """

    @property
    def profile(self) -> EngineProfile:
        """What it says of itself; it may learn, such as a limit from an error."""
        ...

    def tokenize(self, text: str, cuts: Iterable[int] = ()) -> Tokens:
        """Return a text as tokens with places; a counted or estimated number of them.

        Args:
            text: any text; no mark in it may end the input or start another role.
            cuts: where the text may be cut if tokens have no places of their own; positions, rising.
        """
        ...

    def prepare(self, prompt: Prompt) -> PreparedPrompt:
        """Return a prompt as the model gets it, its slots still open.

        Raises:
            ModelError: the model cannot be given such a prompt.
        """
        ...

    def request(
        self, prompt: PreparedPrompt, budget: Budget, text: Tokens, summary: Tokens | None = None
    ) -> Request:
        """Return the request of a prompt whose slots hold these texts."""
        ...

    def generate(self, requests: Iterable[Request]) -> Iterator[tuple[int, Output | Piece | Exception]]:
        """Yield what the model writes for each request with its number, as results come, in any order.

        An error that is yielded is that of one request; one that is raised is that of all which have no
        result yet. Before the output of a request that ``is_streamed``, an engine may yield pieces of it.
        If the iterator is closed, the other results are not needed: a generator cleans up in ``finally``.
        With ``concurrent`` in its profile, an engine asks ``requests`` for more after each result; it may
        have some after it had none.
        """
        ...

    def error_kind(self, error: Exception) -> ErrorKind:
        """Return what an error of ``generate`` means."""
        ...

    def sets_language(self, language: str) -> bool:
        """Return whether the model can be made to write this language without words in the prompt."""
        ...

    def free_memory(self) -> None:
        """Give back what memory can be given back, after an error of the kind ``MEMORY``."""
        ...
