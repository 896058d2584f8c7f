"""lede's ranking of its own sentences; the cut is ours.

Its ``summarize`` takes characters, and fills them with the sentences that it scores highest. Here words or
sentences are filled instead, from the same scores, in a single pass as lede has it: asking it again until
a length fits would cost it time, and dropping sentences from what it returns would cost it good ones. It
has no public way to these scores, so these are internals of the version that is installed.
"""

from __future__ import annotations

import math

from lede.sentences import split_sentences  # type: ignore[import-not-found,import-untyped,unused-ignore]
from lede.tfidf import (  # type: ignore[import-not-found,import-untyped,unused-ignore]
    _build_section_map,
    _composite_score_default,
    _separate_heading_lines,
)

from benchmarks.systems.peers.adapters.loop import Request, fit, serve, sign


def rank(document: str) -> tuple[list[str], list[int]]:
    """Return the sentences of a document, and their positions, best first; headings only if all are."""
    sentences = list(split_sentences(_separate_heading_lines(document)))
    scores = _composite_score_default(sentences, _build_section_map(sentences))
    ranked = sorted(range(len(sentences)), key=lambda position: -scores[position])
    return sentences, [position for position in ranked if scores[position] > -math.inf] or ranked


def choose(request: Request) -> list[str]:
    """Return the sentences that lede ranks first, in the order of the document."""
    sentences, ranked = rank(request["document"])
    return [sentences[position] for position in sorted(fit(ranked, sentences.__getitem__, request))]


if __name__ == "__main__":
    serve(choose, sign(__file__, "lede", sentences="lede", cut="summarize"))
