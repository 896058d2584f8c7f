"""The fields that requests may have: one table for parsing, errors and the OpenAPI document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

MAX_LENGTHS = 64  # of one request for selections
LONGEST_SPEAKER = 200  # characters; each sentence of an answer repeats its speaker


@dataclass(frozen=True)
class Field:
    """One field.

    Attributes:
        kinds: its types in JSON.
        description: what it does.
        extra: further keywords of JSON Schema.
    """

    kinds: tuple[str, ...]
    description: str
    extra: Mapping[str, Any]

    def schema(self) -> dict[str, Any]:
        """Return its JSON Schema; null is as good as none."""
        return {"type": [*self.kinds, "null"], "description": self.description, **self.extra}


def _field(kind: str, description: str, **extra: Any) -> Field:
    return Field((kind,), description, extra)


_CUE = {
    "type": "array",
    "minItems": 3,
    "maxItems": 3,
    "description": f"start, seconds, speaker of at most {LONGEST_SPEAKER} characters",
}
_DOCUMENT = {
    "properties": {
        "text": {"type": "string"},
        "language": {"type": ["string", "null"]},
        "title": {"type": ["string", "null"]},
        "page_starts": {"type": "array", "items": {"type": "integer", "minimum": 0}},
        "cues": {"type": "array", "items": _CUE},
        "lines": {"enum": ["auto", "wrapped", "units"]},
        "notes": {"type": "array", "items": {"type": "string"}},
        "url": {"type": ["string", "null"], "description": "Where it is from; citations link to it."},
    },
    "required": ["text"],
    "additionalProperties": False,
}

FIELDS: Mapping[str, Field] = {
    "text": _field("string", "The text."),
    "url": _field("string", "A page to read, if the server allows it."),
    "document": _field("object", "A document as `/v1/extract` returns it.", **_DOCUMENT),
    "language": _field("string", "Code or English name; detected by default.", examples=["en"]),
    "method": _field(
        "string", "The name of a method, see `/v1/methods`; `auto` by default.", examples=["auto"]
    ),
    "model": _field("string", "A model that writes the summary, see `/v1/methods`; instead of `method`."),
    "sentences": _field("integer", "At most so many sentences.", minimum=1, examples=[3]),
    "words": _field("integer", "At most so many words.", minimum=1),
    "ratio": _field("number", "At most this share of the words.", exclusiveMinimum=0, maximum=1),
    "query": _field("string", "A question or topic to focus on.", minLength=1),
    "cite": _field("boolean", "Cite the passages in Markdown: [1], and a list of sources.", default=False),
    "stream": _field("boolean", "Answer with server-sent events.", default=False),
    "n": _field("integer", "At most so many keywords; 10 by default.", minimum=1),
    "summary": _field("string", "The summary to check."),
    "id": Field(("string", "integer"), "Repeated in the answer.", {}),
}
"""All fields by name; a form has a file in ``file``, too."""

SOURCE = ("text", "url", "document")
LENGTHS = ("sentences", "words", "ratio")
SUMMARY = (*SOURCE, "language", "method", "model", *LENGTHS, "query", "cite", "stream")
KEYWORDS = (*SOURCE, "language", "method", "n")
CHECK = (*SOURCE, "language", "summary")
EXTRACT = (*SOURCE, "language")
SELECTIONS = (*SOURCE, "language", "method", *LENGTHS, "query")
LINE = ("id", "text", "document", "language", "method", "model", *LENGTHS, "query")


def object_schema(
    names: Sequence[str], *, as_lists: Sequence[str] = (), has_file: bool = False
) -> dict[str, Any]:
    """Return the JSON Schema of an object with fields.

    Args:
        names: of the fields.
        as_lists: of those that are lists of several values.
        has_file: whether there may be a file, too.
    """
    properties: dict[str, Any] = {}
    for name in names:
        schema = FIELDS[name].schema()
        if name in as_lists:
            item = {key: value for key, value in schema.items() if key not in ("description", "examples")}
            item["type"] = FIELDS[name].kinds[0]
            schema = {
                "type": ["array", "null"],
                "items": item,
                "minItems": 1,
                "maxItems": MAX_LENGTHS,
                "description": schema["description"],
            }
        properties[name] = schema
    if has_file:
        properties["file"] = {"type": "string", "format": "binary", "description": "Any document."}
    return {"type": "object", "properties": properties, "additionalProperties": False}
