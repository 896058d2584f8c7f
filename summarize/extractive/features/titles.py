"""The terms of the title and of the headings of a text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import takewhile

import numpy as np
from numpy.typing import NDArray

from summarize.document import Document
from summarize.text.headings import read_heading
from summarize.text.languages import CAPITALIZES_NOUNS
from summarize.text.stop_words import stop_words_of
from summarize.text.terms import query_terms
from summarize.text.words import words_of

_LEAST_NAME, _MENTIONS, _FEW_SMALL = 3, 3, 0.2  # letters; times; share of them without a capital
_TITLE_WORDS = 30  # searched for a name


def title_terms(document: Document) -> NDArray[np.bool_]:
    r"""Return which terms are in the title, shape (n_terms,).

    The title consists of the title of the document, if any, and the headings before the first running text.

    >>> document = Document("# Of Cats\n\nDogs chase cats.", "en", title="A Dog's Life").body
    >>> title_terms(document)[[document.terms.vocabulary[term] for term in ("cat", "dog", "chase")]]
    array([ True,  True, False])
    """
    leading = takewhile(lambda sentence: not sentence.is_candidate, document.whole.sentences)
    headings = [sentence.text for sentence in leading if sentence.is_heading]
    return _terms_of(document, [document.title or "", *headings])


def given_title(document: Document) -> str:
    """Return ``Document(title=…)``, else the subject of a mail, else an empty string."""
    return document.title or document.habits.subject or ""


def given_title_terms(document: Document) -> NDArray[np.bool_]:
    """Return which terms are in the title given, or the subject of a mail, shape (n_terms,)."""
    return _terms_of(document, [given_title(document)])


def title_name(document: Document) -> str | None:
    """Return the first name in ``Document(title=…)``, None if there is none.

    It is capitalized in the title, and nearly always in the text, which has it three times or more, and once
    inside a sentence. German is left out, since it capitalizes nouns.

    >>> text = "The mills of Verde turn. Mills are old. Verde likes mills. Verde has many."
    >>> title_name(Document(text, title="Old Mills in Verde"))
    'Verde'
    """
    if not document.title or document.language in CAPITALIZES_NOUNS:
        return None
    stop_words = stop_words_of(document.language)
    for word in words_of(document.title)[:_TITLE_WORDS]:
        if len(word) < _LEAST_NAME or not word[0].isupper() or word.lower() in stop_words:
            continue
        # The patterns begin with the word, which makes the search fast.
        n, n_small = (
            len(re.findall(rf"{form}\b(?<!\w{form})", document.text)) for form in (word, word.lower())
        )
        is_name = n >= _MENTIONS and n_small <= _FEW_SMALL * n
        if is_name and re.search(rf" {word}\b(?<=[^\W\d_A-Z] {word})", document.text):
            return word
    return None


def heading_terms(document: Document) -> NDArray[np.bool_]:
    """Return which terms are in a heading of the text, shape (n_terms,); "Chapter 4" does not count."""
    headings = [each.text for each in document.whole.sentences if each.is_heading]
    return _terms_of(document, [text for text in headings if not read_heading(text).is_number])


def _terms_of(document: Document, texts: Iterable[str]) -> NDArray[np.bool_]:
    vocabulary = document.terms.vocabulary
    is_in = np.zeros(len(vocabulary), bool)
    if text := "\n".join(filter(None, texts)):
        found = query_terms(text, document.language)
        is_in[[vocabulary[term] for term in found if term in vocabulary]] = True
    return is_in
