"""A text with its language and its sentences, each a span of the untouched original."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from summarize.errors import EmptyTextError, InvalidTypeError
from summarize.text.languages import detect, language_code
from summarize.text.sentences import split
from summarize.text.words import has_word

if TYPE_CHECKING:
    from summarize.text.terms import TermCounts


class Source(NamedTuple):
    """A stretch of a document that a sentence of a summary comes from or is supported by.

    Attributes:
        start: position of its first character; it reads ``document.text[start:end]``, in code points.
        end: position after its last character.
        score: how much of the sentence it supports, from 0 to 1; 1 for a verbatim sentence.
    """

    start: int
    end: int
    score: float


class Sentence(NamedTuple):
    """One sentence of a document.

    Attributes:
        start: position of its first character in the document.
        end: position after its last character.
        text: ``document.text[start:end]``, line breaks included.
        is_heading: whether it is a title, a heading or a date line and not running text.
    """

    start: int
    end: int
    text: str
    is_heading: bool


class Section(NamedTuple):
    """A heading and the sentences up to the next one; nested sections follow their parent.

    Attributes:
        title: the heading without marks such as ``#``; None for what is before the first heading.
        level: 1 for the highest, as the marks or the number of the heading tell it.
        first: position of its first sentence, which is the heading itself if there is one.
        end: position after its last sentence: ``document.sentences[first:end]`` is all of it.
    """

    title: str | None
    level: int
    first: int
    end: int


class Document:
    """A text that is ready to be summarized.

    Args:
        text: any string; it is never changed.
        language: an ISO 639-1 code (``"de"``), a longer tag (``"pt-BR"``) or an English name
            (``"german"``); detected from the text if not given, ``"und"`` if it can't be told.
        title: what the text is called, if that is known from elsewhere; None if not.
        page_starts: where in the text each page begins, in order; none if it has no pages.

    Raises:
        InvalidTypeError: ``text``, or ``language`` or ``title`` if given, is not a string.
        InvalidValueError: ``language`` is not a language that is known.
        EmptyTextError: the text is blank or has no words.

    >>> document = Document("Dr. Smith came at 3.30 p.m. on Monday. He left.")
    >>> [sentence.text for sentence in document.sentences]
    ['Dr. Smith came at 3.30 p.m. on Monday.', 'He left.']
    >>> document.language
    'en'
    """

    def __init__(
        self,
        text: str,
        language: str | None = None,
        *,
        title: str | None = None,
        page_starts: Sequence[int] = (),
    ) -> None:
        if not isinstance(text, str):
            raise InvalidTypeError(_not_a_string(text))
        if not has_word(text):
            raise EmptyTextError(
                "the text is empty or blank" if not text.strip() else f"the text has no words: {text[:60]!r}"
            )
        if title is not None and not isinstance(title, str):
            raise InvalidTypeError(f"title must be a str or None, got {title!r:.80} ({type(title).__name__})")
        self.text = text
        self.title = title
        self.page_starts = tuple(page_starts)
        self._given_language = None if language is None else language_code(language)

    @cached_property
    def language(self) -> str:
        """The language of the text as an ISO 639-1 code, or ``"und"``."""
        return self._given_language or detect(self.text)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences in order; only white space lies outside of them."""
        text = self.text
        spans = split(text, self.language)
        return tuple([Sentence(start, end, text[start:end], heading) for start, end, heading in spans])

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        r"""The sections in order; together they hold each sentence once, and none is empty.

        A text without headings is one section. A section of a heading alone is one whose text is
        all in the sections under it.

        >>> Document("# Cats\n\nThey purr.\n\n## Kittens\n\nThey play.").sections
        (Section(title='Cats', level=1, first=0, end=2), Section(title='Kittens', level=2, first=2, end=4))
        """
        from summarize.text.headings import outline

        headings = [(i, sentence.text) for i, sentence in enumerate(self.sentences) if sentence.is_heading]
        return tuple([Section(*section) for section in outline(headings, len(self.sentences))])

    @cached_property
    def terms(self) -> TermCounts:
        """The terms (stems without stop words) of each sentence, counted."""
        from summarize.text.terms import count_terms

        return count_terms([sentence.text for sentence in self.sentences], self.language)

    def page(self, position: int) -> int | None:
        """Return the number of the page, from 1, that a position of the text is on; None without pages.

        >>> Document("One page. Another one.", page_starts=[0, 10]).page(12)
        2
        """
        return bisect_right(self.page_starts, position) or None

    def forget_terms(self) -> None:
        """Free the memory of :attr:`terms`; they are counted again when they are asked for."""
        self.__dict__.pop("terms", None)

    def __getstate__(self) -> dict[str, object]:
        # What can be made again from the text is not worth its place in a pickle.
        return {
            "text": self.text,
            "title": self.title,
            "page_starts": self.page_starts,
            "_given_language": self.language,
        }

    def __repr__(self) -> str:
        return f"Document({self.text[:40]!r}…, {len(self.text)} characters)"

    @classmethod
    def of(cls, text: Document | str, language: str | None = None) -> Document:
        """Return ``text`` itself if it is a document already, else a new document of it."""
        return text if isinstance(text, cls) else cls(text, language)  # type: ignore[arg-type]


def _not_a_string(value: object) -> str:
    hints = {
        "bytes": "decode it first: data.decode('utf-8')",
        "NoneType": "was the text read at all?",
        "list": "pass one text, or summarize_many(texts) for several",
        "tuple": "pass one text, or summarize_many(texts) for several",
    }
    hint = hints.get(type(value).__name__, "pass the text itself as a str")
    if hasattr(value, "__fspath__"):
        hint = "pass its text: path.read_text(encoding='utf-8')"
    return f"text must be a str, got {type(value).__name__} {str(value)[:60]!r}; {hint}"
