"""Transcripts, chats and plays: people who take turns, each named before they speak."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import pairwise

from summarize.text.patterns import compile_on_use
from summarize.text.words import WORD_CHARACTERS

_NAME = rf"(?:~[ \u202f])?[^\W\d_][{WORD_CHARACTERS} .'’&/-]{{0,39}}"
_TURN = re.compile(
    rf"""
    (?P<clock> [\u200e\u200f]?[\[(]?\d[\d/.,:TZ\ \u202f-]{{3,24}}(?:[AaPp]\.?[Mm]\.?)?[\])]?[ \t]
      (?:[-–][ ])? )?
    (?: \[(?P<tag>[^\W\d_][^\]\n]{{0,39}})\][ ]?\[\d{{1,2}}:[\d:.,]{{2,9}}\][ ]+\S
      | (?<=\][ \u202f]) (?P<any>[\w~+@][^\n:]{{0,39}}) :[ ]+\S
      | <[@+ ]?(?P<nick>[^<>\s]{{1,40}})>[ ]+\S
      | (?:\*\*)?(?P<name>{_NAME}) (?:[ ]?\([^\n]{{1,80}}\))? [ ]?(?::(?:\*\*)?[ \t]+ | ：\s*)\S
      | (?P<capitals>[^\W\d_a-z][^\W\d_a-z .'’-]{{1,29}}) \.(?:\s|$) )
    """,
    re.VERBOSE,
)
_TIME = compile_on_use(
    r"\s*[\[(]?\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d{1,3})?(?:\s*(?:-->|[-–])\s*[\d:.,]{4,12})?"
    r"(?:\s?[AaPp]\.?[Mm]\.?)?[\])]?(?:[ \t]+|$)"
)
_STATUS = compile_on_use(
    r"(?:[\d:\[\]().,-]{1,20}\s+)?(?:[-*!<>]{1,3}\s*)?\S{1,40}\s*(?:\*\s+)?(?:\([^()\n]*\)\s)?"
    r"(?:(?:has )?(?:entered|left|joined|quit)|is now known as|Quit)\b"
)
_LONGEST_STATUS = 200  # characters
_QUESTION = re.compile(r"[?？؟](?![^\s\"'”’»)\]{])")
_ENDS_A_LINE = (*".!?…:;。！？।۔؟", '."', '?"', '!"', ".”", "?”", "!”", ")", "]", "}")
_NAMES_OF_NO_ONE = compile_on_use(
    "answer|critical|debug|error|fatal|info|note|notice|question|severe|trace|warn|warning", re.IGNORECASE
)
_WORDS_OF_A_NAME = 4
_FEW_TIMES, _LEAST_TIMES = 3, 0.4  # of the lines; a line of a time and one of text take turns, too
_HEAD = 100_000  # characters that tell
_TURNS_A_SPEAKER = 2
_LEAST_SHARE = 0.5  # of the paragraphs, for turns
_LEAST_SHARE_WITH_TIMES = 0.2  # what has a time before a name is a message, of however many paragraphs
_LEAST_CHANGES = 0.2  # of the turns, for those of another speaker than the turn before
_LEAST_QUESTIONS = 0.05  # a turn; people ask one another, forms and logs do not
_DIALOGUE = 0.9  # of the turns
_FORM = 0.9  # of the turns, if who is next is always the same: the fields of a form


def is_transcript(text: str) -> bool:
    r"""Return whether most paragraphs begin with who speaks, and several speak in turns.

    They must ask one another, or have the time before their names: otherwise logs, forms and data
    with a colon in every line are alike.

    >>> is_transcript("Ann: Shall we?\nBob: Yes.\nAnn: Then go on.\nBob: No.")
    True
    >>> is_transcript("Name: Ann\nAge: 30\nName: Bob\nAge: 31\nName: Carl\nAge: 32")
    False
    """
    head = text[:_HEAD]
    speakers, n_clocks, n_paragraphs = _turns(head.splitlines())
    n_turns, n_speakers = len(speakers), len(set(speakers))
    if n_speakers < 2 or n_turns < max(_TURNS_A_SPEAKER * n_speakers, _LEAST_SHARE * n_paragraphs):
        return False
    changes = Counter(pair for pair in pairwise(speakers) if pair[0] != pair[1])
    in_order = sum(n for _, n in changes.most_common(n_speakers))
    return (
        changes.total() >= _LEAST_CHANGES * n_turns
        and (_is_dialogue(speakers) or in_order < _FORM * (n_turns - 1))
        and (n_clocks * 2 > n_turns or len(_QUESTION.findall(head)) >= _LEAST_QUESTIONS * n_turns)
    )


def _is_dialogue(speakers: list[str]) -> bool:
    """Return whether two have almost all turns: who is next is always the same then."""
    return sum(n for _, n in Counter(speakers).most_common(2)) >= _DIALOGUE * len(speakers)


def turn_starts(text: str) -> dict[int, int]:
    r"""Return where each turn of a conversation begins, and where what is said does.

    A text is a conversation if most of its paragraphs begin with who speaks, and several do. Lines with
    nothing but a time before them, as speech recognition writes them, are turns of nobody.

    Args:
        text: its line ends are ``\n``.

    >>> turn_starts("[03:12] <ann> Hi\n[03:13] <bob> Yes\n[03:13] <ann> No")
    {0: 14, 17: 31, 35: 49}
    """
    if "\n" not in text:
        return {}
    if _is_conversation(text[:_HEAD]):
        return _starts(text, _said_from_or_status)
    if _has_times(text[:_HEAD]):
        return _starts(text, _said_after_time)
    return {}


def _starts(text: str, said_from: Callable[[str], int]) -> dict[int, int]:
    starts, start = {}, 0
    for line in text.split("\n"):
        if length := said_from(line):
            starts[start] = start + length
        start += len(line) + 1
    return starts


def _said_from(line: str) -> int:
    """Return the length of what is before what is said: the time and who speaks; 0 if it is no turn."""
    found = _TURN.match(line)
    if not found or not _speaker(found):
        return 0
    return found.end() if found["capitals"] else found.end() - 1


def _said_from_or_status(line: str) -> int:
    """Return the same, or all of a line that nobody says: "[10:02] *** Joins: ann", "ann has left #mill"."""
    if length := _said_from(line):
        return length
    is_status = _TIME.match(line) or (len(line) <= _LONGEST_STATUS and _STATUS.match(line))
    return len(line) if is_status else 0


def _said_after_time(line: str) -> int:
    found = _TIME.match(line)
    return found.end() if found else 0


def _has_times(head: str) -> bool:
    lines = [line for line in head.split("\n") if line.strip()]
    n_times = sum(1 for line in lines if _TIME.match(line))
    return n_times >= max(_FEW_TIMES, _LEAST_TIMES * len(lines))


def _is_conversation(head: str) -> bool:
    speakers, n_clocks, n_paragraphs = _turns(head.split("\n"))
    n_turns, n_speakers = len(speakers), len(set(speakers))
    has_clocks = n_clocks * 2 > n_turns
    return (
        n_speakers > 1
        and n_turns >= (_LEAST_SHARE_WITH_TIMES if has_clocks else _LEAST_SHARE) * n_paragraphs
        and (n_turns > n_speakers or has_clocks)
    )


def _turns(lines: Iterable[str]) -> tuple[list[str], int, int]:
    """Return who speaks in each turn, how many turns have a time or a nick, and the number of paragraphs.

    A line goes on with its paragraph unless it is a turn, or is after a blank line or the end of a
    sentence.
    """
    speakers: list[str] = []
    n_clocks = n_paragraphs = 0
    goes_on = False
    for line in map(str.rstrip, lines):
        found = _TURN.match(line)
        if found and (name := _speaker(found)):
            speakers.append(name)
            n_clocks += found["clock"] is not None or found["nick"] is not None or found["tag"] is not None
            n_paragraphs += 1
        elif line and not goes_on:
            n_paragraphs += 1
        goes_on = line != "" and not line.endswith(_ENDS_A_LINE)
    return speakers, n_clocks, n_paragraphs


def _speaker(turn: re.Match[str]) -> str | None:
    """Return whose turn it is, None if nobody's: what is before the colon is no name."""
    if bare := turn["nick"] or turn["any"] or turn["tag"]:
        return None if _NAMES_OF_NO_ONE.fullmatch(bare.strip()) else bare
    label = (turn["name"] or turn["capitals"]).strip()
    is_name = (
        len(label) > 1
        and (label.isupper() if turn["capitals"] else not label[0].islower())
        and len(label.split()) <= _WORDS_OF_A_NAME
        and not _NAMES_OF_NO_ONE.fullmatch(label)
    )
    return label if is_name else None
