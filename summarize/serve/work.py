"""What a worker process does for a request: plain values in, plain values out."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from summarize.api import keywords, make_summarizer
from summarize.checking import check
from summarize.checks import check_text, show
from summarize.document import Document
from summarize.errors import InvalidTypeError, InvalidValueError
from summarize.extractive.base import Extractive
from summarize.length import Length
from summarize.readers.limits import Limits
from summarize.registry import create, methods
from summarize.serve.fields import FIELDS, LENGTHS, LONGEST_SPEAKER, MAX_LENGTHS, SOURCE
from summarize.summary import Summary
from summarize.text.words import count_words

Values = Mapping[str, Any]
_URL = re.compile(r"https?://[^\s<>\x00-\x1f\x7f\ud800-\udfff]+")  # it is written into links as it is


def document_of(request: Values) -> Document:
    """Return the document that a request has, or names.

    Args:
        request: one of ``text``, ``document``, ``file`` (with ``data`` in base64, ``name`` and
            ``media_type``) and ``url``; ``language``; for files and URLs ``limits``.

    Raises:
        SummarizeError: there is none, or several, or it cannot be read, or a speaker has too long a name.

    >>> document_of({"document": {"text": "Cats purr.", "title": "Cats"}}).title
    'Cats'
    """
    document = _read(request)
    for cue in document.cues:
        if cue.speaker is not None and len(cue.speaker) > LONGEST_SPEAKER:
            raise InvalidValueError(
                f"a speaker has at most {LONGEST_SPEAKER} characters, got {show(cue.speaker)}"
            )
    return document


def _read(request: Values) -> Document:
    given = [name for name in (*SOURCE, "file") if request.get(name) is not None]
    if len(given) != 1:
        raise InvalidValueError(
            f"give one of text, url, document and a file; got {' and '.join(given) or 'none'}"
        )
    language = request.get("language")
    if "url" in given:
        from summarize.readers.reading import read_url

        check_text("url", request["url"])
        return read_url(request["url"], language=language, limits=Limits(**request["limits"]))
    if "file" in given:
        from summarize.readers.reading import read_bytes

        file = request["file"]
        return read_bytes(
            base64.b64decode(file["data"]),
            file["name"],
            media_type=file["media_type"],
            language=language,
            limits=Limits(**request["limits"]),
        )
    return Document(request["text"], language) if "text" in given else _rebuilt(request["document"], language)


def _rebuilt(values: object, language: str | None) -> Document:
    """Return the document of which ``/v1/extract`` gave the values."""
    if not isinstance(values, dict):
        raise InvalidTypeError(f"document must be an object, as of /v1/extract, got {show(values)}")
    known = FIELDS["document"].extra["properties"]
    unknown = [name for name in values if name not in known]
    if unknown:
        raise InvalidValueError(f"document has no field {unknown[0]!r:.60}; it has {', '.join(known)}")
    given = {name: value for name, value in values.items() if value is not None and name != "notes"}
    url = given.pop("url", None)
    if url is not None and not (isinstance(url, str) and _URL.fullmatch(url)):
        raise InvalidValueError(f"the url of a document must be one of http or https, got {show(url)}")
    if language is not None:
        given["language"] = language
    if "cues" in given:
        if not isinstance(given["cues"], list):
            raise InvalidTypeError(f"cues must be a list, got {show(given['cues'])}")
        given["cues"] = [tuple(cue) if isinstance(cue, list) else cue for cue in given["cues"]]
    document = Document(given.pop("text", None), **given)
    document.url = url
    return document


def values_of(document: Document) -> dict[str, Any]:
    """Return a document as plain values, from which it can be made again."""
    return {
        "text": document.text,
        "language": document.language,
        "title": document.title,
        "page_starts": list(document.page_starts),
        "cues": [[cue.start, cue.time, cue.speaker] for cue in document.cues],
        "notes": list(document.notes),
        "url": document.url if document.url and _URL.fullmatch(document.url) else None,
    }


def _summarize(request: Values) -> Iterator[Any]:
    # Not summarize(): its note reveals whether a text is the name of a file of this machine.
    summarizer = make_summarizer(request.get("method"), None)
    length = Length.of(*map(request.get, LENGTHS))
    summary = summarizer(document_of(request), length, query=request.get("query"))
    yield shown_summary(summary, request["style"], bool(request.get("cite")))


def shown_summary(summary: Summary, style: str, cite: bool = False) -> Any:
    """Return a summary in a style: as plain values, as a page, or as Markdown, which may cite its sources.

    >>> from summarize.extractive.lead import Lead
    >>> shown_summary(Lead()("Cats purr."), "json")["summary"]
    'Cats purr.'
    """
    if style == "markdown":
        return summary.to_markdown(cite=cite)
    return summary.to_html() if style == "html" else summary.to_dict()


def _keywords(request: Values) -> Iterator[Any]:
    document = document_of(request)
    given = {name: request[name] for name in ("n", "method") if request.get(name) is not None}
    found = keywords(document, **given)
    yield {"keywords": [keyword.to_dict() for keyword in found], "language": document.language}


def _check(request: Values) -> Iterator[Any]:
    check_text("summary", request.get("summary"))
    found = check(request["summary"], document_of(request), request.get("language"))
    yield found.to_html() if request["style"] == "html" else found.to_dict()


def _extract(request: Values) -> Iterator[Any]:
    document = document_of(request)
    if request["style"] == "markdown":
        from summarize.views.markdown import to_markdown

        yield to_markdown(document)
    else:
        yield values_of(document)


def _select(request: Values) -> Iterator[Any]:
    """Yield all sentences and their scores, then the positions of those of the summary of each length."""
    lengths = _lengths(request)
    method, query = make_summarizer(request.get("method"), None), request.get("query")
    document = document_of(request)
    scores = method.scores(document, query=query) if isinstance(method, Extractive) else None
    yield {
        "language": document.language,
        "notes": list(document.notes),
        "sentences": [
            [each.start, each.end, each.kind, *([each.speaker] if each.speaker else [])]
            for each in document.sentences
        ],
        "scores": None if scores is None else scores.round(6).tolist(),
    }
    summaries = (
        method.for_lengths(document, lengths, query=query)
        if isinstance(method, Extractive)
        else (method(document, length, query=query) for length in lengths)
    )
    for length, summary in zip(lengths, summaries, strict=True):
        yield {
            "sentences": length.sentences,
            "words": length.words,
            "ratio": length.ratio,
            "positions": [each.position for each in summary.sentences],
            "n_words": sum(count_words(each.text) for each in summary.sentences),
            "notes": list(summary.notes),
        }


def _lengths(request: Values) -> list[Length]:
    units = [unit for unit in LENGTHS if request.get(unit) is not None]
    values = request[units[0]] if len(units) == 1 else None
    if not isinstance(values, list) or not 1 <= len(values) <= MAX_LENGTHS:
        raise InvalidValueError(
            f"give one of sentences, words and ratio as a list of 1 to {MAX_LENGTHS} lengths: [1, 2, 3]"
        )
    return [Length(**{units[0]: value}) for value in values]


def _describe(_: Values) -> Iterator[Any]:
    """Yield the methods, what they do in one line, and whether they take a query."""
    from summarize.phrases.ranking import METHODS

    described = [
        {"name": name, "description": line, "takes_query": create(name).takes_query}
        for name, line in methods().items()
    ]
    yield {"methods": described, "keyword_methods": sorted(METHODS)}


TASKS: Mapping[str, Callable[[Values], Iterator[Any]]] = {
    "check": _check,
    "extract": _extract,
    "keywords": _keywords,
    "methods": _describe,
    "selections": _select,
    "summaries": _summarize,
}
"""What a worker can do, by the last part of the path of a request."""
