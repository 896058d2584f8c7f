"""Checks anybody's summary: what supports each sentence, and which facts nothing supports.

It compares words and facts. It does not notice a denial, swapped roles, or a true name in a wrong place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from statistics import fmean
from typing import TYPE_CHECKING, Any

from summarize.document import Document, Sentence, SourceSpan
from summarize.grounding.facts import Fact, Kind, SourceFacts
from summarize.grounding.lexicon import Lexicon
from summarize.grounding.nearest import find_nearest
from summarize.grounding.overlap import score_support
from summarize.grounding.support import find_sources
from summarize.text.times import location

if TYPE_CHECKING:
    from summarize.judges.judge import Judge


@dataclass(frozen=True, slots=True)
class UnsupportedFact:
    """A number, date, name or quotation of a summary that no part of the source contains.

    Attributes:
        text: the fact.
        start: position of its first character in the summary.
        end: position after its last character.
        kind: ``"number"``, ``"date"``, ``"name"`` or ``"quotation"``.
        nearest: what in the source is most like it; None if nothing is.
    """

    text: str
    start: int
    end: int
    kind: Kind
    nearest: str | None

    def __str__(self) -> str:
        return (
            f"{self.text}; the source has {self.nearest}"
            if self.nearest
            else f"{self.text}; not in the source"
        )


@dataclass(frozen=True, slots=True)
class CheckedSentence:
    """One sentence of a checked summary.

    Attributes:
        text: the sentence.
        start: position of its first character in the summary.
        end: position after its last character.
        support: how well the source supports it, from 0 to 1; 1 for a verbatim sentence.
        sources: the spans of the source that support it, best first.
        unsupported: its facts that no part of the source contains.
        page: the page on which its best source begins; None if the source has no pages.
        time: when its best source is said, in seconds; None if not known.
        speaker: who says its best source; None if not known.
        entailment: how sure a model is that the sources support it, from 0 to 1; None without a model, or if
            the model gives no verdict. 1 for a verbatim sentence, and 0 for one without sources.
    """

    text: str
    start: int
    end: int
    support: float
    sources: tuple[SourceSpan, ...]
    unsupported: tuple[UnsupportedFact, ...]
    page: int | None
    time: float | None
    speaker: str | None
    entailment: float | None = None

    @property
    def location(self) -> str:
        """Where its best source is: ``"p. 3"``, ``"12:07 Anna Moor"``; blank if not known."""
        return location(self.page, self.time, self.speaker)

    def to_dict(self) -> dict[str, Any]:
        """Return the fields as plain values, ready for JSON."""
        return asdict(self) | {
            "sources": [source._asdict() for source in self.sources],
            "unsupported": [asdict(fact) for fact in self.unsupported],
        }


@dataclass(frozen=True)
class Check:
    """What supports the sentences of a summary; as a string, a report.

    Attributes:
        sentences: the sentences of the summary, in order.
        summary: the summary as a document, to which the places belong.
        source: the source as a document.
        model: the name of the model that judged; None without a model.
    """

    sentences: tuple[CheckedSentence, ...]
    summary: Document
    source: Document
    model: str | None = None

    @property
    def entailment(self) -> float | None:
        """The mean entailment of the sentences with a verdict; None if there is none."""
        found = [each.entailment for each in self.sentences if each.entailment is not None]
        return fmean(found) if found else None

    @property
    def support(self) -> float:
        """The mean support of the sentences, from 0 to 1."""
        return fmean(sentence.support for sentence in self.sentences)

    @property
    def unsupported(self) -> tuple[UnsupportedFact, ...]:
        """The unsupported facts of all sentences, in order."""
        return tuple(fact for sentence in self.sentences for fact in sentence.unsupported)

    def __str__(self) -> str:
        from summarize.views.checks import to_text

        return to_text(self)

    def to_dict(self) -> dict[str, Any]:
        """Return the check as plain values, ready for JSON; the texts of the documents are not included."""
        return {
            "support": self.support,
            "unsupported": [asdict(fact) for fact in self.unsupported],
            "sentences": [sentence.to_dict() for sentence in self.sentences],
            "language": self.source.language,
            "entailment": self.entailment,
            "model": self.model,
        }

    def to_markdown(self) -> str:
        """Return a list of the sentences with their sources; unsupported facts are bold."""
        from summarize.views.checks import to_markdown

        return to_markdown(self)

    def to_html(self, *, page: bool = True) -> str:
        """Return HTML: the summary, with unsupported facts underlined, beside its source.

        It holds no script and loads nothing.

        Args:
            page: whether it is a complete page; if not, a ``<div>`` to embed in one.
        """
        from summarize.views.checks import to_html

        return to_html(self, page=page)


def check(
    summary: str | Document, source: str | Document, language: str | None = None, *, model: Any = None
) -> Check:
    """Check a summary, whoever wrote it, against its source.

    Each sentence gets a score ``support``, from 0 (nothing in the source is like it) to 1 (all of its words
    and facts are there), the spans of the source that support it best, and its facts that no part of the
    source contains: numbers with their units, dates, names and quotations.

    Words and facts are compared, not meaning. So the check does not notice a negation, swapped roles, or a
    number that the source gives for something else. A model can notice these: with ``model``, each sentence
    also has an ``entailment`` from 0 to 1.

    Args:
        summary: the summary.
        source: the text that was summarized.
        language: the language of both texts, as a code or English name; by default that of the source.
        model: a classifier with entailment labels, or a chat model as judge: a Hugging Face hub id or folder,
            a loaded ``(model, tokenizer)`` pair, or another engine (see :class:`Abstractive`). For each
            sentence, it reads only the spans that support it best. The most recent model stays in memory.

    Raises:
        EmptyTextError: one of the texts is blank or has no words.
        InvalidTypeError: an argument has the wrong type.
        InvalidValueError: the language is not known.
        ModelError, GenerationError, MissingExtraError: the model cannot be loaded or fails.

    >>> found = check("He paid 12 million. It rained.", "Kim Lee paid 1.2 million dollars. It rained.")
    >>> [round(sentence.support, 2) for sentence in found.sentences]
    [0.03, 1.0]
    >>> found.unsupported[0].text, found.unsupported[0].start, found.unsupported[0].nearest
    ('12 million', 8, '1.2 million dollars')
    """
    judge = None if model is None else _judge(model)
    source = Document.of(source, language)
    summary = Document.of(summary, language or source.language)
    texts = [sentence.text for sentence in summary.sentences]
    facts = SourceFacts(source.text, source.language)
    unsupported = [facts.unsupported_in(text) for text in texts]
    sources = find_sources(source, texts)
    support = score_support(source, texts, sources, [len(found) for found in unsupported])
    parts = zip(summary.sentences, support, sources, unsupported, strict=True)
    checked = [_checked(source, *each) for each in parts]
    if judge is None:
        return Check(tuple(checked), summary, source)
    verdicts = _verdicts(judge, source, checked)
    judged = [replace(each, entailment=verdict) for each, verdict in zip(checked, verdicts, strict=True)]
    return Check(tuple(judged), summary, source, judge.name)


def _judge(model: object) -> Judge:
    from summarize.judges.judge import make_judge  # brings in all that runs models

    return make_judge(model)


def _verdicts(judge: Judge, source: Document, sentences: list[CheckedSentence]) -> list[float | None]:
    """Return the entailment of each sentence; verbatim ones, and those without sources, are not asked for."""
    from summarize.judges.judge import Claim

    verdicts: list[float | None] = [1.0 if each.support == 1 else 0.0 for each in sentences]
    asked = [n for n, each in enumerate(sentences) if each.support < 1 and each.sources]
    claims = [
        Claim(
            " ".join(sentences[n].text.split()),
            tuple([(start, source.text[start:end]) for start, end, _ in sentences[n].sources]),
        )
        for n in asked
    ]
    for n, verdict in zip(asked, judge.judge(claims) if claims else (), strict=True):
        verdicts[n] = verdict
    return verdicts


def _checked(
    source: Document, sentence: Sentence, support: float, spans: tuple[SourceSpan, ...], facts: list[Fact]
) -> CheckedSentence:
    start = spans[0].start if spans else None
    return CheckedSentence(
        text=sentence.text,
        start=sentence.start,
        end=sentence.end,
        support=support,
        sources=spans,
        unsupported=tuple([_placed(source, sentence, fact, spans) for fact in facts]),
        page=None if start is None else source.page(start),
        time=None if start is None else source.time(start),
        speaker=None if start is None else source.speaker(start),
    )


def _placed(
    source: Document, sentence: Sentence, fact: Fact, spans: tuple[SourceSpan, ...]
) -> UnsupportedFact:
    lexicon = Lexicon.of(source.language)
    passages = [" ".join(source.text[span.start : span.end].split()) for span in spans]
    nearest = find_nearest(fact, passages, lexicon) or find_nearest(fact, _like(fact.text, source), lexicon)
    start, end = sentence.start + fact.start, sentence.start + fact.end
    return UnsupportedFact(fact.text, start, end, fact.kind, nearest)


def _like(text: str, source: Document) -> Iterator[str]:
    """Yield the sentences of a source that share a word, or a number's first digits, with a text."""
    words = [word[:4] for word in text.split() if len(word) > 1]
    for sentence in source.sentences:
        if any(word in sentence.text for word in words):
            yield " ".join(sentence.text.split())
