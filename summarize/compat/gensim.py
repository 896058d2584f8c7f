"""``summarize`` and ``keywords`` of ``gensim.summarization`` 3.8, with its arguments, results and errors.

``summarize_corpus``, ``mz_keywords`` and ``get_graph`` are not here.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable

from summarize.checks import as_texts
from summarize.compat.textrank import Amount, check_switches, document_of, top_keywords, top_sentences
from summarize.errors import InvalidValueError

__all__ = ["keywords", "summarize"]

_LEAST = 3  # sentences with different content words
_FILTERED = frozenset({"NN", "JJ"})

logger = logging.getLogger(__name__)


def summarize(
    text: str,
    ratio: float = 0.2,
    word_count: int | None = None,
    split: bool = False,
    *,
    words: int | None = None,
    language: str | None = None,
    scores: bool = False,
    additional_stopwords: Iterable[str] | None = None,
) -> str | list[str] | list[tuple[str, float]]:
    """Return the best sentences of a text by TextRank with BM25 (Barrios et al. 2016), in its order.

    Args:
        text: the text; every line break ends a sentence.
        ratio: share of the sentences.
        word_count: number of words, met as closely as whole sentences allow; ``ratio`` is ignored then.
        split: whether to return a list of sentences.
        words: another name of ``word_count``, as in summa.
        language: English name or code of the language; detected if not given.
        scores: whether to return a list of ``(sentence, score)``, as in summa.
        additional_stopwords: more words that say nothing, as in summa.

    Returns:
        the sentences, with line breaks between them; ``""``, or ``[]`` with ``split``, if the text is blank,
        fewer than three sentences have content words, or ``ratio`` comes to no sentence.

    Raises:
        InvalidValueError: the text has one sentence, the language is unknown, or a number makes no sense.
        InvalidTypeError: the text is not a str, or another argument is of the wrong type.

    >>> text = "Cats chase mice. It rained. Mice fear cats. Dogs bark at cats. Cats sleep."
    >>> summarize(text, ratio=0.4, split=True)
    ['Cats chase mice.', 'Mice fear cats.']
    """
    check_switches(split=split, scores=scores)
    if word_count is not None and words is not None:
        raise InvalidValueError("give word_count or words, not both: they are one argument")
    document = document_of(text, language, additional_stopwords)
    if document is None:
        logger.warning("Input text is empty.")
        return _formatted([], split=split, scores=scores)
    if len(document.sentences) == 1:
        raise InvalidValueError("input must have more than one sentence")
    amount = Amount(ratio, words if word_count is None else word_count)
    found = top_sentences(document, amount, "bm25", least=_LEAST)
    if not found:
        logger.warning("Couldn't get relevant sentences.")
    return _formatted([(each.text, each.score) for each in found], split=split, scores=scores)


def keywords(
    text: str | bytes,
    ratio: float = 0.2,
    words: int | None = None,
    split: bool = False,
    scores: bool = False,
    pos_filter: Iterable[str] | None = ("NN", "JJ"),
    lemmatize: bool = False,
    deacc: bool = True,
    *,
    language: str | None = None,
    additional_stopwords: Iterable[str] | None = None,
) -> str | list[str] | list[tuple[str, float]]:
    r"""Return the keywords of a text by TextRank, best first, in lower case.

    Args:
        text: the text, or its bytes in UTF-8.
        ratio: number of keywords, as a share of the distinct content words.
        words: number of keywords, of which each counts once with all its forms; ``ratio`` is ignored then.
        split: whether to return a list.
        scores: whether to return a list of ``(keyword, score)``.
        pos_filter: no effect but a logged warning if it is not the default: verbs are left out, by rules, in
            languages that have some. In gensim it had none without the package ``pattern``.
        lemmatize: whether to give only the most frequent form of each keyword.
        deacc: whether to take accents off.
        language: English name or code of the language; detected if not given.
        additional_stopwords: more words that say nothing, as in summa.

    Returns:
        the keywords, one a line; ``""``, or ``[]`` with ``split`` or ``scores``, if there are none.

    Raises:
        InvalidValueError: the language is unknown, or a number makes no sense.
        InvalidTypeError: the text is neither str nor bytes, or another argument is of the wrong type.

    >>> keywords("Solar panels are on the roof. Who needs solar panels, and who another roof?", words=2)
    'solar panels\nroof'
    """
    check_switches(split=split, scores=scores, lemmatize=lemmatize, deacc=deacc)
    if pos_filter is not None and set(as_texts("pos_filter", pos_filter)) != _FILTERED:
        logger.warning(
            "pos_filter has no effect: verbs are left out, other parts of speech are not told apart."
        )
    found = top_keywords(
        text.decode("utf-8") if isinstance(text, bytes) else text,
        Amount(ratio, words),
        language=language,
        stop_words=additional_stopwords,
        all_forms=not lemmatize,
        accents=not deacc,
    )
    return _formatted(found, split=split, scores=scores)


def _formatted(
    found: list[tuple[str, float]], *, split: bool, scores: bool
) -> str | list[str] | list[tuple[str, float]]:
    if scores:
        return found
    return [text for text, _ in found] if split else "\n".join(text for text, _ in found)
