"""``summarize`` and ``keywords`` of summa 1.2, with its arguments, results and errors.

What it knows besides, such as ``get_graph``, is not here.
"""

from __future__ import annotations

from collections.abc import Iterable

from summarize.checks import show_typed
from summarize.compat.textrank import Amount, check_switches, document_of, top_keywords, top_sentences
from summarize.errors import InvalidValueError

__all__ = ["keywords", "summarize"]

_LEAST = 2  # sentences; one has no neighbours in a graph


def summarize(
    text: str,
    ratio: float = 0.2,
    words: int | None = None,
    language: str = "english",
    split: bool = False,
    scores: bool = False,
    additional_stopwords: Iterable[str] | None = None,
) -> str | list[str] | list[tuple[str, float]]:
    """Return the best sentences of a text by TextRank, in its order.

    Args:
        text: the text; every line break ends a sentence.
        ratio: share of the sentences.
        words: number of words, met as closely as whole sentences allow; ``ratio`` is ignored then.
        language: English name or code of the language.
        split: whether to return a list of sentences.
        scores: whether to return a list of ``(sentence, score)``.
        additional_stopwords: more words that say nothing; their other forms are left out, too.

    Returns:
        the sentences, with line breaks between them; ``""``, or ``[]`` with ``split``, if fewer than two
        sentences have content words, or ``ratio`` comes to no sentence.

    Raises:
        InvalidValueError: the text is not a str, the language is unknown, or a number makes no sense.

    >>> text = "Cats chase mice. It rained. Mice fear cats. Dogs bark. Cats sleep."
    >>> summarize(text, ratio=0.4, split=True)
    ['Cats chase mice.', 'Mice fear cats.']
    """
    _check(text)
    check_switches(split=split, scores=scores)
    document = document_of(text, language, additional_stopwords)
    found = [] if document is None else top_sentences(document, Amount(ratio, words), "overlap", least=_LEAST)
    return _formatted([(each.text, each.score) for each in found], split=split, scores=scores)


def keywords(
    text: str,
    ratio: float = 0.2,
    words: int | None = None,
    language: str = "english",
    split: bool = False,
    scores: bool = False,
    deaccent: bool = False,
    additional_stopwords: Iterable[str] | None = None,
) -> str | list[str] | list[tuple[str, float]]:
    r"""Return the keywords of a text by TextRank, best first, in lower case.

    Args:
        text: the text.
        ratio: number of keywords, as a share of the distinct content words.
        words: number of keywords; ``ratio`` is ignored then.
        language: English name or code of the language.
        split: whether to return a list.
        scores: whether to return a list of ``(keyword, score)``.
        deaccent: whether to take accents off.
        additional_stopwords: more words that say nothing.

    Returns:
        the keywords, one a line; ``""``, or ``[]`` with ``split``, if there are none.

    Raises:
        InvalidValueError: the text is not a str, the language is unknown, or a number makes no sense.

    >>> keywords("Solar panels are on the roof. Who needs solar panels, and who another roof?", words=2)
    'solar panels\nroof'
    """
    _check(text)
    check_switches(split=split, scores=scores, deaccent=deaccent)
    found = top_keywords(
        text,
        Amount(ratio, words),
        language=language,
        stop_words=additional_stopwords,
        all_forms=False,
        accents=not deaccent,
    )
    return _formatted(found, split=split, scores=scores)


def _check(text: object) -> None:
    if not isinstance(text, str):  # summa has a ValueError for it
        raise InvalidValueError(f"text must be a str, got {show_typed(text)}")


def _formatted(
    found: list[tuple[str, float]], *, split: bool, scores: bool
) -> str | list[str] | list[tuple[str, float]]:
    if not found:
        return [] if split else ""
    if scores:
        return found
    return [text for text, _ in found] if split else "\n".join(text for text, _ in found)
