"""The base of all extractive methods: a method scores sentences, the base selects and reports."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any, ClassVar, Literal, NoReturn

import numpy as np
from numpy.typing import NDArray

from summarize.checks import check_choice, show
from summarize.document import Document, SourceSpan
from summarize.errors import InvalidTypeError, InvalidValueError, did_you_mean
from summarize.extractive.algebra.term_vectors import TermVectors
from summarize.extractive.algebra.weights import tf_idf
from summarize.extractive.selection.budget import Candidates, whole_sentence
from summarize.extractive.selection.order import Order, by_score
from summarize.extractive.selection.redundancy import marginal_relevance, trigrams
from summarize.length import Length
from summarize.summarizer import check_arguments, check_documents, check_no_options, map_past_errors
from summarize.summary import Summary, SummarySentence
from summarize.text.marks import ends_sentence
from summarize.text.markup import is_html

_CANDIDATES = "prose", "all"
_UNITS_AN_END = 10  # units of a transcript of which at least one ends with a stop, if it has punctuation


@dataclass(frozen=True, kw_only=True)
class Extractive(ABC):
    """Base class of the methods that select sentences of the document.

    A subclass is a frozen dataclass whose fields are its options. It implements :meth:`score_sentences`.
    Three things are optional: it overrides :meth:`order` if a choice depends on earlier choices; it sets
    :attr:`takes_query` if a query can steer it; and it sets :attr:`skip_too_long` to false if the summary
    ends at the first sentence that exceeds the word limit. A repeated sentence is selected again only when no
    other is left.

    Args:
        redundancy: ``"mmr"`` takes sentences by maximal marginal relevance (Carbonell & Goldstein, SIGIR
            1998; λ = 0.7); ``"trigrams"`` skips sentences that share three words in a row with a chosen
            one (Paulus et al., ICLR 2018); None ignores redundancy.
        candidates: ``"prose"`` ranks prose, list items and turns of speakers, and excludes headings,
            captions, code, references and the like; ``"all"`` ranks every sentence, as in the papers.
    """

    name: ClassVar[str]
    batches_documents: ClassVar[bool] = False
    takes_query: ClassVar[bool] = False
    skip_too_long: ClassVar[bool] = True
    redundancies: ClassVar[tuple[str, ...]] = ("mmr", "trigrams")
    default_length: ClassVar[Length] = Length(sentences=3)

    redundancy: Literal["mmr", "trigrams"] | None = None
    candidates: Literal["prose", "all"] = "prose"

    def __post_init__(self) -> None:
        if self.redundancy is not None and not isinstance(self.redundancy, str):
            raise InvalidTypeError(f"redundancy must be a str or None, got {show(self.redundancy)}")
        if self.redundancy is not None and self.redundancy not in self.redundancies:
            known = did_you_mean(self.redundancy[:80], self.redundancies)
            raise InvalidValueError(
                f"redundancy={show(self.redundancy)} is not for method {self.name!r}; {known}"
            )
        check_choice("candidates", self.candidates, _CANDIDATES)

    def scores(self, document: Document | str, *, query: str | None = None) -> NDArray[np.float64]:
        """Return the score of each sentence, shape (n_sentences,); headings and other non-candidates score 0.

        Raises:
            InvalidTypeError: the method did not return an array of numbers.
            InvalidValueError: the method accepts no query, the query is blank, or the method did not
                return one number per sentence.
            QueryError: no word of the query occurs in the text.
        """
        self._check(None, query)
        document = Document.of(document)
        ranked = self._ranked(document)
        of_ranked = self._checked_scores(ranked, query)
        if ranked is document:
            return of_ranked
        scores = np.zeros(len(document.sentences))
        scores[list(ranked.positions)] = of_ranked
        return scores

    def _ranked(self, document: Document) -> Document:
        return document if self.candidates == "all" else document.body

    def _checked_scores(self, ranked: Document, query: str | None) -> NDArray[np.float64]:
        return _checked_scores(self.score_sentences(ranked, query), len(ranked.sentences), self.name)

    def __call__(
        self,
        document: Document | str,
        length: Length | None = None,
        *,
        query: str | None = None,
        **unknown: NoReturn,
    ) -> Summary:
        """Summarize one document.

        Args:
            document: the document, or its text.
            length: the length of the summary; three sentences by default.
            query: a question or topic that steers the choice, if the method takes one.
            **unknown: not accepted; the error names the argument to use instead.

        Raises:
            EmptyTextError: there is nothing to summarize.
            InvalidValueError: the method takes no query, or the query is blank.
            QueryError: no word of the query occurs in the text.
        """
        check_no_options(unknown)
        return next(
            self.for_lengths(document, [self.default_length if length is None else length], query=query)
        )

    def for_lengths(
        self, document: Document | str, lengths: Iterable[Length], *, query: str | None = None
    ) -> Iterator[Summary]:
        r"""Yield one summary of a document per length.

        Sentences are scored once: on 100 KB, thirty lengths take two to five times as long as one. So a
        slider can show them all.

        Raises:
            SummarizeError: as for a call, when the first summary is asked for.

        >>> from summarize import Lead
        >>> summaries = Lead().for_lengths("One. Two. Three.", [Length(sentences=n) for n in (1, 2)])
        >>> [str(summary) for summary in summaries]
        ['One.', 'One.\nTwo.']
        """
        self._check(None, query)
        document = Document.of(document)
        ranked = self._ranked(document)
        had_terms = "terms" in vars(ranked)
        scores = self._checked_scores(ranked, query)
        candidates = Candidates(ranked, is_for_readers=self.candidates != "all")
        try:
            for length in lengths:
                check_arguments(length, query)
                chosen = self._choose(candidates, scores, length, query)
                yield Summary(
                    [_summary_sentence(ranked, position, float(scores[position])) for position in chosen],
                    document=document,
                    method=self.name,
                    options=self._options(),
                    length=length,
                    query=query,
                    notes=_notes(candidates, chosen, length),
                )
        finally:
            if not had_terms:  # they take several times the memory of the text, which a summary keeps
                ranked.forget_terms()

    def _choose(
        self, candidates: Candidates, scores: NDArray[np.float64], length: Length, query: str | None
    ) -> list[int]:
        """Return the positions of the sentences of a summary, in the order of the text."""
        ranked = candidates.document
        worth = self.at_length(ranked, scores, length, query)
        return candidates.select(
            marginal_relevance(TermVectors(tf_idf(ranked.terms)), worth)
            if self.redundancy == "mmr"
            else self.order(ranked, worth),
            length,
            skip_too_long=self.skip_too_long,
            fingerprints=trigrams if self.redundancy == "trigrams" else whole_sentence,
        )

    def batch(
        self,
        documents: Iterable[Document | str],
        length: Length | None = None,
        *,
        query: str | None = None,
        **unknown: NoReturn,
    ) -> Iterator[Summary]:
        """Yield the summary of each document, in order, one in memory at a time.

        Raises for a wrong length or query at once, for a document when its turn comes; the iterator can
        be continued after that.
        """
        check_no_options(unknown)
        check_documents(documents)
        self._check(length, query)
        return map_past_errors(lambda document: self(document, length, query=query), documents)

    @abstractmethod
    def score_sentences(self, document: Document, query: str | None) -> NDArray[np.float64]:
        """Return a score for each sentence, shape (n_sentences,); larger is better.

        ``query`` is None, or a non-blank string if the method takes one. A sentence with the score minus
        infinity is taken only after all others.
        """

    def at_length(
        self,
        document: Document,  # noqa: ARG002
        scores: NDArray[np.float64],
        length: Length,  # noqa: ARG002
        query: str | None,  # noqa: ARG002
    ) -> NDArray[np.float64]:
        """Return the scores adjusted to a length, shape (n_sentences,); unchanged by default."""
        return scores

    def order(self, document: Document, scores: NDArray[np.float64]) -> Order:  # noqa: ARG002
        """Yield the positions of the sentences, best first; by score unless overridden.

        Args:
            document: n sentences.
            scores: the result of :meth:`score_sentences`, shape (n,).
        """
        return by_score(scores)

    @property
    def options(self) -> dict[str, Any]:
        """The options by name; those that all methods share only if they are not the default."""
        is_default = {"redundancy": self.redundancy is None, "candidates": self.candidates == "prose"}
        names = [field.name for field in fields(self) if not is_default.get(field.name)]
        return {name: getattr(self, name) for name in names}

    def _options(self) -> dict[str, Any]:
        """Return what the signature of a summary says of the options."""
        return self.options

    def _check(self, length: Length | None, query: str | None) -> None:
        check_arguments(length, query)
        if query is not None and not self.takes_query:
            raise InvalidValueError(f"method {self.name!r} takes no query; leave it out")


def _checked_scores(scores: object, n_sentences: int, method: str) -> NDArray[np.float64]:
    try:
        array = np.asarray(scores)
    except (TypeError, ValueError) as error:  # rows of different lengths, a tensor on a GPU
        raise InvalidTypeError(f"method {method!r} must return an array of numbers: {error}") from error
    if array.dtype.kind not in "biuf":
        raise InvalidTypeError(
            f"method {method!r} must return an array of numbers, got {type(scores).__name__} of {array.dtype}"
        )
    if array.shape != (n_sentences,):
        raise InvalidValueError(
            f"method {method!r} must return one score a sentence, shape ({n_sentences},), got {array.shape}"
        )
    if np.count_nonzero(np.isnan(array)):  # a third of the time of any()
        position = int(np.isnan(array).argmax())
        raise InvalidValueError(f"method {method!r} gave sentence {position} the score NaN")
    return array.astype(np.float64, copy=False)


def _summary_sentence(ranked: Document, position: int, score: float) -> SummarySentence:
    sentence = ranked.sentences[position]
    start, end, text, _ = sentence
    return SummarySentence(
        text=text,
        start=start,
        end=end,
        position=ranked.positions[position],
        score=score,
        sources=(SourceSpan(start, end, 1.0),),
        page=ranked.page(start),
        time=ranked.time(start),
        speaker=sentence.speaker,
    )


def _notes(candidates: Candidates, chosen: Sequence[int], length: Length) -> list[str]:
    """Return notes on how the summary came about: no prose, over the limit, HTML."""
    ranked, notes = candidates.document, []
    if not any(sentence.is_candidate for sentence in ranked.sentences):
        notes.append("the text has no running text; headings, tables and the like were ranked")
    if length.sentences is None:
        n_words = sum(candidates.n_words[position] for position in chosen)
        budget = candidates.word_budget(length)
        if n_words > budget:
            notes.append(f"one sentence is always kept: it has {n_words} words, and {budget} were asked for")
    if _lacks_ends(ranked):
        notes.append("the transcript has no sentence ends; its units are captions put together")
    if is_html(ranked.text):
        notes.append("the text is HTML; summarize.readers reads it as a page: read_bytes(text.encode())")
    return notes


def _lacks_ends(ranked: Document) -> bool:
    """Return whether a transcript has no punctuation, as what programs recognise of speech."""
    if not ranked.is_timed:
        return False
    n_ends = sum(1 for sentence in ranked.sentences if ends_sentence(sentence.text))
    return n_ends * _UNITS_AN_END < len(ranked.sentences)
