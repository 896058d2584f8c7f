"""CTranslate2 writes what transformers writes, and a model is converted once."""

import os
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from summarize import (
    Abstractive,
    InvalidTypeError,
    InvalidValueError,
    Length,
    MissingExtraError,
    ModelError,
    UnknownOptionError,
    summarize,
)
from tests.conftest import ROOT

pytest.importorskip("ctranslate2")

FAMILIES = ("t5", "bart", "mbart", "pegasus")
TEXTS = (
    "Kim met Putin in the east of Russia.",
    "The leaders discussed rockets all day, and the war. A cosmonaut may fly into space. It rained.",
    "It rained.",
)
Models = Callable[[str], Path]


@pytest.fixture(scope="module", autouse=True)
def converted_models(tmp_path_factory: pytest.TempPathFactory):
    folder = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SUMMARIZE_CACHE", str(folder))
        yield folder / "ctranslate2"


@pytest.fixture(scope="module")
def pair(models: Models) -> Callable[[str], tuple[Abstractive, Abstractive]]:
    @cache
    def writers(family: str) -> tuple[Abstractive, Abstractive]:
        options = {"device": "cpu", "generation": {"num_beams": 1}}
        folder = str(models(family))
        return Abstractive(folder, dtype="float32", **options), Abstractive(
            folder, engine="ctranslate2", **options
        )

    return writers


@pytest.mark.parametrize("family", FAMILIES)
class TestEveryFamily:
    def test_greedy_in_float32_is_that_of_transformers_token_for_token(
        self, family: str, pair, monkeypatch
    ) -> None:
        theirs, ours = pair(family)
        rows = []
        for writer in (theirs, ours):
            engine = writer._engine
            run = type(engine)._run

            def spy(self, requests, streamer=None, run=run):
                written, n_prompt = run(self, requests, streamer)
                ends = self.end_ids
                for row, request in zip(written, requests, strict=True):
                    tokens = row[n_prompt:]
                    end = next((n for n, token in enumerate(tokens, 1) if token in ends), len(tokens))
                    rows.append((request.content.ids.tolist(), tokens[: min(end, request.budget.maximum)]))
                return written, n_prompt

            monkeypatch.setattr(type(engine), "_run", spy)
            list(writer.batch(TEXTS))
            monkeypatch.undo()
        half = len(rows) // 2
        assert half >= len(TEXTS)
        assert sorted(rows[:half]) == sorted(rows[half:])

    def test_summaries_within_a_length_are_the_same(self, family: str, pair) -> None:
        theirs, ours = pair(family)
        length = Length(words=7)
        assert [str(each) for each in ours.batch(TEXTS, length)] == [
            str(each) for each in theirs.batch(TEXTS, length)
        ]


def test_a_batch_writes_what_single_calls_write(pair) -> None:
    _, ours = pair("t5")
    assert list(ours.batch(TEXTS)) == [ours(text) for text in TEXTS]


def test_a_summary_is_signed_with_what_computed_it(pair) -> None:
    signature = pair("t5")[1](TEXTS[0]).signature.split("|")
    assert {"engine:ctranslate2", "dtype:float32"} <= set(signature)
    assert any(part.startswith("ctranslate2:4") for part in signature)


def test_whole_numbers_take_a_quarter_of_the_bytes(models: Models, pair, converted_models: Path) -> None:
    pair("bart")[1](TEXTS[0])
    small = Abstractive(str(models("bart")), engine="ctranslate2", compute_type="int8")
    assert small(TEXTS[1]).coverage == 1.0
    (exact,) = converted_models.glob("bart-float32-*/model.bin")
    (rounded,) = converted_models.glob("bart-int8-*/model.bin")
    assert rounded.stat().st_size < exact.stat().st_size / 2


