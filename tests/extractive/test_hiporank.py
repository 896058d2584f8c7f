"""HipoRank against the formulas of the paper and the code of its authors, pair by pair."""

import math
from itertools import islice

import numpy as np
import pytest
from numpy.typing import NDArray

from summarize import Document, InvalidTypeError, InvalidValueError
from summarize.extractive.encoders.vectors import sentence_vectors
from summarize.extractive.hiporank import HipoRank, running_text
from tests.conftest import shared_documents
from tests.extractive.body import scores_of_body
from tests.extractive.dense import tf_idf_matrix, unit
from tests.extractive.small_encoders import MINILM, Letters

Matrix = NDArray[np.float64]


def sections_of(document: Document) -> list[list[int]]:
    """Return the positions of the sentences of each section, headings left out."""
    sentences = document.sentences
    if all(sentence.is_heading for sentence in sentences):
        return [[*range(len(sentences))]]
    sections = [[i for i in range(s.first, s.end) if not sentences[i].is_heading] for s in document.sections]
    return [section for section in sections if section]


def similarity(first: Matrix, second: Matrix) -> float:
    lengths = float(np.linalg.norm(first) * np.linalg.norm(second))
    return (1 + (float(first @ second) / lengths if lengths else 0.0)) / 2


def hiporank(
    vectors: Matrix, sections: list[list[int]], alpha: float, lambda1: float, lambda2: float, mu: float
) -> Matrix:
    def distance(k: int, n: int) -> float:
        return round(min(k, alpha * (n - k - 1)), 9)

    scores = np.zeros(len(vectors))
    means = [vectors[section].mean(axis=0) for section in sections]
    for number, section in enumerate(sections):
        n = len(section)
        for k, i in enumerate(section):
            intra = inter = 0.0
            for other, j in enumerate(section):
                if i != j:
                    weight = lambda1 if distance(other, n) < distance(k, n) else lambda2
                    intra += weight * similarity(vectors[i], vectors[j])
            for other, mean in enumerate(means):
                is_nearer = distance(other, len(means)) < distance(number, len(means))
                inter += (lambda1 if is_nearer else lambda2) * similarity(vectors[i], mean)
            scores[i] = (intra / (n - 1) if n > 1 else 0.0) + mu * inter / len(means)
    return scores


SETTINGS = [(1.0, 0.0, 1.0, 0.5), (0.3, 0.2, 0.9, 1.0), (2.5, 1.0, 0.0, 0.0)]


class TestScoresAreThoseOfThePaper:
    @pytest.mark.parametrize("settings", SETTINGS)
    @pytest.mark.parametrize("name", ["sumpubmed_sample", "legal_tldr", "cnndm_validation"])
    def test_on_real_documents(self, name: str, settings: tuple[float, float, float, float]) -> None:
        for text in islice(shared_documents(name), 0, None, 25):
            document = Document(text[:15_000].encode("ascii", "ignore").decode(), "en")
            body = document.body
            expected = hiporank(tf_idf_matrix(body), sections_of(body), *settings)
            scores = scores_of_body(HipoRank(*settings), document)
            np.testing.assert_allclose(scores, expected, rtol=1e-9, atol=1e-9)
            expected = hiporank(tf_idf_matrix(document), sections_of(document), *settings)
            scores = HipoRank(*settings, candidates="all").scores(document)
            np.testing.assert_allclose(scores, expected, rtol=1e-9, atol=1e-9)

    @pytest.mark.parametrize("encoder", [MINILM, Letters()], ids=["MiniLM", "letters"])
    @pytest.mark.parametrize("settings", SETTINGS)
    def test_with_an_encoder(
        self, seed_text: str, settings: tuple[float, float, float, float], encoder: object
    ) -> None:
        document = Document(
            f"{seed_text}\n\n# Another\n\n{seed_text[:900]}\n\n# Third\n\nOne sentence.", "en"
        )
        body = document.body
        assert len(sections_of(body)) >= 3
        vectors = sentence_vectors(body, encoder)  # type: ignore[arg-type]
        expected = hiporank(unit(vectors), sections_of(body), *settings)
        scores = scores_of_body(HipoRank(*settings, encoder=encoder), document)
        np.testing.assert_allclose(scores, expected, rtol=1e-9)

    def test_by_hand(self) -> None:
        # Nothing is shared: each similarity is 1/2, but 1 of a sentence with itself, and with a section of two
        # (1 + sqrt(1/2)) / 2. All are at a boundary, of their section and of the document.
        text = "# Pets\n\nCats purr. Dogs bark.\n\n# Weather\n\nRain fell."
        of_pair = 0.5 + 0.5 * ((1 + math.sqrt(0.5)) / 2 + 0.5) / 2
        scores = HipoRank().scores(Document(text, "en"))
        np.testing.assert_allclose(scores, [0, of_pair, of_pair, 0, 0.5 * (1 + 0.5) / 2])


def test_places_at_the_same_distance_are_equally_near_whatever_alpha_is() -> None:
    # In floating point 0.28 · 25 is a little more than 7, and the distance of both of these places is 7.
    assert len(set(HipoRank(alpha=0.28)._distances(34)[[7, 8]].tolist())) == 1


class TestSections:
    def test_are_those_of_the_document_without_their_headings(self) -> None:
        text = "Before it all.\n\n# One\n\nThey purr. They play.\n\n# Two\n\n## Three\n\nThey bark."
        positions, sections = running_text(Document(text))
        assert positions.tolist() == [0, 2, 3, 6]
        assert sections == [range(1), range(1, 3), range(3, 4)]

    def test_headings_score_nothing_and_all_else_something(self, seed_text: str) -> None:
        document = Document(seed_text)
        scores = HipoRank().scores(document)
        is_candidate = [sentence.is_candidate for sentence in document.sentences]
        assert (scores > 0).tolist() == is_candidate


class TestOptions:
    @pytest.mark.parametrize(
        ("options", "message"),
        [
            ({"alpha": 0}, "alpha must be finite and above 0, got 0"),
            ({"alpha": math.inf}, "alpha must be finite and above 0, got inf"),
            ({"lambda1": -0.1}, "lambda1 must be at least 0 and at most 1, got -0.1"),
            ({"lambda2": 1.1}, "lambda2 must be"),
            ({"mu": math.nan}, "mu must be"),
        ],
    )
    def test_out_of_range(self, options: dict[str, float], message: str) -> None:
        with pytest.raises(InvalidValueError, match=message):
            HipoRank(**options)  # type: ignore[arg-type]

    def test_of_the_wrong_type(self) -> None:
        with pytest.raises(InvalidTypeError, match="alpha must be a number"):
            HipoRank(alpha="1")  # type: ignore[arg-type]
