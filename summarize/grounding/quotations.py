"""The quotations of a summary whose words the source does not have in this order."""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarize.text.words import words_of

# Opening marks and what closes them; an apostrophe closes nothing for sure.
_CLOSING = {"“": "”", "„": "“”", "«": "»", "»": "«", "「": "」", "『": "』", '"': '"'}
_QUOTATION = re.compile(
    "|".join(f"{first}([^{first}{last}\n]{{1,2000}})[{last}]" for first, last in _CLOSING.items())
)
_OMISSION = re.compile(r"\s*(?:[\[(]\s*(?:…|\.\.\.)\s*[\])]|…|\.\.\.|\[[^\]]*\])\s*")
_FEWEST_WORDS = 3  # fewer may be a title, or a word that is held at a distance


def find_quotations(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of the quotations of three words or more, without their marks.

    >>> text = 'He said "we won the cup" of the "golden boot".'
    >>> [text[start:end] for start, end in find_quotations(text)]
    ['we won the cup']
    """
    for match in _QUOTATION.finditer(text):
        start, end = match.span(match.lastindex or 0)
        if len(words_of(text[start:end])) >= _FEWEST_WORDS:
            yield start, end


def is_quoted(quotation: str, source_words: str) -> bool:
    """Return whether a source has the words of a quotation in a row, apart from what is left out by "…".

    Args:
        quotation: the quotation.
        source_words: the words of the source in lower case, with blanks around each.

    >>> is_quoted("We won … the cup!", " yes we won it and the cup ")
    True
    """
    parts = (words_of(part.lower()) for part in _OMISSION.split(quotation))
    return all(f" {' '.join(words)} " in source_words for words in parts if words)
