"""Loading of sentence encoders: from folders and the hub, once, and the errors."""

import json
import os
import re
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from summarize import Document, MissingExtraError, ModelError, summarize
from summarize.extractive.encoders import loading
from summarize.extractive.encoders.loading import encoder_name, load_encoder
from summarize.extractive.encoders.vectors import sentence_vectors
from tests.extractive.small_encoders import MINILM, Fixed, Letters

TEXT = "Cats chase mice. Dogs bark at cats. It rained."


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

    def test_of_a_hub_id_comes_from_the_cache_without_a_network(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        repository = tmp_path / "models--someone--mini"
        (repository / "refs").mkdir(parents=True)
        (repository / "refs" / "main").write_text("0123")
        (repository / "snapshots").mkdir()
        (repository / "snapshots" / "0123").symlink_to(MINILM)
        constants = pytest.importorskip("huggingface_hub").constants
        monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path))
        monkeypatch.setattr(constants, "HF_HUB_OFFLINE", True)
        summary = summarize("A cat ran. A dog ran.", "pacsum", encoder="someone/mini")
        assert (summary.options["encoder"], summary.options["revision"]) == ("someone/mini", "0123")
        with pytest.raises(
            ModelError, match="'someone/else' cannot be loaded: it is not in the cache of this"
        ):
            summarize("A cat ran. A dog ran.", "pacsum", encoder="someone/else")

    def test_of_a_hub_out_of_reach_is_an_error_at_once(self, monkeypatch: pytest.MonkeyPatch) -> None:
        constants = pytest.importorskip("huggingface_hub").constants
        monkeypatch.setattr(constants, "HF_HUB_OFFLINE", False)
        monkeypatch.setattr(constants, "ENDPOINT", "http://127.0.0.1:9")
        monkeypatch.setattr(time, "sleep", lambda _: pytest.fail("a request is repeated"))
        with pytest.raises(ModelError, match="the model hub cannot be reached; connect once"):
            load_encoder("someone/else")

    def test_without_the_packages_says_how_to_install_them(self) -> None:
        code = (
            "import sys; sys.modules['sentence_transformers'] = None\n"
            "from summarize import summarize, MissingExtraError\n"
            f"try: summarize('A b. C d.', 'pacsum', encoder={MINILM!r})\n"
            "except MissingExtraError as error: print(error)\n"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert re.search(r"pip install '[\w.-]+\[encoders\]'", done.stdout)
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
