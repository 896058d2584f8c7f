"""A summary beside its source as HTML, without scripts or external resources."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from itertools import count, pairwise
from pathlib import Path
from typing import Protocol

from summarize.document import Document, SourceSpan

_STYLE = Path(__file__).with_name("style.css")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")  # UTF-8 cannot encode it
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
UNSUPPORTED = "Not in the source"
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
    def location(self) -> str:
        """The page, or the time and the speaker, of the best source."""


def fragment(sentences: Sequence[Shown], document: Document, notes: Mapping[str, str]) -> str:
    """Return a view to embed in a page: the summary, with each sentence linked to its source, and the text.

    Args:
        sentences: the sentences of the summary.
        document: the summarized document.
        notes: further text by heading; empty notes are omitted.

    >>> from summarize.views.html import fragment
    >>> "<h2>Signature</h2>" in fragment([], Document("A <b> text."), {"Signature": "s"})
    True
    """
    view = f"s{next(_views)}-"
    language = f' lang="{document.language}"' if document.language != "und" else ""
    items = "".join(f"<li>{_link(sentence, view, n)}</li>" for n, sentence in enumerate(sentences))
    told = "".join(
        f'<h2>{_clean(heading)}</h2><p class="{"unsupported" if heading == UNSUPPORTED else "quiet"}">'
        f"{_clean(note)}</p>"
        for heading, note in notes.items()
        if note
    )
    source = "".join(_marked(document.text, sentences, view))
    return (
        f"<style>{_STYLE.read_text(encoding='utf-8')}</style>"
        f'<div class="summarize"{language}><div class="columns">'
        f'<div><h2>Summary</h2><ol dir="auto">{items}</ol>{told}</div>'
        f'<div><h2>Source</h2><div class="source" dir="auto">{source}</div></div></div></div>'
    )


def page(title: str, body: str) -> str:
    """Return a complete page around views; its policy forbids scripts and external resources.

    >>> page("A & B", "<p>Text</p>").startswith("<!doctype html>")
    True
    """
    shown = _clean(title)
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}"><title>{shown}</title></head>\n'
        '<body style="margin: 0">'
        f'<div class="summarize"><header><h1 dir="auto">{shown}</h1></header></div>\n{body}\n</body></html>\n'
    )


def _link(sentence: Shown, view: str, number: int) -> str:
    text = _clean(" ".join(sentence.text.split()))
    where = f' <span class="quiet">{_clean(sentence.location)}</span>' if sentence.location else ""
    return f'<a href="#{view}{number}">{text}</a>{where}' if sentence.sources else f"{text}{where}"


def _marked(text: str, sentences: Sequence[Shown], view: str) -> Iterator[str]:
    """Yield the text in parts; sources are marked, and the best source of a sentence is its anchor."""
    spans = [(s.start, s.end, n) for n, sentence in enumerate(sentences) for s in sentence.sources]
    anchors = {sentence.sources[0].start: n for n, sentence in enumerate(sentences) if sentence.sources}
    bounds = sorted({0, len(text), *(bound for start, end, _ in spans for bound in (start, end))})
    for start, end in pairwise(bounds):
        supported = sorted({n + 1 for first, last, n in spans if first <= start and end <= last})
        piece = _clean(text[start:end])
        if supported:
            anchor = f' id="{view}{anchors[start]}"' if start in anchors else ""
            yield f'<mark{anchor} title="{", ".join(map(str, supported))}">{piece}</mark>'
        else:
            yield piece


def _clean(text: str) -> str:
    return escape(_LONE_SURROGATE.sub("\ufffd", text))
