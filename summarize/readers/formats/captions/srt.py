"""Cues of SRT, WebVTT and SBV: when each line is shown, and who says it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from summarize.readers.formats.captions.names import LABEL, Speakers
from summarize.readers.formats.captions.speech import Said
from summarize.readers.formats.markup import INVISIBLE, one_line
from summarize.text.times import TIME, seconds

TIMES = re.compile(rf"[ \t]*{TIME}[ \t]*(?:-->|,(?=\d{{1,3}}:\d\d:\d\d\.\d{{3}}[ \t]*$))[ \t]*{TIME}")
"""The line above a cue: when it begins and ends."""

_TAG = re.compile(r"</?[a-zA-Z0-9][^<>]{0,200}>|\{\\[^{}]{0,200}\}")
_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?[ \t]+([^\s<>][^<>]{0,200})>")
_NOISE = re.compile(r"[\[(（【][^\[\]()（）【】]{0,80}[\])）】][:.]?|[♪♫#*\s-]+")
_SOUND = re.compile(
    r"[\[【][^\[\]【】]{0,80}[\]】]|^\s*\((?:[A-Z][A-Z ]{2,30}|[a-z]{3,15}(?: [a-z]{2,15}){0,2})\)(?=\s)"
)
_TURN = re.compile(r"\s*(?:>>+|[-–—](?![\d-]))\s*")
_MORE_TURNS = re.compile(r"(?<=\S)\s*(?=(?<!>)>>)")


def read_cues(text: str) -> Iterator[Said]:
    r"""Yield the lines of the cues, without tags and sounds such as ``[Music]``.

    >>> list(read_cues("WEBVTT\n\n00:03.000 --> 00:04.000\n<v Anna>Hello <i>there</i></v>"))
    [Said(text='Hello there', start=3.0, end=4.0, speaker='Anna', is_turn=False, is_paragraph=False)]
    """
    cues = [
        (start, end, voice, line)
        for start, end, lines in _cues(text)
        for voice, line in _with_names_above(list(_voices(lines)))
    ]
    names = Speakers.of(line for _, _, _, line in cues)
    for start, end, voice, line in cues:
        yield from said(line, start, end, voice, names)


def said(
    line: str, start: float | None, end: float | None, voice: str | None, names: Speakers
) -> Iterator[Said]:
    """Yield what is said in a line of a cue: nothing if it is a sound only.

    >>> [each.text for each in said("- [sighs] I do.", 1.0, 2.0, None, Speakers(frozenset()))]
    ['I do.']
    """
    for part in _MORE_TURNS.split(line):
        speaker, rest = names.split(part)
        turn = _TURN.match(rest) if speaker is None else None
        if turn:
            rest = rest[turn.end() :]
        words = "" if _NOISE.fullmatch(rest) else one_line(_SOUND.sub(" ", rest).strip(" ♪♫"))
        if words:
            yield Said(words, start, end, speaker or voice, is_turn=turn is not None and voice is None)


def _voices(lines: list[str]) -> Iterator[tuple[str | None, str]]:
    """Yield the voice of each line of a cue, and the line without tags."""
    voice: str | None = None
    for line in lines:
        parts = _VOICE.split(line)
        for position in range(0, len(parts), 2):
            voice = one_line(html.unescape(parts[position - 1])) if position else voice
            words = INVISIBLE.sub("", html.unescape(_TAG.sub("", parts[position])))
            if words := one_line(words) or "":
                yield voice, words


def _with_names_above(lines: list[tuple[str | None, str]]) -> Iterator[tuple[str | None, str]]:
    """Yield the lines of a cue, a name on a line of its own with the next line."""
    name = ""
    for voice, line in lines:
        if not name and LABEL.fullmatch(line):
            name = f"{line} "
        else:
            yield voice, f"{name}{line}"
            name = ""


def _cues(text: str) -> Iterator[tuple[float, float, list[str]]]:
    """Yield when each cue begins and ends, in seconds, and its lines."""
    times: re.Match[str] | None = None
    lines: list[str] = []
    all_lines = text.splitlines()
    has_notes = text.lstrip("\ufeff").startswith("WEBVTT")  # and so a blank line ends a cue
    for number, line in enumerate(all_lines):
        found = TIMES.match(line)
        if times is not None and (found or (has_notes and not line)):
            yield seconds(times, 1), seconds(times, 5), lines
            times = None
        if found:
            times, lines = found, []
        elif times is not None and not _numbers_a_cue(all_lines, number):
            lines.append(line)
    if times is not None:
        yield seconds(times, 1), seconds(times, 5), lines


def _numbers_a_cue(lines: list[str], number: int) -> bool:
    """Return whether a line is the number of the next cue, where no blank line is between cues."""
    return (
        lines[number].strip().isdecimal()
        and number + 1 < len(lines)
        and TIMES.match(lines[number + 1]) is not None
    )
