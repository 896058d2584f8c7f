"""Subtitles (SRT and WebVTT) as running text: no numbers, times and tags, and nothing twice."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from summarize.readers.formats.markup import Content, one_line

_PAUSE = 3.0  # seconds without a cue, after which a new paragraph begins
_TIME = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})(?:[.,](\d{1,3}))?"
_TIMES = re.compile(rf"[ \t]*{_TIME}[ \t]*-->[ \t]*{_TIME}")
_TAG = re.compile(r"</?[a-zA-Z0-9][^<>]{0,200}>|\{\\[^{}]{0,200}\}")
_NOISE = re.compile(r"[\[(][^\[\]()]{0,80}[\])]|[♪♫#*\s-]+")
_SPEAKER = re.compile(r"\A\s*(?:>>+|[-–—](?!\d))\s*")
_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?[ \t]+([^\s<>][^<>]{0,200})>")


def read_subtitles(text: str) -> Content:
    r"""Return what is said, the lines of cues joined, and a paragraph for each speaker and after a pause.

    Sounds such as ``[Music]`` are left out, and so are the lines that rolling captions repeat.

    >>> cues = "1\n00:00:01,000 --> 00:00:02,000\n<i>Hello</i>\n\n2\n00:00:02,000 --> 00:00:04,000\nthere.\n"
    >>> read_subtitles(cues).text
    'Hello there.'
    """
    paragraphs: list[list[str]] = [[]]
    shown: list[str] = []
    silent_since = 0.0
    for start, end, lines in _cues(text):
        if start - silent_since > _PAUSE and paragraphs[-1]:
            paragraphs.append([])
        for line in lines:
            if line in shown:
                continue
            said = _SPEAKER.sub("", line, count=1)
            if said != line and paragraphs[-1]:
                paragraphs.append([])
            if shown and paragraphs[-1] and line.startswith(f"{shown[-1]} "):
                paragraphs[-1].pop()  # a caption that grows word by word
            paragraphs[-1].append(said)
            shown.append(line)
        shown = lines
        silent_since = end
    return Content("\n\n".join(" ".join(lines) for lines in paragraphs if lines))


def _cues(text: str) -> Iterator[tuple[float, float, list[str]]]:
    """Yield when each cue begins and ends, in seconds, and its lines without tags and sounds."""
    times: re.Match[str] | None = None
    lines: list[str] = []
    voice = ""
    all_lines = text.splitlines()
    has_notes = text.lstrip("\ufeff").startswith("WEBVTT")  # and so a blank line ends a cue
    for number, line in enumerate(all_lines):
        found = _TIMES.match(line)
        if times is not None and (found or (has_notes and not line)):
            yield _seconds(times, 1), _seconds(times, 5), lines
            times = None
        if found:
            times, lines = found, []
        elif times is not None and not _numbers_a_cue(all_lines, number):
            said = one_line(html.unescape(_TAG.sub("", line)).strip(" ♪♫"))
            if said and not _NOISE.fullmatch(said):
                named = _VOICE.search(line)
                is_another = named is not None and named[1] != voice
                voice = named[1] if named else voice
                lines.append(f">> {said}" if is_another else said)  # as television marks a speaker
    if times is not None:
        yield _seconds(times, 1), _seconds(times, 5), lines


def _numbers_a_cue(lines: list[str], number: int) -> bool:
    """Return whether a line is the number of the next cue, where no blank line is between cues."""
    return (
        lines[number].strip().isdecimal()
        and number + 1 < len(lines)
        and _TIMES.match(lines[number + 1]) is not None
    )


def _seconds(times: re.Match[str], first: int) -> float:
    hours, minutes, seconds, fraction = times.group(first, first + 1, first + 2, first + 3)
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds) + float(f"0.{fraction or 0}")
