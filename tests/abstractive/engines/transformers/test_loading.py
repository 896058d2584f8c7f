"""What can go wrong with a model is told in a sentence that says what to do."""

from __future__ import annotations

import builtins
import json
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import huggingface_hub.errors
import pytest

from summarize import InvalidValueError, MissingExtraError, ModelError, summarize
from summarize.abstractive.engines.transformers import loading
from summarize.abstractive.engines.transformers.devices import choose_device, choose_dtype
from summarize.abstractive.engines.transformers.load_errors import explain
from summarize.abstractive.engines.transformers.loading import LoadOptions, load
from tests.abstractive.models import save_as_pickle
from tests.lazy import torch, transformers

COMMIT = "0123456789abcdef0123456789abcdef01234567"
Models = Callable[[str], Path]


@pytest.fixture
def broken(models: Models, tmp_path: Path) -> Callable[..., Path]:
    """A copy of a model's folder to break."""

    def copy(name: str = "bart") -> Path:
        return Path(shutil.copytree(models(name), tmp_path / "broken"))

    return copy


def change_config(folder: Path, **changes: Any) -> None:
    path = folder / "config.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | changes))


def assert_refused(model: Any, message: str, **options: Any) -> None:
    with pytest.raises(ModelError, match=message) as caught:
        summarize("Kim met Putin.", model=model, device="cpu", **options)
    assert "\n" not in str(caught.value)


class TestFolders:
    def test_that_are_not_there(self) -> None:
        assert_refused("./nowhere/at/all", "looks like a folder, but there is none")

    def test_that_are_files(self, tmp_path: Path) -> None:
        (tmp_path / "model.bin").touch()
        assert_refused(str(tmp_path / "model.bin"), "is a file; give the folder")

    def test_without_config(self, tmp_path: Path) -> None:
        assert_refused(str(tmp_path), "it has no config.json that names a model_type")

    def test_with_damaged_config(self, broken: Callable[..., Path]) -> None:
        folder = broken()
        (folder / "config.json").write_text("{")
        assert_refused(folder, "one of its JSON files is damaged")

    def test_of_an_unknown_architecture(self, broken: Callable[..., Path]) -> None:
        folder = broken()
        change_config(folder, model_type="perceptron")
        assert_refused(folder, "this version of transformers does not support its architecture")

    def test_without_weights(self, broken: Callable[..., Path]) -> None:
        folder = broken()
        (folder / "model.safetensors").unlink()
        assert_refused(folder, "it has no weights that can be loaded")

    def test_with_damaged_weights(self, broken: Callable[..., Path]) -> None:
        folder = broken()
        weights = folder / "model.safetensors"
        weights.write_bytes(weights.read_bytes()[:1000])
        assert_refused(folder, "its weights are damaged or incomplete")

    def test_with_weights_of_another_shape(self, broken: Callable[..., Path]) -> None:
        folder = broken()
        change_config(folder, d_model=128)
        assert_refused(folder, "of another shape than its config.json says")

    def test_with_weights_missing(self, broken: Callable[..., Path]) -> None:
        folder = broken()
        change_config(folder, decoder_layers=5)
        assert_refused(folder, "the weights of .* lack .*layers")

    def test_with_computed_positions_missing_are_whole(self, broken: Callable[..., Path]) -> None:
        folder = broken("pegasus")  # as the checkpoints of PEGASUS are
        from safetensors.torch import load_file

        weights = load_file(folder / "model.safetensors")
        positions = [name for name in weights if "embed_positions" in name]
        others = {name: tensor for name, tensor in weights.items() if name not in positions}
        from safetensors.torch import save_file

        save_file(others, folder / "model.safetensors", {"format": "pt"})
        whole = load(LoadOptions(str(folder), device="cpu"))
        assert positions
        for name in positions:
            assert torch.isfinite(whole.model.state_dict()[name]).all()

    @pytest.mark.parametrize("name", ["bart", "t5"])
    def test_without_tokenizer(self, broken: Callable[..., Path], name: str) -> None:
        folder = broken(name)
        for path in folder.iterdir():
            if path.name not in ("config.json", "generation_config.json", "model.safetensors"):
                path.unlink()
        assert_refused(folder, "the files of its tokenizer are missing")

    def test_with_weights_as_a_safe_pickle(self, models: Models) -> None:
        summary = summarize("Kim met Putin.", model=models("bart"), device="cpu")
        assert summarize("Kim met Putin.", model=save_as_pickle(models("bart")), device="cpu") == summary

    def test_with_a_pickle_that_could_run_code(self, models: Models, tmp_path: Path) -> None:
        folder = save_as_pickle(models("bart"), tmp_path / "marker")
        assert_refused(folder, "a pickle that holds more than tensors, and could run any code; it is refused")
        assert not (tmp_path / "marker").exists()

    def test_with_code_of_their_own(self, broken: Callable[..., Path]) -> None:
        folder = broken()
        change_config(folder, model_type="own", auto_map={"AutoConfig": "own.Config"})
        (folder / "own.py").write_text("raise SystemExit('ran')")
        assert_refused(folder, "if you trust its author, set trust_remote_code=True")


class TestModelsThatDoNotGenerate:
    def test_an_encoder(self, models: Models) -> None:
        assert_refused(models("bert"), "is an encoder, which does not generate text")

    def test_a_classifier(self, broken: Callable[..., Path]) -> None:
        folder = broken()
        change_config(folder, architectures=["BartForSequenceClassification"])
        assert_refused(folder, "is a BartForSequenceClassification, which does not generate text")


