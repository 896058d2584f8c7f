"""The spaCy component ``summarize``, which spaCy finds by entry point."""

from __future__ import annotations

from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from summarize.api import make_summarizer
from summarize.document import Document
from summarize.errors import EmptyTextError
from summarize.length import Length
from summarize.summarizer import Summarizer
from summarize.summary import Summary

_UNKNOWN_LANGUAGE = "xx"  # spaCy's code for a pipeline of any language


@Language.factory(  # type: ignore[untyped-decorator, unused-ignore]
    "summarize",
    default_config={
        "method": None,
        "model": None,
        "sentences": None,
        "words": None,
        "ratio": None,
        "options": {},
    },
)
def create_component(
    nlp: Language,
    name: str,  # noqa: ARG001 (spaCy passes it)
    method: str | None,
    model: str | None,
    sentences: int | None,
    words: int | None,
    ratio: float | None,
    options: dict[str, Any],
) -> Component:
    """Return the component of ``nlp.add_pipe("summarize", config={"sentences": 2})``.

    The settings are the arguments of :func:`summarize.summarize`; ``options`` are those of the method.

    Raises:
        SummarizeError: what :func:`summarize.summarize` raises for wrong arguments.
    """
    language = None if nlp.lang == _UNKNOWN_LANGUAGE else nlp.lang
    return Component(make_summarizer(method, model, **options), Length.of(sentences, words, ratio), language)


class Component:
    """Sets ``doc._.summary``, a :class:`Summary`, and ``doc._.summary_spans``, its sentences in the doc.

    A doc without words has None and no spans; a sentence that a model wrote has no span.
    """

    def __init__(self, summarizer: Summarizer, length: Length | None, language: str | None) -> None:
        self._summarizer = summarizer
        self._length = length
        self._language = language
        Doc.set_extension("summary", default=None, force=True)
        Doc.set_extension("summary_spans", getter=_spans, force=True)

    def __call__(self, doc: Doc) -> Doc:
        """Summarize a doc."""
        try:
            doc._.summary = self._summarizer(Document(doc.text, self._language), self._length)
        except EmptyTextError:
            doc._.summary = None
        return doc


def _spans(doc: Doc) -> list[Span]:
    summary = doc._.summary
    if not isinstance(summary, Summary):  # none, or a doc from disk, which has the text alone
        return []
    places = [(each.start, each.end) for each in summary.sentences if each.start is not None]
    return [doc.char_span(start, end, alignment_mode="expand") for start, end in places]
