"""Whether a text is a transcript, a chat or a play: people who take turns, each named before they speak."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

from summarize.text.words import WORD_CHARACTERS

_NAME = rf"[^\W\d_][{WORD_CHARACTERS} .'’&/-]{{0,39}}"
_TURN = re.compile(
    rf"""
    (?P<clock> [\[(]?\d[\d/.,:TZ\ \u202f-]{{3,24}}(?:[AaPp]\.?[Mm]\.?)?[\])]?[ \t](?:[-–][ ])? )?
    (?: <[@+ ]?(?P<nick>[^<>\s]{{1,40}})>[ ]+\S
      | (?:\*\*)?(?P<name>{_NAME}) (?:[ ]?\([^\n]{{1,80}}\))? [ ]?(?::(?:\*\*)?[ \t]+ | ：\s*)\S
      | (?P<capitals>[^\W\d_a-z][^\W\d_a-z .'’-]{{1,29}}) \.(?:\s|$) )
    """,
    re.VERBOSE,
)
_QUESTION = re.compile(r"[?？؟](?![^\s\"'”’»)\]{])")
_ENDS_A_LINE = (*".!?…:;。！？।۔؟", '."', '?"', '!"', ".”", "?”", "!”", ")", "]", "}")
_NAMES_OF_NO_ONE = re.compile(
    "answer|critical|debug|error|fatal|info|note|notice|question|severe|trace|warn|warning", re.IGNORECASE
)
_WORDS_OF_A_NAME = 4
_HEAD = 100_000  # characters that tell
_TURNS_A_SPEAKER = 2
_LEAST_SHARE = 0.5  # of the paragraphs, for turns
_LEAST_CHANGES = 0.2  # of the turns, for those of another speaker than the turn before
_LEAST_QUESTIONS = 0.05  # a turn; people ask one another, forms and logs do not
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
        and (n_speakers == 2 or in_order < _FORM * (n_turns - 1))
        and (n_clocks * 2 > n_turns or len(_QUESTION.findall(head)) >= _LEAST_QUESTIONS * n_turns)
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
            n_clocks += found["clock"] is not None or found["nick"] is not None
            n_paragraphs += 1
        elif line and not goes_on:
            n_paragraphs += 1
        goes_on = line != "" and not line.endswith(_ENDS_A_LINE)
    return speakers, n_clocks, n_paragraphs


def _speaker(turn: re.Match[str]) -> str | None:
    """Return whose turn it is, None if nobody's: what is before the colon is no name."""
    if turn["nick"]:
        return turn["nick"]
    label = (turn["name"] or turn["capitals"]).strip()
    is_name = (
        len(label) > 1
        and (label.isupper() if turn["capitals"] else not label[0].islower())
        and len(label.split()) <= _WORDS_OF_A_NAME
        and not _NAMES_OF_NO_ONE.fullmatch(label)
    )
    return label if is_name else None
