"""Summaries whose sentences people judged: is it supported by the document, or not?"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from benchmarks.data.examples import DataError


@dataclass(frozen=True)
class Judged:
    """A document, and the sentences of a summary of it with the judgement of people.

    Attributes:
        document: the document.
        sentences: the sentences of the summary.
        is_supported: of each sentence, whether more than half of the raters said that it is supported.
    """

    document: str
    sentences: tuple[str, ...]
    is_supported: tuple[bool, ...]


def read_judged(path: Path) -> list[Judged]:
    """Read JSON Lines of ``document`` and ``sentences``, each with ``text``, ``supported`` and ``raters``.

    Args:
        path: the file; ``supported`` is how many of the ``raters`` said yes.

    Raises:
        DataError: a line is not of this kind, or there is none.
    """
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            record = json.loads(line)
            sentences = record["sentences"]
            texts = tuple([str(sentence["text"]) for sentence in sentences])
            supported = tuple([2 * sentence["supported"] > sentence["raters"] for sentence in sentences])
            if texts:
                found.append(Judged(str(record["document"]), texts, supported))
        except (ValueError, KeyError, TypeError) as error:
            reason = f"{type(error).__name__}: {error}"
            raise DataError(f"{path}, line {number}: {reason}; it needs document and sentences") from error
    if not found:
        raise DataError(f"{path}: no judged sentences")
    return found
