"""What headings say: which sentences are one, and the terms of the title and of the others."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from summarize.document import Document
from summarize.text.headings import is_date_line
from summarize.text.terms import query_terms


def headings(document: Document) -> NDArray[np.bool_]:
    r"""Return whether each sentence is a heading, which a date line is not, shape (n_sentences,).

    >>> headings(Document("# Of Cats\n\n3 May 2021\n\nThey purr."))
    array([ True, False, False])
    """
    return np.array(
        [sentence.is_heading and not is_date_line(sentence.text) for sentence in document.sentences]
    )


def title_terms(document: Document) -> NDArray[np.bool_]:
    r"""Return which terms are in the title, shape (n_terms,).

    The title is that of the document, if it has one, and the headings before the first running text.

    >>> document = Document("# Of Cats\n\nDogs chase cats.", "en", title="A Dog's Life")
    >>> title_terms(document)[[document.terms.vocabulary[term] for term in ("cat", "dog", "chase")]]
    array([ True,  True, False])
    """
    is_heading = np.array([sentence.is_heading for sentence in document.sentences])
    leading = headings(document) & np.logical_and.accumulate(is_heading)
    return given_title_terms(document) | _terms_of(document, leading)


def given_title_terms(document: Document) -> NDArray[np.bool_]:
    """Return which terms are in ``Document(title=…)``, shape (n_terms,)."""
    vocabulary = document.terms.vocabulary
    is_in_title = np.zeros(len(vocabulary), bool)
    found = query_terms(document.title or "", document.language)
    is_in_title[[vocabulary[term] for term in found if term in vocabulary]] = True
    return is_in_title


def heading_terms(document: Document) -> NDArray[np.bool_]:
    """Return which terms are in a heading of the text, shape (n_terms,)."""
    return _terms_of(document, headings(document))


def _terms_of(document: Document, chosen: NDArray[np.bool_]) -> NDArray[np.bool_]:
    counts = document.terms
    is_in = np.zeros(counts.shape[1], bool)
    is_in[counts.columns[chosen[counts.rows]]] = True
    return is_in
