"""The functions that most users need."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence, Sized
from contextlib import suppress
from itertools import filterfalse
from typing import TYPE_CHECKING, Any, Literal, NoReturn

from summarize import registry
from summarize.checks import check_choice, check_count, check_flags, check_iterable, is_missing, show
from summarize.document import Document
from summarize.documents import DocumentList, document_of, document_of_many
from summarize.errors import (
    EmptyTextError,
    InvalidTypeError,
    InvalidValueError,
    QueryError,
    UnknownOptionError,
)
from summarize.hints import (
    instead_of_method,
    instead_of_texts,
    note_on_file_name,
    unknown_option_of_keywords,
)
from summarize.length import Length
from summarize.progress import track
from summarize.streaming import SummaryStream, stream_events
from summarize.summarizer import Summarizer, map_past_errors, missing_members
from summarize.summary import Summary
from summarize.text.languages import language_code

if TYPE_CHECKING:
    from summarize.phrases.extraction import Keyword

DEFAULT_METHOD = "auto"


def summarize(
    text: str | Document,
    method: str | Summarizer | None = None,
    *,
    model: Any = None,
    sentences: int | None = None,
    words: int | None = None,
    ratio: float | None = None,
    query: str | None = None,
    language: str | None = None,
    **options: Any,
) -> Summary:
    """Summarize a text.

    Args:
        text: the text, or a :class:`Document`.
        method: the name of an extractive method (see :func:`methods`), or a :class:`Summarizer`. The
            default is ``"auto"``.
        model: a model that writes the summary instead: a Hugging Face hub id or folder, a loaded
            ``(model, tokenizer)`` pair, or another engine (see :class:`Abstractive`). The most recent
            model stays in memory.
        sentences: maximum number of sentences. Without any limit, a summary has three sentences, or the
            length in the configuration of the model.
        words: maximum number of words.
        ratio: maximum share of the words of the text, above 0 and at most 1.
        query: a question or topic that steers the summary, if the method accepts one.
        language: code or English name; detected by default.
        **options: options of the method, such as ``damping=0.9``, or of :class:`Abstractive`, such as
            ``strategy="refine"``.

    Returns:
        a :class:`Summary`: a string whose sentences record their positions in the text.

    Raises:
        EmptyTextError: the text is blank or has no words.
        UnknownMethodError: there is no method of this name.
        UnknownOptionError: the method has no such option.
        QueryError: no word of the query occurs in the text.
        InvalidTypeError: an argument has the wrong type.
        InvalidValueError: an argument has an invalid value.
        ModelError, GenerationError, MissingExtraError: see :class:`Abstractive`.

    >>> print(summarize("Cats chase mice. It rained. Mice fear cats.", sentences=1))
    Cats chase mice.
    """
    summarizer = make_summarizer(method, model, **options)
    summary = summarizer(document_of(text, language), Length.of(sentences, words, ratio), query=query)
    return _with_note(summary)


def summarize_many(
    texts: Iterable[str | Document],
    method: str | Summarizer | None = None,
    *,
    model: Any = None,
    sentences: int | None = None,
    words: int | None = None,
    ratio: float | None = None,
    query: str | None = None,
    language: str | None = None,
    progress: bool = False,
    on_error: Literal["raise", "skip"] = "raise",
    **options: Any,
) -> Iterator[Summary]:
    """Summarize many texts lazily and in order; a model receives them in batches.

    Arguments and errors are those of :func:`summarize`. Invalid arguments raise at once. A text that cannot
    be summarized raises when its turn comes, and the iterator can continue after it.

    Args:
        texts: any iterable of texts or documents; only a few are held in memory.
        method: as in :func:`summarize`.
        model: as in :func:`summarize`.
        sentences: maximum number of sentences of each summary.
        words: maximum number of words of each summary.
        ratio: maximum share of the words of each text.
        query: a question or topic that steers the summaries.
        language: the language of all texts, as a code or English name; detected for each text by default.
        progress: whether to show a progress bar on standard error.
        on_error: ``"raise"``, or ``"skip"``, which leaves out texts that are missing (None or NaN), empty,
            or without a word of the query. There are then fewer summaries than texts, in the same order.
        **options: as in :func:`summarize`.

    >>> [str(summary) for summary in summarize_many(["One text.", "Another text."])]
    ['One text.', 'Another text.']
    >>> [str(summary) for summary in summarize_many(["One text.", None], on_error="skip")]
    ['One text.']
    """
    check_iterable("texts", texts, instead_of_texts(texts))
    check_flags(progress=progress)
    check_choice("on_error", on_error, ("raise", "skip"))
    code = None if language is None else language_code(language)
    summarizer, length = make_summarizer(method, model, **options), Length.of(sentences, words, ratio)
    documents: Iterable[Document]
    if on_error == "skip":
        there = filterfalse(is_missing, texts)
        texts = list(there) if isinstance(texts, Sequence) else there
    if isinstance(texts, Sequence):
        documents = DocumentList(texts, code)
    else:
        documents = map_past_errors(lambda text: document_of_many(text, code), texts)
    summaries: Iterator[Summary] = map(_with_note, summarizer.batch(documents, length, query=query))
    if on_error == "skip":
        summaries = _WithoutFaults(summaries)
    return track(summaries, len(texts) if isinstance(texts, Sized) else None) if progress else summaries


def summarize_stream(
    text: str | Document,
    method: str | Summarizer | None = None,
    *,
    model: Any = None,
    sentences: int | None = None,
    words: int | None = None,
    ratio: float | None = None,
    query: str | None = None,
    language: str | None = None,
    on_progress: Callable[[int, int], object] | None = None,
    **options: Any,
) -> SummaryStream:
    """Summarize a text, and give the summary piece by piece, as a model writes it.

    The whole summary is ``stream.summary``. A long text is first read in parts, without pieces. A method, or
    a model that cannot stream, gives the whole summary as one piece.

    Args:
        text: as in :func:`summarize`, and so are all other arguments and errors.
        method: as in :func:`summarize`.
        model: as in :func:`summarize`.
        sentences: maximum number of sentences.
        words: maximum number of words.
        ratio: maximum share of the words of the text.
        query: a question or topic that steers the summary.
        language: code or English name; detected by default.
        on_progress: called with ``(n_read, n_parts)`` each time the model has read a part of a long text.
        **options: as in :func:`summarize`.

    Returns:
        a :class:`SummaryStream`: an iterator of strings, and the summary at its end.

    >>> from summarize import ScriptedEngine
    >>> stream = summarize_stream("Cats chase mice. It rained.", model=ScriptedEngine(["Cats hunt."]))
    >>> list(stream), stream.summary.coverage
    (['Cats', ' hunt.'], 1.0)
    """
    if on_progress is not None and not callable(on_progress):
        raise InvalidTypeError(f"on_progress must be a function, got {show(on_progress)}")
    summarizer, length = make_summarizer(method, model, **options), Length.of(sentences, words, ratio)
    events = stream_events(summarizer, document_of(text, language), length, query=query)
    return SummaryStream(events, on_progress, finish=_with_note)


def keywords(
    text: str | Document,
    n: int = 10,
    *,
    method: str = "positionrank",
    language: str | None = None,
    **unknown: NoReturn,
) -> list[Keyword]:
    """Find the key phrases of a text, best first.

    Words are ranked by PageRank on the graph of their co-occurrences, without stop words and numbers. The
    top third of the words, but at least 20, are kept, and adjacent ones are joined into phrases. The score
    of a phrase is the sum of the scores of its words, times the square root of its number of occurrences.
    Time and memory are linear in the length of the text.

    Args:
        text: the text, or a :class:`Document`.
        n: maximum number of keywords. No keyword contains another one.
        method: ``"positionrank"`` favours words that occur early (Florescu & Caragea, ACL 2017);
            ``"textrank"`` does not (Mihalcea & Tarau, EMNLP 2004).
        language: code or English name; detected by default.
        **unknown: any other argument raises an error that suggests the right name.

    Returns:
        keywords with their text, score and spans; an empty list if the text has only stop words and numbers.

    Raises:
        EmptyTextError: the text is blank or has no words.
        UnknownOptionError: there is no such argument.
        InvalidTypeError: an argument has the wrong type.
        InvalidValueError: an argument has an invalid value.

    >>> text = "Solar panels are on the roof. Who needs solar panels, and who another roof?"
    >>> [keyword.text for keyword in keywords(text, 2)]
    ['Solar panels', 'roof']
    >>> keywords(text, 1)[0].spans
    ((0, 12), (40, 52))
    """
    from summarize.phrases.extraction import extract
    from summarize.phrases.ranking import METHODS

    for option in unknown:
        raise UnknownOptionError(unknown_option_of_keywords(option, ("language", "method", "n")))
    check_count("n", n)
    check_choice("method", method, METHODS)
    return extract(document_of(text, language), int(n), METHODS[method])


def make_summarizer(method: str | Summarizer | None, model: Any, /, **options: Any) -> Summarizer:
    """Return the summarizer that these arguments of :func:`summarize` name.

    Raises:
        UnknownMethodError: no method has this name.
        UnknownOptionError: the method, or :class:`Abstractive`, has no such option.
        InvalidTypeError: it is neither a name nor a summarizer.
        InvalidValueError: both a method and a model are given, or an option makes no sense.
    """
    if model is not None:
        if method is not None:
            raise InvalidValueError(f"give a method or a model, not both: {show(method)} and {show(model)}")
        from summarize.abstractive.shared import shared_abstractive

        return shared_abstractive(model, options)
    if method is None or isinstance(method, str):
        return registry.create(DEFAULT_METHOD if method is None else method, **options)
    if isinstance(method, type) or not isinstance(method, Summarizer):
        lacking = ", ".join(missing_members(method))
        hint = instead_of_method(method) or f"it lacks {lacking}"
        raise InvalidTypeError(f"method must be a name or a Summarizer instance, got {show(method)}; {hint}")
    if options:
        named = ", ".join(options)
        raise UnknownOptionError(f"give {named} to {type(method).__name__}(…) itself, which exists already")
    return method


def _with_note(summary: Summary) -> Summary:
    """Add a note to the summary of what is no text but the name of one.

    It is here, and not in the summarizers, because the answer to a stranger's text must not reveal which
    files a server has.
    """
    document = getattr(summary, "document", None)
    note = note_on_file_name(document.text) if isinstance(document, Document) else None
    if note is not None and note not in summary.notes:
        summary.notes = (*summary.notes, note)
    return summary


class _WithoutFaults(Iterator[Summary]):
    """The summaries of those texts that have one."""

    def __init__(self, summaries: Iterator[Summary]) -> None:
        self._summaries = summaries

    def __next__(self) -> Summary:
        while True:
            with suppress(EmptyTextError, QueryError):
                return next(self._summaries)
