"""From a draft to a summary: whole sentences within the length, each with its sources."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

import numpy as np

from summarize.abstractive.output import finished_sentences
from summarize.abstractive.strategies import Draft
from summarize.abstractive.writing import Writing
from summarize.document import Document, Source
from summarize.grounding.support import find_sources
from summarize.summary import Summary, SummarySentence
from summarize.text.words import count_words

_MANY_UNKNOWN = 0.05
_PACKAGES = ("torch", "transformers", "tokenizers")


def assemble(draft: Draft, writing: Writing, strategy: str) -> Summary:
    """Return the summary of a draft.

    Args:
        draft: what the strategy made.
        writing: of what, with what.
        strategy: its name.
    """
    document = writing.document
    sentences, notes = finished_sentences(draft.output, writing.prompts.language)
    sentences = _within(sentences, writing)
    had_terms = "terms" in vars(document)
    sources = find_sources(document, sentences)
    if not had_terms:
        document.forget_terms()
    return Summary(
        [_sentence(text, found, document) for text, found in zip(sentences, sources, strict=True)],
        document=document,
        method="abstractive",
        options=_options(writing, strategy),
        length=writing.length,
        query=writing.prompts.query,
        coverage=draft.coverage,
        notes=(*notes, *_unknown(writing)),
    )


def _unknown(writing: Writing) -> list[str]:
    """Return a note if much of the text is not in the vocabulary of the model, as in another script."""
    share = float(np.mean(writing.tokens.ids == writing.engine.codec.unknown_id))
    if share < _MANY_UNKNOWN:
        return []
    return [f"{share:.0%} of the tokens of the text are unknown to the model, which may not know its script"]


def _sentence(text: str, sources: tuple[Source, ...], document: Document) -> SummarySentence:
    best = sources[0] if sources else None
    return SummarySentence(
        text=text,
        start=None,
        end=None,
        position=None,
        score=best.score if best else 0.0,
        sources=sources,
        page=document.page(best.start) if best else None,
    )


def _within(sentences: list[str], writing: Writing) -> list[str]:
    """Return the first sentences that keep to the length; one is always kept."""
    if writing.is_natural:
        return sentences
    if writing.measure.length.sentences is not None:
        return sentences[: writing.measure.length.sentences]
    kept: list[str] = []
    left = writing.measure.words
    for sentence in sentences:
        left -= count_words(sentence)
        if left < 0 and kept:
            break
        kept.append(sentence)
    return kept


def _options(writing: Writing, strategy: str) -> dict[str, Any]:
    """Return what it takes to make the summary again."""
    engine, limits = writing.engine, writing.engine.limits
    options: dict[str, Any] = {
        "model": engine.loaded.name,
        "revision": engine.loaded.revision,
        "dtype": engine.loaded.dtype,
        "device": str(engine.loaded.model.device),
        "decoding": engine.decoding.describe(),
        "seed": engine.decoding.seed,
        "strategy": strategy,
        "chunk_size": writing.chunk_size or limits.input or limits.default_chunk,
        "prompt": writing.prompts.template,
        "language_out": writing.prompts.language,
    }
    return options | {package: version(package) for package in _PACKAGES}
