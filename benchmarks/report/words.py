"""What reports call figures and numbers of things."""

from __future__ import annotations

_TITLES = {
    "bertscore": "BERTScore",
    "chrf": "chrF",
    "facts.any": "with unsupported facts",
    "facts.unsupported": "unsupported facts",
    "readability.bylines": "bylines",
    "readability.crumbs": "crumbs",
    "readability.dangling": "dangling openings",
    "readability.duplicates": "near duplicates",
    "readability.numbers": "mostly numbers",
    "readability.references": "reference entries",
    "readability.unterminated": "unfinished sentences",
    "redundancy.sentences": "similar sentences",
    "support.least": "least support",
    "support.mean": "support",
}
_GRAMS = {"novelty": "new", "redundancy": "repeated"}


def title(figure: str) -> str:
    """Return what a figure is called.

    >>> title("rouge1"), title("novelty.2"), title("fragments.coverage"), title("length.words")
    ('ROUGE-1', 'new 2-grams', 'fragments: coverage', 'words')
    """
    if figure in _TITLES:
        return _TITLES[figure]
    if figure.startswith("rouge"):
        return f"ROUGE-{figure.removeprefix('rouge')}"
    metric, _, part = figure.partition(".")
    part = part.replace("_", " ")
    if part.isdecimal() and metric in _GRAMS:
        return f"{_GRAMS[metric]} {part}-grams"
    return part if metric in ("length", "readability") and part else f"{metric}: {part}".removesuffix(": ")


def count(n: int, noun: str) -> str:
    """Return a number of things.

    >>> count(1, "document"), count(1200, "document")
    ('1 document', '1,200 documents')
    """
    return f"{n:,} {noun}{'' if n == 1 else 's'}"
