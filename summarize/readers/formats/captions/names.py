"""Names of speakers before what they say: "ANNA: …", "Anna Moor: …"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from summarize.text.turns import NAMES_OF_NO_ONE

_WORD = r"[^\W\d_a-zß-ÿ][\w.'’-]{0,24}"
_PARTICLE = r"(?:al|av|bin|da|de|del|den|der|di|du|el|la|le|of|van|von|y|zu)(?=[ _])"
_NAME = rf"(?:{_WORD}|\#?\d{{1,2}})(?:[ _](?:{_WORD}|\d{{1,2}}|{_PARTICLE})){{0,4}}"
_CAPITALIZED = re.compile(_NAME)
LABEL = re.compile(
    r"(?:>>+[ ]*|[-–—][ ]*)?(?:\*\*)?[\[(]?"
    r"(?P<name>[^\s:：\[\](){}<>\"“”.!?;,*-][^:：\n\[\](){}<>\"“”!?;*]{0,39}?)[\])]?"
    r"(?:[ ]?[\[(][^\])]{1,40}[\])])?[ ]?[:：](?:\*\*)?(?![/\d])(?:[ \t]+|(?<=：)|$)"
)
"""A name with a colon, at the start of a line."""

_SHARE = 0.5  # of the lines begin with a name: then all names before colons are names
_LEAST_TIMES = 2  # that a name is there if few lines begin with one


@dataclass(frozen=True)
class Speakers:
    """The names of the speakers of a transcript.

    Attributes:
        names: those that are named.
    """

    names: frozenset[str]

    @classmethod
    def of(cls, lines: Iterable[str]) -> Speakers:
        """Return the names that a colon follows at the beginning of lines, if they are names of speakers.

        >>> sorted(Speakers.of(["Anna: Yes.", "Bo: No.", "Anna: The hours: 9 to 5."]).names)
        ['Anna', 'Bo']
        >>> Speakers.of(["He said one thing.", "Note: this is no name.", "Then he left."]).names
        frozenset()
        """
        n_lines, counts = 0, Counter[str]()
        for line in lines:
            n_lines += 1
            found = LABEL.match(line)
            if found and not NAMES_OF_NO_ONE.fullmatch(found["name"].strip()):
                counts[found["name"]] += 1
        likely = {name: n_times for name, n_times in counts.items() if _may_be_name(name, n_times)}
        if sum(likely.values()) >= max(2, _SHARE * n_lines):
            return cls(frozenset(likely))
        return cls(frozenset(name for name in likely if _is_name(name, likely[name])))

    def split(self, line: str) -> tuple[str | None, str]:
        """Return the speaker whom a line begins with, None if with none, and the rest of the line.

        >>> Speakers(frozenset({"Anna"})).split("Anna: The hours: 9 to 5.")
        ('Anna', 'The hours: 9 to 5.')
        """
        found = LABEL.match(line)
        if found and found["name"] in self.names:
            return found["name"], line[found.end() :]
        return None, line


def _may_be_name(name: str, n_times: int) -> bool:
    return _CAPITALIZED.fullmatch(name) is not None or n_times >= _LEAST_TIMES or len(name.split()) == 1


def _is_name(name: str, n_times: int) -> bool:
    """Return whether something before a colon is a name where few lines begin with one."""
    shouts = name.isupper() and sum(map(str.isalpha, name)) > 1
    return shouts or (_CAPITALIZED.fullmatch(name) is not None and n_times >= _LEAST_TIMES)
