"""A text with its language and its sentences, each a span of the untouched original."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from copy import copy
from functools import cached_property
from typing import TYPE_CHECKING

from summarize.checks import check_count, show_typed
from summarize.errors import EmptyTextError, InvalidTypeError
from summarize.hints import instead_of_text
from summarize.spans import Section as Section
from summarize.spans import Sentence as Sentence
from summarize.spans import Source as Source
from summarize.spans import SourceSpan as SourceSpan
from summarize.text.cues import Cue, as_speech, checked_cues, cue_at
from summarize.text.kinds import CANDIDATES, Block, count_kinds
from summarize.text.languages import detect, language_code
from summarize.text.lines import Lines, check_lines
from summarize.text.pages import checked_page_starts
from summarize.text.sentences import split, split_blocks
from summarize.text.turns import is_transcript, speakers
from summarize.text.words import has_word

if TYPE_CHECKING:
    from summarize.text.habits import Habits
    from summarize.text.terms import TermCounts, WordSequence

_HEADER_LINES = 8  # of a mail


class Document:
    """A text with its language, blocks and sentences, ready to be summarized.

    ``notes`` holds warnings from reading a file, and summaries repeat them. ``url`` is the address of a web
    page, else None.

    Args:
        text: any string; it is never changed.
        language: an ISO 639-1 code (``"de"``), a longer tag (``"pt-BR"``) or an English name
            (``"german"``). By default it is detected; if that fails, :attr:`language` is ``"und"``.
        title: the title, if it is not part of the text.
        page_starts: for a text with pages, the position in ``text`` of the first character of each page,
            in ascending order.
        cues: for speech, a tuple ``(start, seconds, speaker)`` for each new time stamp or speaker, in
            ascending order. ``start`` is a position in ``text``, ``seconds`` the time since the recording
            began; ``seconds`` and ``speaker`` may be None.
        lines: how to read line breaks inside a paragraph. ``"wrapped"`` reads them as spaces. ``"units"``
            ends a sentence at each break, as in a list of reviews. ``"auto"`` decides by line lengths.

    Raises:
        InvalidTypeError: ``text``, ``language`` or ``title`` is not a string, ``page_starts`` is not a list
            of whole numbers, or ``cues`` is not a list of such tuples.
        InvalidValueError: the language is not known, ``lines`` has another value, or ``page_starts`` or
            ``cues`` are not in ascending order.
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
        cues: Sequence[Cue | tuple[int, float | None, str | None]] = (),
        lines: Lines = "auto",
    ) -> None:
        if not isinstance(text, str):
            raise InvalidTypeError(f"text must be a str, got {show_typed(text)}; {instead_of_text(text)}")
        if not has_word(text):
            raise EmptyTextError(
                "the text is empty or blank" if not text.strip() else f"the text has no words: {text[:60]!r}"
            )
        if title is not None and not isinstance(title, str):
            raise InvalidTypeError(f"title must be a str or None, got {show_typed(title)}")
        check_lines(lines)
        self.text = text
        self.title = title
        self.lines = lines
        self.page_starts = checked_page_starts(page_starts)
        self.cues = checked_cues(cues)
        self.notes: tuple[str, ...] = ()
        self.url: str | None = None
        self._given_language = None if language is None else language_code(language)
        self._whole: Document | None = None

    @cached_property
    def language(self) -> str:
        """The language of the text as an ISO 639-1 code, or ``"und"``."""
        return self._given_language or detect(self.text)

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        r"""The blocks in order, each of a kind; only white space lies outside of them.

        >>> Document("# Cats\n\nThey purr.").blocks
        (Block(start=0, end=6, kind='heading'), Block(start=8, end=18, kind='prose'))
        """
        blocks = split_blocks(self.text, self.lines)
        return tuple(as_speech(blocks, self.cues) if self.cues else blocks)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences in order; only white space lies outside of them."""
        text = self.text
        spans = split(text, self.language, blocks=self.blocks)
        if not self._speakers:
            return tuple([Sentence(start, end, text[start:end], kind) for start, end, kind in spans])
        return tuple(
            [
                Sentence.said(start, end, text[start:end], kind, self.speaker(start))
                for start, end, kind in spans
            ]
        )

    @cached_property
    def _speakers(self) -> tuple[Cue, ...]:
        """The cues, or else the turns of a conversation in the text itself."""
        has_turns = not self.cues and any(block.kind == "turn" for block in self.blocks)
        return tuple(speakers(self.text, self.blocks)) if has_turns else self.cues

    @cached_property
    def speakers(self) -> tuple[str, ...]:
        """The names of those who speak, in order of first appearance; empty if that is not known."""
        return tuple(dict.fromkeys([cue.speaker for cue in self._speakers if cue.speaker]))

    @property
    def body(self) -> Document:
        r"""The document with only the sentences that may enter a summary.

        They are prose, items of lists and turns of speakers; all sentences if there are none of these. Text
        and offsets are the same; ``whole`` is the document with all sentences.

        >>> document = Document("# Cats\n\nThey purr. They play.\n\nFigure 1: A cat")
        >>> [sentence.text for sentence in document.body.sentences], document.body.positions
        (['They purr.', 'They play.'], (1, 2))
        """
        return self._body or self

    @cached_property
    def _body(self) -> Document | None:
        """The body if it is less than the document."""
        positions = tuple([i for i, sentence in enumerate(self.sentences) if sentence.kind in CANDIDATES])
        if not positions or len(positions) == len(self.sentences):
            return None
        body = copy(self)
        body.forget_terms()
        vars(body).pop("sections", None)
        body.blocks = self.blocks
        body.sentences = tuple([self.sentences[i] for i in positions])
        body.positions = positions
        body._whole = self
        return body

    @cached_property
    def positions(self) -> Sequence[int]:
        """The index of each sentence among the sentences of the whole document."""
        return range(len(self.sentences))

    @property
    def whole(self) -> Document:
        """The document with all its sentences: itself, if it is not the body of another one."""
        return self._whole or self

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        r"""The sections in order; together they hold each sentence once.

        A text without headings is one section. A heading directly above another heading is a section of its
        own. :attr:`body` has no headings, so there that section is empty.

        >>> Document("# Cats\n\nThey purr.\n\n## Kittens\n\nThey play.").sections
        (Section(title='Cats', level=1, first=0, end=2), Section(title='Kittens', level=2, first=2, end=4))
        """
        if self._whole:
            return tuple(
                [
                    section._replace(
                        first=bisect_left(self.positions, section.first),
                        end=bisect_left(self.positions, section.end),
                    )
                    for section in self._whole.sections
                ]
            )
        from summarize.text.headings import outline

        headings = [(i, sentence.text) for i, sentence in enumerate(self.sentences) if sentence.is_heading]
        return tuple([Section(*section) for section in outline(headings, len(self.sentences))])

    @cached_property
    def is_timed(self) -> bool:
        """Whether the text is speech with times, such as captions."""
        return any(cue.time is not None for cue in self.cues)

    @cached_property
    def is_transcript(self) -> bool:
        """Whether there are several speakers, by the cues or the text: see :func:`is_transcript`."""
        if self.is_timed:
            return len({cue.speaker for cue in self.cues}) > 1
        return any(block.kind == "turn" for block in self.blocks) and is_transcript(self.text)

    @cached_property
    def habits(self) -> Habits:
        """Conventions of the text, such as final stops; sentences that break them read badly in a summary.

        >>> document = Document("Rain fell. The boats left. Rain fell. Rain fell.")
        >>> document.habits.ends_sentences, document.habits.is_template("Rain fell.")
        (True, True)
        """
        from summarize.text.habits import Habits

        return Habits(self.sentences, self.blocks, self.whole.sentences[:_HEADER_LINES])

    @cached_property
    def words(self) -> WordSequence:
        """The words of the sentences one after the other, as numbers."""
        from summarize.text.terms import index_words

        return index_words([sentence.text for sentence in self.sentences])

    @cached_property
    def terms(self) -> TermCounts:
        """The terms (stems without stop words) of each sentence, counted."""
        from summarize.text.terms import TermCounts

        return TermCounts.of(self.words, self.language)

    def page(self, position: int) -> int | None:
        """Return the number of the page, from 1, that a position of the text is on; None without pages.

        >>> Document("One page. Another one.", page_starts=[0, 10]).page(12)
        2
        """
        check_count("position", position, least=0)
        return bisect_right(self.page_starts, position) or None

    def time(self, position: int) -> float | None:
        """Return when the text at a position is said, in seconds; None if that is not known.

        >>> Document("Shall we? Yes.", cues=[(0, 3.5, "Anna"), (10, 5.0, "Bo")]).time(12)
        5.0
        """
        check_count("position", position, least=0)
        cue = cue_at(self.cues, position)
        return cue.time if cue else None

    def speaker(self, position: int) -> str | None:
        """Return who says the text at a position; None if that is not known.

        >>> Document("Shall we? Yes.", cues=[(0, 3.5, "Anna"), (10, 5.0, "Bo")]).speaker(12)
        'Bo'
        """
        check_count("position", position, least=0)
        cue = cue_at(self._speakers, position)
        return cue.speaker if cue else None

    def with_lines(self, lines: Lines) -> Document:
        r"""Return the document with its line breaks read in another way.

        >>> document = Document("Boats of the old harbour\nHouses on the old quay", lines="wrapped")
        >>> len(document.sentences), len(document.with_lines("units").sentences)
        (1, 2)
        """
        check_lines(lines)
        if lines == self.lines:
            return self
        document = copy(self)
        document.lines = lines
        return document

    def forget_terms(self) -> None:
        """Free the memory of :attr:`terms`, :attr:`words` and what rules found, all made again on use."""
        for name in ("terms", "words", "found"):
            vars(self).pop(name, None)

    def __getstate__(self) -> dict[str, object]:
        # What can be made again from the text is not worth its place in a pickle; nor has a copy it.
        given = ("text", "title", "url", "page_starts", "cues", "lines", "notes")
        return {name: getattr(self, name) for name in given} | {
            "_given_language": self.language,
            "_whole": None,
        }

    def __repr__(self) -> str:
        beginning = f"{self.text[:40]!r}{'…' * (len(self.text) > 40)}"
        return f"Document({beginning}, {len(self.text)} characters; blocks: {count_kinds(self.blocks)})"

    @classmethod
    def of(cls, text: Document | str, language: str | None = None) -> Document:
        """Return ``text`` itself if it is a document already, else a new document of it."""
        return text if isinstance(text, cls) else cls(text, language)  # type: ignore[arg-type]
