"""Vectors of sentence encoders: every method with them, what is cached, and what goes wrong."""

import gc
import pickle
import time
import tracemalloc
import weakref
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from numpy.typing import NDArray

from summarize import Document, InvalidTypeError, Length, ModelError, QueryError, summarize
from summarize.extractive.algebra import dense_vectors
from summarize.extractive.algebra.dense_vectors import normalized
from summarize.extractive.centroid import Centroid
from summarize.extractive.encoders import vectors as encoders
from summarize.extractive.encoders.cache import VectorCache
from summarize.extractive.encoders.vectors import query_similarity, sentence_vectors
from summarize.registry import create
from tests.extractive.body import scores_of_body
from tests.extractive.small_encoders import MINILM, Fixed, Letters
from tests.test_methods import LENGTHS, TEXTS, assert_keeps_the_contract

WITH_ENCODER = {
    "centroid": {},
    "pacsum": {},
    "hiporank": {},
    "far": {},
    "mmr": {},
    "textrank": {"similarity": "embeddings"},
}
TEXT = "Cats chase mice. Dogs bark at cats. It rained."


class Slow(Letters):
    """Takes its time, so that threads meet in it."""

    n_calls = 0

    def encode(self, sentences: list[str]) -> NDArray[np.float64]:
        self.n_calls += 1
        time.sleep(0.05)
        return super().encode(sentences)


class TestEveryMethodWithAnEncoder:
    @pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
    @pytest.mark.parametrize("method", WITH_ENCODER)
    def test_keeps_the_contract(self, method: str, text: str) -> None:
        document, summarizer = Document(text), create(method, encoder=Letters(), **WITH_ENCODER[method])
        for length in LENGTHS:
            assert_keeps_the_contract(summarizer(document, length), length)

    @pytest.mark.parametrize("method", WITH_ENCODER)
    def test_gives_the_same_with_a_trained_model_every_time(self, method: str, seed_text: str) -> None:
        options = WITH_ENCODER[method] | {"encoder": MINILM}
        summaries = [summarize(seed_text, method, sentences=3, **options) for _ in range(2)]
        assert summaries[0] == summaries[1]
        assert f"encoder:{MINILM}" in summaries[0].signature

    @pytest.mark.parametrize("method", sorted(WITH_ENCODER.keys() - {"hiporank"}))
    def test_takes_vectors_of_zeros(self, method: str) -> None:
        summarizer = create(method, encoder=Fixed(np.zeros((3, 4))), **WITH_ENCODER[method])
        assert summarizer(TEXT, Length(sentences=2)) == "Cats chase mice.\nDogs bark at cats."

    @pytest.mark.parametrize("method", WITH_ENCODER)
    def test_signs_with_a_name_that_is_the_same_in_every_process(self, method: str) -> None:
        summary = create(method, encoder=Letters(), **WITH_ENCODER[method])(TEXT)
        assert summary.options["encoder"] == "letters"
        assert pickle.loads(pickle.dumps(summary)).signature == summary.signature

    @pytest.mark.parametrize("encoder", ["", "  ", 3, object(), ["x"]])
    def test_refuses_what_cannot_encode(self, encoder: object) -> None:
        with pytest.raises(InvalidTypeError, match="encoder must be a hub id, a folder or an object"):
            create("pacsum", encoder=encoder)

    @pytest.mark.parametrize("method", ["pacsum", "hiporank", "far", "mmr"])
    def test_says_nothing_of_an_encoder_without_one(self, method: str) -> None:
        assert "encoder" not in summarize(TEXT, method).signature


