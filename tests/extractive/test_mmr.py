"""MMR against the formula, sentence by sentence."""

import math

import numpy as np
import pytest
from numpy.typing import NDArray

from summarize import Document, InvalidTypeError, InvalidValueError, Length, QueryError, summarize
from summarize.extractive.encoders.vectors import sentence_vectors
from summarize.extractive.mmr import MMR
from summarize.text.words import has_word
from tests.conftest import parsed_documents
from tests.extractive.body import scores_of_body
from tests.extractive.dense import count_matrix, tf_idf_matrix, unit
from tests.extractive.small_encoders import MINILM, Letters

Matrix = NDArray[np.float64]


def mmr(vectors: Matrix, relevance: Matrix, tradeoff: float, n: int) -> list[int]:
    """Equation 1 of Carbonell & Goldstein (1998), relevance scaled to lie from 0 to 1."""
    relevance = (relevance - relevance.min()) / (np.ptp(relevance) or 1)
    taken: list[int] = []
    while len(taken) < n:
        values = [
            -np.inf
            if i in taken
            else tradeoff * relevance[i]
            - (1 - tradeoff) * max([0.0, *(float(vectors[i] @ vectors[j]) for j in taken)])
            for i in range(len(vectors))
        ]
        taken.append(int(np.argmax(np.round(values, 10))))
    return sorted(taken)


def positions(summary: object) -> list[int]:
    return [sentence.position for sentence in summary.sentences]  # type: ignore[attr-defined]


def centroid_relevance(vectors: Matrix) -> Matrix:
    centroid = vectors.sum(axis=0)
    return np.asarray(vectors @ centroid / np.linalg.norm(centroid))


@pytest.mark.parametrize("tradeoff", [0.3, 0.7, 1.0])
class TestChoiceIsThatOfThePaper:
    def test_with_terms(self, tradeoff: float) -> None:
        n_compared = 0
        for document in parsed_documents("cnndm_validation", "en", every=5):
            texts = [sentence.text for sentence in document.sentences]
            if len(set(texts)) == len(texts) > 5 and all(map(has_word, texts)):
                vectors = tf_idf_matrix(document)
                expected = mmr(vectors, centroid_relevance(vectors), tradeoff, 5)
                found = MMR(tradeoff, candidates="all")(document, Length(sentences=5))
                assert positions(found) == expected
                n_compared += 1
        assert n_compared > 30

    @pytest.mark.parametrize("encoder", [MINILM, Letters()], ids=["MiniLM", "letters"])
    def test_with_an_encoder(self, seed_text: str, tradeoff: float, encoder: object) -> None:
        document = Document(seed_text)
        vectors = unit(sentence_vectors(document, encoder))  # type: ignore[arg-type]
        expected = mmr(vectors, centroid_relevance(vectors), tradeoff, 5)
        method = MMR(tradeoff, encoder=encoder, candidates="all")
        assert positions(method(document, Length(sentences=5))) == expected


class TestScores:
    def test_are_cosines_with_the_centroid(self, seed_text: str) -> None:
        document = Document(seed_text)
        expected = centroid_relevance(tf_idf_matrix(document.body))
        np.testing.assert_allclose(scores_of_body(MMR(), document), expected)

    def test_are_cosines_with_the_query(self, seed_text: str) -> None:
        document = Document(seed_text)
        counts, vocabulary = count_matrix(document.body)
        query = np.zeros(len(vocabulary))
        query[vocabulary.index("satellit")], query[vocabulary.index("rocket")] = 2, 1
        idf = np.log((len(counts) + 1) / (0.5 + (counts > 0).sum(axis=0)))
        expected = unit(counts * idf) @ (query * idf) / np.linalg.norm(query * idf)
        scores = scores_of_body(MMR(), document, query="a satellite, satellites, zebras and the rockets")
        np.testing.assert_allclose(scores, expected, atol=1e-12)

    def test_by_hand(self) -> None:
        text = "The cats do purr. The cats do purr loudly. The dogs do bark."
        found = summarize(text, "mmr", sentences=2, tradeoff=0.3)
        assert found == "The cats do purr.\nThe dogs do bark."
        assert summarize(text, "mmr", sentences=2) == "The cats do purr.\nThe cats do purr loudly."

    def test_query_of_a_term_that_all_sentences_have_prefers_those_that_say_little_else(self) -> None:
        document = Document("Cats purr and play. Cats sleep. Cats, cats, and cats.", "en")
        scores = MMR().scores(document, query="cats").tolist()
        assert 0 < scores[0] < scores[1] < scores[2] == 1

    def test_query_without_a_word_of_the_text_is_an_error(self, seed_text: str) -> None:
        with pytest.raises(QueryError, match="no word of the query 'zebra' occurs in the text"):
            summarize(seed_text, "mmr", query="zebra")


def test_options() -> None:
    with pytest.raises(InvalidValueError, match=r"tradeoff must be at least 0 and at most 1, got 1.5"):
        MMR(1.5)
    with pytest.raises(InvalidValueError, match="tradeoff must be"):
        MMR(math.nan)
    with pytest.raises(InvalidTypeError, match="tradeoff must be a number"):
        MMR("0.7")  # type: ignore[arg-type]
