"""What a model is given around a text: a task prefix, a "TL;DR:", or the messages of a chat."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

from summarize.checks import show
from summarize.errors import InvalidTypeError, InvalidValueError, did_you_mean
from summarize.length import Length
from summarize.text.languages import UNDETERMINED, language_name

Task = Literal["summarize", "part", "merge", "refine"]
Kind = Literal["seq2seq", "chat", "base"]

# Radford et al. 2019, section 3.6.
_BASE_PROMPT = "{text}\n\nTL;DR:"
_FIELDS = ("text", "length", "language", "query")
_FIELD = re.compile(r"\{(\w*)\}")
# Private-use characters: no template and no prompt has them.
_SLOT = {"text": "\ue000text\ue001", "summary": "\ue000summary\ue001", "query": "\ue000query\ue001"}
TEXT_SLOT, SUMMARY_SLOT = _SLOT["text"], _SLOT["summary"]
_ANY_SLOT = re.compile("\ue000(text|summary|query)\ue001")


class Message(NamedTuple):
    """A message of a chat.

    Attributes:
        role: ``"system"`` or ``"user"``.
        content: its text.
    """

    role: str
    content: str


@dataclass(frozen=True)
class Prompt:
    """What stands around a text, with slots for the text, a summary to go on with, and the query.

    Attributes:
        content: a text, or the messages of a chat.
        query: what to concentrate on; empty if there is nothing.
        source_language: code of the language of the text.
        language: code of the language of the summary.
        is_language_asked: whether the user requested this language, whatever that of the text.
    """

    content: str | tuple[Message, ...]
    query: str
    source_language: str
    language: str
    is_language_asked: bool = False

    def fill(self, *, text: str, summary: str = "") -> str | tuple[Message, ...]:
        """Return the content with texts in its slots.

        >>> writer = PromptWriter("seq2seq", "en", "en", prefix="summarize: ")
        >>> writer.prompt("summarize", Length(sentences=1), words=9).fill(text="It rained.")
        'summarize: It rained.'
        """
        texts = {"text": text, "summary": summary, "query": self.query}
        if isinstance(self.content, str):
            return _fill(self.content, texts)
        return tuple(Message(role, _fill(content, texts)) for role, content in self.content)


def split_at_slots(content: str) -> list[str]:
    """Return literal texts and names of slots in turns, beginning and ending with a literal."""
    return _ANY_SLOT.split(content)


def _fill(content: str, texts: Mapping[str, str]) -> str:
    return _ANY_SLOT.sub(lambda slot: texts[slot[1]], content)


@dataclass(frozen=True)
class PromptWriter:
    """Writes the prompts for one document.

    Attributes:
        kind: what kind of model it is.
        language: code of the language of the summary.
        source_language: code of the language of the text.
        is_language_asked: whether the user requested the language of the summary.
        template: the user's own prompt, with ``{text}`` in it.
        prefix: the task prefix of an encoder-decoder model, such as ``"summarize: "``.
        query: what to concentrate on; only chat models take one.
        fence: the tag around the text, one that the text does not contain.
    """

    kind: Kind
    language: str
    source_language: str
    is_language_asked: bool = False
    template: str | None = None
    prefix: str = ""
    query: str | None = None
    fence: str = "text"

    def prompt(self, task: Task, length: Length, words: int) -> Prompt:
        """Return the prompt for a task.

        Args:
            task: a whole text, a part of one, summaries to be merged, or a summary to go on with.
            length: the length to ask for, where the prompt has a place for it.
            words: the same in words, where the length is a share of the text.
        """
        wording = _wording(self.language)
        asked = _length_wording(wording, length, words)
        if self.kind == "chat" and self.template is None:
            return self._chat(task, asked, wording)
        template = self.template or (_BASE_PROMPT if self.kind == "base" else f"{self.prefix}{{text}}")
        filled = _FIELD.sub(lambda field: self._field(field[1], asked), template)
        if task == "refine":  # no words to say so: the summary so far is the beginning of the text
            filled = filled.replace(_SLOT["text"], f"{_SLOT['summary']}\n\n{_SLOT['text']}")
        return self._prompt((Message("user", filled),) if self.kind == "chat" else filled)

    def _prompt(self, content: str | tuple[Message, ...]) -> Prompt:
        return Prompt(content, self.query or "", self.source_language, self.language, self.is_language_asked)

    def _chat(self, task: Task, asked: str, wording: Mapping[str, str]) -> Prompt:
        fence, summary = self.fence, _SLOT["summary"]
        focus = wording["query"].format(query=_SLOT["query"]) if self.query else ""
        instructions = " ".join(filter(None, (wording[task].format(fence=fence), asked, focus)))
        content = f"<{fence}>\n{_SLOT['text']}\n</{fence}>\n\n{instructions}"
        if task == "refine":
            content = f"<{fence}-summary>\n{summary}\n</{fence}-summary>\n\n{content}"
        system = wording["system"].format(fence=fence, language=_english_name(self.language))
        return self._prompt((Message("system", system), Message("user", content)))

    def _field(self, name: str, asked: str) -> str:
        values = {
            "text": _SLOT["text"],
            "length": asked,
            "language": _english_name(self.language),
            "query": _SLOT["query"] if self.query else "",
        }
        return values[name]


def check_template(template: object) -> None:
    """Raise an error unless this is a prompt with one ``{text}`` and no unknown field."""
    if not isinstance(template, str):
        raise InvalidTypeError(f"prompt must be a str with {{text}} in it, got {show(template)}")
    fields = _FIELD.findall(template)
    for field in fields:
        if field not in _FIELDS:
            raise InvalidValueError(
                f"prompt has an unknown field {{{field}}}; {did_you_mean(field, _FIELDS)}"
            )
    if fields.count("text") != 1:
        raise InvalidValueError(
            f"prompt must have {{text}} once, where the text goes; it has it {fields.count('text')} times"
        )


def free_fence(text: str) -> str:
    """Return a tag that the text cannot close, since it does not have it."""
    lowered = text.lower()
    number, fence = 1, "text"
    while f"</{fence}" in lowered:
        number += 1
        fence = f"text{number}"
    return fence


@cache
def _wordings() -> dict[str, dict[str, str]]:
    path = Path(__file__).with_name("prompts.json")
    table: dict[str, dict[str, str]] = json.loads(path.read_text(encoding="utf-8"))
    return table


def _wording(language: str) -> Mapping[str, str]:
    return _wordings().get(language, _wordings()["en"])


def _length_wording(wording: Mapping[str, str], length: Length, words: int) -> str:
    if length.sentences is not None:
        return wording["sentences"].format(n=length.sentences)
    return wording["words"].format(n=length.words or words)


def _english_name(language: str) -> str:
    name = language_name(language)
    return "the language of the text" if language == UNDETERMINED or name is None else name
