"""Sentence encoders: what is loaded, what is cached, and what goes wrong."""

import gc
import json
import os
import pickle
import subprocess
import sys
import time
import tracemalloc
import weakref
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from numpy.typing import NDArray

from summarize import Document, InvalidTypeError, Length, MissingExtraError, ModelError, QueryError, summarize
from summarize.extractive.algebra import dense_vectors
from summarize.extractive.algebra.dense_vectors import normalized
from summarize.extractive.centroid import Centroid
from summarize.extractive.encoders import loading
from summarize.extractive.encoders import vectors as encoders
from summarize.extractive.encoders.cache import VectorCache
from summarize.extractive.encoders.loading import encoder_name, load_encoder
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
    @pytest.mark.parametrize("length", LENGTHS, ids=str)
    @pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
    @pytest.mark.parametrize("method", WITH_ENCODER)
    def test_keeps_the_contract(self, method: str, text: str, length: Length) -> None:
        summarizer = create(method, encoder=Letters(), **WITH_ENCODER[method])
        assert_keeps_the_contract(summarizer(text, length), length)

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


class TestLoading:
    def test_is_once_in_a_process(self) -> None:
        assert load_encoder(MINILM) is load_encoder(MINILM)

    def test_is_once_for_threads_that_ask_together(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        calls: list[str] = []

        def load(place: str, *, local: bool) -> SimpleNamespace:
            calls.append(place)
            time.sleep(0.05)
            return SimpleNamespace()

        monkeypatch.setattr(loading, "_load", load)
        with ThreadPoolExecutor(3) as pool:
            models = list(pool.map(load_encoder, [str(tmp_path)] * 3))
        assert len(calls) == 1
        assert all(model is models[0] for model in models)

    def test_of_a_relative_path_is_that_of_the_working_directory(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(loading, "_load", lambda *_, **__: SimpleNamespace())
        models = []
        for parent in ("a", "b", "a"):
            (tmp_path / parent / "model").mkdir(parents=True, exist_ok=True)
            monkeypatch.chdir(tmp_path / parent)
            models.append(load_encoder("model"))
        assert models[0] is models[2]
        assert models[0] is not models[1]
        assert encoder_name("model") == str(tmp_path / "a" / "model")

    def test_is_repeated_when_a_folder_has_changed(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(loading, "_load", lambda *_, **__: SimpleNamespace())
        config = tmp_path / "config.json"
        config.write_text("{}")
        model = load_encoder(str(tmp_path))
        assert load_encoder(str(tmp_path)) is model
        os.utime(config, ns=(0, 0))
        assert load_encoder(str(tmp_path)) is not model

    def test_a_path_is_as_good_as_a_string(self, seed_text: str) -> None:
        summaries = [summarize(seed_text, "pacsum", encoder=encoder) for encoder in (MINILM, Path(MINILM))]
        assert summaries[0].signature == summaries[1].signature
        assert summaries[0] == summaries[1]

    def test_of_a_model2vec_folder(self, tmp_path: Path) -> None:
        model2vec = pytest.importorskip("model2vec")
        from tokenizers import Tokenizer
        from tokenizers.models import WordLevel
        from tokenizers.pre_tokenizers import Whitespace

        tokenizer = Tokenizer(WordLevel({"[UNK]": 0, "cats": 1, "dogs": 2}, unk_token="[UNK]"))
        tokenizer.pre_tokenizer = Whitespace()
        vectors = np.array([[0, 0, 0], [1, 0, 0], [0, 2, 0]], np.float32)
        config = {"model_type": "model2vec", "normalize": False}
        model2vec.StaticModel(vectors, tokenizer, config=config).save_pretrained(tmp_path)
        assert json.loads((tmp_path / "config.json").read_text())["model_type"] == "model2vec"
        assert isinstance(load_encoder(str(tmp_path)), model2vec.StaticModel)
        given = sentence_vectors(Document("cats dogs. cats cats."), str(tmp_path))
        assert given.shape == (2, 3)
        assert given[0] @ given[1] > 0

    @pytest.mark.parametrize("name", ["/no/such/folder", "./none", "a/b/c"])
    def test_of_no_folder_is_an_error(self, name: str) -> None:
        with pytest.raises(ModelError, match="looks like a folder, but there is none"):
            load_encoder(name)

    def test_of_an_empty_folder_is_an_error(self, tmp_path: Path) -> None:
        with pytest.raises(ModelError, match=r"neither modules.json nor config.json"):
            load_encoder(str(tmp_path))

    def test_of_damaged_files_is_an_error(self, tmp_path: Path) -> None:
        (tmp_path / "config.json").write_text("{")
        with pytest.raises(ModelError, match="one of its JSON files is damaged"):
            load_encoder(str(tmp_path))

    def test_of_a_hub_id_comes_from_the_cache_without_a_network(self, tmp_path: Path) -> None:
        repository = tmp_path / "models--someone--mini"
        (repository / "refs").mkdir(parents=True)
        (repository / "refs" / "main").write_text("0123")
        (repository / "snapshots").mkdir()
        (repository / "snapshots" / "0123").symlink_to(MINILM)
        code = (
            "from summarize import summarize, ModelError\n"
            "summary = summarize('A cat ran. A dog ran.', 'pacsum', encoder='someone/mini')\n"
            "print(summary.options['encoder'], summary.options['revision'])\n"
            "try: summarize('A cat ran. A dog ran.', 'pacsum', encoder='someone/else')\n"
            "except ModelError as error: print(error)\n"
        )
        environment = os.environ | {"HF_HUB_CACHE": str(tmp_path), "HF_HUB_OFFLINE": "1"}
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment
        )
        first, second = done.stdout.splitlines()
        assert first == "someone/mini 0123"
        assert "'someone/else' cannot be loaded: it is not in the cache of this machine" in second

    def test_without_the_packages_says_how_to_install_them(self) -> None:
        code = (
            "import sys; sys.modules['sentence_transformers'] = None\n"
            "from summarize import summarize, MissingExtraError\n"
            f"try: summarize('A b. C d.', 'pacsum', encoder={MINILM!r})\n"
            "except MissingExtraError as error: print(error)\n"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert "pip install 'summarize[encoders]'" in done.stdout
        assert issubclass(MissingExtraError, ImportError)

    def test_methods_without_an_encoder_load_nothing_heavy(self) -> None:
        code = (
            "import sys\nfrom summarize import summarize\n"
            "for method in ('far', 'hiporank', 'lexrank', 'mmr', 'pacsum'): summarize('A cat ran. A dog ran.', method)\n"
            "print(sorted({'torch', 'transformers', 'sentence_transformers', 'scipy', 'nltk'} & set(sys.modules)))"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert done.stdout.strip() == "[]"


class TestNames:
    def test_of_objects(self) -> None:
        assert encoder_name(Letters()) == "letters"
        assert encoder_name(Fixed(1)) == "tests.extractive.small_encoders.Fixed"
        assert encoder_name(load_encoder(MINILM)) == MINILM

    @pytest.mark.parametrize("encoder", [MINILM, load_encoder])
    def test_are_signed_with_the_version_of_the_package(self, encoder: object) -> None:
        given = encoder(MINILM) if callable(encoder) else encoder
        signature = summarize(TEXT, "pacsum", encoder=given).signature
        assert f"|sentence-transformers:{version('sentence-transformers')}|" in signature
        assert "sentence-transformers" not in summarize(TEXT, "pacsum").signature
