"""The centroid against dense tf-idf vectors."""

import math

import numpy as np
import pytest
from numpy.typing import NDArray

from summarize import Document, InvalidTypeError, InvalidValueError
from summarize.extractive.centroid import Centroid
from tests.conftest import parsed_documents
from tests.extractive.body import scores_of_body
from tests.extractive.test_textrank import terms


def plain_centroid(document: Document, threshold: float = 0.3) -> NDArray[np.float64]:
    sentences = [terms(sentence.text, document.language) for sentence in document.sentences]
    vocabulary = sorted({term for sentence in sentences for term in sentence})
    counts = np.array([[sentence.count(term) for term in vocabulary] for sentence in sentences], float)
    vectors = counts * np.log(len(sentences) / (counts > 0).sum(axis=0))
    centroid = vectors.sum(axis=0)
    centroid[centroid < threshold * centroid.max()] = 0
    norms = np.linalg.norm(vectors, axis=1) * np.linalg.norm(centroid)
    return np.divide(vectors @ centroid, norms, out=np.zeros(len(sentences)), where=norms > 0)


@pytest.mark.parametrize("threshold", [0, 0.1, 0.3, 0.9])
def test_scores_are_those_of_the_textbook(seed_text: str, threshold: float) -> None:
    document = Document(seed_text)
    scores = scores_of_body(Centroid(threshold), document)
    np.testing.assert_allclose(scores, plain_centroid(document.body, threshold))


@pytest.mark.parametrize(
    ("name", "language"),
    [("cnndm_validation", "en"), ("orangesum_fr_test", "fr"), ("multilexsum_test", "en")],
)
def test_scores_are_those_of_the_textbook_on_real_documents(name: str, language: str) -> None:
    for document in parsed_documents(name, language, every=10):
        scores = scores_of_body(Centroid(), document)
        np.testing.assert_allclose(scores, plain_centroid(document.body), atol=1e-12)
        scores = Centroid(candidates="all").scores(document)
        np.testing.assert_allclose(scores, plain_centroid(document), atol=1e-12)


def test_by_hand() -> None:
    # idf: cat log 2, dog and mouse log 4; in the text: cat 2 log 2 = dog log 4 = mouse log 4.
    document = Document("Cats chase. Cats. Dogs. The.", "en")
    weights = {"cat": 2 * math.log(2), "chase": math.log(4), "dog": math.log(4)}
    norm = math.sqrt(sum(weight**2 for weight in weights.values()))
    both = math.hypot(math.log(2), math.log(4))
    expected = [
        (math.log(2) * weights["cat"] + math.log(4) * weights["chase"]) / (both * norm),
        weights["cat"] / norm,
        weights["dog"] / norm,
        0,
    ]
    assert Centroid().scores(document).tolist() == pytest.approx(expected)


def test_a_term_in_every_sentence_has_no_weight() -> None:
    assert Centroid().scores("Cats sleep. Cats sleep.").tolist() == [0, 0]


@pytest.mark.parametrize(
    ("threshold", "error"), [(1, InvalidValueError), (-0.1, InvalidValueError), ("0.3", InvalidTypeError)]
)
def test_bad_threshold(threshold: object, error: type[Exception]) -> None:
    with pytest.raises(error, match="threshold"):
        Centroid(threshold)  # type: ignore[arg-type]
