"""Transcripts, chats and plays: turns of speakers, each preceded by a name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from summarize.text.cues import Cue
from summarize.text.kinds import Block
from summarize.text.patterns import compile_on_use
from summarize.text.times import TIME
from summarize.text.turn_headers import paragraphs_below, turn_headers
from summarize.text.words import WORD_CHARACTERS

_DEGREE = r"(?:,[ ][A-Z][A-Za-z.]{1,7})?"  # ", Ph.D"
_NAME = rf"(?:~[ \u202f])?[#]?[^\W\d_][{WORD_CHARACTERS} .'’&/-]{{0,39}}[#]?{_DEGREE}"
_TURN = re.compile(
    rf"""
    (?P<clock> [\u200e\u200f]?[\[(]?\d[\d/.,:TZ\ \u202f-]{{3,24}}(?:[AaPp]\.?[Mm]\.?)?[\])]?[ \t]
      (?:[-–][ ])? )?
    (?: \[(?P<tag>[^\W\d_][^\]\n]{{0,39}})\][ ]?\[\d{{1,2}}:[\d:.,]{{2,9}}\][ ]+\S
      | (?<=\][ \u202f]) (?P<any>[\w~+@][^\n:]{{0,39}}) :[ ]+\S
      | (?<=\d\t)(?P<column>[^\s:]{{1,40}})\t[ \t]*(?=[^\t\n]*[^\W\d_][ ][^\W\d_])\S
      | <[@+ ]?(?P<nick>[^<>\s]{{1,40}})>[ \t]+\S
      | (?:\*\*)?(?P<name>{_NAME}) (?:[ ]?\([^\n]{{1,80}}\))? [ ]?(?::(?:\*\*)?[ \t]+ | ：\s*)\S
      | (?P<capitals>[^\W\d_a-z][^\W\d_a-z .'’-]{{1,29}}) \.(?:\s|$) )
    """,
    re.VERBOSE,
)
_TIME = compile_on_use(
    rf"\s*[\[(]?{TIME}(?:\s*(?:-->|[-–])\s*[\d:.,]{{4,12}})?"
    r"(?:\s?[AaPp]\.?[Mm]\.?)?[\])]?(?:[ \t]+|$)"
)
_STATUS = compile_on_use(
    r"(?:[\d:\[\]().,-]{1,20}\s+)?(?:[-*!<>]{1,3}\s*)?\S{1,40}\s*(?:\*\s+)?(?:\([^()\n]*\)\s)?"
    r"(?:(?:has )?(?:entered|left|joined|quit)|is now known as|Quit)\b"
)
_LONGEST_STATUS = 200  # characters
_DATED = re.compile(r"[\u200e\u200f]?[\[(]?\d[\d/., -]{5,14}[ T,]\d{1,2}:\d\d")
_NOT_SAID = re.compile(r"\u200e|<[^<>\n]{1,80}>\s*$")  # WhatsApp's notes of pictures and files
_QUESTION = re.compile(r"[?？؟](?![^\s\"'”’»)\]{])")
_ENDS_A_LINE = (*".!?…:;。！？।۔؟", '."', '?"', '!"', ".”", "?”", "!”", ")", "]", "}")
NAMES_OF_NO_ONE = compile_on_use(
    r"answer|author|caution|critical|date|debug|error|example|fatal|from|hint|https?|important|info|note|notice"
    r"|p\.?s|question|re|remember|result|severe|source|step \d+|subject|summary|tip|title|to|todo|trace"
    r"|update|warn|warning|year",
    re.IGNORECASE,
)
"""What stands before a colon and is no speaker."""

_WORDS_OF_A_NAME = 4
_FEW_TIMES, _LEAST_TIMES = 3, 0.4  # lines with a time, and their share; they may alternate with lines of text
_HEAD = 100_000  # characters to inspect
_TURNS_A_SPEAKER = 2
_LEAST_SHARE = 0.5  # of turns among the paragraphs
_LEAST_SHARE_WITH_TIMES = 0.2  # with times before the names, since a message may have many paragraphs
_LEAST_CHANGES = 0.2  # of changes of speaker among the turns
_LEAST_QUESTIONS = 0.05  # per turn; forms and logs have none
_DIALOGUE = 0.9  # of the turns by two speakers
_FORM = 0.9  # of the turns in a fixed order of speakers: the fields of a form


def is_transcript(text: str) -> bool:
    r"""Return whether most paragraphs begin with a speaker, or stand below one, and several take turns.

    Names on the same line need questions in the text, or times before them: otherwise logs, forms and data
    with a colon in every line look the same.

    >>> is_transcript("Ann: Shall we?\nBob: Yes.\nAnn: Then go on.\nBob: No.")
    True
    >>> is_transcript("Name: Ann\nAge: 30\nName: Bob\nAge: 31\nName: Carl\nAge: 32")
    False
    """
    head = text[:_HEAD]
    lines = head.splitlines()
    if len(lines) < 2 * _TURNS_A_SPEAKER:
        return False
    if turn_headers(head):
        return True
    speakers, n_clocks, n_paragraphs = _turns(lines)
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
    """Return whether two speakers have almost all turns, so that their order is fixed."""
    return sum(n for _, n in Counter(speakers).most_common(2)) >= _DIALOGUE * len(speakers)


def turn_starts(text: str) -> dict[int, int]:
    r"""Return the start of each turn of a conversation, and the start of its speech.

    A text is a conversation if most of its paragraphs begin with a speaker, and there are several speakers.
    Lines that begin with a time only, as in the output of speech recognition, are anonymous turns.

    Args:
        text: its line ends are ``\n``.

    >>> turn_starts("[03:12] <ann> Hi\n[03:13] <bob> Yes\n[03:13] <ann> No")
    {0: 14, 17: 31, 35: 49}
    """
    if "\n" not in text:
        return {}
    if _is_conversation(text[:_HEAD]):
        return _starts(text, _said_from_or_status)
    if headers := turn_headers(text):
        begins = {start: start for start in paragraphs_below(text, headers)}
        return begins | {header.start: header.said for header in headers}
    if _has_times(text[:_HEAD]):
        return _starts(text, _said_after_time)
    return {}


def speakers(text: str, blocks: Iterable[Block]) -> Iterator[Cue]:
    r"""Yield who speaks from where on, as the lines of a conversation say it.

    >>> from summarize.text.blocks import find_blocks
    >>> text = "Ann: Shall we?\nBob: Yes.\nAnn: Then go on."
    >>> [cue.speaker for cue in speakers(text, find_blocks(text)) if cue.speaker]
    ['Ann', 'Bob', 'Ann']
    """
    if not _is_conversation(text[:_HEAD]) and (headers := turn_headers(text)):
        for header in headers:
            yield from (Cue(header.start, None, None), Cue(header.said, None, header.speaker))
        return
    speaker = None
    for start, _, kind in blocks:
        line_start = text.rfind("\n", 0, start) + 1
        found = _TURN.match(text, line_start) if kind == "turn" and line_start < start else None
        name = _speaker(found) if found else None
        if name != speaker:
            yield Cue(start, None, name)
            speaker = name


def _starts(text: str, said_from: Callable[[str], int]) -> dict[int, int]:
    starts, start = {}, 0
    for line in text.split("\n"):
        if length := said_from(line):
            starts[start] = start + length
        start += len(line) + 1
    return starts


def _said_from(line: str) -> int:
    """Return the length of the prefix of a turn, the time and the speaker; 0 if it is not a turn."""
    found = _TURN.match(line) if _may_be_turn(line) else None
    if not found or not _speaker(found):
        return 0
    return found.end() if found["capitals"] else found.end() - 1


def _said_from_or_status(line: str) -> int:
    """Return the same, or the length of a status line: "[10:02] *** Joins: ann", "ann has left #mill"."""
    if length := _said_from(line):
        return len(line) if _NOT_SAID.match(line, length) else length
    is_status = _TIME.match(line) or (
        len(line) <= _LONGEST_STATUS and (_STATUS.match(line) or _DATED.match(line))
    )
    return len(line) if is_status else 0


def _said_after_time(line: str) -> int:
    found = _TIME.match(line)
    return found.end() if found else 0


def _has_times(head: str) -> bool:
    if head.count(":") < _FEW_TIMES:  # rules out most texts
        return False
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
    """Return the speaker of each turn, the number of turns with a time or nick, and that of paragraphs.

    A line continues its paragraph unless it is a turn, or follows a blank line or the end of a sentence.
    """
    speakers: list[str] = []
    n_clocks = n_paragraphs = 0
    continues = False
    for line in map(str.rstrip, lines):
        found = _TURN.match(line) if _may_be_turn(line) else None
        if found and (name := _speaker(found)):
            speakers.append(name)
            n_clocks += found["clock"] is not None or found["nick"] is not None or found["tag"] is not None
            n_paragraphs += 1
        elif line and not continues:
            n_paragraphs += 1
        continues = line != "" and not line.endswith(_ENDS_A_LINE)
    return speakers, n_clocks, n_paragraphs


def _may_be_turn(line: str) -> bool:
    """Return whether a line may be a turn; its second letter and the lack of a colon rule out most prose."""
    return not line[1:2].islower() or ":" in line or "：" in line or line[0] == "<"


def _speaker(turn: re.Match[str]) -> str | None:
    """Return the speaker of a turn, None if the text before the colon is not a name."""
    if bare := turn["nick"] or turn["any"] or turn["tag"] or turn["column"]:
        return None if NAMES_OF_NO_ONE.fullmatch(bare.strip()) else bare
    label = (turn["name"] or turn["capitals"]).strip(" #")
    is_name = (
        len(label) > 1
        and (label.isupper() if turn["capitals"] else not label[0].islower())
        and len(label.split()) <= _WORDS_OF_A_NAME
        and not NAMES_OF_NO_ONE.fullmatch(label)
    )
    return label if is_name else None
