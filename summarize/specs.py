"""The one grammar of a name with options: ``name:option=value,option=value``, and ``option=value`` alone."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from summarize.errors import InvalidValueError

MODEL = "model="
"""What a name begins with if it is that of a model."""

_KEY = "api_key"
# Not each colon begins options: "model=ollama:qwen3:4b" has none.
_BEFORE_OPTIONS = re.compile(r":(?=\s*[\w.-]+\s*=)")


@dataclass(frozen=True)
class Spec:
    """A name and its options.

    Attributes:
        name: what stands before the options.
        written: the options, each value as it was written: a version ``1.10`` stays one.
        text: the whole as it was written.
    """

    name: str
    written: dict[str, str] = field(default_factory=dict)
    text: str = ""

    @property
    def options(self) -> dict[str, Any]:
        """The options as values, see :func:`read_options`."""
        return read_options(self.written)

    @property
    def model(self) -> str | None:
        """The model that is named, as in ``model=facebook/bart-large-cnn``; None if it is a method."""
        return self.name.removeprefix(MODEL) if self.name.startswith(MODEL) else None

    @classmethod
    def parse(cls, text: str) -> Spec:
        """Read one spec.

        Raises:
            InvalidValueError: an option has no ``=``.

        >>> spec = Spec.parse("textrank:similarity=bm25,damping=0.90")
        >>> spec.options, spec.written["damping"]
        ({'similarity': 'bm25', 'damping': 0.9}, '0.90')
        """
        colon = _BEFORE_OPTIONS.search(text)
        if colon is None and not text.startswith(MODEL):
            colon = re.search(":", text)
        if colon is None:
            return cls(text.strip(), {}, text)
        listed = text[colon.end() :].split(",")
        return cls(text[: colon.start()].strip(), split_options(listed), text)


def split_specs(text: str, prefixes: tuple[str, ...] = ()) -> list[str]:
    """Return the specs of a list with commas; options, which have commas too, stay with their name.

    Args:
        text: the list.
        prefixes: what begins a spec of its own although it looks like an option.

    >>> split_specs("lead,textrank:similarity=bm25,damping=0.9,model=sshleifer/tiny,random", (MODEL,))
    ['lead', 'textrank:similarity=bm25,damping=0.9', 'model=sshleifer/tiny', 'random']
    >>> split_specs("rouge,bertscore:layers=5,model=FOLDER")
    ['rouge', 'bertscore:layers=5,model=FOLDER']
    """
    specs: list[str] = []
    for piece in filter(None, map(str.strip, text.split(","))):
        is_option = "=" in piece.partition(":")[0] and not piece.startswith(prefixes)
        if is_option and specs and _BEFORE_OPTIONS.search(specs[-1]):
            specs[-1] += f",{piece}"
        else:
            specs.append(piece)
    return specs


def split_options(items: Iterable[str]) -> dict[str, str]:
    """Return the values of options as they were written, by name; the last of a name counts.

    Raises:
        InvalidValueError: an option has no name or no ``=``.

    >>> split_options(["damping=0.90", "similarity = bm25"])
    {'damping': '0.90', 'similarity': 'bm25'}
    """
    written = {}
    for item in items:
        option, equals, value = (part.strip() for part in item.partition("="))
        if not (option and equals):
            raise InvalidValueError(f"an option is written option=value, got {item!r:.80}")
        written[option] = value
    return written


def read_options(written: Mapping[str, str]) -> dict[str, Any]:
    """Return options as values: JSON is read, any other value is a string, a dot goes into a dict.

    Raises:
        InvalidValueError: an option is a value of its own and has parts, too; or it is a key.

    >>> read_options({"damping": "0.9", "strategy": "refine", "generation.num_beams": "4"})
    {'damping': 0.9, 'strategy': 'refine', 'generation': {'num_beams': 4}}
    """
    options: dict[str, Any] = {}
    if _KEY in written:
        raise InvalidValueError(
            "others can see a key on a command line; set OPENAI_API_KEY instead, and name the "
            "model openai:NAME"
        )
    for name, value in written.items():
        *outer, last = name.split(".")
        inner = options
        for part in outer:
            inner = inner.setdefault(part, {})
            if not isinstance(inner, dict):
                raise InvalidValueError(
                    f"option {name!r:.60} is part of {part!r:.60}, which has a value already"
                )
        if isinstance(inner.get(last), dict):
            raise InvalidValueError(f"option {name!r:.60} has a value, and parts with values of their own")
        inner[last] = _read(value)
    return options


def _read(value: str) -> Any:
    try:
        return json.loads(value)
    except (ValueError, RecursionError):
        return value
