"""Sentence vectors in full, term by term, as textbook implementations in the tests need them."""

import numpy as np
from numpy.typing import NDArray

from summarize import Document
from tests.extractive.test_textrank import terms

Matrix = NDArray[np.float64]


def count_matrix(document: Document) -> tuple[Matrix, list[str]]:
    """Return how often each sentence has each term, shape (n, n_terms), and the terms."""
    tokens = [terms(sentence.text, document.language) for sentence in document.sentences]
    vocabulary = sorted({term for sentence in tokens for term in sentence})
    column = {term: number for number, term in enumerate(vocabulary)}
    counts = np.zeros((len(tokens), len(vocabulary)))
    for row, sentence in enumerate(tokens):
        for term in sentence:
            counts[row, column[term]] += 1
    return counts, vocabulary


def unit(vectors: Matrix) -> Matrix:
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.divide(vectors, norms, out=np.zeros_like(vectors), where=norms > 0)


def tf_idf_matrix(document: Document) -> Matrix:
    counts, _ = count_matrix(document)
    return unit(counts * np.log(len(counts) / (counts > 0).sum(axis=0)))
