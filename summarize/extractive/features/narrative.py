"""Stories: how to recognise them, and which sentences tell who does what."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from summarize.document import Document
from summarize.text.openings import pronouns_of
from summarize.text.patterns import compile_on_use

# A story has few figures, and people who speak and are called he or she. Set on 13 chapters of novels (at
# most 0.9 digits in 1,000 characters, except for two) and 60 articles each of CNN/DailyMail, XSum, OrangeSum
# and Klexikon, of which 6 pass the tests of figures and quotations.
_DIGITS = 1.0
_LEAST_SENTENCES = 40
_SAMPLE = 200  # sentences, evenly spaced
_QUOTED, _EXCLAIMED = 0.08, 0.03  # shares of the sentences
_PRONOUNS = 0.015  # share of the words, in languages with a list
_DASHES = "—–-"
_OPENING_QUOTE = compile_on_use(r"(?<!\w)‘")
_NO_MORE = (sys.maxsize, "")
_WORD = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"[0-9]")
_CAPITALIZED = compile_on_use(r"[A-ZÀ-Þ][^\W\d_]+")
_RECURS = 3  # occurrences of a name
_CAPITALIZED_NOUNS = 0.1  # share of the words; in German each noun has a capital
_MOST_NAMES = 2  # more make a list of guests
_ENDS = frozenset("!?！？")


def is_narrative(document: Document) -> bool:
    """Return whether a text tells a story: few figures, direct speech, people called he or she.

    >>> is_narrative(Document("Mills are old. They turn."))
    False
    """
    sentences = document.sentences
    if len(sentences) < _LEAST_SENTENCES or document.is_transcript:
        return False
    if len(_DIGIT.findall(document.text)) * 1000 > _DIGITS * len(document.text):
        return False
    texts = [sentence.text for sentence in sentences[:: 1 + len(sentences) // _SAMPLE]]
    n_quoted = sum(map(_has_quotes, texts))
    n_exclaimed = sum(not _ENDS.isdisjoint(text) for text in texts)
    if n_quoted < _QUOTED * len(texts) or n_exclaimed < _EXCLAIMED * len(texts):
        return False
    pronouns = pronouns_of(document.language)
    words = _WORD.findall(" ".join(texts).lower()) if pronouns else []
    return sum(word in pronouns for word in words) >= _PRONOUNS * len(words)


def names_people(document: Document) -> NDArray[np.float64]:
    """Return how much the narrator says of the people of a story in each sentence.

    One for each of two names that recur in the text, and one if the sentence begins with a name; minus one
    for direct speech.

    Returns:
        -1 to 3 for each sentence, shape (n_sentences,).

    >>> names_people(Document("Anna ran. “Go!” Bo called."))
    array([ 0., -1.])
    """
    capitalized = [(word.start(), word[0]) for word in _CAPITALIZED.finditer(document.text)]
    names = _names(capitalized, document.text)
    found = np.zeros(len(document.sentences))
    words = iter(capitalized)
    start, word = next(words, _NO_MORE)
    for position, (sentence, is_said) in enumerate(zip(document.sentences, _is_said(document), strict=True)):
        named, opens = set(), False
        while start < sentence.end:
            if word in names and start >= sentence.start:
                named.add(word)
                opens |= start == sentence.start
            start, word = next(words, _NO_MORE)
        found[position] = -1 if is_said else min(len(named), _MOST_NAMES) + opens
    return found


def _is_said(document: Document) -> Iterator[bool]:
    """Yield whether each sentence has direct speech, or stands inside a quotation of its paragraph."""
    text, end, n_open = document.text, 0, 0
    for sentence in document.sentences:
        if n_open and "\n\n" in text[end : sentence.start]:
            n_open = 0
        end = sentence.end
        has_quotes = _has_quotes(sentence.text)
        yield has_quotes or n_open > 0
        if has_quotes:
            count = sentence.text.count
            n_open += count("“") + count("«") - count("”") - count("»")
            n_open = (n_open + count('"')) % 2 if '"' in sentence.text else max(0, n_open)


def _has_quotes(text: str) -> bool:
    """Return whether a sentence has quotation marks, or opens with the dash of direct speech."""
    if '"' in text or text[0] in _DASHES or "``" in text or "''" in text:
        return True
    if text.isascii():
        return False
    if "“" in text or "”" in text or "«" in text or "»" in text or "„" in text:  # no loop, for speed
        return True
    return "「" in text or "『" in text or ("‘" in text and _OPENING_QUOTE.search(text) is not None)


def _names(capitalized: list[tuple[int, str]], text: str) -> frozenset[str]:
    """Return the words that have a capital inside sentences and recur, if not all nouns have one."""
    inside = Counter([word for start, word in capitalized if _is_inside(text, start)])
    if inside.total() > _CAPITALIZED_NOUNS * text.count(" "):
        return frozenset()
    return frozenset([name for name, n in inside.items() if n >= _RECURS])


def _is_inside(text: str, start: int) -> bool:
    """Return whether a lower-case letter or a comma stands before a word."""
    before = text[start - 2 : start]
    return before[1:] == " " and (before[0] == "," or before[0].islower())
