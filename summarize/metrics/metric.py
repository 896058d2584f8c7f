"""The common interface of all metrics, and metrics by name; no formulas."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import MISSING, Field, dataclass, fields
from importlib import import_module
from typing import Any, ClassVar

from summarize.checks import as_texts, check_text, show
from summarize.errors import InvalidTypeError, InvalidValueError, UnknownOptionError, did_you_mean
from summarize.specs import Spec
from summarize.text.words import has_word
from summarize.version import __version__

METRICS = {
    "bertscore": "summarize.metrics.bertscore:BertScore",
    "chrf": "summarize.metrics.chrf_scores:ChrF",
    "facts": "summarize.metrics.facts:Facts",
    "fragments": "summarize.metrics.fragments:Fragments",
    "length": "summarize.metrics.length:SummaryLength",
    "novelty": "summarize.metrics.novelty:Novelty",
    "readability": "summarize.metrics.readability:Readability",
    "redundancy": "summarize.metrics.redundancy:Redundancy",
    "rouge": "summarize.metrics.rouge_scores:Rouge",
    "support": "summarize.metrics.support:Support",
}


@dataclass(frozen=True)
class Case:
    """A summary, with its references and source.

    Attributes:
        sentences: the sentences of the summary, not blank and without line breaks.
        references: the reference summaries, each with one sentence per line.
        source: the text that was summarized.
        language: the language of all of them, an ISO 639-1 code, or ``"und"``.
    """

    sentences: Sequence[str]
    references: Sequence[str]
    source: str
    language: str

    @property
    def summary(self) -> str:
        """The summary, one sentence per line."""
        return "\n".join(self.sentences)


@dataclass(frozen=True)
class Metric(ABC):
    """A measure of one summary: a frozen dataclass whose fields are its options.

    A subclass implements :meth:`measure`. It sets :attr:`needs_references` to false if it compares the
    summary with its source only, and overrides :meth:`notes` if a figure depends on more than the options.
    :attr:`quality` names the figures from 0 to 1 for which more is better; for figures with precision,
    recall and F1 it has the common prefix. :attr:`faults` names the figures for which less is better.
    """

    name: ClassVar[str]
    needs_references: ClassVar[bool] = True
    quality: ClassVar[tuple[str, ...]] = ()
    faults: ClassVar[tuple[str, ...]] = ()

    @property
    def signature(self) -> str:
        """All settings on which a figure depends, in one line, as in sacreBLEU (Post, WMT 2018)."""
        options = {field.name: getattr(self, field.name) for field in fields(self)}
        notes = {**options, **self.notes(), "summarize": __version__}
        return "|".join([self.name, *(f"{key}:{_spell(value)}" for key, value in notes.items())])

    def notes(self) -> dict[str, str]:
        """Return further entries of the signature, which may replace options."""
        return {}

    def __call__(
        self, sentences: Sequence[str], references: Sequence[str], source: str, language: str
    ) -> dict[str, float]:
        r"""Measure one summary.

        Args:
            sentences: the sentences of the summary; white space in them is folded, line breaks included.
            references: the reference summaries, each with one sentence per line.
            source: the text that was summarized.
            language: the language of all of them, an ISO 639-1 code, or ``"und"``.

        Returns:
            the figures by name, always the same names, also for a summary without words.

        Raises:
            InvalidTypeError: an argument is a single string instead of a list, or an item is not a string.
            InvalidValueError: a reference is missing or without words, and the metric needs references.
            MissingExtraError: the metric needs a package that is not installed.

        >>> create_metric("rouge")(["A cat sat."], ["The cat sat.\nIt slept."], "", "en")["rouge1.recall"]
        0.4
        """
        sentences, references = as_texts("sentences", sentences), as_texts("references", references)
        check_text("source", source)
        check_text("language", language)
        if self.needs_references:
            check_references(references)
        lines = [" ".join(sentence.split()) for sentence in sentences]
        return self.measure(Case([line for line in lines if line], references, source, language))

    @abstractmethod
    def measure(self, case: Case) -> dict[str, float]:
        """Return the figures of a summary, always under the same names."""


def as_references(references: object) -> list[str]:
    """Return one reference or several as a list, or raise an error: see :func:`check_references`.

    >>> as_references("A cat.")
    ['A cat.']
    """
    texts = [references] if isinstance(references, str) else as_texts("references", references)
    check_references(texts)
    return texts


def check_references(references: Sequence[str]) -> None:
    """Raise an error unless there is a reference and each reference has a word.

    >>> check_references(["A cat.", "…"])
    Traceback (most recent call last):
    summarize.InvalidValueError: a reference has no words: '…'
    """
    if not references:
        raise InvalidValueError("at least one reference is needed, got none")
    for reference in references:
        if not has_word(reference):
            raise InvalidValueError(f"a reference has no words: {reference!r:.80}")


def create_metric(spec: str) -> Metric:
    """Return the metric of a specification such as ``"rouge:stemming=true,tokenizer=unicode"``.

    Raises:
        InvalidValueError: no metric has this name, or the value of an option is invalid; the message
            suggests the nearest name.
        UnknownOptionError: the metric has no such option; the message lists its options.

    >>> create_metric("rouge:stemming=true").signature.split("|")[:3]
    ['rouge', 'stemming:porter', 'tokenizer:rouge']
    """
    if not isinstance(spec, str):
        raise InvalidTypeError(f"a metric is a str such as 'rouge:stemming=true', got {show(spec)}")
    parsed = Spec.parse(spec)
    name = parsed.name.lower()
    if name not in METRICS:
        raise InvalidValueError(f"unknown metric {show(name)}; {did_you_mean(name[:80], METRICS)}")
    module, _, attribute = METRICS[name].partition(":")
    metric_class = getattr(import_module(module), attribute)
    known = {field.name: field for field in fields(metric_class)}
    options = dict(_options(name, parsed.written, known))
    for option, field in known.items():
        if field.default is MISSING and option not in options:
            raise InvalidValueError(f"metric {name!r} needs {option}: write {name}:{option}=…")
    metric: Metric = metric_class(**options)
    return metric


def _options(name: str, written: dict[str, str], known: dict[str, Field[Any]]) -> Iterator[tuple[str, Any]]:
    for option, value in written.items():
        if option not in known:
            raise UnknownOptionError(
                f"metric {name!r} has no option {option!r:.60}; {did_you_mean(option, known)}"
            )
        if not value:
            raise InvalidValueError(f"option {option!r} of metric {name!r} needs a value: {option}=…")
        yield option, _parse(option, value, known[option].default)


def _parse(option: str, value: str, default: object) -> Any:
    """Parse a value as the type of the option's default."""
    if isinstance(default, bool):
        answers = {"true": True, "yes": True, "false": False, "no": False}
        if value.lower() not in answers:
            raise InvalidValueError(f"{option} must be true or false, got {value!r}")
        return answers[value.lower()]
    if isinstance(default, int):
        if not value.isdecimal():
            raise InvalidValueError(f"{option} must be a whole number, got {value!r}")
        return int(value)
    return value


def _spell(value: object) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
