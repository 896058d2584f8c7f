"""Prompts as token ids: what the tokenizer puts around an input, or the chat template of the model."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from summarize.abstractive.engines.transformers.tokens import TokenizerAdapter
from summarize.abstractive.output import opens_reasoning
from summarize.abstractive.prompts import Kind, Message, Prompt, split_at_slots
from summarize.abstractive.tokens import Ids
from summarize.errors import ModelError


class Rendering(NamedTuple):
    """The tokens around a text; a slot is a name, to be filled with tokens.

    Attributes:
        parts: token ids and names of slots, in order.
        opens_reasoning: whether the model is made to think aloud first.
    """

    parts: tuple[Ids | str, ...]
    opens_reasoning: bool = False

    @property
    def n_tokens(self) -> int:
        """The number of tokens without those in the slots."""
        return sum(len(part) for part in self.parts if not isinstance(part, str))

    def fill(self, **slots: Ids) -> Ids:
        """Return the input of the model; a slot that is not given stays empty."""
        nothing = np.array([], np.int64)
        filled = [slots.get(part, nothing) if isinstance(part, str) else part for part in self.parts]
        return np.concatenate(filled)


def render(prompt: Prompt, kind: Kind, adapter: TokenizerAdapter) -> Rendering:
    """Return a prompt in tokens.

    Args:
        prompt: a text, or messages for a model with a chat template.
        kind: what kind of model it is.
        adapter: the model's tokenizer.

    Raises:
        ModelError: the chat template of the model fails, or leaves the text out.
    """
    if isinstance(prompt.content, str):
        before, after = adapter.around(prompt.source_language)
        # What ends an input ends an output, too, where both are one.
        ending = (after,) if kind == "seq2seq" else ()
        return Rendering((before, *_parts(prompt.content, prompt.query, adapter), *ending))
    try:
        rendered = _apply_template(prompt.content, adapter)
    except ModelError:
        if prompt.content[0].role != "system":
            raise
        # A template without a system role, such as Gemma's.
        merged = Message("user", "\n\n".join(message.content for message in prompt.content))
        rendered = _apply_template([merged], adapter)
    return Rendering(tuple(_parts(rendered, prompt.query, adapter)), opens_reasoning(rendered))


def _apply_template(messages: Iterable[Message], adapter: TokenizerAdapter) -> str:
    try:
        rendered = adapter.tokenizer.apply_chat_template(
            [message._asdict() for message in messages],
            tokenize=False,
            add_generation_prompt=True,
            enable_thinking=False,
        )
    except Exception as error:  # whatever a template of the model's maker may raise
        raise ModelError(f"the chat template of the model fails: {error}") from error
    if "text" not in split_at_slots(rendered)[1::2]:
        raise ModelError("the chat template of the model leaves the user's message out")
    return str(rendered)


def _parts(text: str, query: str, adapter: TokenizerAdapter) -> list[Ids | str]:
    pieces = split_at_slots(text)
    parts: list[Ids | str] = []
    for number, piece in enumerate(pieces):
        if number % 2:
            parts.append(adapter.encode(query).ids if piece == "query" else piece)
        elif piece:
            before_text = number + 1 < len(pieces)
            parts.append(adapter.parse(piece.rstrip() if before_text and adapter.adds_blanks else piece))
    return parts
