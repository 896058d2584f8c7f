"""Parts of a document: sentences, sections, and the spans that support a sentence of a summary."""

from __future__ import annotations

from typing import NamedTuple

from summarize.text.kinds import CANDIDATES, Kind


class SourceSpan(NamedTuple):
    """A stretch of a document that a sentence of a summary comes from or is supported by.

    Attributes:
        start: position of its first character; it reads ``document.text[start:end]``, in code points.
        end: position after its last character.
        score: how much of the sentence it supports, from 0 to 1; 1 for a verbatim sentence.
    """

    start: int
    end: int
    score: float


Source = SourceSpan  # the old name


class _SentenceFields(NamedTuple):
    start: int
    end: int
    text: str
    kind: Kind = "prose"


class Sentence(_SentenceFields):
    """One sentence of a document: a tuple of start, end, text and kind, with the speaker beside it.

    Attributes:
        start: position of its first character in the document.
        end: position after its last character.
        text: ``document.text[start:end]``, line breaks included.
        kind: what the block that it is part of is, such as ``"prose"`` or ``"heading"``: see :class:`Block`.
        speaker: who says it, of a transcript; None if that is not known.
    """

    speaker: str | None = None

    @classmethod
    def said(cls, start: int, end: int, text: str, kind: Kind, speaker: str | None) -> Sentence:
        """Return a sentence with its speaker."""
        sentence = cls(start, end, text, kind)
        if speaker is not None:
            sentence.speaker = speaker
        return sentence

    @property
    def is_heading(self) -> bool:
        """Whether it is a title or a heading."""
        return self.kind == "heading"

    @property
    def is_candidate(self) -> bool:
        """Whether a summary may take it: prose, an item of a list, or what a speaker says."""
        return self.kind in CANDIDATES


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
