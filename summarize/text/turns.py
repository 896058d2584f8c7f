"""Whether a text is a transcript: lines that begin with who speaks."""

from __future__ import annotations

import re
from collections import Counter

_TURN = re.compile(r"^[ \t]*(\S[^\n:：]{0,40}?)[ \t]*[:：](?![/\d])", re.MULTILINE)
_LINE = re.compile(r"^.*\S", re.MULTILINE)
_LEAST_SHARE = 0.5
_TURNS_A_SPEAKER = 3
_HEAD = 100_000  # characters that tell


def is_transcript(text: str) -> bool:
    r"""Return whether most lines begin with a speaker, and speakers come again.

    >>> is_transcript("Ann: Shall we?\nBob: Yes.\nAnn: Then go on.\nBob: No.\nAnn: Why?\nBob: So.")
    True
    >>> is_transcript("Name: Ann\nAge: 30\nTown: Rome")
    False
    """
    head = text[:_HEAD]
    speakers = Counter(_TURN.findall(head))
    n_turns = speakers.total()
    n_lines = sum(1 for _ in _LINE.finditer(head))
    return n_turns >= _LEAST_SHARE * n_lines and n_turns >= _TURNS_A_SPEAKER * len(speakers) > 0
