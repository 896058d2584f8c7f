"""Captions and transcripts (SRT, WebVTT, SBV, ASS, SSA, text with times) as running text."""

from __future__ import annotations

from summarize.readers.formats.captions.speech import by_start, running_text
from summarize.readers.formats.captions.srt import TIMES, read_cues
from summarize.readers.formats.captions.substation import is_substation, read_events
from summarize.readers.formats.captions.transcripts import is_timed, read_transcript
from summarize.readers.formats.markup import Content


def read_captions(text: str) -> Content:
    r"""Return what is said, with speakers and times beside it.

    A sentence continues over the cues of a speaker; a paragraph begins with each speaker and after a pause.
    Sounds such as ``[Music]`` are left out, and so is what overlapping and rolling captions repeat.

    >>> cues = "1\n00:00:01,000 --> 00:00:02,000\n<i>Hello</i>\n\n2\n00:00:02,000 --> 00:00:04,000\nthere.\n"
    >>> read_captions(cues).text
    'Hello there.'
    """
    if is_substation(text):
        return running_text(list(read_events(text)))
    if any(map(TIMES.match, text.splitlines())) or not is_timed(text):
        return running_text(by_start(read_cues(text)))
    return running_text(list(read_transcript(text)))
