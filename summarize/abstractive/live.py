"""The text of the last pass while a model writes it: in order, cleaned, without repetition."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from summarize.abstractive.engines.base import Request
from summarize.abstractive.output import Output, Piece, visible_text
from summarize.streaming import PartsRead


class LiveText:
    """Turns the pieces and outputs of one document into the text that is streamed.

    Outputs that are written side by side are shown one after the other. What is written again in a second
    try is shown only if it differs, on a new line.

    Attributes:
        events: pieces of text, and how many parts have been read; the reader removes them.
    """

    def __init__(self) -> None:
        self.events: deque[str | PartsRead] = deque()
        self._texts: list[str] = []
        self._is_ended: list[bool] = []
        self._position = 0
        self._shown = ""
        self._n_read = self._n_parts = 0

    def begin(self, requests: Sequence[Request]) -> None:
        """Begin a round of requests: of the last pass if they are streamed, else of parts."""
        self._texts, self._is_ended, self._position = [], [], 0
        if any(request.is_streamed for request in requests):
            self._texts, self._is_ended = [""] * len(requests), [False] * len(requests)
        else:
            self._n_parts += len(requests)
            self.events.append(PartsRead(self._n_read, self._n_parts))

    def receive(self, position: int, result: Output | Piece) -> None:
        """Take a piece or the whole of an output.

        Args:
            position: which of the requests of the round.
            result: what the model wrote.
        """
        is_whole = isinstance(result, Output)
        if is_whole and len(self._texts) == 1 and not self._texts[0] and not self._shown:
            return  # an engine that does not stream: the summary itself is better
        if self._texts:
            is_new = isinstance(result, Output) or result.begins_again
            self._texts[position] = result.text if is_new else self._texts[position] + result.text
            self._is_ended[position] = is_whole
            self._show_next()
        elif is_whole:
            self._n_read += 1
            self.events.append(PartsRead(self._n_read, self._n_parts))

    def _show_next(self) -> None:
        while self._position < len(self._texts):
            is_ended = self._is_ended[self._position]
            text = self._texts[self._position]
            self._show((text if is_ended else visible_text(text)).strip())
            if not is_ended or self._position + 1 == len(self._texts):
                return
            self._position, self._shown = self._position + 1, ""
            self.events.append("\n\n")

    def _show(self, text: str) -> None:
        if self._shown.startswith(text):
            return
        is_longer = text.startswith(self._shown)
        self.events.append(text[len(self._shown) :] if is_longer else f"\n\n{text}")
        self._shown = text
