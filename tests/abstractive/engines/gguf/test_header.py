"""What a GGUF file says of itself, written by the reference writer of the format."""

import struct
from pathlib import Path

import gguf
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize import ModelError, summarize
from summarize.abstractive.engines.gguf.header import read_header


def write(path: Path, architecture: str, *, template: str | None = None, causal: bool = True) -> Path:
    writer = gguf.GGUFWriter(path, architecture)
    writer.add_context_length(2048)
    writer.add_token_list(["a", "b"])
    writer.add_array("numbers", [1, 2, 3])
    writer.add_causal_attention(causal)
    if template is not None:
        writer.add_chat_template(template)
    writer.add_tensor("first", np.zeros((4, 8), np.float32))
    writer.add_tensor("last", np.ones(64, np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


def test_a_chat_model(tmp_path: Path) -> None:
    header = read_header(write(tmp_path / "chat.gguf", "llama", template="{{ messages }}"))
    assert header.architecture == "llama"
    assert header.context_length == 2048
    assert header.has_chat_template
    assert header.is_generator
    assert header.size == (tmp_path / "chat.gguf").stat().st_size


def test_a_base_model_has_no_template(tmp_path: Path) -> None:
    assert not read_header(write(tmp_path / "base.gguf", "llama")).has_chat_template


@pytest.mark.parametrize(
    ("architecture", "causal"), [("bert", False), ("t5", True), ("some-new-encoder", False)]
)
def test_an_encoder_is_told(tmp_path: Path, architecture: str, causal: bool) -> None:
    path = write(tmp_path / "encoder.gguf", architecture, causal=causal)
    with pytest.raises(ModelError, match=rf"\({architecture}\) is an encoder or an encoder-decoder"):
        summarize("It rained all day.", model=str(path))


def test_a_file_that_is_cut_off_is_told_before_llama_cpp_sees_it(tmp_path: Path) -> None:
    path = write(tmp_path / "whole.gguf", "llama")
    part = tmp_path / "part.gguf"
    part.write_bytes(path.read_bytes()[:-300])
    with pytest.raises(ModelError, match=r"part.gguf' is cut off: .* bytes are there"):
        summarize("It rained all day.", model=part)


def test_a_file_of_another_format_is_told(tmp_path: Path) -> None:
    path = tmp_path / "page.gguf"
    path.write_text("<html>404</html>")
    with pytest.raises(ModelError, match="is no GGUF file: it does not begin with GGUF"):
        summarize("It rained all day.", model=path)


def test_no_file_is_told() -> None:
    with pytest.raises(
        ModelError, match="'models/nothing.gguf' is the name of a GGUF file, but there is no such"
    ):
        summarize("It rained all day.", model="models/nothing.gguf")


@given(st.binary(max_size=200))
def test_any_bytes_after_the_mark_are_a_header_or_a_sentence(tmp_path_factory, rest: bytes) -> None:
    path = tmp_path_factory.mktemp("gguf") / "any.gguf"
    path.write_bytes(b"GGUF" + rest)
    with pytest.raises(ModelError, match=r"damaged|cut off|version"):
        read_header(path)


def test_arrays_in_arrays_without_an_end_are_damage(tmp_path: Path) -> None:
    path = tmp_path / "nested.gguf"
    array = struct.pack("<IQ", 9, 1)
    path.write_bytes(b"GGUF" + struct.pack("<IQQ", 3, 0, 1) + struct.pack("<Q1sI", 1, b"a", 9) + array * 5000)
    with pytest.raises(ModelError, match="damaged"):
        read_header(path)


@pytest.mark.parametrize("value", ["long", -2048, float("nan"), 2048.5, True])
@pytest.mark.parametrize("name", ["llama.context_length", "general.alignment"])
def test_a_number_that_is_none_is_damage(tmp_path: Path, name: str, value: object) -> None:
    path = tmp_path / "model.gguf"
    writer = gguf.GGUFWriter(path, "llama")
    writer.add_tensor("first", np.zeros((4, 8), np.float32))
    writer.add_key_value(name, value, gguf.GGUFValueType.get_type(value))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    with pytest.raises(ModelError, match="damaged"):
        read_header(path)
