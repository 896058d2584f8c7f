"""PacSum and FAR against the formulas, pair by pair."""

import math

import numpy as np
import pytest
from numpy.typing import NDArray

from summarize import Document, InvalidTypeError, InvalidValueError, summarize
from summarize.extractive import pacsum as module
from summarize.extractive.algebra import dense
from summarize.extractive.algebra import sentence_vectors as interface
from summarize.extractive.encoders.vectors import sentence_vectors
from summarize.extractive.far import FAR
from summarize.extractive.pacsum import PacSum
from summarize.registry import create
from tests.conftest import parsed_documents
from tests.extractive.body import scores_of_body
from tests.extractive.dense import count_matrix, tf_idf_matrix, unit
from tests.extractive.small_encoders import MINILM, Fixed, Letters

Matrix = NDArray[np.float64]


def products_of_counts(document: Document) -> Matrix:
    counts, _ = count_matrix(document)
    n, frequency = len(counts), (counts > 0).sum(axis=0)
    idf = np.log(n - frequency + 0.5) - np.log(frequency + 0.5)
    return np.asarray((counts * idf**2) @ counts.T)


def pacsum(products: Matrix, beta: float, lambda1: float, lambda2: float) -> list[float]:
    """Equations 3 to 5 of Zheng & Lapata (2019)."""
    n = len(products)
    pairs = [products[i, j] for i in range(n) for j in range(n) if i != j]
    if not pairs:
        return [0.0] * n
    threshold = min(pairs) + beta * (max(pairs) - min(pairs))
    edges = np.maximum(products - threshold, 0)
    return [lambda1 * sum(edges[i, :i]) + lambda2 * sum(edges[i, i + 1 :]) for i in range(n)]


def assert_close(scores: Matrix, expected: list[float]) -> None:
    np.testing.assert_allclose(scores, expected, rtol=1e-9, atol=1e-9 * max(map(abs, expected)))


SETTINGS = [(0.0, -0.5, 0.5), (0.0, 0.0, 1.0), (0.0, 1.0, 1.0), (0.2, -0.3, 0.7), (1.0, -1.0, 2.0)]


