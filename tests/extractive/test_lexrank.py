"""LexRank against the textbook: a dense matrix with self links, and a linear solver."""

import math

import numpy as np
import pytest
from numpy.typing import NDArray

from summarize import ConvergenceError, Document, InvalidTypeError, InvalidValueError, QueryError, summarize
from summarize.extractive.algebra import sentence_vectors
from summarize.extractive.graph import threshold_graph
from summarize.extractive.lexrank import LexRank
from tests.conftest import parsed_documents
from tests.extractive.body import scores_of_body
from tests.extractive.dense import count_matrix, tf_idf_matrix
from tests.extractive.test_textrank import dense_pagerank

Matrix = NDArray[np.float64]


def dense_lexrank(document: Document, threshold: float | None, jump: Matrix | None = None) -> Matrix:
    """Algorithm 3 of Erkan & Radev (2004), or equation 5 for the continuous variant."""
    vectors = tf_idf_matrix(document)
    cosines = vectors @ vectors.T
    links = np.where(cosines > 1e-15, cosines, 0) if threshold is None else (cosines > threshold) * 1.0
    np.fill_diagonal(links, np.where(np.diag(cosines) > 0.5, 1, 0))
    return dense_pagerank(links, jump=jump)


class TestScoresAreThoseOfThePaper:
    @pytest.mark.parametrize("threshold", [None, 0.05, 0.1, 0.2])
    @pytest.mark.parametrize(
        ("name", "language"),
        [("cnndm_validation", "en"), ("orangesum_fr_test", "fr"), ("scitldr_a_test", "en")],
    )
    def test_on_real_documents(self, name: str, language: str, threshold: float | None) -> None:
        for document in parsed_documents(name, language, every=5):
            scores = scores_of_body(LexRank(threshold=threshold), document)
            np.testing.assert_allclose(scores, dense_lexrank(document.body, threshold), rtol=1e-6)
            scores = LexRank(threshold=threshold, candidates="all").scores(document)
            np.testing.assert_allclose(scores, dense_lexrank(document, threshold), rtol=1e-6)

    @pytest.mark.parametrize("threshold", [None, 0.1])
    def test_on_a_long_text(self, prose: str, threshold: float | None) -> None:
        document = Document(prose[400_000:600_000], "en")
        scores = scores_of_body(LexRank(threshold=threshold), document)
        np.testing.assert_allclose(scores, dense_lexrank(document.body, threshold), rtol=1e-6)

    def test_in_small_blocks(self, prose: str, monkeypatch: pytest.MonkeyPatch) -> None:
        document = Document(prose[400_000:450_000])
        expected = LexRank().scores(document)
        monkeypatch.setattr(sentence_vectors, "BLOCK_CELLS", 1000)
        np.testing.assert_allclose(LexRank().scores(document), expected, rtol=1e-9)

    @pytest.mark.parametrize("most", [0, 4000])
    def test_with_more_links_than_are_kept(
        self, prose: str, monkeypatch: pytest.MonkeyPatch, most: int
    ) -> None:
        document = Document(prose[400_000:450_000])
        expected = LexRank().scores(document)
        monkeypatch.setattr(sentence_vectors, "BLOCK_CELLS", 1000)
        monkeypatch.setattr(threshold_graph, "MOST_LINKS", most)
        np.testing.assert_allclose(LexRank().scores(document), expected, rtol=1e-9)

    def test_by_hand(self) -> None:
        # The first two are linked, the last only to itself.
        scores = LexRank(threshold=0.0).scores("A cat ran. The cat slept. It rained.")
        np.testing.assert_allclose(scores, 1 / 3)
        # Two that are linked to one: p = 0.15 / 3 + 0.85 (p / 2 + q / 3), q = 0.15 / 3 + 0.85 (p + q / 3).
        # With 2 p + q = 1: q (1 - 0.85 / 3 + 0.85 / 2) = 0.05 + 0.85 / 2.
        q = (0.05 + 0.85 / 2) / (1 - 0.85 / 3 + 0.85 / 2)
        scores = LexRank(threshold=0.0).scores("Cats purr. Cats and dogs. Dogs bark.")
        np.testing.assert_allclose(scores, [(1 - q) / 2, q, (1 - q) / 2], rtol=1e-9)


class TestQuery:
    @pytest.mark.parametrize("threshold", [None, 0.1])
    def test_scores_are_those_of_a_walk_that_restarts_at_relevant_sentences(
        self, seed_text: str, threshold: float | None
    ) -> None:
        document = Document(seed_text)
        counts, vocabulary = count_matrix(document.body)
        of_term = counts[:, vocabulary.index("satellit")]
        relevance = (
            np.log(of_term + 1) * math.log(2) * math.log((len(counts) + 1) / (0.5 + (of_term > 0).sum()))
        )
        expected = dense_lexrank(document.body, threshold, relevance / relevance.sum())
        scores = scores_of_body(LexRank(threshold=threshold), document, query="satellites")
        np.testing.assert_allclose(scores, expected, rtol=1e-6, atol=1e-10)

    def test_without_a_word_of_the_text_is_an_error(self, seed_text: str) -> None:
        with pytest.raises(QueryError, match="no word of the query"):
            summarize(seed_text, "lexrank", query="zebra")


class TestOptions:
    @pytest.mark.parametrize(
        ("options", "message"),
        [
            ({"threshold": 1}, "threshold must be at least 0 and below 1, got 1"),
            ({"damping": 1}, "damping must be"),
            ({"tolerance": 0}, "tolerance must be"),
            ({"max_iterations": 0}, "max_iterations must be"),
        ],
    )
    def test_out_of_range(self, options: dict[str, float], message: str) -> None:
        with pytest.raises(InvalidValueError, match=message):
            LexRank(**options)  # type: ignore[arg-type]

    def test_of_the_wrong_type(self) -> None:
        with pytest.raises(InvalidTypeError, match="threshold must be a number"):
            LexRank(threshold="0.1")  # type: ignore[arg-type]

    def test_too_few_iterations_are_an_error(self, prose: str) -> None:
        with pytest.raises(ConvergenceError, match="max_iterations=2"):
            LexRank(max_iterations=2).scores(prose[:100_000])
