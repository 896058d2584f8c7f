"""A summary as a Markdown list or as text, with the passages of its source that support each sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import quote

from summarize.document import Document
from summarize.text.times import location
from summarize.views.escapes import escape_block, escape_inline
from summarize.views.marks import Shown

_LONGEST_PASSAGE = 300  # characters
_WORDS_AT_AN_END = 5  # of a text fragment; a browser finds a passage by its first and last words


class Passage(NamedTuple):
    """A passage that is cited.

    Attributes:
        text: its text on one line, cut after 300 characters.
        location: its page, or its time and speaker; blank if not known.
        link: an address that leads to it; None if the document has no address.
    """

    text: str
    location: str
    link: str | None


def cited(sentences: Sequence[Shown], document: Document) -> tuple[list[tuple[int, ...]], list[Passage]]:
    """Return the numbers of the passages that support each sentence, from 1, and the passages.

    A passage that supports several sentences has one number.

    Args:
        sentences: the sentences of a summary.
        document: what they summarize.
    """
    number_of: dict[tuple[int, int], int] = {}
    numbers = [
        tuple([number_of.setdefault((start, end), len(number_of) + 1) for start, end, _ in each.sources])
        for each in sentences
    ]
    return numbers, [_passage(document, start, end) for start, end in number_of]


def to_markdown(sentences: Sequence[Shown], document: Document, heading: str, *, cite: bool) -> str:
    """Return a list of the sentences under a heading; if asked, with citations and passages below.

    Args:
        sentences: the sentences of a summary.
        document: what they summarize.
        heading: what to call it; blank for no heading.
        cite: whether to cite passages, instead of page, time and speaker behind each sentence.
    """
    numbers, passages = cited(sentences, document) if cite else ([()] * len(sentences), [])
    lines = [f"## {escape_inline(' '.join(heading.split()))}", ""] if heading.strip() else []
    for sentence, marks in zip(sentences, numbers, strict=True):
        where = "" if cite or not sentence.location else f" ({' '.join(sentence.location.split())})"
        lines.append(f"- {escape_block(_line(sentence.text) + where)}{_marks(marks)}")
    if passages:
        lines += ["", "### Sources", ""]
    for number, passage in enumerate(passages, 1):
        where = f" ({escape_inline(' '.join(passage.location.split()))})" if passage.location else ""
        link = f" [link](<{passage.link}>)" if passage.link else ""
        lines.append(f"{number}. {escape_block(passage.text)}{where}{link}")
    return "\n".join(lines)


def to_text(lines: Sequence[str], sentences: Sequence[Shown], document: Document) -> str:
    """Return the sentences with citations, a line each, and the passages below.

    Args:
        lines: the sentences as they are printed.
        sentences: the sentences of the summary.
        document: what they summarize.
    """
    numbers, passages = cited(sentences, document)
    written = [f"{line}{_marks(marks)}" for line, marks in zip(lines, numbers, strict=True)]
    for number, passage in enumerate(passages, 1):
        where = f" ({passage.location})" if passage.location else ""
        link = f" {passage.link}" if passage.link else ""
        written += [""] * (number == 1) + [f"[{number}] {passage.text}{where}{link}"]
    return "\n".join(written)


def link_to(document: Document, start: int, end: int) -> str | None:
    """Return the address of a passage: a page, or a text fragment that browsers scroll to and mark.

    See https://wicg.github.io/scroll-to-text-fragment/.

    >>> document = Document("Cats purr. Mice, as a rule, do not.")
    >>> document.url = "https://example.org/cats"
    >>> link_to(document, 11, 35)
    'https://example.org/cats#:~:text=Mice%2C%20as%20a%20rule%2C%20do%20not.'
    """
    if document.url is None:
        return None
    address, _, _ = document.url.partition("#")
    if (page := document.page(start)) is not None:
        return f"{address}#page={page}"
    words = document.text[start:end].split()
    parts = [words]
    if len(words) > 2 * _WORDS_AT_AN_END:
        parts = [words[:_WORDS_AT_AN_END], words[-_WORDS_AT_AN_END:]]
    return f"{address}#:~:text={','.join(_encoded(' '.join(part)) for part in parts)}"


def _encoded(words: str) -> str:
    encodable = words.encode("utf-8", "ignore")
    return quote(encodable, safe="").replace("-", "%2D")  # "-" has a meaning in a text fragment


def _passage(document: Document, start: int, end: int) -> Passage:
    text = _line(document.text[start:end])
    where = location(document.page(start), document.time(start), document.speaker(start))
    cut = text if len(text) <= _LONGEST_PASSAGE else f"{text[: _LONGEST_PASSAGE - 1].rstrip()}…"
    return Passage(cut, where, link_to(document, start, end))


def _marks(numbers: Sequence[int]) -> str:
    return "".join(f" [{number}]" for number in numbers)


def _line(text: str) -> str:
    return " ".join(text.split())
