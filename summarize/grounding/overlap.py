"""How well a document supports a sentence: one figure from its sources, its phrases and its facts."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean

import numpy as np
from numpy.typing import NDArray

from summarize.document import Document, SourceSpan
from summarize.text.terms import WordSequence, index_words

# The weights and the power were chosen on the even articles of QAGS; see docs/checking.md.
_SIZES = (1, 2, 3)
_WEIGHTS = (1, 3, 4)  # of the share of terms, of its power, and of the runs
_POWER = 8
_FACTOR_OF_A_FACT = 0.25


def score_support(
    document: Document,
    sentences: Sequence[str],
    sources: Sequence[Sequence[SourceSpan]],
    n_unsupported: Sequence[int],
) -> list[float]:
    """Return the support of each sentence, from 0 to 1; 1 for a verbatim sentence.

    It is the weighted mean of three shares. The first is how much of the terms of the sentence its best
    source covers (see :func:`find_sources`). The second is the eighth power of the first, which is near 0
    unless one source covers nearly the whole sentence. The third is how many of its runs of one, two and
    three words the document contains; the end of a sentence counts as its last word. Each unsupported fact
    divides the mean by four.

    Args:
        document: the source.
        sentences: the sentences.
        sources: the sources of each sentence, best first.
        n_unsupported: the number of unsupported facts of each sentence.

    >>> document = Document("Cats chase mice. It rained. Dogs chase cats.")
    >>> sources = [[SourceSpan(17, 27, 1.0)], []]
    >>> support = score_support(document, ["It rained.", "Cats chase dogs."], sources, [0, 0])
    >>> [round(value, 2) for value in support]
    [1.0, 0.22]
    """
    of_terms, of_whole, of_runs = [weight / sum(_WEIGHTS) for weight in _WEIGHTS]
    scores = []
    shares = _shares_of_runs(index_words(sentences), document.words)
    for share, spans, n_facts in zip(shares, sources, n_unsupported, strict=True):
        covered = spans[0].score if spans else 0.0
        known = covered if share is None else share
        score = of_terms * covered + of_whole * covered**_POWER + of_runs * known
        scores.append(score * _FACTOR_OF_A_FACT**n_facts)
    return scores


def _shares_of_runs(summary: WordSequence, source: WordSequence) -> list[float | None]:
    """Return the share of the runs of each sentence that the source has, as a mean over sizes, or None."""
    words, source_words = _numbers_in_common(summary, source)
    n_numbers = len(summary.words) + 1
    shares: list[list[float]] = [[] for _ in summary.n_words]
    runs, source_runs = words, source_words
    for n in _SIZES:
        if n > 1:
            runs = _longer(runs, words[n - 1 :], n_numbers)
            source_runs = _longer(source_runs, source_words[n - 1 :], n_numbers)
        in_source = set(source_runs[source_runs >= 0].tolist())
        known = [run in in_source for run in runs.tolist()]
        start = 0
        for of_sizes, n_words in zip(shares, summary.n_words.tolist(), strict=True):
            stop = start + n_words + 1  # behind the end of the sentence, which alone is no run
            last = stop - n if n > 1 else stop - 2
            of_sizes += [fmean(known[start : last + 1])] if last >= start else []
            start = stop
    return [fmean(of_sizes) if of_sizes else None for of_sizes in shares]


def _numbers_in_common(
    summary: WordSequence, source: WordSequence
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return both as numbers of words, sentence ends as one more; -1 for words of only one of them."""
    in_source = np.array([source.number.get(word, -1) for word in summary.words], np.int64)
    in_summary = np.full(len(source.words) + 1, -1)
    in_summary[in_source[in_source >= 0]] = np.flatnonzero(in_source >= 0)
    end = len(summary.words)
    words = np.where(in_source[summary.ids] >= 0, summary.ids, -1)
    source_words = in_summary[source.ids]
    with_ends = np.insert(source_words, np.cumsum(source.n_words), end)
    # A run may go on into the next sentence of the source, so that it is there without the ends as well.
    return np.insert(words, np.cumsum(summary.n_words), end), np.concatenate((source_words, [-1], with_ends))


def _longer(runs: NDArray[np.int64], last: NDArray[np.int64], n_numbers: int) -> NDArray[np.int64]:
    """Return the numbers of runs with one word more, -1 where a word is not known."""
    runs = runs[: len(last)]
    return np.where((runs >= 0) & (last >= 0), runs * n_numbers + last, -1)
