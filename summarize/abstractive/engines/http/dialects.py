"""Requests and answers of a server, in the form of OpenAI and in that of Ollama."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from summarize.abstractive.prompts import Message
from summarize.checks import show_typed
from summarize.errors import InvalidTypeError, UnknownOptionError

_OURS = ("messages", "model", "n", "prompt", "stream", "stream_options", "num_ctx")
LENGTHS = ("max_tokens", "max_completion_tokens", "max_new_tokens", "num_predict")
# Fields of a request to Ollama that are no options of the model.
_OF_OLLAMA = ("format", "keep_alive", "options", "think", "tools", "logprobs", "top_logprobs")


class Chunk(NamedTuple):
    """An answer, or what has come of one.

    Attributes:
        text: the words of the model.
        reasoning: its reasoning, where the server keeps that apart.
        finish: why it ended: ``"stop"``, ``"length"``, ``"content_filter"``, …; None if it has not.
        n_input: tokens of the input by the server's count, None if it reports none.
        n_output: tokens of the output, in the same way.
    """

    text: str = ""
    reasoning: str = ""
    finish: str | None = None
    n_input: int | None = None
    n_output: int | None = None

    def followed_by(self, other: Chunk) -> Chunk:
        """Return both as one."""
        return Chunk(
            self.text + other.text,
            self.reasoning + other.reasoning,
            other.finish or self.finish,
            self.n_input if other.n_input is None else other.n_input,
            self.n_output if other.n_output is None else other.n_output,
        )


@dataclass(frozen=True)
class Ask:
    """What is asked for.

    Attributes:
        model: its name at the server.
        messages: the chat.
        max_tokens: how many tokens may be written.
        window: the window that Ollama is to use.
        seed: of sampling; None if nothing is to be sampled.
        generation: fields that the user requested.
        is_streamed: whether the answer comes in pieces.
        quirks: what this server does not take: ``"max_tokens"``, ``"temperature"``, ``"system"``, ….
    """

    model: str
    messages: Sequence[Message]
    max_tokens: int
    window: int
    seed: int | None
    generation: Mapping[str, Any]
    is_streamed: bool
    quirks: frozenset[str] = frozenset()

    @property
    def roles(self) -> list[dict[str, str]]:
        """The messages as JSON has them; one of the user alone where there can be no other."""
        if "system" in self.quirks:
            return [{"role": "user", "content": "\n\n".join(each.content for each in self.messages)}]
        return [each._asdict() for each in self.messages]

    @property
    def sampling(self) -> dict[str, Any]:
        """The settings that decide how tokens are chosen."""
        settings: dict[str, Any] = {"temperature": 0} if self.seed is None else {"seed": self.seed}
        settings |= {name: value for name, value in self.generation.items() if name not in LENGTHS}
        return {name: value for name, value in settings.items() if name not in self.quirks}


@dataclass(frozen=True)
class Dialect:
    """How a kind of server is spoken to.

    Attributes:
        path: where a chat is sent to.
        payload: what is sent.
        read: from an answer in JSON, whole or a piece of a stream, to what it says.
    """

    path: str
    payload: Callable[[Ask], dict[str, Any]]
    read: Callable[[Any], Chunk]


def check_generation(generation: Mapping[str, Any]) -> None:
    """Raise an error if these settings belong to the library, are no names, or are no values in JSON.

    >>> check_generation({"stream": True})
    Traceback (most recent call last):
    summarize.UnknownOptionError: generation has 'stream', which the library sets itself; leave it out
    """
    for name in generation:
        if name in _OURS or not isinstance(name, str):
            instead = "give context= instead" if name == "num_ctx" else "leave it out"
            raise UnknownOptionError(f"generation has {name!r:.60}, which the library sets itself; {instead}")
        if name in LENGTHS:
            continue
        try:
            json.dumps(generation[name], allow_nan=False)
        except (TypeError, ValueError, RecursionError):
            raise InvalidTypeError(
                f"generation's {name!r:.60} must be a value that JSON has, got {show_typed(generation[name])}"
            ) from None


def _openai_payload(ask: Ask) -> dict[str, Any]:
    length = "max_completion_tokens" if "max_tokens" in ask.quirks else "max_tokens"
    payload = {"model": ask.model, "messages": ask.roles, length: ask.max_tokens, "stream": ask.is_streamed}
    if ask.is_streamed and "stream_options" not in ask.quirks:
        payload["stream_options"] = {"include_usage": True}
    return payload | ask.sampling


def _template_payload(ask: Ask) -> dict[str, Any]:
    options = (
        {} if "chat_template_kwargs" in ask.quirks else {"chat_template_kwargs": {"enable_thinking": False}}
    )
    return options | _openai_payload(ask)


def _llamacpp_payload(ask: Ask) -> dict[str, Any]:
    # What is computed with a part of an earlier prompt differs in the last digits, and so may the summary.
    return {"cache_prompt": False} | _template_payload(ask)


def _ollama_payload(ask: Ask) -> dict[str, Any]:
    top = {name: value for name, value in ask.sampling.items() if name in _OF_OLLAMA and name != "options"}
    options = {name: value for name, value in ask.sampling.items() if name not in _OF_OLLAMA}
    options |= dict(ask.generation.get("options") or {})
    options |= {"num_ctx": ask.window, "num_predict": ask.max_tokens}
    think = {} if "think" in ask.quirks else {"think": False}
    # Later versions refuse what is too long if a field asks for that; earlier ones always cut it.
    fields = {"model": ask.model, "messages": ask.roles, "stream": ask.is_streamed, "truncate": False}
    return fields | think | top | {"options": options}


def _read_openai(answer: Any) -> Chunk:
    choices = answer.get("choices") or [{}]
    choice = choices[0]
    message = choice.get("message") or choice.get("delta") or {}
    usage = answer.get("usage") or {}
    return Chunk(
        _text(message.get("content")),
        _text(message.get("reasoning_content") or message.get("reasoning")),
        choice.get("finish_reason"),
        _count(usage.get("prompt_tokens")),
        _count(usage.get("completion_tokens")),
    )


def _read_ollama(answer: Any) -> Chunk:
    message = answer.get("message") or {}
    finish = (answer.get("done_reason") or "stop") if answer.get("done") else None
    return Chunk(
        _text(message.get("content")),
        _text(message.get("thinking")),
        finish,
        _count(answer.get("prompt_eval_count")),
        _count(answer.get("eval_count")),
    )


def _text(content: Any) -> str:
    if isinstance(content, list):  # parts, as some servers give them
        return "".join(_text(part.get("text")) for part in content if isinstance(part, dict))
    return content if isinstance(content, str) else ""


def _count(number: Any) -> int | None:
    is_count = isinstance(number, int) and not isinstance(number, bool) and number > 0
    return number if is_count else None


DIALECTS = {
    "openai": Dialect("/chat/completions", _openai_payload, _read_openai),
    "vllm": Dialect("/chat/completions", _template_payload, _read_openai),
    "llamacpp": Dialect("/chat/completions", _llamacpp_payload, _read_openai),
    "ollama": Dialect("/api/chat", _ollama_payload, _read_ollama),
}
