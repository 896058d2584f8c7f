"""Loading a sentence encoder from a hub id or a folder, and explaining why it fails."""

from __future__ import annotations

import json
import os
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple, Protocol

from summarize.errors import MissingExtraError, ModelError, SummarizeError
from summarize.extras import install_command
from summarize.hub import HUB_REASONS, network_error
from summarize.version import version_of


class SentenceEncoder(Protocol):
    """Anything with an ``encode`` from n sentences to an array of shape (n, d)."""

    def encode(self, sentences: list[str], /) -> Any:
        """Return one vector per sentence."""


_PACKAGES = {"sentence_transformers": "sentence-transformers", "model2vec": "model2vec"}
_CONFIGS = "config.json", "modules.json"

_loaded: dict[str, _Loaded] = {}
_loading: dict[str, Lock] = {}
_lock = Lock()


class _Loaded(NamedTuple):
    """A model, the modification times of its files, and its commit if it is from the hub."""

    model: SentenceEncoder
    state: list[int]
    commit: str | None


def load_encoder(name: str) -> SentenceEncoder:
    """Load an encoder from its hub id or folder, once per process; reload a folder after a change.

    A model whose config.json says ``model2vec`` is loaded with model2vec, any other with
    sentence-transformers. The cache of the hub comes first, the hub second.

    Raises:
        MissingExtraError: the package that loads it is not installed.
        ModelError: it cannot be found, reached or loaded.
    """
    location = _resolved(name)
    with _lock:
        loading = _loading.setdefault(location, Lock())
    with loading:
        state = _state(location)
        if location not in _loaded or _loaded[location].state != state:
            model = _load_named(name)
            _loaded[location] = _Loaded(model, state, None if Path(location).is_dir() else _commit(name))
        return _loaded[location].model


def _resolved(name: str) -> str:
    """Return the absolute path of a folder, or the hub id."""
    folder = Path(name).expanduser()
    return str(folder.resolve()) if folder.is_dir() else name


def _state(location: str) -> list[int]:
    """Return when the files that every model has were written, none of a hub id."""
    files = [Path(location, name) for name in _CONFIGS] if Path(location).is_dir() else []
    return [file.stat().st_mtime_ns for file in files if file.is_file()]


def _load_named(name: str) -> SentenceEncoder:
    folder = Path(name).expanduser()
    if not folder.is_dir() and (folder.exists() or name.startswith((".", "/", "~")) or name.count("/") > 1):
        raise ModelError(f"encoder {name!r} looks like a folder, but there is none of this name")
    try:
        if folder.is_dir():
            return _load(str(folder), local=True)
        try:
            return _load(name, local=True)
        except OSError:
            if (offline := network_error()) is not None:
                raise offline from None
            return _load(name, local=False)
    except SummarizeError:
        raise
    except Exception as error:  # the libraries may raise anything; it stays the cause
        raise _explain(name, error) from error


def encoder_name(encoder: object) -> str:
    """Return the name of an encoder for the signature of a summary; the same in every process.

    >>> encoder_name("sentence-transformers/all-MiniLM-L6-v2")
    'sentence-transformers/all-MiniLM-L6-v2'
    >>> class Letters:
    ...     name = "letters"
    >>> encoder_name(Letters())
    'letters'
    """
    if isinstance(encoder, str | os.PathLike):
        return _resolved(os.fspath(encoder))
    transformer = getattr(next(iter(getattr(encoder, "_modules", {}).values()), None), "auto_model", None)
    for holder in (encoder, getattr(transformer, "config", None)):
        for attribute in ("name", "name_or_path", "base_model_name"):
            if isinstance(value := getattr(holder, attribute, None), str) and value:
                return value
    return f"{type(encoder).__module__}.{type(encoder).__qualname__}"


def encoder_versions(encoder: object) -> dict[str, str]:
    """Return what else determines the vectors: the version of its package and its commit on the hub.

    >>> class Letters:
    ...     name = "letters"
    >>> encoder_versions(Letters())
    {}
    """
    commit, model = None, encoder
    if isinstance(encoder, str | os.PathLike):
        model = load_encoder(os.fspath(encoder))
        commit = _loaded[_resolved(os.fspath(encoder))].commit
    modules = {base.__module__.partition(".")[0] for base in type(model).__mro__}
    versions = {package: version_of(package) for module, package in _PACKAGES.items() if module in modules}
    return versions if commit is None else {"revision": commit} | versions


def _commit(name: str) -> str | None:
    """Return the commit of a model from the hub: the name of its folder in the cache."""
    from huggingface_hub import try_to_load_from_cache

    path = try_to_load_from_cache(name, "config.json")
    return Path(path).parent.name if isinstance(path, str) else None


def _load(location: str, *, local: bool) -> SentenceEncoder:
    return (
        _load_static(location)
        if _is_static(location, local=local)
        else _load_transformer(location, local=local)
    )


def _is_static(location: str, *, local: bool) -> bool:
    path = Path(location, "config.json")
    if not Path(location).is_dir():
        try:
            from huggingface_hub import hf_hub_download
            from huggingface_hub.errors import RemoteEntryNotFoundError
        except ImportError as error:
            raise _missing(location, error) from error
        try:
            path = Path(hf_hub_download(location, "config.json", local_files_only=local))
        except RemoteEntryNotFoundError:
            return False
    if not path.is_file():
        return False
    config = json.loads(path.read_text(encoding="utf-8"))
    return isinstance(config, dict) and config.get("model_type") == "model2vec"


def _load_static(location: str) -> SentenceEncoder:
    try:
        from model2vec import StaticModel
    except ImportError as error:
        raise _missing(location, error) from error
    model: SentenceEncoder = StaticModel.from_pretrained(location)
    return model


def _load_transformer(location: str, *, local: bool) -> SentenceEncoder:
    try:
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging
    except ImportError as error:
        raise _missing(location, error) from error
    if Path(location).is_dir() and not any(Path(location, file).is_file() for file in _CONFIGS):
        raise ModelError(
            f"encoder {location!r} cannot be loaded: it has neither modules.json nor config.json"
        )
    was_on = logging.is_progress_bar_enabled()
    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        model: SentenceEncoder = SentenceTransformer(location, local_files_only=local)
    finally:
        if was_on:
            logging.enable_progress_bar()  # type: ignore[no-untyped-call]
    return model


def _missing(location: str, error: ImportError) -> MissingExtraError:
    return MissingExtraError(
        f"encoder {location!r} needs a package that is not installed ({error}); "
        f"install it: {install_command('encoders')}"
    )


def _explain(name: str, error: Exception) -> ModelError:
    classes = {
        base.__name__ for each in (error, error.__cause__, error.__context__) for base in type(each).__mro__
    }
    first_line = (str(error).strip().splitlines() or [type(error).__name__])[0]
    reason = next((text for known, text in HUB_REASONS.items() if known in classes), first_line)
    return ModelError(f"encoder {name!r} cannot be loaded: {reason}")
