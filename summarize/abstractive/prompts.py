"""What a model is given around a text: a task prefix, a "TL;DR:", or a chat in its template."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import numpy as np

from summarize.abstractive.engines.transformers.tokens import Codec, Ids
from summarize.abstractive.output import opens_reasoning
from summarize.errors import InvalidTypeError, InvalidValueError, ModelError, did_you_mean
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
_ANY_SLOT = re.compile("\ue000(text|summary|query)\ue001")


@dataclass(frozen=True)
class Prompt:
    """The tokens around a text; a slot is a name, to be filled with tokens.

    Attributes:
        parts: token ids and names of slots, in order.
        opens_reasoning: whether the model is made to think aloud first.
    """

    parts: tuple[Ids | str, ...]
    opens_reasoning: bool = False

    @property
    def overhead(self) -> int:
        """The number of tokens without those in the slots."""
        return sum(len(part) for part in self.parts if not isinstance(part, str))

    def fill(self, **slots: Ids) -> Ids:
        """Return the input of the model; a slot that is not given stays empty."""
        nothing = np.array([], np.int64)
        filled = [slots.get(part, nothing) if isinstance(part, str) else part for part in self.parts]
        return np.concatenate(filled)


@dataclass(frozen=True)
class PromptWriter:
    """Writes the prompts for one document.

    Attributes:
        codec: the model's tokenizer.
        kind: what kind of model it is.
        language: code of the language of the summary.
        source_language: code of the language of the text.
        template: the user's own prompt, with ``{text}`` in it.
        prefix: the task prefix of an encoder-decoder model, such as ``"summarize: "``.
        query: what to concentrate on; only chat models can be told.
        fence: the tag around the text, one that the text does not contain.
    """

    codec: Codec
    kind: Kind
    language: str
    source_language: str
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
        if self.kind == "chat":
            return self._render([{"role": "user", "content": filled}])
        before, after = self.codec.around(self.source_language)
        # What ends an input ends an output, too, where both are one.
        return Prompt((before, *self._parts(filled), *((after,) if self.kind == "seq2seq" else ())))

    def _chat(self, task: Task, asked: str, wording: Mapping[str, str]) -> Prompt:
        fence, summary = self.fence, _SLOT["summary"]
        focus = wording["query"].format(query=_SLOT["query"]) if self.query else ""
        instructions = " ".join(filter(None, (wording[task].format(fence=fence), asked, focus)))
        content = f"<{fence}>\n{_SLOT['text']}\n</{fence}>\n\n{instructions}"
        if task == "refine":
            content = f"<{fence}-summary>\n{summary}\n</{fence}-summary>\n\n{content}"
        system = wording["system"].format(fence=fence, language=_english_name(self.language))
        try:
            return self._render([{"role": "system", "content": system}, {"role": "user", "content": content}])
        except ModelError:  # a template without a system role, such as Gemma's
            return self._render([{"role": "user", "content": f"{system}\n\n{content}"}])

    def _render(self, messages: list[dict[str, str]]) -> Prompt:
        try:
            rendered = self.codec.tokenizer.apply_chat_template(
                messages, tokenize=False, add_generation_prompt=True, enable_thinking=False
            )
        except Exception as error:  # whatever a template of the model's maker may raise
            raise ModelError(f"the chat template of the model fails: {error}") from error
        if _SLOT["text"] not in rendered:
            raise ModelError("the chat template of the model leaves the user's message out")
        return Prompt(tuple(self._parts(rendered)), opens_reasoning(rendered))

    def _parts(self, text: str) -> list[Ids | str]:
        # re.split with a group gives literals and slot names in turns.
        pieces = _ANY_SLOT.split(text)
        parts: list[Ids | str] = []
        for number, piece in enumerate(pieces):
            if number % 2:
                parts.append(self.codec.encode(self.query or "").ids if piece == "query" else piece)
            elif piece:
                before_text = number + 1 < len(pieces)
                parts.append(
                    self.codec.parse(piece.rstrip() if before_text and self.codec.adds_blanks else piece)
                )
        return parts

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
        raise InvalidTypeError(f"prompt must be a str with {{text}} in it, got {template!r}")
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
