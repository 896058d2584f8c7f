"""What the header of a GGUF file says of the model in it; the weights are not read."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from summarize.errors import ModelError

_MAGIC = b"GGUF"
_STRING, _ARRAY = 8, 9
# Types of values by their number in the specification (ggml/docs/gguf.md).
_FORMATS = {0: "B", 1: "b", 2: "H", 3: "h", 4: "I", 5: "i", 6: "f", 7: "?", 10: "Q", 11: "q", 12: "d"}
_MOST_ENTRIES = 1 << 32  # a file with more is no GGUF file
_NO_GENERATORS = ("bert", "t5", "clip", "wavtokenizer", "embed")
_DEFAULT_ALIGNMENT = 32


@dataclass(frozen=True)
class Header:
    """What a GGUF file says of its model.

    Attributes:
        architecture: as llama.cpp names it: ``"llama"``.
        context_length: the number of tokens that the model was trained to read; None if not said.
        has_chat_template: whether the model was trained for chats.
        is_generator: whether it continues texts; encoders and encoder-decoders do not.
        size: bytes of the file.
    """

    architecture: str
    context_length: int | None
    has_chat_template: bool
    is_generator: bool
    size: int


def read_header(path: Path) -> Header:
    """Return the header of a GGUF file.

    Raises:
        ModelError: the file is no GGUF file, is cut off, or cannot be read.
    """
    try:
        with path.open("rb") as file:
            if file.read(4) != _MAGIC:
                raise ModelError(
                    f"{str(path)!r} is no GGUF file: it does not begin with GGUF; give another file"
                )
            values, first_of_last = _read(file)
        size = path.stat().st_size
        header = _header(values, size)
    except ModelError:
        raise
    except OSError as error:
        raise ModelError(f"{str(path)!r} cannot be read: {error.strerror or error}") from error
    except (struct.error, EOFError, ValueError, OverflowError, MemoryError, RecursionError) as error:
        raise ModelError(f"{str(path)!r} is damaged: its header cannot be read; download it again") from error
    if first_of_last >= size:
        raise ModelError(
            f"{str(path)!r} is cut off: {size:,} bytes are there, and its last weights begin at byte "
            f"{first_of_last:,}; download it again"
        )
    return header


def _header(values: Mapping[str, Any], size: int) -> Header:
    architecture = str(values.get("general.architecture", "unknown"))
    is_encoder = values.get(f"{architecture}.attention.causal") is False
    is_embedder = bool(values.get(f"{architecture}.pooling_type"))
    is_other = any(part in architecture for part in _NO_GENERATORS)
    return Header(
        architecture,
        _positive(values, f"{architecture}.context_length"),
        bool(values.get("tokenizer.chat_template")),
        not (is_encoder or is_embedder or is_other),
        size,
    )


def _positive(values: Mapping[str, Any], name: str) -> int | None:
    """Return a positive number, None if it is not said; another value is a ValueError."""
    value = values.get(name)
    if value is None or value == 0:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ValueError
    return value


def _read(file: BinaryIO) -> tuple[dict[str, Any], int]:
    """Return the values by name, arrays as None, and the position where the last tensor begins."""
    version = _number(file, "I")
    if not 2 <= version <= 3:
        raise ModelError(f"{file.name!r} is of version {version} of GGUF; versions 2 and 3 can be read")
    n_tensors, n_values = _number(file, "Q"), _number(file, "Q")
    values = {_string(file): _value(file, _number(file, "I")) for _ in range(_checked(n_values))}
    largest = 0
    for _ in range(_checked(n_tensors)):
        _string(file)
        n_dimensions = _number(file, "I")
        _bytes(file, 8 * _checked(n_dimensions) + 4)
        largest = max(largest, _number(file, "Q"))
    alignment = _positive(values, "general.alignment") or _DEFAULT_ALIGNMENT
    start = -(-file.tell() // alignment) * alignment
    return values, start + largest if n_tensors else 0


def _value(file: BinaryIO, kind: int) -> Any:
    if kind == _STRING:
        return _string(file)
    if kind != _ARRAY:
        return _number(file, _format(kind))
    inner, n = _number(file, "I"), _checked(_number(file, "Q"))
    if inner in (_STRING, _ARRAY):
        for _ in range(n):
            _value(file, inner)
    else:
        file.seek(n * struct.calcsize(_format(inner)), 1)
    return None


def _format(kind: int) -> str:
    if kind not in _FORMATS:
        raise EOFError
    return _FORMATS[kind]


def _number(file: BinaryIO, kind: str) -> Any:
    return struct.unpack(f"<{kind}", _bytes(file, struct.calcsize(kind)))[0]


def _string(file: BinaryIO) -> str:
    return _bytes(file, _checked(_number(file, "Q"))).decode()


def _bytes(file: BinaryIO, n: int) -> bytes:
    found = file.read(n)
    if len(found) < n:
        raise EOFError
    return found


def _checked(number: int) -> int:
    if number > _MOST_ENTRIES:
        raise EOFError
    return number
