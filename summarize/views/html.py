"""A summary beside its source as HTML, without scripts or external resources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from summarize.document import Document
from summarize.views.items import item, mark_facts
from summarize.views.marks import Marks, Shown, clean

_STYLE = Path(__file__).with_name("style.css")
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_BODY = (
    "body { margin: 0; background: #fff; } "
    "@media (prefers-color-scheme: dark) { body { background: #16191d; } }"
)
UNSUPPORTED = "Not in the source"


def fragment(
    sentences: Sequence[Shown],
    document: Document,
    notes: Mapping[str, str],
    unsupported: Sequence[str] = (),
) -> str:
    """Return a view to embed in a page: the summary, with each sentence linked to its source, and the text.

    Args:
        sentences: the sentences of the summary.
        document: the summarized document.
        notes: further text by heading; empty notes are omitted.
        unsupported: what the sentences say and no part of the document contains, which is underlined.

    >>> from summarize.views.html import fragment
    >>> "<h2>Signature</h2>" in fragment([], Document("A <b> text."), {"Signature": "s"})
    True
    """
    marks = Marks(document.text, sentences)
    items = [item(marks, n, html=mark_facts(each.text, unsupported)) for n, each in enumerate(sentences)]
    return compose(items, notes, marks.between(0, len(document.text)), document.language)


def compose(items: Sequence[str], notes: Mapping[str, str], source: str, language: str) -> str:
    """Return a view of HTML made before: the items of the summary, and the source; notes are plain text."""
    told = "".join(
        f'<h2>{clean(heading)}</h2><p class="{"unsupported" if heading == UNSUPPORTED else "quiet"}">'
        f"{clean(note)}</p>"
        for heading, note in notes.items()
        if note
    )
    listed = "".join(f"<li>{item}</li>" for item in items)
    lang = f' lang="{language}"' if language != "und" else ""
    return (
        f"<style>{_STYLE.read_text(encoding='utf-8')}</style>"
        f'<div class="summarize"{lang}><div class="columns">'
        f'<div><h2>Summary</h2><ol dir="auto">{listed}</ol>{told}</div>'
        f'<div><h2>Source</h2><div class="source" dir="auto">{source}</div></div></div></div>'
    )


def page(title: str, body: str) -> str:
    """Return a complete page around views; its policy forbids scripts and external resources.

    >>> page("A & B", "<p>Text</p>").startswith("<!doctype html>")
    True
    """
    shown = clean(title)
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}"><title>{shown}</title>'
        f"<style>{_BODY}</style></head>\n<body>"
        f'<div class="summarize"><header><h1 dir="auto">{shown}</h1></header></div>\n{body}\n</body></html>\n'
    )


def pages(title: str, views: Iterable[tuple[str, str]]) -> str:
    """Return a complete page of several views, each a section under the name of its document.

    >>> "a.txt</h2>" in pages("Summaries", [("a.txt", "<p>Text</p>")])
    True
    """
    sections = [
        f'<section><div class="summarize"><header><h2 dir="auto">{clean(name)}</h2></header></div>\n'
        f"{view}</section>"
        for name, view in views
    ]
    return page(title, "\n".join(sections))
