"""Engines that take text: prompts are filled with texts, and tokens are estimated."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np

from summarize.abstractive.budget import Budget
from summarize.abstractive.engines.base import EngineProfile, ErrorKind, PreparedPrompt, Request
from summarize.abstractive.output import Output, Piece
from summarize.abstractive.prompts import Message, Prompt
from summarize.abstractive.tokens import Tokens

# A word of up to 16 characters, or a mark: the estimate of an engine that has no better one.
_TOKEN = re.compile(r"\w{1,16}|[^\w\s]")


class FilledPrompt(NamedTuple):
    """The content of a request of an engine that takes text.

    Attributes:
        prompt: a text, or the messages of a chat.
        text: the text in it that is to be summarized, or the part of one.
    """

    prompt: str | tuple[Message, ...]
    text: str


class TextEngine(ABC):
    """An engine that takes text; a subclass sets ``profile``, and generates.

    Attributes:
        profile: what it says of itself.
    """

    profile: EngineProfile

    @abstractmethod
    def generate(self, requests: Iterable[Request]) -> Iterator[tuple[int, Output | Piece | Exception]]:
        """Yield results as they come; each request's ``content`` is a :class:`FilledPrompt`."""

    def tokenize(self, text: str, cuts: Iterable[int] = ()) -> Tokens:  # noqa: ARG002 (places are known)
        """Return a text as estimated tokens: words of up to 16 characters, and marks."""
        places = np.array([match.span() for match in _TOKEN.finditer(text)], np.int64).reshape(-1, 2)
        return Tokens(text, places[:, 0], places[:, 1])

    def prepare(self, prompt: Prompt) -> PreparedPrompt:
        """Return the prompt with its estimated size."""
        around = prompt.fill(text="", summary="")
        texts = [around] if isinstance(around, str) else [message.content for message in around]
        return PreparedPrompt(sum(len(self.tokenize(each)) for each in texts), False, prompt)

    def request(
        self, prompt: PreparedPrompt, budget: Budget, text: Tokens, summary: Tokens | None = None
    ) -> Request:
        """Return the request of a prompt whose slots hold these texts."""
        so_far = "" if summary is None else summary.excerpt
        n_tokens = prompt.n_tokens + len(text) + (0 if summary is None else len(summary))
        filled = prompt.content.fill(text=text.excerpt, summary=so_far)
        return Request(FilledPrompt(filled, text.excerpt), n_tokens, budget)

    def error_kind(self, error: Exception) -> ErrorKind:  # noqa: ARG002 (a subclass may know more)
        """Return ``FATAL``."""
        return ErrorKind.FATAL

    def sets_language(self, language: str) -> bool:  # noqa: ARG002
        """Return False: the prompt names the language."""
        return False

    def free_memory(self) -> None:  # noqa: B027 (most do nothing)
        """Do nothing: the memory belongs to another process."""
