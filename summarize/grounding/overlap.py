"""How well a document supports a sentence: one figure from its sources, its phrases and its facts."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean

import numpy as np
from numpy.typing import NDArray

from summarize.document import Document, SourceSpan
from summarize.text.terms import WordSequence, index_words

# Chosen on half of 238 articles of QAGS; see docs/checking.md.
_SIZES = (1, 2, 3)
_FACTOR_OF_A_FACT = 0.25


def score_support(
    document: Document,
    sentences: Sequence[str],
    sources: Sequence[Sequence[SourceSpan]],
    n_unsupported: Sequence[int],
) -> list[float]:
    """Return the support of each sentence, from 0 to 1; 1 for a verbatim sentence.

    It is the mean of two shares: of the sentence's terms that its best source covers (see
    :func:`find_sources`), and of its runs of one, two and three words that the document contains. Each
    unsupported fact divides it by four.

    Args:
        document: the source.
        sentences: the sentences.
        sources: the sources of each sentence, best first.
        n_unsupported: the number of unsupported facts of each sentence.

    >>> document = Document("Cats chase mice. It rained. Dogs chase cats.")
    >>> score_support(document, ["It rained.", "Cats chase dogs."], [[SourceSpan(17, 27, 1.0)], []], [0, 0])
    [1.0, 0.25]
    """
    summary = index_words(sentences)
    known = _known_runs(summary, document.words)
    scores, start = [], 0
    for n_words, spans, n_facts in zip(summary.n_words.tolist(), sources, n_unsupported, strict=True):
        covered = spans[0].score if spans else 0.0
        ends = [(n, start + n_words - n + 1) for n in _SIZES if n_words >= n]
        shares = [fmean(known[n][start:end]) for n, end in ends]
        scores.append((covered + fmean(shares or [covered])) / 2 * _FACTOR_OF_A_FACT**n_facts)
        start += n_words
    return scores


def _known_runs(summary: WordSequence, source: WordSequence) -> dict[int, list[bool]]:
    """Return for each size whether the source has the run of words that begins at each position."""
    number = {word: n for n, word in enumerate(source.words)}
    in_source = np.array([number.get(word, -1) for word in summary.words], np.int64)
    in_summary = np.full(len(source.words) + 1, -1)
    in_summary[in_source[in_source >= 0]] = np.flatnonzero(in_source >= 0)
    words = np.where(in_source[summary.ids] >= 0, summary.ids, -1)
    source_words = in_summary[source.ids]  # -1 for all that the summary does not have
    known = {}
    runs, source_runs = words, source_words
    for n in _SIZES:
        if n > 1:
            runs = _longer(runs, words[n - 1 :], len(summary.words))
            source_runs = _longer(source_runs, source_words[n - 1 :], len(summary.words))
        in_source_too = set(source_runs[source_runs >= 0].tolist())
        known[n] = [run in in_source_too for run in runs.tolist()]
    return known


def _longer(runs: NDArray[np.int64], last: NDArray[np.int64], n_words: int) -> NDArray[np.int64]:
    """Return the numbers of runs with one word more, -1 where a word is not known."""
    runs = runs[: len(last)]
    return np.where((runs >= 0) & (last >= 0), runs * n_words + last, -1)
