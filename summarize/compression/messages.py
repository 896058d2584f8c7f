"""Messages of a chat, in the forms that chat APIs take, and their texts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from summarize.checks import show, show_typed
from summarize.errors import InvalidTypeError, InvalidValueError
from summarize.text.words import count_words

_INSTRUCTIONS = frozenset({"system", "developer"})
_TOOLS = frozenset({"tool", "function"})
_TEXT_KEYS = "text", "content"  # of a part: a text, and the result of a tool


@dataclass(frozen=True)
class Message:
    """A message of a chat.

    Attributes:
        values: the message as it was given.
        role: who speaks.
        texts: its texts in order: one, or those of its parts.
    """

    values: Mapping[str, Any]
    role: str
    texts: tuple[str, ...]

    @classmethod
    def of(cls, values: object) -> Message:
        """Return a message of a dict with ``role`` and ``content``.

        Raises:
            InvalidTypeError: it is no dict, or its role or content is of the wrong type.
            InvalidValueError: it has no role.

        >>> Message.of({"role": "user", "content": [{"type": "text", "text": "Hello"}]}).texts
        ('Hello',)
        """
        if not isinstance(values, Mapping):
            raise InvalidTypeError(
                f'a message must be a dict like {{"role": "user", "content": "…"}}, got {show(values)}'
            )
        if "role" not in values:
            raise InvalidValueError(f"a message needs a role and a content, got {show(dict(values))}")
        role, content = values["role"], values.get("content")
        if not isinstance(role, str):
            raise InvalidTypeError(f"the role of a message must be a str, got {show_typed(role)}")
        if content is None:
            return cls(values, role, ())
        if isinstance(content, str):
            return cls(values, role, (content,))
        if isinstance(content, Sequence):
            return cls(values, role, tuple([part[key] for part in content for key in _text_keys(part)]))
        raise InvalidTypeError(f"the content of a message must be a str or a list, got {show_typed(content)}")

    @property
    def n_words(self) -> int:
        """Number of words of its texts."""
        return sum(map(count_words, self.texts))

    @property
    def is_instruction(self) -> bool:
        """Whether it instructs the model."""
        return self.role in _INSTRUCTIONS

    @property
    def is_bound(self) -> bool:
        """Whether other messages or parts belong to it: calls of tools, their results, pictures."""
        content = self.values.get("content")
        n_parts = 1 if isinstance(content, str) else len(content or ())
        has_calls = any(self.values.get(key) for key in ("tool_calls", "function_call"))
        return self.role in _TOOLS or has_calls or n_parts > len(self.texts) or _has_result(content)

    def with_texts(self, texts: Iterable[str]) -> dict[str, Any]:
        """Return a copy with other texts, in the order of ``texts``.

        >>> Message.of({"role": "user", "content": "Hello there"}).with_texts(["Hello"])
        {'role': 'user', 'content': 'Hello'}
        """
        others, content = iter(texts), self.values.get("content")
        if content is None:
            return dict(self.values)
        if isinstance(content, str):
            return {**self.values, "content": next(others)}
        parts = [
            {**part, **{key: next(others) for key in keys}} if (keys := _text_keys(part)) else part
            for part in content
        ]
        return {**self.values, "content": parts}


def _text_keys(part: object) -> list[str]:
    if not isinstance(part, Mapping):
        return []
    return [key for key in _TEXT_KEYS if isinstance(part.get(key), str)]


def _has_result(content: object) -> bool:
    return isinstance(content, Sequence) and any(
        isinstance(part, Mapping) and part.get("type") == "tool_result" for part in content
    )
