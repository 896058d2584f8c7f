"""Receives each token from ``generate``, and reports the text so far, without half characters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

# What a decoder puts where the bytes of a character are not all there.
_HALF = "\ufffd"


class Streamer:
    """Pushes the text of one row as its tokens come; ``generate`` calls ``put`` and ``end``.

    Args:
        decode: from all tokens so far to their text.
        push: is called with each new piece of it.
    """

    def __init__(self, decode: Callable[[Sequence[int]], str], push: Callable[[str], None]) -> None:
        self._decode = decode
        self._push = push
        self._ids: list[int] = []
        self._shown = ""
        self._has_prompt = False

    def put(self, value: Any) -> None:
        """Take the prompt at first, then each token; a tensor on any device."""
        if not self._has_prompt:
            self._has_prompt = True
            return
        self._ids += value.flatten().tolist()
        text = self._decode(self._ids)
        is_longer = text.startswith(self._shown) and not text.endswith(_HALF)
        piece = text[len(self._shown) :] if is_longer else ""
        self._push(piece)  # an empty one, too: an abandoned stream ends here
        self._shown += piece

    def end(self) -> None:
        """Do nothing: the whole output follows."""
