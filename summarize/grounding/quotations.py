"""The quotations of a summary whose words the source does not have in this order."""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarize.text.words import words_of

# Opening marks and their closing marks; an apostrophe may close nothing.
_CLOSING = {"“": "”", "„": "“”", "«": "»", "»": "«", "「": "」", "『": "』", '"': '"'}
_QUOTATION = re.compile(
    "|".join(f"{first}([^{first}{last}\n]{{1,2000}})[{last}]" for first, last in _CLOSING.items())
)
_OMISSION = re.compile(r"\s*(?:[\[(]\s*(?:…|\.\.\.)\s*[\])]|…|\.(?:\s?\.)+|\[[^\]]*\])\s*")
_FEWEST_WORDS = 3  # fewer may be a title, or a word that is held at a distance
_POSSESSIVE = re.compile(r"['’]s?$")  # “Top Gear’s”
# “… in Lausanne,” he said, “is …”: the speaker is named inside the quotation.
_ATTRIBUTION = re.compile(r"(?:[,.!?][\"”“»«]|[\"”“»«],)\s[^\"”“„»«]{1,80}\s[\"“„«»](?=\w)")
_CONTRACTIONS = {
    "won’t": "will not",
    "can’t": "can not",
    "cannot": "can not",
    "n’t": " not",
    "’re": " are",
    "’ve": " have",
    "’ll": " will",
    "’m": " am",
    "’s": " is",
}  # in this order


def find_quotations(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of the quotations of three words or more, without their marks.

    >>> text = 'He said "we won the cup" of the "golden boot".'
    >>> [text[start:end] for start, end in find_quotations(text)]
    ['we won the cup']
    """
    for match in _QUOTATION.finditer(text):
        start, end = match.span(match.lastindex or 0)
        end -= len(_possessive(text[start:end]))
        if len(words_of(text[start:end])) >= _FEWEST_WORDS:
            yield start, end


def quotable(text: str, language: str) -> str:
    """Return the words of a source in order, as :func:`is_quoted` needs them.

    What is said around the words of a speaker is there once with them and once without, and contractions
    are two words.

    >>> quotable("“It’s fun,” he said, “to swim.”", "en")
    ' it is fun he said to swim | it is fun to swim '
    """
    spoken = _ATTRIBUTION.sub(" ", text)
    variants = [text] if spoken == text else [text, spoken]
    return f" {' | '.join(' '.join(_words(variant, language)) for variant in variants)} "


def is_quoted(quotation: str, source_words: str, language: str) -> bool:
    """Return whether a source has the words of a quotation in a row, except where "…" marks an omission.

    Args:
        quotation: the quotation.
        source_words: the words of the source, as :func:`quotable` returns them.
        language: the ISO 639-1 code of both.

    >>> is_quoted("We won … the cup!", quotable("Yes, we won it, and the cup.", "en"), "en")
    True
    """
    parts = (_words(part, language) for part in _OMISSION.split(quotation))
    return all(f" {' '.join(words)} " in source_words for words in parts if words)


def _words(text: str, language: str) -> list[str]:
    text = text.lower()
    if language == "en":
        text = text.replace("'", "’")
        if "’" in text or "cannot" in text:
            for short, long in _CONTRACTIONS.items():
                text = text.replace(short, long)
    return words_of(text)


def _possessive(text: str) -> str:
    found = _POSSESSIVE.search(text)
    return found[0] if found else ""
