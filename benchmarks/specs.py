"""The one way in which the command line names a thing and its options: ``name:option=value,option=value``."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Spec:
    """A name and its options.

    Attributes:
        name: what stands before the colon.
        options: what stands after it; numbers, booleans and null are read as JSON, all else as strings.
        text: the whole as it was written.
    """

    name: str
    options: dict[str, Any] = field(default_factory=dict)
    text: str = ""

    @classmethod
    def parse(cls, text: str) -> Spec:
        """Read one spec.

        Raises:
            ValueError: an option has no ``=``.

        >>> Spec.parse("textrank:similarity=bm25,damping=0.9").options
        {'similarity': 'bm25', 'damping': 0.9}
        """
        name, colon, listed = text.partition(":")
        options = {}
        for item in listed.split(",") if colon else ():
            option, equals, value = item.partition("=")
            if not (option and equals):
                raise ValueError(f"{text!r}: an option is written option=value, got {item!r}")
            options[option.strip()] = _read(value.strip())
        return cls(name.strip(), options, text)


def split_specs(text: str) -> list[str]:
    """Return the specs of a list with commas; options, which have commas too, stay with their name.

    >>> split_specs("lead,textrank:similarity=bm25,damping=0.9,model=sshleifer/tiny,random")
    ['lead', 'textrank:similarity=bm25,damping=0.9', 'model=sshleifer/tiny', 'random']
    """
    specs: list[str] = []
    for piece in filter(None, map(str.strip, text.split(","))):
        is_option = "=" in piece.partition(":")[0] and not piece.startswith("model=")
        if is_option and specs and ":" in specs[-1]:
            specs[-1] += f",{piece}"
        else:
            specs.append(piece)
    return specs


def _read(value: str) -> Any:
    try:
        return json.loads(value)
    except ValueError:
        return value
