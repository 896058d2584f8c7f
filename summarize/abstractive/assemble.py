"""From a draft to a summary: whole sentences within the length, each with its sources."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

from summarize.abstractive.output import finished_sentences
from summarize.abstractive.strategies import Draft
from summarize.abstractive.writing import GenerationContext
from summarize.document import Document, SourceSpan
from summarize.grounding.facts import SourceFacts
from summarize.grounding.overlap import score_support
from summarize.grounding.support import find_sources
from summarize.summary import Summary, SummarySentence
from summarize.text.words import count_words

_MANY_UNKNOWN = 0.05
# Below this share of the length asked for, or of half of the text if that is less, a summary is much shorter.
_SHORT = 0.5


def assemble(draft: Draft, context: GenerationContext, strategy: str) -> Summary:
    """Return the summary of a draft.

    Args:
        draft: what the strategy made.
        context: the document, and how it was summarized.
        strategy: its name.
    """
    document = context.document
    sentences, notes = finished_sentences(draft.output, context.prompts.language)
    sentences = _within(sentences, context)
    had_terms = "terms" in vars(document)
    sources = find_sources(document, sentences)
    facts = SourceFacts(document.text, document.language)
    n_unsupported = [len(facts.unsupported_in(sentence)) for sentence in sentences]
    support = score_support(document, sentences, sources, n_unsupported)
    if not had_terms:
        document.forget_terms()
    return Summary(
        [_sentence(document, *each) for each in zip(sentences, sources, support, strict=True)],
        document=document,
        method="abstractive",
        options=_options(context, strategy),
        length=context.length,
        query=context.prompts.query,
        coverage=draft.coverage,
        notes=(*notes, *_about_length(sentences, context), *_unknown(context)),
        usage=context.meter.usage,
    )


def _about_length(sentences: list[str], context: GenerationContext) -> list[str]:
    """Return a note if the summary is longer than was asked for, or much shorter."""
    size, sentences_asked = context.size, context.size.length.sentences
    if context.length is None:
        return []
    if sentences_asked is not None:
        unit, n, asked, n_of_text = (
            "sentence",
            len(sentences),
            sentences_asked,
            len(context.document.sentences),
        )
    else:
        unit, n, asked, n_of_text = "word", sum(map(count_words, sentences)), size.words, size.n_words
    shown = f"{n} {unit}{'s' * (n != 1)}"
    if n > asked:
        return [f"one sentence is always kept: it has {shown}, and {asked} were asked for"]
    if n < _SHORT * min(asked, n_of_text / 2):
        return [f"the summary is much shorter than asked: it has {shown} of up to {asked}"]
    return []


def _unknown(context: GenerationContext) -> list[str]:
    """Return a note if much of the text is not in the vocabulary of the model, as in another script."""
    share = context.tokens.n_unknown / max(1, len(context.tokens))
    if share < _MANY_UNKNOWN:
        return []
    return [
        f"{share:.0%} of the tokens of the text are unknown to the model, which may not support its script"
    ]


def _sentence(
    document: Document, text: str, sources: tuple[SourceSpan, ...], support: float
) -> SummarySentence:
    best = sources[0] if sources else None
    return SummarySentence(
        text=text,
        start=None,
        end=None,
        position=None,
        score=best.score if best else 0.0,
        sources=sources,
        page=document.page(best.start) if best else None,
        time=document.time(best.start) if best else None,
        speaker=document.speaker(best.start) if best else None,
        support=support,
    )


def _within(sentences: list[str], context: GenerationContext) -> list[str]:
    """Return the first sentences that keep to the length; one is always kept."""
    if context.uses_default_budget:
        return sentences
    if context.size.length.sentences is not None:
        return sentences[: context.size.length.sentences]
    kept: list[str] = []
    left = context.size.words
    for sentence in sentences:
        left -= count_words(sentence)
        if left < 0 and kept:
            break
        kept.append(sentence)
    return kept


def _options(context: GenerationContext, strategy: str) -> dict[str, Any]:
    """Return everything needed to reproduce the summary."""
    profile, limits = context.engine.profile, context.limits
    options = dict(profile.settings) | {
        "strategy": strategy,
        "chunk_size": context.chunk_size or limits.input or limits.default_chunk,
        "prompt": context.prompts.template,
        "language_out": context.prompts.language,
    }
    return options | {package: version(package) for package in profile.packages}
