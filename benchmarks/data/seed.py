"""The seed article: a document and its reference summary, from one file in ``seeds/``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

SEED = Path(__file__).parents[2] / "seeds" / "000_a76c248ee9268897.txt"


@dataclass(frozen=True)
class Article:
    """A news article whose closing paragraph sums it up.

    Attributes:
        date: the date line.
        title: the headline.
        document: the paragraphs that are to be summarized.
        reference: the closing paragraph, the summary to compare with.
    """

    date: str
    title: str
    document: str
    reference: str


def load_seed(path: Path = SEED) -> Article:
    """Read an article: date line, headline, blank line, paragraphs; the last is the reference.

    Raises:
        ValueError: the file has no such form.

    >>> load_seed().reference[:19]
    'Overall, the summit'
    """
    head, *paragraphs = path.read_text(encoding="utf-8").strip().split("\n\n")
    lines = head.splitlines()
    if len(lines) != 2 or len(paragraphs) < 2:
        raise ValueError(f"{path}: not a date line, a headline and at least two paragraphs")
    *document, reference = paragraphs
    return Article(date=lines[0], title=lines[1], document="\n\n".join(document), reference=reference)
