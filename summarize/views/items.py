"""The sentences of a summary in a view: unsupported words underlined, support as a bar, the best passage."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from summarize.views.marks import Marks, Shown, clean

_LONGEST_PASSAGE = 300  # characters


def item(marks: Marks, number: int, *, html: str | None = None, limit: int | None = None) -> str:
    """Return a sentence of a summary with its support; hover or keyboard focus shows the best passage.

    Args:
        marks: those of the source.
        number: of the sentence, from 0.
        html: the sentence as HTML, if it has marks of its own.
        limit: the largest number of characters to show.
    """
    sentence = marks.sentences[number]
    linked = marks.link(number, limit, html)
    if sentence.support == 1:  # the passage is the sentence itself
        return linked
    figure = f"support {sentence.support:.2f}"
    told = (
        f' <span class="support"><span class="bar" aria-hidden="true"><span style="inline-size: '
        f'{sentence.support:.0%}"></span></span> {figure}</span>'
    )
    return f"{linked}{told}{_passage(marks, sentence)}"


def underlined(text: str, places: Iterable[tuple[int, int]]) -> str:
    r"""Return a sentence on one line as HTML, with what no part of the source contains underlined.

    Args:
        text: the sentence.
        places: start and end of each unsupported fact in it, in order; one inside of another is part of it.

    >>> underlined("Kim paid\n12 million.", [(9, 19)])
    'Kim paid <u class="unsupported">12 million</u>.'
    """
    parts, position = [], 0
    for start, end in places:
        if start >= position:
            parts += [clean(text[position:start]), _UNSUPPORTED.format(clean(text[start:end]))]
            position = end
    return " ".join("".join([*parts, clean(text[position:])]).split())


def mark_facts(text: str, facts: Sequence[str]) -> str | None:
    """Return a sentence as HTML with the facts underlined that it has; None if it has none.

    >>> mark_facts("Kim came.", ["Lee"])
    """
    line = " ".join(text.split())
    found = [fact for fact in facts if fact in line]
    if not found:
        return None
    longest_first = "|".join(map(re.escape, sorted(found, key=len, reverse=True)))
    return underlined(
        line, (match.span() for match in re.finditer(rf"(?<!\w)(?:{longest_first})(?!\w)", line))
    )


_UNSUPPORTED = '<u class="unsupported">{}</u>'


def _passage(marks: Marks, sentence: Shown) -> str:
    if not sentence.sources:
        return ' <span class="quiet">· no passage supports it</span>'
    best = sentence.sources[0]
    text = " ".join(marks.text[best.start : best.end].split())
    cut = text if len(text) <= _LONGEST_PASSAGE else f"{text[: _LONGEST_PASSAGE - 1].rstrip()}…"
    return f'<span class="passage"><span class="quiet">The source:</span> {clean(cut)}</span>'
