"""Lines that are said at a time to running text: a paragraph for each speaker, and nothing twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from summarize.readers.formats.markup import Content
from summarize.text.cues import Cue
from summarize.text.marks import ends_sentence
from summarize.text.words import UNSPACED_CHARACTER

_PAUSE = 3.0  # seconds without speech, after which a new paragraph begins
_TAIL = 40  # words that the next line may repeat
_LEAST_REPEATED, _LEAST_REPEATED_LATER = 2, 4  # words: of lines shown together, and one after the other
_GAP = 0.5  # seconds between two lines one of which may repeat the other
_TOUCH = 0.02  # seconds; lines that are shown together for so short a time follow one another
_FLASH = 0.1  # seconds; a cue so short only moves the line before upwards
_WORDS_AN_END = 80  # with fewer sentence ends a transcript has no punctuation
_UNIT = 20  # words of a paragraph of a transcript without punctuation
_SHARE_CAPITALIZED = 0.9  # of the lines without punctuation: then each of them is whole
_END = re.compile(r"[.!?…。！？।؟](?:[\"'”’)\]]*(?:\s|$)|(?<=[。！？]))")
_WIDE_MARKS = "。、，！？：；」』）"
_EDGES = re.compile(r"^[^\w]+|[^\w]+$")


class Said(NamedTuple):
    """A line that is said.

    Attributes:
        text: the line, without names and times.
        start: seconds since the recording began; None for what stands before the first time.
        end: when it is over; None if that is not known.
        speaker: who says it; None if the line does not say so.
        is_turn: whether somebody else speaks from here on, named or not.
        is_paragraph: whether a paragraph begins here in the transcript.
    """

    text: str
    start: float | None
    end: float | None = None
    speaker: str | None = None
    is_turn: bool = False
    is_paragraph: bool = False


def running_text(said: Sequence[Said], title: str | None = None) -> Content:
    """Return the lines as text with the speakers and times beside it.

    A paragraph begins with each speaker and after a pause. If there is no punctuation, one begins after some
    lines of together 20 words, or with each line if nearly all begin with a capital. Words that overlapping
    or rolling captions repeat are there once.

    >>> content = running_text([Said("The ferry", 3.0, 4.0, "Anna"), Said("is late.", 4.0, 6.0, "Anna")])
    >>> content.text, content.cues[0].speaker, content.cues[1].time
    ('The ferry is late.', 'Anna', 4.0)
    """
    has_ends = _has_ends(said)
    text = _Text(has_ends, n_unit=1 if not has_ends and _are_whole(said) else _UNIT)
    for line, following in zip_longest(said, said[1:]):
        text.add(line, is_above=following is not None and following.start == line.start)
    return Content("".join(text.pieces), title, cues=tuple(text.cues))


def _has_ends(said: Sequence[Said]) -> bool:
    n_ends = sum(len(_END.findall(line.text)) for line in said)
    return n_ends * _WORDS_AN_END >= sum(len(line.text.split()) for line in said)


def _are_whole(said: Sequence[Said]) -> bool:
    n_whole = sum(line.text[0].isupper() or line.text[0].isdigit() for line in said)
    return n_whole >= _SHARE_CAPITALIZED * len(said)


class _Text:
    """The text so far."""

    def __init__(self, has_ends: bool, n_unit: int) -> None:
        self.pieces: list[str] = []
        self.cues: list[Cue] = []
        self._has_ends = has_ends
        self._n_unit = n_unit  # words after which a paragraph ends if there is no punctuation
        self._length = 0
        self._words: list[str] = []  # the last ones, in lower case and without punctuation
        self._n_words = 0  # of the paragraph
        self._speaker: str | None = None
        self._last = Said("", None)
        self._cue: tuple[float | None, list[tuple[str | None, str]]] = (None, [])  # start, who says what
        self._before: list[tuple[str | None, str]] = []  # of the cue before
        self._end_before: float | None = None

    def add(self, line: Said, *, is_above: bool) -> None:
        """Add a line, or what of it has not been said.

        Args:
            line: the next one.
            is_above: whether another one is shown below it.
        """
        start, shown = self._cue
        if line.start != start:
            self._before = shown or self._before
            self._end_before = self._last.end
            self._cue = (line.start, [])
        is_new_turn = line.is_turn or (line.speaker is not None and line.speaker != self._speaker)
        words = line.text.split()
        is_repeated = self._is_shown_again(line, is_above, is_likely=len(words) > 1 and not is_new_turn)
        self._cue[1].append((line.speaker, line.text))
        n_repeated = 0 if is_new_turn else self._count_repeated(words, line)
        if is_new_turn:
            self._speaker = line.speaker
        if is_repeated or n_repeated == len(words):
            self._last = line._replace(end=max(line.end or 0.0, self._last.end or 0.0) or None)
            return
        rest = " ".join(words[n_repeated:]) if n_repeated else line.text
        self._append(rest, line, begins=self._begins_paragraph(line, is_new_turn, n_repeated))

    def _is_shown_again(self, line: Said, is_above: bool, *, is_likely: bool) -> bool:
        """Return whether a line of the cue before is still shown, not said a second time.

        It is if the cues overlap, or the line moves upwards to make room; what follows directly is if it
        ``is_likely``, with several words of the same speaker.
        """
        if (line.speaker, line.text) not in self._before or line.start is None or self._end_before is None:
            return False
        if line.start - self._end_before > _PAUSE:
            return False
        overlaps = line.start < self._end_before - _TOUCH
        is_flash = line.end is not None and line.end - line.start < _FLASH
        return is_likely or overlaps or is_above or is_flash

    def _append(self, text: str, line: Said, *, begins: bool) -> None:
        if self.pieces:
            joint = "\n\n" if begins else ("\n" if line.start is None else _joint(self.pieces[-1], text))
            self.pieces.append(joint)
            self._length += len(joint)
        if begins:
            self._n_words = 0
        if line.start is not None:
            self.cues.append(Cue(self._length, line.start, self._speaker))
        self.pieces.append(text)
        self._length += len(text)
        new = [_EDGES.sub("", word).lower() for word in text.split()]
        self._words = (self._words + new)[-_TAIL:]
        self._n_words += len(new)
        self._last = line

    def _begins_paragraph(self, line: Said, is_new_turn: bool, n_repeated: int) -> bool:
        is_other = (
            bool(self.cues) and self.cues[-1].speaker != self._speaker
        )  # whose turn began with a repetition
        if is_new_turn or is_other or line.is_paragraph or (self._last.start is None) != (line.start is None):
            return True
        if n_repeated:
            return False
        if not self._has_ends and self._n_words >= self._n_unit:
            return True
        is_over = not self._has_ends or not self.pieces or ends_sentence(self.pieces[-1])
        return is_over and self._follows_pause(line)

    def _follows_pause(self, line: Said) -> bool:
        if line.start is None or self._last.end is None:
            return False
        return line.start - self._last.end > _PAUSE

    def _count_repeated(self, words: list[str], line: Said) -> int:
        """Return how many words at the beginning of a line end the text so far."""
        last = self._last
        if line.start is None or last.end is None or line.start - last.end > _GAP or not self._words:
            return 0
        least = _LEAST_REPEATED if line.start < last.end - _TOUCH else _LEAST_REPEATED_LATER
        new = [_EDGES.sub("", word).lower() for word in words[:_TAIL]]
        n_last = len(last.text.split())
        for n_words in range(min(len(new), len(self._words)), 0, -1):
            if self._words[-n_words:] == new[:n_words]:
                grows = n_words == n_last < len(new)  # a caption that is shown word by word
                return n_words if n_words >= least or grows else 0
        return 0


def _joint(left: str, right: str) -> str:
    """Return what stands between two lines: nothing in a script without blanks."""
    is_unspaced = UNSPACED_CHARACTER.match(left[-1]) or left[-1] in _WIDE_MARKS
    return "" if is_unspaced and UNSPACED_CHARACTER.match(right[0]) else " "


def by_start(said: Iterator[Said]) -> list[Said]:
    """Return lines in the order in which they are said, those of one time as they stand.

    >>> [line.text for line in by_start(iter([Said("b", 2.0), Said("a", 1.0)]))]
    ['a', 'b']
    """
    return sorted(said, key=lambda line: line.start or 0.0)
