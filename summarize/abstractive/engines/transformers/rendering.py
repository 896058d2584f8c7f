"""Prompts as token ids: what the tokenizer puts around an input, or the chat template of the model."""

from __future__ import annotations

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
        opens_reasoning: whether the model is made to reason first.
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
    rendered = _apply_template(prompt.content, adapter)
    return Rendering(tuple(_parts(rendered, prompt.query, adapter)), opens_reasoning(rendered))


def _apply_template(messages: tuple[Message, ...], adapter: TokenizerAdapter) -> str:
    """Return a chat in the words of its template.

    A template may take the content of a message as a string, or as a list of parts, as those for texts
    and images do. It may refuse a system role, as Gemma's does, or drop it silently.
    """
    forms = [messages]
    if messages[0].role == "system":
        forms.append((Message("user", "\n\n".join(message.content for message in messages)),))
    failure, changed = None, None
    for form in forms:
        for has_parts in (False, True):
            try:
                rendered = _rendered(form, adapter, has_parts=has_parts)
            except Exception as error:  # any error that the template of a model raises
                failure = failure or error
                continue
            if all(_has_content(rendered, message.content) for message in form):
                return rendered
            if "text" in split_at_slots(rendered)[1::2]:
                changed = changed or rendered
    if changed is not None:  # all that it makes of a message is something else, with the text in it
        return changed
    if failure is not None:
        raise ModelError(f"the chat template of the model fails: {failure}") from failure
    raise ModelError("the chat template of the model leaves the user's message out")


def _rendered(messages: tuple[Message, ...], adapter: TokenizerAdapter, *, has_parts: bool) -> str:
    chat = [
        {"role": role, "content": [{"type": "text", "text": content}] if has_parts else content}
        for role, content in messages
    ]
    return str(
        adapter.tokenizer.apply_chat_template(
            chat, tokenize=False, add_generation_prompt=True, enable_thinking=False
        )
    )


def _has_content(rendered: str, content: str) -> bool:
    """Return whether a template has kept all of a message; it may strip and indent it."""
    return "".join(content.split()) in "".join(rendered.split())


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
