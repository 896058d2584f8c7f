"""From the name of a sentence encoder to the encoder: a hub id or a folder, and what can go wrong."""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path
from typing import Any, Protocol

from summarize.errors import MissingExtraError, ModelError, SummarizeError

INSTALL = "pip install 'summarize[encoders]'"

# Class names of errors, of the hub and of the network, most telling first.
_REASONS = {
    "GatedRepoError": "it is gated: accept its terms on its page, then log in (`hf auth login`, or HF_TOKEN)",
    "RepositoryNotFoundError": "the hub has no model of this name, or it is private; check the spelling",
    "HFValidationError": "this is no possible name of a model, and no folder",
    "LocalEntryNotFoundError": "it is not in the cache of this machine, and the model hub cannot be reached; "
    "connect once, or pass the folder of a downloaded model",
    "OfflineModeIsEnabled": "it is not in the cache of this machine, and the hub may not be asked: "
    "HF_HUB_OFFLINE is set",
    "SafetensorError": "its weights are damaged or incomplete; download them again",
    "JSONDecodeError": "one of its JSON files is damaged; download it again",
}


class SentenceEncoder(Protocol):
    """Anything with an ``encode`` from n sentences to an array of shape (n, d)."""

    def encode(self, sentences: list[str], /) -> Any:
        """Return one vector a sentence."""


@cache
def load_encoder(name: str) -> SentenceEncoder:
    """Load an encoder by its hub id or folder, once in a process.

    A model whose config.json says ``model2vec`` is loaded with model2vec, any other with
    sentence-transformers; from the cache of the hub if it is there, else from the hub.

    Raises:
        MissingExtraError: the package that loads it is not installed.
        ModelError: it cannot be found, reached or loaded.
    """
    folder = Path(name).expanduser()
    if not folder.is_dir() and (folder.exists() or name.startswith((".", "/", "~")) or name.count("/") > 1):
        raise ModelError(f"encoder {name!r} looks like a folder, but there is none of this name")
    try:
        if folder.is_dir():
            return _load(str(folder), local=True)
        try:
            # What is in the cache needs no network, and without one the hub is asked for a minute.
            return _load(name, local=True)
        except OSError:
            return _load(name, local=False)
    except SummarizeError:
        raise
    except Exception as error:  # whatever the libraries meet; it stays the cause
        raise _explain(name, error) from error


def encoder_name(encoder: object) -> str:
    """Return what to call an encoder in the signature of a summary: the same in every process.

    >>> encoder_name("sentence-transformers/all-MiniLM-L6-v2")
    'sentence-transformers/all-MiniLM-L6-v2'
    >>> class Letters:
    ...     name = "letters"
    >>> encoder_name(Letters())
    'letters'
    """
    if isinstance(encoder, str | os.PathLike):
        return os.fspath(encoder)
    transformer = getattr(next(iter(getattr(encoder, "_modules", {}).values()), None), "auto_model", None)
    for holder in (encoder, getattr(transformer, "config", None)):
        for attribute in ("name", "name_or_path", "base_model_name"):
            if isinstance(value := getattr(holder, attribute, None), str) and value:
                return value
    return f"{type(encoder).__module__}.{type(encoder).__qualname__}"


def _load(place: str, *, local: bool) -> SentenceEncoder:
    return _load_static(place) if _is_static(place, local=local) else _load_transformer(place, local=local)


def _is_static(place: str, *, local: bool) -> bool:
    path = Path(place, "config.json")
    if not Path(place).is_dir():
        try:
            from huggingface_hub import hf_hub_download
            from huggingface_hub.errors import RemoteEntryNotFoundError
        except ImportError as error:
            raise _missing(place, error) from error
        try:
            path = Path(hf_hub_download(place, "config.json", local_files_only=local))
        except RemoteEntryNotFoundError:
            return False
    if not path.is_file():
        return False
    config = json.loads(path.read_text(encoding="utf-8"))
    return isinstance(config, dict) and config.get("model_type") == "model2vec"


def _load_static(place: str) -> SentenceEncoder:
    try:
        from model2vec import StaticModel
    except ImportError as error:
        raise _missing(place, error) from error
    model: SentenceEncoder = StaticModel.from_pretrained(place)
    return model


def _load_transformer(place: str, *, local: bool) -> SentenceEncoder:
    try:
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging
    except ImportError as error:
        raise _missing(place, error) from error
    files = [Path(place, file) for file in ("modules.json", "config.json")]
    if Path(place).is_dir() and not any(file.is_file() for file in files):
        raise ModelError(f"encoder {place!r} cannot be loaded: it has neither modules.json nor config.json")
    was_on = logging.is_progress_bar_enabled()
    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        model: SentenceEncoder = SentenceTransformer(place, local_files_only=local)
    finally:
        if was_on:
            logging.enable_progress_bar()  # type: ignore[no-untyped-call]
    return model


def _missing(place: str, error: ImportError) -> MissingExtraError:
    return MissingExtraError(
        f"encoder {place!r} needs a package that is not installed ({error}); install it: {INSTALL}"
    )


def _explain(name: str, error: Exception) -> ModelError:
    classes = {
        base.__name__ for each in (error, error.__cause__, error.__context__) for base in type(each).__mro__
    }
    first_line = (str(error).strip().splitlines() or [type(error).__name__])[0]
    reason = next((text for known, text in _REASONS.items() if known in classes), first_line)
    return ModelError(f"encoder {name!r} cannot be loaded: {reason}")
