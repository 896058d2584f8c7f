"""An engine around an engine: other prompts, a smaller window, and what the model wrote word for word."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from summarize.abstractive.budget import Budget
from summarize.abstractive.engines.base import Engine, EngineProfile, ErrorKind, PreparedPrompt, Request
from summarize.abstractive.output import Output, Piece
from summarize.abstractive.prompts import Prompt
from summarize.abstractive.tokens import Tokens


class ObservedEngine:
    """Runs another engine, and counts.

    Args:
        engine: the model.
        window: tokens that it may read at a time; None for its own limit.
        reword: changes each prompt.

    Attributes:
        outputs: what the model wrote, by the input's content.
        n_read: tokens of all inputs so far.
        n_requests: inputs so far.
    """

    def __init__(
        self, engine: Engine, window: int | None = None, reword: Callable[[Prompt], Prompt] | None = None
    ) -> None:
        self.engine, self.window, self.reword = engine, window, reword
        self.outputs: list[Output] = []
        self.n_read = self.n_requests = 0

    @property
    def profile(self) -> EngineProfile:
        """The profile of the engine, with the smaller window."""
        profile = self.engine.profile
        if self.window is None:
            return profile
        return replace(profile, limits=replace(profile.limits, input=self.window))

    def tokenize(self, text: str, cuts: Iterable[int] = ()) -> Tokens:
        """Return what the engine does."""
        return self.engine.tokenize(text, cuts)

    def prepare(self, prompt: Prompt) -> PreparedPrompt:
        """Return the prompt in other words."""
        return self.engine.prepare(prompt if self.reword is None else self.reword(prompt))

    def request(
        self, prompt: PreparedPrompt, budget: Budget, text: Tokens, summary: Tokens | None = None
    ) -> Request:
        """Return what the engine does."""
        return self.engine.request(prompt, budget, text, summary)

    def generate(self, requests: Iterable[Request]) -> Iterator[tuple[int, Output | Piece | Exception]]:
        """Yield what the engine does, and note it."""
        requests = list(requests)
        self.n_requests += len(requests)
        self.n_read += sum(request.n_tokens for request in requests)
        for number, output in self.engine.generate(requests):
            if isinstance(output, Output):
                self.outputs.append(output)
            yield number, output

    def error_kind(self, error: Exception) -> ErrorKind:
        """Return what the engine does."""
        return self.engine.error_kind(error)

    def sets_language(self, language: str) -> bool:
        """Return what the engine does."""
        return self.engine.sets_language(language)

    def free_memory(self) -> None:
        """Do what the engine does."""
        self.engine.free_memory()


def engine_of(model: str) -> Engine:
    """Return the engine that ``model=`` names, with its default settings.

    Args:
        model: a folder, a hub id, a GGUF file, or a name with a prefix.
    """
    from summarize.abstractive.summarizer import Abstractive

    return Abstractive(model)._engine
