"""An engine that answers from a script: tests of code that summarizes need no model, and no network."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Any

from summarize.abstractive.budget import Budget
from summarize.abstractive.engines.base import BatchLimits, EngineProfile, ErrorKind, Limits, Request
from summarize.abstractive.engines.text import FilledPrompt, TextEngine
from summarize.abstractive.output import Output, Piece, without_reasoning
from summarize.abstractive.prompts import Kind, Message
from summarize.checks import check_choice, check_count, check_iterable, check_text, show, show_typed
from summarize.errors import GenerationError, InvalidTypeError

_KINDS = ("chat", "seq2seq", "base")


@dataclass(frozen=True)
class ScriptedRequest:
    """What a :class:`ScriptedEngine` was asked.

    Attributes:
        prompt: all of it in one string.
        messages: the messages of a chat; none for other kinds of models.
        text: the text in it that is to be summarized, or the part of one.
        budget: how many tokens may be written, at least and at most.
    """

    prompt: str
    messages: tuple[Message, ...]
    text: str
    budget: Budget


Answer = str | Output | Exception
_NONE_LEFT = object()
_WORD = re.compile(r"\S+\s*")
Script = Callable[[ScriptedRequest], Answer] | Iterable[Answer]


class ScriptedEngine(TextEngine):
    """A stand-in for a model in tests: it answers from a function or a list, offline and at once.

    Pass it as ``model=``. A token is a word of up to 16 characters, or a punctuation mark. A summary that is
    streamed comes word by word.

    Args:
        answers: a function of a :class:`ScriptedRequest`, or the answers in order. An answer is a text,
            an ``Output``, or an exception, which the "model" then fails with.
        kind: ``"chat"``, ``"seq2seq"`` or ``"base"``; decides on the prompts.
        context: largest number of tokens of prompt and answer together; longer texts are summarized in
            parts.
        batch_size: largest number of requests in a batch.
        name: name of the model, in signatures and messages.
        error_kinds: what errors mean to the scheduler, by their class; ``FATAL`` if not given.

    Attributes:
        requests: every :class:`ScriptedRequest` so far, in order.
        batches: the number of requests in each batch so far.

    Raises:
        InvalidTypeError: ``answers`` is neither a function nor an iterable, or, on use, an answer is none.
        InvalidValueError: another argument has a value that makes no sense.

    >>> from summarize import summarize
    >>> engine = ScriptedEngine(["Cats chase mice."])
    >>> print(summarize("Cats chase mice at night. Mice flee from cats.", model=engine, words=20))
    Cats chase mice.
    >>> "Use at most 20 words." in engine.requests[0].prompt, engine.requests[0].text
    (True, 'Cats chase mice at night. Mice flee from cats.')
    """

    def __init__(
        self,
        answers: Script,
        *,
        kind: Kind = "chat",
        context: int = 4096,
        batch_size: int = 8,
        name: str = "scripted",
        error_kinds: dict[type[Exception], ErrorKind] | None = None,
    ) -> None:
        if not callable(answers):
            check_iterable("answers", answers, "or give a function")
        check_choice("kind", kind, _KINDS)
        check_text("name", name)
        if error_kinds is not None and not isinstance(error_kinds, Mapping):
            raise InvalidTypeError(f"error_kinds must be a dict of exceptions, got {show(error_kinds)}")
        check_count("context", context)
        check_count("batch_size", batch_size)
        self.requests: list[ScriptedRequest] = []
        self.batches: list[int] = []
        self._answers = answers if callable(answers) else None
        self._list = None if callable(answers) else iter(answers)
        self._error_kinds = {} if error_kinds is None else dict(error_kinds)
        self._lock = Lock()
        self.profile = EngineProfile(
            name=name,
            kind=kind,
            limits=Limits(context, None, True, context),
            batch=BatchLimits(requests=batch_size),
            settings={"model": name},
        )

    def generate(self, requests: Iterable[Request]) -> Iterator[tuple[int, Output | Piece | Exception]]:
        """Yield the answers to the requests, in order."""
        requests = list(requests)
        with self._lock:
            self.batches.append(len(requests))
        for number, request in enumerate(requests):
            answer = self._answer(_scripted(request))
            if request.is_streamed and isinstance(answer, Output):
                yield from ((number, Piece(word)) for word in _WORD.findall(answer.text))
            yield number, answer

    def error_kind(self, error: Exception) -> ErrorKind:
        """Return what an error means, as given to the constructor."""
        kinds = (kind for known, kind in self._error_kinds.items() if isinstance(error, known))
        return next(kinds, ErrorKind.FATAL)

    def _answer(self, request: ScriptedRequest) -> Output | Exception:
        with self._lock:
            self.requests.append(request)
            number = len(self.requests)
            answer: Any = _NONE_LEFT if self._list is None else next(self._list, _NONE_LEFT)
        if self._answers is not None:
            try:
                answer = self._answers(request)
            except Exception as error:  # the script plays a failing model
                return error
        if answer is _NONE_LEFT:
            return GenerationError(f"the script has no answer to request {number}: {request.text[:80]!r}")
        if isinstance(answer, str):
            return Output(without_reasoning(answer).strip(), True)
        if isinstance(answer, Output | Exception):
            return answer
        return InvalidTypeError(f"an answer must be a str, an Output or an error, got {show_typed(answer)}")


def _scripted(request: Request) -> ScriptedRequest:
    content: FilledPrompt = request.content
    if isinstance(content.prompt, str):
        return ScriptedRequest(content.prompt, (), content.text, request.budget)
    prompt = "\n\n".join(message.content for message in content.prompt)
    return ScriptedRequest(prompt, content.prompt, content.text, request.budget)
