"""A source with the spans marked that support the sentences of a summary."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from html import escape
from itertools import count, pairwise
from typing import Protocol

from summarize.document import SourceSpan
from summarize.terminal import harmless
from summarize.text.normalization import without_surrogates

_views = count(1)  # makes the anchors of several views on one page unique


class Shown(Protocol):
    """A sentence of a summary, with its sources."""

    @property
    def text(self) -> str:
        """The sentence."""

    @property
    def sources(self) -> tuple[SourceSpan, ...]:
        """The spans of the document that support it, best first."""

    @property
    def support(self) -> float:
        """How well the source supports it, from 0 to 1."""

    @property
    def location(self) -> str:
        """The page, or the time and the speaker, of the best source."""


class Marks:
    """The marks in a text, and the links that lead to them.

    Args:
        text: the source.
        sentences: the sentences of the summary.

    Attributes:
        text: the source.
        sentences: the sentences of the summary.
    """

    def __init__(self, text: str, sentences: Sequence[Shown]) -> None:
        self.text = text
        self.sentences = sentences
        self._view = f"s{next(_views)}-"
        self._anchors = {each.sources[0].start: n for n, each in enumerate(sentences) if each.sources}
        self._supported: dict[int, tuple[int, ...]] = dict(self._sweep())
        self._bounds = sorted(self._supported)

    def _sweep(self) -> Iterator[tuple[int, tuple[int, ...]]]:
        """Yield each position where marks change, and the numbers of the sentences supported behind it."""
        opening, closing = defaultdict(list), defaultdict(list)
        for n, sentence in enumerate(self.sentences):
            for source in sentence.sources:
                opening[source.start].append(n)
                closing[source.end].append(n)
        active: list[int] = []
        for bound in sorted(opening.keys() | closing.keys()):
            for n in closing[bound]:
                active.remove(n)
            active += opening[bound]
            yield bound, tuple(sorted(set(active)))

    def between(self, start: int, end: int) -> str:
        """Return a part of the source; the best source of each sentence is its anchor."""
        first, last = bisect_left(self._bounds, start), bisect_left(self._bounds, end)
        before = self._supported[self._bounds[first - 1]] if first else ()
        parts = []
        for low, high in pairwise([start, *self._bounds[first:last], end]):
            supported = self._supported.get(low, before)
            piece = clean(self.text[low:high])
            if piece and supported:
                anchor = f' id="{self._view}{self._anchors[low]}"' if low in self._anchors else ""
                piece = f'<mark{anchor} title="{", ".join(str(n + 1) for n in supported)}">{piece}</mark>'
            parts.append(piece)
        return "".join(parts)

    def link(self, number: int, limit: int | None = None, html: str | None = None) -> str:
        """Return a sentence of the summary with a link to its source.

        Args:
            number: of the sentence, from 0.
            limit: the largest number of characters to show.
            html: the sentence as HTML, if it has marks of its own.
        """
        sentence = self.sentences[number]
        text = " ".join(sentence.text.split())
        shown = html or clean(text if limit is None or len(text) <= limit else f"{text[: limit - 1]}…")
        where = f' <span class="quiet">{clean(sentence.location)}</span>' if sentence.location else ""
        if sentence.sources:
            shown = f'<a href="#{self._view}{number}">{shown}</a>'
        return f"{shown}{where}"


def clean(text: str) -> str:
    r"""Return a text as HTML; what would drive a terminal or change the direction is written as escapes.

    >>> clean("a < b\x1b[2J")
    'a &lt; b\\x1b[2J'
    """
    return escape(harmless(without_surrogates(text)))
