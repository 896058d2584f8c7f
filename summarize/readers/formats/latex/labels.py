r"""The numbers that references of a LaTeX document show: ``\\ref{fig:hall}`` is 2."""

from __future__ import annotations

import re
from collections import Counter

_COUNTED = re.compile(
    r"\\(chapter|section|subsection|subsubsection|caption)(?![A-Za-z*])|\\label\{([^{}]{1,200})\}"
    r"|\\(begin|end)\{(figure|table|equation|align|gather|multline|theorem|lemma|proposition|definition"
    r"|corollary|remark|example|algorithm)\*?\}"
)
_SECTIONS = ("chapter", "section", "subsection", "subsubsection")
_FLOATS = ("figure", "table", "algorithm")
_EQUATIONS = ("equation", "align", "gather", "multline")


def numbers_of_labels(body: str) -> dict[str, str]:
    r"""Return the kind and number of what each label names, such as ``Figure 2``; sections lack the kind.

    >>> numbers_of_labels(r"\section{A}\label{a} \begin{figure}\caption{The hall}\label{b}\end{figure}")
    {'a': 'Section 1', 'b': 'Figure 1'}
    """
    counts: Counter[str] = Counter()
    labels: dict[str, str] = {}
    section, inside, current = "", "", ""
    for found in _COUNTED.finditer(body):
        command, label, border, environment = found.groups()
        if label is not None:
            labels.setdefault(label, current or section)
        elif command in _SECTIONS:
            counts[command] += 1
            for deeper in _SECTIONS[_SECTIONS.index(command) + 1 :]:
                counts[deeper] = 0
            numbers = [counts[each] for each in _SECTIONS[: _SECTIONS.index(command) + 1]]
            section = f"Section {'.'.join(str(n) for n in numbers if n)}"
            current = ""
        elif command == "caption":
            if inside in _FLOATS:
                counts[inside] += 1
                current = f"{inside.capitalize()} {counts[inside]}"
        elif border == "end":
            inside, current = "", ""
        else:
            inside = "equation" if environment in _EQUATIONS else environment
            if inside not in _FLOATS:
                counts[inside] += 1
                current = f"{inside.capitalize()} {counts[inside]}"
    return labels