class TestVectors:
    def test_are_encoded_once_for_a_document_and_an_encoder(self) -> None:
        document, encoder, other = Document(TEXT), Letters(), Letters()
        for method in ("pacsum", "far", "mmr"):
            create(method, encoder=encoder)(document)
        assert len(encoder.calls) == 1
        create("pacsum", encoder=other)(document)
        assert len(other.calls) == 1
        create("pacsum", encoder=encoder)(document)
        assert len(encoder.calls) == 1

    def test_are_freed_with_the_document(self) -> None:
        document, encoder = Document(TEXT), Letters()
        sentence_vectors(document, encoder)
        before = len(encoders._cache)
        del document
        gc.collect()
        assert len(encoders._cache) < before

    def test_are_freed_with_the_encoder(self) -> None:
        gc.collect()  # of encoders of other tests
        document, encoder = Document(TEXT), Letters()
        sentence_vectors(document, encoder)
        of_encoder, before = weakref.ref(encoder), len(encoders._cache)
        del encoder
        gc.collect()
        assert of_encoder() is None
        assert len(encoders._cache) == before - 1

    def test_of_an_encoder_without_weak_references_are_kept(self) -> None:
        class Slotted:
            __slots__ = ()

            def encode(self, sentences: list[str]) -> NDArray[np.float64]:
                return np.ones((len(sentences), 2))

        document, encoder, before = Document(TEXT), Slotted(), len(encoders._cache)
        sentence_vectors(document, encoder)
        assert len(encoders._cache) == before + 1

    def test_that_were_not_used_longest_go_first_whatever_the_document(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(
            encoders, "_cache", VectorCache(2 * 3 * 8 * 8)
        )  # two of three rows of eight numbers
        document, models = Document(TEXT), [Letters() for _ in range(3)]
        for number in (0, 1, 0, 2, 0, 1):
            sentence_vectors(document, models[number])
        assert len(encoders._cache) == 2
        assert [len(model.calls) for model in models] == [1, 2, 1]

    def test_are_encoded_once_by_threads_that_ask_together(self) -> None:
        document, encoder = Document(TEXT), Slow()
        with ThreadPoolExecutor(8) as pool:
            given = list(pool.map(lambda _: encoders._vectors_of(document, encoder), range(8)))
        assert encoder.n_calls == 1
        assert all(vectors is given[0] for vectors in given)

    def test_are_normalized_without_copies_of_all(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(dense_vectors, "_ROWS_AT_ONCE", 100)
        vectors = np.ones((10_000, 64), np.float32)
        tracemalloc.start()
        unit = normalized(vectors)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert peak < 1.1 * unit.nbytes

    def test_are_kept_up_to_a_limit_and_for_the_last_document(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(encoders, "_cache", VectorCache(1))
        encoder, documents = Letters(), [Document(TEXT), Document(TEXT)]
        for document in (*documents, documents[1], documents[0]):
            sentence_vectors(document, encoder)
        assert len(encoder.calls) == 3

    def test_repeated_sentences_are_encoded_once_and_white_space_is_folded(self) -> None:
        encoder = Letters()
        vectors = sentence_vectors(Document("A bad\ncab. A bad cab. Dad."), encoder)
        assert encoder.calls == [["A bad cab.", "Dad."]]
        assert vectors.tolist()[0] == vectors.tolist()[1]

    def test_many_sentences_are_encoded_in_batches(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(encoders, "_SENTENCES_AT_ONCE", 2)
        encoder = Letters()
        assert sentence_vectors(Document(TEXT), encoder).shape == (3, 8)
        assert [len(call) for call in encoder.calls] == [2, 1]

    def test_of_a_trained_model_are_those_of_sentence_transformers(self, seed_text: str) -> None:
        sentence_transformers = pytest.importorskip("sentence_transformers")
        document = Document(seed_text)
        sentences = [" ".join(sentence.text.split()) for sentence in document.sentences]
        expected = sentence_transformers.SentenceTransformer(MINILM).encode(sentences)
        np.testing.assert_allclose(sentence_vectors(document, MINILM), expected, atol=1e-5)

    def test_halves_of_surrogate_pairs_are_replaced(self) -> None:
        assert np.isfinite(sentence_vectors(Document("A \ud800 b. C d."), MINILM)).all()

    @pytest.mark.parametrize("size", [1e-200, 1.0, 1e200])
    def test_are_scaled_to_length_one(self, size: float) -> None:
        np.testing.assert_allclose(
            normalized(np.array([[3.0, 4.0], [0.0, 0.0]]) * size), [[0.6, 0.8], [0, 0]]
        )

    @pytest.mark.parametrize(
        ("result", "message"),
        [
            (np.ones((2, 4)), r"gave an array of shape \(2, 4\) for 3 sentences"),
            (np.ones(3), r"gave an array of shape \(3,\)"),
            (np.ones((3, 0)), r"gave an array of shape \(3, 0\)"),
            (np.ones((3, 2, 2)), r"gave an array of shape \(3, 2, 2\)"),
            ([[1.0], [np.nan], [2.0]], "gave numbers that are not finite"),
            ([[1.0], [2.0, 3.0], [2.0]], "gave no array of numbers"),
            ([["a"], ["b"], ["c"]], "gave no array of numbers"),
            (np.ones((3, 2)) + 1j, "gave no array of numbers: they are complex"),
            (None, "gave no array of numbers|gave an array of shape"),
            (RuntimeError("out of memory"), "failed: RuntimeError: out of memory"),
        ],
    )
    def test_that_make_no_sense_are_an_error(self, result: object, message: str) -> None:
        with pytest.raises(
            ModelError, match=f"encoder 'tests.extractive.small_encoders.Fixed' (?:{message})"
        ):
            sentence_vectors(Document(TEXT), Fixed(result))

    def test_of_different_lengths_are_an_error(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(encoders, "_SENTENCES_AT_ONCE", 2)

        class Growing:
            def encode(self, sentences: list[str]) -> list[list[float]]:
                return [[1.0] * len(sentences)] * len(sentences)

        with pytest.raises(ModelError, match="gave vectors of different lengths: 1 and 2"):
            sentence_vectors(Document(TEXT), Growing())


def test_centroid_is_the_cosine_with_the_mean(seed_text: str) -> None:
    document = Document(seed_text)
    vectors = normalized(sentence_vectors(document.body, MINILM))
    mean = vectors.mean(axis=0)
    expected = vectors @ mean / np.linalg.norm(mean)
    np.testing.assert_allclose(scores_of_body(Centroid(encoder=MINILM), document), expected)


class TestQuery:
    @pytest.mark.parametrize("method", ["mmr", "textrank"])
    def test_is_understood_without_a_word_of_the_text(self, method: str) -> None:
        text = "The stock market fell sharply. A kitten slept on the sofa. The minister resigned."
        options = WITH_ENCODER[method] | {"encoder": MINILM}
        assert summarize(text, method, sentences=1, query="cats", **options) == "A kitten slept on the sofa."

    def test_similarity_is_the_cosine(self) -> None:
        document = Document("Abba. Cab. Egg.")
        vectors = np.array(
            [[1.5, 1.5] + [-0.5] * 6, [0.5] * 3 + [-0.5] * 5, [-0.5] * 4 + [0.5, -0.5, 1.5, -0.5]]
        )
        query = np.array([0.5] + [-0.5] * 7)
        expected = vectors @ query / np.linalg.norm(vectors, axis=1) / np.linalg.norm(query)
        np.testing.assert_allclose(query_similarity(document, "a", Letters()), expected, atol=1e-15)

    def test_unlike_every_sentence_is_an_error(self) -> None:
        class Opposite:
            def encode(self, sentences: list[str]) -> list[list[float]]:
                return [[-1.0 if sentence == "no" else 1.0] for sentence in sentences]

        with pytest.raises(QueryError, match="no sentence of the text is like the query 'no'"):
            summarize(TEXT, "textrank", query="no", similarity="embeddings", encoder=Opposite())
