"""Events of SubStation Alpha (ASS, SSA): lines with the actor who says them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarize.readers.formats.captions.names import Speakers
from summarize.readers.formats.captions.speech import Said, by_start
from summarize.readers.formats.captions.srt import said
from summarize.text.times import TIME, seconds

_FIELDS = ["layer", "start", "end", "style", "name", "marginl", "marginr", "marginv", "effect", "text"]
_TIME = re.compile(rf"\s*{TIME}")
_OVERRIDE = re.compile(r"\{[^{}]{0,1000}\}")
_DRAWING = re.compile(r"\{[^{}]{0,1000}\\p[1-9]")
_BREAK = re.compile(r"\\[Nn]")


def is_substation(text: str) -> bool:
    r"""Return whether a text is a script of SubStation Alpha.

    >>> is_substation("[Script Info]\nTitle: x"), is_substation("[00:03] Anna: Hello.")
    (True, False)
    """
    return (
        text.lstrip("\ufeff \r\n")
        .lower()
        .startswith(("[script info]", "[v4+ styles]", "[v4 styles]", "[events]"))
    )


def read_events(text: str) -> Iterator[Said]:
    r"""Yield what is said, in the order of time; comments, drawings and override tags are left out.

    >>> script = "[Events]\nDialogue: 0,0:00:01.00,0:00:03.00,Default,Anna,0,0,0,,{\\i1}Late.\\NVery."
    >>> [(line.text, line.speaker) for line in read_events(script)]
    [('Late.', 'Anna'), ('Very.', 'Anna')]
    """
    lines = by_start(_events(text))
    names = Speakers.of(line.text for line in lines)
    for line in lines:
        yield from said(line.text, line.start or 0.0, line.end, line.speaker, names)


def _events(text: str) -> Iterator[Said]:
    fields = _FIELDS
    for line in text.splitlines():
        kind, _, rest = line.partition(":")
        if kind.strip().lower() == "format" and "text" in rest.lower():
            fields = [field.strip().lower() for field in rest.split(",")]
        elif kind.strip().lower() == "dialogue":
            values = dict(zip(fields, rest.split(",", len(fields) - 1), strict=False))
            start, end = (_TIME.match(values.get(name, "")) for name in ("start", "end"))
            words = values.get("text", "")
            if start is None or _DRAWING.search(words):
                continue
            for part in _BREAK.split(_OVERRIDE.sub("", words).replace("\\h", " ")):
                speaker = values.get("name", values.get("actor", "")).strip() or None
                yield Said(part, seconds(start), seconds(end) if end else None, speaker)