class TestTheCache:
    def test_a_model_is_converted_once_and_needs_no_torch_then(
        self, models: Models, pair, converted_models
    ) -> None:
        pair("t5")[1](TEXTS[0])
        (folder,) = converted_models.glob("t5-float32-*[!k]")
        before = (folder / "model.bin").stat().st_mtime_ns
        code = (
            "import sys; sys.modules['torch'] = None\n"
            "from summarize import summarize\n"
            f"print(summarize({TEXTS[0]!r}, model={str(models('t5'))!r}, engine='ctranslate2', device='cpu', "
            "generation={'num_beams': 1}))"
        )
        environment = {**os.environ, "SUMMARIZE_CACHE": str(converted_models.parent)}
        done = subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            env=environment,
            cwd=ROOT,
        )
        assert done.stdout.strip() == str(pair("t5")[1](TEXTS[0]))
        assert (folder / "model.bin").stat().st_mtime_ns == before

    def test_a_folder_that_has_changed_is_converted_again(
        self, models: Models, converted_models, tmp_path
    ) -> None:
        model = tmp_path / "mine"
        model.mkdir()
        for file in models("t5").iterdir():
            (model / file.name).write_bytes(file.read_bytes())
        for _ in range(2):
            summarize(TEXTS[0], model=str(model), engine="ctranslate2", device="cpu")
        assert len(list(converted_models.glob("mine-float32-*/model.bin"))) == 1
        os.utime(model / "config.json", ns=(1, 1))
        summarize(TEXTS[1], model=str(model), engine="ctranslate2", device="cpu", chunk_size=50)
        assert len(list(converted_models.glob("mine-float32-*/model.bin"))) == 2

    def test_a_conversion_that_fails_leaves_nothing(
        self, models: Models, converted_models, monkeypatch
    ) -> None:
        def fail(*_: object, **__: object) -> None:
            raise ValueError("No conversion is registered")

        monkeypatch.setattr("ctranslate2.converters.TransformersConverter.convert", fail)
        with pytest.raises(
            ModelError, match=r"cannot be converted for CTranslate2: No conversion .* leave engine out"
        ):
            summarize(TEXTS[0], model=str(models("repeats")), engine="ctranslate2")
        assert not list(converted_models.glob("repeats*/*"))


class TestWrongUse:
    def test_a_model_that_is_no_encoder_decoder(self, models: Models) -> None:
        with pytest.raises(
            ModelError, match=r"is no encoder-decoder; engine='ctranslate2' runs only such models"
        ):
            summarize(TEXTS[0], model=str(models("chat")), engine="ctranslate2")

    def test_a_family_that_the_converter_does_not_know(self, models: Models) -> None:
        with pytest.raises(
            ModelError, match="cannot be converted for CTranslate2: No conversion is registered"
        ):
            summarize(TEXTS[0], model=str(models("led")), engine="ctranslate2")

    @pytest.mark.parametrize(
        ("options", "error", "message"),
        [
            ({"compute_type": "int4"}, InvalidValueError, "compute_type.*'int4'"),
            ({"dtype": "float16"}, InvalidValueError, "takes no dtype.*compute_type"),
            (
                {"generation": {"diversity_penalty": 1.0}},
                UnknownOptionError,
                "no setting 'diversity_penalty' for CT",
            ),
            ({"device": "mps"}, ModelError, "no device 'mps'"),
        ],
    )
    def test_options(self, models: Models, options, error, message) -> None:
        with pytest.raises(error, match=message):
            summarize(TEXTS[0], model=str(models("t5")), engine="ctranslate2", **options)

    def test_a_compute_type_without_the_engine(self, models: Models) -> None:
        with pytest.raises(InvalidValueError, match="compute_type goes with engine='ctranslate2'"):
            summarize(TEXTS[0], model=str(models("t5")), compute_type="int8")

    def test_an_unknown_engine(self) -> None:
        with pytest.raises(
            InvalidValueError, match="engine='ctranslate3' is unknown; did you mean 'ctranslate2'"
        ):
            summarize(TEXTS[0], model="t5-small", engine="ctranslate3")

    def test_a_loaded_model(self, loaded) -> None:
        with pytest.raises(InvalidTypeError, match="converts files: give a hub id or a folder"):
            summarize(TEXTS[0], model=loaded("t5"), engine="ctranslate2")

    def test_without_the_package(self, models: Models, monkeypatch) -> None:
        monkeypatch.setitem(sys.modules, "ctranslate2", None)
        with pytest.raises(MissingExtraError, match=r"needs ctranslate2 .*pip install '.*\[ctranslate2\]'"):
            summarize(TEXTS[0], model=str(models("t5")), engine="ctranslate2")
