"""TextRank on sentence vectors against a dense matrix and a linear solver."""

import numpy as np
import pytest

from summarize import Document, InvalidValueError, TextRank
from summarize.extractive.encoders.vectors import query_similarity, sentence_vectors
from summarize.extractive.graph.embedding_similarity import ShiftedCosine
from tests.extractive.body import scores_of_body
from tests.extractive.dense import unit
from tests.extractive.small_encoders import MINILM, Letters
from tests.extractive.test_textrank import dense_pagerank


@pytest.mark.parametrize("encoder", [MINILM, Letters()], ids=["MiniLM", "letters"])
class TestScores:
    def test_are_those_of_a_dense_matrix(self, seed_text: str, encoder: object) -> None:
        document = Document(seed_text)
        vectors = unit(sentence_vectors(document.body, encoder))  # type: ignore[arg-type]
        similarity = (1 + vectors @ vectors.T) / 2
        np.fill_diagonal(similarity, 0)
        scores = scores_of_body(TextRank(similarity="embeddings", encoder=encoder), document)
        np.testing.assert_allclose(scores, dense_pagerank(similarity), rtol=1e-6)

    def test_with_a_query_the_walk_restarts_at_what_is_like_it(self, seed_text: str, encoder: object) -> None:
        document = Document(seed_text)
        vectors = unit(sentence_vectors(document.body, encoder))  # type: ignore[arg-type]
        similarity = (1 + vectors @ vectors.T) / 2
        np.fill_diagonal(similarity, 0)
        alike = np.maximum(query_similarity(document.body, "cabbage", encoder), 0)  # type: ignore[arg-type]
        expected = dense_pagerank(similarity, jump=alike / alike.sum())
        method = TextRank(similarity="embeddings", encoder=encoder)
        scores = scores_of_body(method, document, query="cabbage")
        np.testing.assert_allclose(scores, expected, rtol=1e-6)


@pytest.mark.parametrize("vectors", [[[1.0, 0.0]], [[1.0, 0.0], [-1.0, 0.0]], [[0.6, 0.8], [-0.6, -0.8]]])
def test_degrees_without_a_neighbour_are_zero(vectors: list[list[float]]) -> None:
    assert ShiftedCosine(np.array(vectors)).degrees().tolist() == [0.0] * len(vectors)


@pytest.mark.parametrize("options", [{"similarity": "embeddings"}, {"encoder": Letters()}])
def test_embeddings_and_an_encoder_need_each_other(options: dict[str, object]) -> None:
    with pytest.raises(InvalidValueError, match="need each other"):
        TextRank(**options)  # type: ignore[arg-type]