class TestScoresAreThoseOfThePaper:
    @pytest.mark.parametrize("settings", SETTINGS)
    @pytest.mark.parametrize("name", ["cnndm_validation", "klexikon_de_test", "scitldr_a_test"])
    def test_on_real_documents(self, name: str, settings: tuple[float, float, float]) -> None:
        for document in parsed_documents(name, "de" if "_de_" in name else "en", every=10):
            expected = pacsum(products_of_counts(document.body), *settings)
            assert_close(scores_of_body(PacSum(*settings), document), expected)
            expected = pacsum(products_of_counts(document), *settings)
            assert_close(PacSum(*settings, candidates="all").scores(document), expected)

    @pytest.mark.parametrize("encoder", [MINILM, Letters()], ids=["MiniLM", "letters"])
    @pytest.mark.parametrize("settings", SETTINGS)
    def test_with_an_encoder(
        self, seed_text: str, settings: tuple[float, float, float], encoder: object
    ) -> None:
        document = Document(seed_text)
        vectors = sentence_vectors(document.body, encoder)  # type: ignore[arg-type]
        scores = scores_of_body(PacSum(*settings, encoder=encoder), document)
        assert_close(scores, pacsum(vectors @ vectors.T, *settings))

    @pytest.mark.parametrize("settings", SETTINGS)
    def test_in_small_blocks(
        self, seed_text: str, settings: tuple[float, float, float], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(interface, "BLOCK_CELLS", 100)
        monkeypatch.setattr(dense, "DENSE_CELLS", 0)
        document = Document(seed_text)
        expected = pacsum(products_of_counts(document.body), *settings)
        assert_close(scores_of_body(PacSum(*settings), document), expected)

    @pytest.mark.parametrize("beta", [0.0, 0.1])
    def test_on_a_long_text(self, prose: str, beta: float) -> None:
        document = Document(prose[400_000:600_000], "en")
        products = products_of_counts(document.body)
        assert len(products) > 1000
        scores = scores_of_body(PacSum(beta=beta), document)
        assert_close(scores, pacsum(products, beta, -0.5, 0.5))

    def test_where_every_two_sentences_share_a_term(self) -> None:
        document = Document("Cats dogs cows. Cats dogs. Dogs cows cats. Dogs hens.", "en")
        products = products_of_counts(document)
        assert products.min() > 0
        for settings in SETTINGS:
            assert_close(PacSum(*settings).scores(document), pacsum(products, *settings))

    @pytest.mark.parametrize(
        "text",
        [
            "Cats chase mice at night. " * 200,
            " ".join(f"Alpha word{i}." for i in range(200)),
            "Cats chase mice. Cats chase dogs. " * 50 + "Cats chase mice.",
            "".join(f"Cats chase{' mice' * (1 + i % 3)}. " for i in range(100)),
        ],
        ids=["one sentence", "one shared term", "two sentences", "counts differ"],
    )
    def test_the_smallest_product_is_found_without_all_products(
        self, text: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        document = Document(text, "en")
        products = products_of_counts(document)
        off_diagonal = products[~np.eye(len(products), dtype=bool)]
        assert off_diagonal.min() > 0
        monkeypatch.setattr(interface.Vectors, "products_of_pairs", None)
        expected = pacsum(products, 0.0, -0.5, 0.5)
        largest = products.sum()
        np.testing.assert_allclose(PacSum().scores(document), expected, atol=1e-12 * largest)

    def test_where_all_are_equal_the_first_is_first(self) -> None:
        document = Document("Cats chase mice at night. " * 1000, "en")
        assert not PacSum().scores(document).any()

    def test_beyond_what_is_compared_the_common_part_is_the_smallest(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        text = "Cats dogs cows. Cats dogs hens. Cats cows hens. It rained."
        document = Document(text.replace(" It rained.", " Cats dogs cows hens."), "en")
        products = products_of_counts(document)
        exact = PacSum().scores(document)
        assert_close(exact, pacsum(products, 0.0, -0.5, 0.5))
        monkeypatch.setattr(module, "_MOST_COMPARED", 3)
        common = (np.log(4.5) - np.log(0.5)) ** 2  # cats, in four of four
        n_pairs = np.array([3, 1, -1, -3])  # following less preceding ones
        smallest = min(products[i, j] for i in range(4) for j in range(4) if i != j)
        np.testing.assert_allclose(
            PacSum().scores(document), exact + 0.5 * n_pairs * (smallest - common), atol=1e-9
        )

    def test_by_hand(self) -> None:
        # A term in two of four sentences has the idf log 2.5 - log 2.5 = 0; one of a single sentence no pair.
        document = Document("A cat. A cat and a dog. A dog. An egg.", "en")
        assert PacSum().scores(document).tolist() == [0.0] * 4
        # In two of five it has log 3.5 - log 2.5.
        document = Document("A cat. A cat and a dog. A dog. An egg. A fox.", "en")
        weight = math.log(3.5 / 2.5) ** 2
        scores = PacSum(lambda1=-1, lambda2=2).scores(document)
        np.testing.assert_allclose(scores, [2 * weight, weight, -weight, 0, 0], atol=1e-12)


class TestFAR:
    @pytest.mark.parametrize("settings", SETTINGS)
    def test_is_pacsum_times_the_cosine_with_the_document(self, settings: tuple[float, float, float]) -> None:
        for document in parsed_documents("cnndm_validation", "en", every=25):
            vectors = tf_idf_matrix(document.body)
            whole = vectors.max(axis=0)
            weights = vectors @ whole / np.linalg.norm(whole)
            expected = weights * pacsum(products_of_counts(document.body), *settings)
            assert_close(scores_of_body(FAR(*settings), document), expected.tolist())

    @pytest.mark.parametrize("encoder", [MINILM, Letters()], ids=["MiniLM", "letters"])
    def test_with_an_encoder(self, seed_text: str, encoder: object) -> None:
        document = Document(seed_text)
        vectors = sentence_vectors(document.body, encoder)  # type: ignore[arg-type]
        whole = unit(vectors).max(axis=0)
        weights = unit(vectors) @ whole / np.linalg.norm(whole)
        expected = weights * pacsum(vectors @ vectors.T, 0.3, -0.5, 0.5)
        scores = scores_of_body(FAR(beta=0.3, encoder=encoder), document)
        assert_close(scores, expected.tolist())


@pytest.mark.parametrize("method", ["pacsum", "far"])
class TestBoth:
    def test_ties_go_to_the_earlier_sentence(self, method: str) -> None:
        text = "Cats purr loudly. Dogs bark often. Birds sing. Fish swim."
        assert summarize(text, method, sentences=2) == "Cats purr loudly.\nDogs bark often."

    @pytest.mark.parametrize("seed", range(20))
    def test_rounding_makes_no_scores_where_nothing_is_above_the_threshold(
        self, method: str, seed: int
    ) -> None:
        vectors = np.random.default_rng(seed).standard_normal((5, 384))
        text = "Cats purr. Dogs bark. Birds sing. Fish swim. Bees hum."
        for beta, given in ((1.0, vectors), (0.3, np.tile(vectors[0], (5, 1)))):
            method_of_beta = create(method, beta=beta, encoder=Fixed(given))
            assert not method_of_beta.scores(text).any()

    @pytest.mark.parametrize(
        ("options", "message"),
        [
            ({"beta": 1.1}, "beta must be at least 0 and at most 1, got 1.1"),
            ({"lambda1": math.inf}, "lambda1 must be finite, got inf"),
            ({"lambda2": math.nan}, "lambda2 must be finite, got nan"),
        ],
    )
    def test_options_out_of_range(self, method: str, options: dict[str, float], message: str) -> None:
        with pytest.raises(InvalidValueError, match=message):
            summarize("A text.", method, **options)

    @pytest.mark.parametrize("options", [{"beta": "0"}, {"lambda1": True}, {"lambda2": None}])
    def test_options_of_the_wrong_type(self, method: str, options: dict[str, object]) -> None:
        with pytest.raises(InvalidTypeError, match=f"{next(iter(options))} must be a number"):
            summarize("A text.", method, **options)
