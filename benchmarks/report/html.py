"""Results as one self-contained page to look at: ``report.html``."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.data.examples import Example
from benchmarks.report.markdown import (
    count_documents,
    figures_of,
    has_intervals,
    heading,
    list_faults,
    told_beside_the_text,
)
from benchmarks.report.text import printable
from benchmarks.report.words import title
from benchmarks.results.outputs import Output
from benchmarks.results.results import Results
from benchmarks.results.scoring import Figures, Scores
from summarize.text.words import count_words

_FOLDER = Path(__file__).parent
_SCRIPTS = ("page.js", "table.js", "charts.js", "documents.js", "start.js")
_MAX_DOCUMENTS, _MAX_BYTES = 300, 20_000_000
_N_BINS = 30
_LABEL_WORDS, _LABEL_CHARACTERS = 12, 80


def render(
    results: Results, examples: Sequence[Example], outputs: Mapping[str, Sequence[Output]], scores: Scores
) -> str:
    """Return the page of a run.

    Args:
        results: the figures.
        examples: the documents.
        outputs: of each system, in the order of the documents.
        scores: the figures of each document.
    """
    figures = figures_of(results)
    shown = next(iter(figures), "")
    payload = {
        "results": results,
        "figures": figures,
        "titles": {figure: title(figure) for figure in figures},
        "hasIntervals": has_intervals(results),
        "faults": list_faults(results),
        "counts": {
            name: count_documents(results, name)
            for name, system in results["systems"].items()
            if "not_run" not in system
        },
        "shown": shown,
        "heading": heading(results),
        "told": told_beside_the_text(results),
        "documents": [
            _document(examples[position], position, outputs, scores)
            for position in _extremes(examples, outputs, scores, shown)
        ],
        "histogram": _histogram(examples, outputs),
    }
    parts = {
        "title": html.escape(printable(f"{results['data']['name']}: summaries compared")),
        "style": (_FOLDER / "page.css").read_text(encoding="utf-8"),
        "script": "\n".join((_FOLDER / name).read_text(encoding="utf-8") for name in _SCRIPTS),
        "data": _embed(payload),
    }
    template = (_FOLDER / "page.html").read_text(encoding="utf-8")
    return re.sub(r"\{\{(\w+)\}\}", lambda place: parts[place[1]], template)


def _embed(payload: object) -> str:
    r"""Return JSON that cannot end the element that it stands in, whatever a document says.

    >>> _embed("</script>")
    '"\\u003c/script\\u003e"'
    """
    text = json.dumps(payload, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return re.sub("[\ud800-\udfff]", lambda half: f"\\u{ord(half[0]):04x}", text)


def _extremes(
    examples: Sequence[Example], outputs: Mapping[str, Sequence[Output]], scores: Scores, figure: str
) -> list[int]:
    """Return the positions of the documents to show, in order.

    They are all, or of the worst and the best on average as many as a page may hold.
    """

    def mean(position: int) -> float:
        """Return the mean of the figure over the systems that have a summary of a document."""
        found = (documents.get(examples[position].id) for documents in scores.values())
        return float(
            np.mean([_main_figures(figures).get(figure, 0.0) for figures in found if figures] or [0.0])
        )

    ordered = sorted(range(len(examples)), key=mean)
    # The worst, the best, the second worst, and so on; half of the pairs have them all.
    in_turns = [position for pair in zip(ordered, reversed(ordered), strict=True) for position in pair]
    shown: list[int] = []
    left = _MAX_BYTES
    for position in in_turns[: len(ordered)]:
        size = _n_bytes(examples[position], [of_system[position] for of_system in outputs.values()])
        if len(shown) < _MAX_DOCUMENTS and size <= left:
            shown.append(position)
            left -= size
    return sorted(shown)


def _n_bytes(example: Example, outputs: Sequence[Output]) -> int:
    summaries = (sentence for output in outputs for sentence in output.sentences)
    texts = (example.document, *example.references, *summaries)
    return sum(len(text.encode("utf-8", "surrogatepass")) for text in texts)


def _document(
    example: Example, position: int, outputs: Mapping[str, Sequence[Output]], scores: Scores
) -> dict[str, Any]:
    systems = {}
    for name, of_system in outputs.items():
        output = of_system[position]
        systems[name] = {
            "sentences": output.sentences,
            "spans": output.spans,
            "error": output.error,
            "figures": _main_figures(scores[name].get(example.id, {})),
        }
    return {
        "id": example.id,
        "label": _label(example),
        "text": example.document,
        "references": example.references,
        "language": example.language,
        "systems": systems,
    }


def _label(example: Example) -> str:
    """Return the title of a document, or its first words."""
    words = (example.title or example.document).split()
    label = " ".join(words[:_LABEL_WORDS])[:_LABEL_CHARACTERS]
    return label if label == " ".join(words) else f"{label}…"


def _main_figures(figures: Figures) -> Figures:
    """Return one number for each figure of the table: of precision, recall and F1 the last."""
    return {
        name.removesuffix(".f1"): round(value, 4)
        for name, value in figures.items()
        if not name.endswith((".precision", ".recall"))
    }


def _histogram(examples: Sequence[Example], outputs: Mapping[str, Sequence[Output]]) -> dict[str, Any]:
    lengths = {"reference": [count_words(text) for example in examples for text in example.references]}
    for name, of_system in outputs.items():
        lengths[name] = [count_words(" ".join(o.sentences)) for o in of_system if o.error is None]
    longest = max((max(of_name, default=0) for of_name in lengths.values()), default=0)
    edges = np.linspace(0, max(longest, 1), _N_BINS + 1)
    counts = {name: np.histogram(of_name, edges)[0].tolist() for name, of_name in lengths.items()}
    means = {name: round(float(np.mean(of_name)), 1) if of_name else 0.0 for name, of_name in lengths.items()}
    return {"edges": edges.round(2).tolist(), "counts": counts, "means": means}
