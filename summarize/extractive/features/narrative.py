"""Stories: how to recognise them, and which sentences tell who does what."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import count
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from summarize.document import Document
from summarize.text.openings import pronouns_of
from summarize.text.patterns import compile_on_use
from summarize.text.terms import differences

Integers = NDArray[np.int64]

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
_WORD = re.compile(r"[^\W\d_]+")
_LATIN_CAPITALS = frozenset(map(chr, (*range(ord("A"), ord("Z") + 1), *range(ord("À"), ord("Þ") + 1))))
_RECURS = 3  # occurrences of a name
_CAPITALIZED_NOUNS = 0.1  # share of the words; in German each noun has a capital
_MOST_NAMES = 2  # more make a list of guests
_ENDS = frozenset("!?！？")

# The scores ask for it, and then the selection at each length.
_KNOWN: WeakKeyDictionary[Document, bool] = WeakKeyDictionary()


def is_narrative(document: Document) -> bool:
    """Return whether a text tells a story: few figures, direct speech, people called he or she.

    >>> is_narrative(Document("Mills are old. They turn."))
    False
    """
    if len(document.sentences) < _LEAST_SENTENCES or document.is_transcript:
        return False
    if (known := _KNOWN.get(document)) is None:
        known = _KNOWN[document] = _has_style_of_story(document)
    return known


def _has_style_of_story(document: Document) -> bool:
    """Return whether a long text has few figures, direct speech, exclamations and pronouns of people."""
    sentences = document.sentences
    encoded = document.text.encode("utf-8", "replace")
    if (len(encoded) - len(encoded.translate(None, b"0123456789"))) * 1000 > _DIGITS * len(document.text):
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
    sentences = document.sentences
    starts = np.array([sentence.start for sentence in sentences])
    ends = np.array([sentence.end for sentence in sentences])
    places, names = _names(document.text)
    rows = np.searchsorted(starts, places, side="right") - 1
    is_inside = (rows >= 0) & (places < ends[rows])
    rows, places, names = rows[is_inside], places[is_inside], names[is_inside]
    n_names = names.max(initial=0) + 1
    cells = np.sort(rows * n_names + names)
    distinct = cells[differences(cells, -1) > 0] // n_names
    found = np.minimum(np.bincount(distinct, minlength=len(sentences)), _MOST_NAMES).astype(np.float64)
    found[rows[places == starts[rows]]] += 1
    found[list(_is_said(document))] = -1
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


def _names(text: str) -> tuple[Integers, Integers]:
    """Return where names stand, and the number of each name, shape (n_places,) both; none in German.

    A name is a word that recurs with a capital inside sentences: after a lower-case letter or a comma. If all
    nouns have a capital, there are none.
    """
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    n_of_code = np.bincount(codes)
    starts, ends = _capitalized(codes, n_of_code)
    ids: defaultdict[str, int] = defaultdict(count().__next__)
    words = [text[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]
    numbers = np.fromiter(map(ids.__getitem__, words), np.int64, len(words))
    is_before = _table(n_of_code, lambda character: character == "," or character.islower())
    is_inside = (starts > 1) & (codes[starts - 1] == ord(" ")) & is_before[codes[starts - 2]]
    if np.count_nonzero(is_inside) > _CAPITALIZED_NOUNS * text.count(" "):
        return starts[:0], numbers[:0]
    is_name = (np.bincount(numbers[is_inside], minlength=len(ids)) >= _RECURS)[numbers]
    return starts[is_name], numbers[is_name]


def _capitalized(codes: NDArray[np.uint32], n_of_code: Integers) -> tuple[Integers, Integers]:
    """Return the start and end of each word of two letters or more from its first Latin capital on."""
    capitals = np.flatnonzero(_table(n_of_code, _LATIN_CAPITALS.__contains__).take(codes))
    is_other = _table(n_of_code, lambda character: character.isdecimal() or not character.isalnum())
    borders = np.append(np.flatnonzero(is_other.take(codes)), len(codes))
    ends = borders[np.searchsorted(borders, capitals)]
    is_first = (differences(ends, -1) > 0) & (ends - capitals > 1)
    return capitals[is_first], ends[is_first]


def _table(n_of_code: Integers, judge: Callable[[str], bool]) -> NDArray[np.bool_]:
    """Return for each code whether its character occurs and is of a kind, shape (n_codes,)."""
    table = n_of_code > 0
    used = np.flatnonzero(table).tolist()
    table[used] = [judge(chr(code)) for code in used]
    return table
