"""How well a document supports a sentence: one figure from its sources, its phrases and its facts."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean

from summarize.document import Document, SourceSpan
from summarize.text.words import words_of

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
    words_of_each = [words_of(sentence.lower()) for sentence in sentences]
    wanted = [{run for words in words_of_each for run in _runs(words, n)} for n in _SIZES]
    source_words = words_of(document.text.lower())
    known = {n: runs.intersection(_runs(source_words, n)) for n, runs in zip(_SIZES, wanted, strict=True)}
    scores = []
    for words, spans, n_facts in zip(words_of_each, sources, n_unsupported, strict=True):
        covered = spans[0].score if spans else 0.0
        shares = [fmean(run in known[n] for run in _runs(words, n)) for n in _SIZES if len(words) >= n]
        scores.append((covered + fmean(shares or [covered])) / 2 * _FACTOR_OF_A_FACT**n_facts)
    return scores


def _runs(words: Sequence[str], n: int) -> list[tuple[str, ...]]:
    return list(zip(*(words[start:] for start in range(n)), strict=False))