class TestTheHub:
    def test_may_not_be_asked(self) -> None:
        assert_refused("facebook/bart-large-cnn", "the hub may not be asked: HF_HUB_OFFLINE is set")

    def test_out_of_reach_is_told_at_once(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_OFFLINE", False)
        monkeypatch.setattr(huggingface_hub.constants, "ENDPOINT", "http://127.0.0.1:9")
        monkeypatch.setattr(time, "sleep", lambda _: pytest.fail("a request is repeated"))
        assert_refused(
            "facebook/bart-large-cnn", "the model hub cannot be reached; connect once, or pass the folder"
        )

    def test_with_an_impossible_name(self) -> None:
        assert_refused("no such model!", "no possible name of a model")

    @pytest.mark.parametrize(
        ("name", "message"),
        [
            ("GatedRepoError", "it is gated: accept its terms"),
            ("RepositoryNotFoundError", "no model of this name, or it is private"),
            ("RevisionNotFoundError", "not this revision"),
        ],
    )
    def test_says_no(self, name: str, message: str) -> None:
        kind = getattr(huggingface_hub.errors, name)
        cause = kind.__new__(kind)
        error = OSError("403")
        error.__cause__ = cause
        assert message in str(explain(error, "some/model", "v9"))

    def test_fails_for_reasons_of_its_own(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def answer(name: str, *, local_files_only: bool, **_: Any) -> Any:
            if local_files_only:
                raise OSError("not cached") from huggingface_hub.errors.LocalEntryNotFoundError("not here")
            raise OSError(f"{name} does not appear to have a file named model.safetensors")

        monkeypatch.setattr(transformers.AutoConfig, "from_pretrained", answer)
        monkeypatch.setattr(loading, "network_error", lambda: None)
        assert_refused("some/model", "it has no weights that can be loaded")

    def test_is_not_asked_for_what_is_in_the_cache(
        self, models: Models, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        snapshot = tmp_path / "models--some--bart" / "snapshots" / COMMIT
        shutil.copytree(models("bart"), snapshot)
        refs = tmp_path / "models--some--bart" / "refs"
        refs.mkdir()
        (refs / "main").write_text(COMMIT)
        monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_CACHE", str(tmp_path))
        loaded = load(LoadOptions("some/bart", device="cpu"))
        assert (loaded.name, loaded.revision) == ("some/bart", COMMIT)


class TestMissingPackages:
    def test_are_told_with_the_command_that_installs_them(
        self, models: Models, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        folder, real = str(models("led")), builtins.__import__

        def without_torch(name: str, *given: Any, **options: Any) -> Any:
            if name == "torch":
                raise ImportError("No module named 'torch'")
            return real(name, *given, **options)

        monkeypatch.setattr(builtins, "__import__", without_torch)
        with pytest.raises(MissingExtraError, match=r"pip install '[\w.-]+\[abstractive\]'"):
            summarize("Kim met Putin.", model=folder)

    def test_of_a_model_are_named(self) -> None:
        error = explain(ImportError("bitsandbytes is needed: pip install bitsandbytes"), "some/model", None)
        assert isinstance(error, MissingExtraError)
        assert "pip install bitsandbytes" in str(error)


class TestDevices:
    def test_auto_is_a_gpu_if_there_is_one(self) -> None:
        has_gpu = torch.cuda.is_available() or torch.backends.mps.is_available()
        assert (choose_device("auto").type == "cpu") == (not has_gpu)

    @pytest.mark.parametrize(
        ("device", "message"), [("gpu", "is unknown to torch"), ("", "unknown to torch")]
    )
    def test_unknown_ones_are_refused(self, device: str, message: str) -> None:
        with pytest.raises(InvalidValueError, match=message):
            choose_device(device)

    def test_one_that_is_not_there_is_refused(self) -> None:
        if torch.cuda.is_available():
            pytest.skip("there is one")
        with pytest.raises(InvalidValueError, match="torch finds none here"):
            choose_device("cuda")

    def test_auto_dtype_on_a_cpu_is_float32_unless_it_computes_in_bfloat16(self, models: Models) -> None:
        config = transformers.AutoConfig.from_pretrained(models("bart"))
        cpu = torch.device("cpu")
        for of_checkpoint in (torch.float32, torch.float16, None):
            config.dtype = of_checkpoint
            assert choose_dtype("auto", config, cpu) is torch.float32
        config.dtype = torch.bfloat16
        assert choose_dtype("auto", config, cpu) in (torch.float32, torch.bfloat16)

    @pytest.mark.parametrize(("has_bfloat16", "of_t5"), [(True, "bfloat16"), (False, "float32")])
    def test_auto_dtype_of_a_t5_in_float16_is_one_in_which_it_does_not_overflow(
        self, has_bfloat16: bool, of_t5: str, models: Models, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(torch.cuda, "is_bf16_supported", lambda including_emulation=True: has_bfloat16)
        expected = {"bart": torch.float16, "t5": getattr(torch, of_t5)}
        for name, dtype in expected.items():
            config = transformers.AutoConfig.from_pretrained(models(name))
            config.dtype = torch.float16
            assert choose_dtype("auto", config, torch.device("cuda")) is dtype
            assert choose_dtype("float16", config, torch.device("cuda")) is torch.float16
            of_mps = torch.float32 if name == "t5" else torch.float16
            assert choose_dtype("auto", config, torch.device("mps")) is of_mps

    def test_dtype_is_as_named(self, models: Models) -> None:
        assert load(LoadOptions(str(models("bart")), dtype="bfloat16", device="cpu")).dtype == "bfloat16"
        with pytest.raises(InvalidValueError, match="dtype='float33' is unknown to torch"):
            load(LoadOptions(str(models("bart")), dtype="float33"))

    def test_a_device_and_a_map_are_one_too_many(self, models: Models) -> None:
        with pytest.raises(InvalidValueError, match="device_map or device, not both"):
            LoadOptions(str(models("bart")), device="cpu", device_map="auto")
