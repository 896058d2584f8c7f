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
        written: the options after it, each value as it was written: a version ``1.10`` stays one.
        text: the whole as it was written.
    """

    name: str
    written: dict[str, str] = field(default_factory=dict)
    text: str = ""

    @property
    def options(self) -> dict[str, Any]:
        """The options as values: numbers, booleans and null are read as JSON, all else stays a string."""
        return {option: _read(value) for option, value in self.written.items()}

    @classmethod
    def parse(cls, text: str) -> Spec:
        """Read one spec.

        Raises:
            ValueError: an option has no ``=``.

        >>> spec = Spec.parse("textrank:similarity=bm25,damping=0.90")
        >>> spec.options, spec.written["damping"]
        ({'similarity': 'bm25', 'damping': 0.9}, '0.90')
        """
        name, colon, listed = text.partition(":")
        written = {}
        for item in listed.split(",") if colon else ():
            option, equals, value = item.partition("=")
            if not (option and equals):
                raise ValueError(f"{text!r}: an option is written option=value, got {item!r}")
            written[option.strip()] = value.strip()
        return cls(name.strip(), written, text)


def split_specs(text: str, prefixes: tuple[str, ...] = ()) -> list[str]:
    """Return the specs of a list with commas; options, which have commas too, stay with their name.

    Args:
        text: the list.
        prefixes: what begins a spec of its own although it looks like an option.

    >>> split_specs("lead,textrank:similarity=bm25,damping=0.9,model=sshleifer/tiny,random", ("model=",))
    ['lead', 'textrank:similarity=bm25,damping=0.9', 'model=sshleifer/tiny', 'random']
    >>> split_specs("rouge,bertscore:layers=5,model=FOLDER")
    ['rouge', 'bertscore:layers=5,model=FOLDER']
    """
    specs: list[str] = []
    for piece in filter(None, map(str.strip, text.split(","))):
        is_option = "=" in piece.partition(":")[0] and not piece.startswith(prefixes)
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
