"""Models converted for CTranslate2, each once, in a cache on this machine."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from filelock import FileLock

from summarize.abstractive.engines.transformers.loading import Loaded, LoadOptions, load
from summarize.errors import MissingExtraError, ModelError
from summarize.extras import install_command

# What belongs to the model beside its weights: configurations and the tokenizer, as transformers has them.
SOURCE = "source"
_CACHE_VARIABLE = "SUMMARIZE_CACHE"
_LAYOUT = "1"  # of the folders in the cache; with another one, models are converted again


def converted(options: LoadOptions, compute_type: str) -> Path:
    """Return the folder of a model that is converted for CTranslate2; convert it if there is none.

    Folders appear whole or not at all, and two processes convert a model once. A folder belongs to a
    revision, or to the files of a local model as they are now.

    Args:
        options: the model, a hub id or a folder, and its revision.
        compute_type: the type of its weights.

    Raises:
        MissingExtraError: the model has to be converted, and torch or transformers is not installed.
        ModelError: the model cannot be loaded, or is none that CTranslate2 can run.
    """
    name = os.fspath(options.model)
    known = _known_folder(name, options.revision, compute_type)
    if known is not None and known.is_dir():
        return known
    loaded = load(options)  # raises the errors of a model, and downloads it
    if loaded.kind != "seq2seq":
        raise ModelError(
            f"model {name!r} is no encoder-decoder; engine='ctranslate2' runs only such models (T5, BART, "
            "mBART, PEGASUS, Marian); leave engine out"
        )
    files, folder = _files(name, options.revision), _known_folder(name, options.revision, compute_type)
    if folder is None or files is None:
        raise ModelError(f"model {name!r} has no files on this machine that could be converted")
    folder.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(f"{folder}.lock"):
        if not folder.is_dir():
            _convert(loaded, files, compute_type, folder)
    return folder


def revision_of(options: LoadOptions) -> str | None:
    """Return the commit of a model of the hub, which names its folder in the hub's cache."""
    name = str(options.model)
    files = _files(name, options.revision)
    return files.name if files is not None and _is_of_hub(name) else options.revision


def cache_folder() -> Path:
    """Return the folder of converted models: ``SUMMARIZE_CACHE``, or the system's folder for caches."""
    given = os.environ.get(_CACHE_VARIABLE)
    if given:
        return Path(given).expanduser() / "ctranslate2"
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / "summarize" / "ctranslate2"


def _convert(loaded: Loaded, files: Path, compute_type: str, folder: Path) -> None:
    unfinished = Path(tempfile.mkdtemp(prefix=f"{folder.name}.", dir=folder.parent))
    try:
        _converter(loaded, files).convert(str(unfinished), quantization=compute_type, force=True)
        _name_bos(unfinished / "config.json")
        for part in (loaded.tokenizer, loaded.model.config, loaded.model.generation_config):
            part.save_pretrained(unfinished / SOURCE)
        unfinished.rename(folder)
    except (ValueError, KeyError, AttributeError, NotImplementedError) as error:
        said = (str(error).splitlines() or [type(error).__name__])[0][:100]
        raise ModelError(
            f"model {loaded.name!r} cannot be converted for CTranslate2: {said}; leave engine out"
        ) from error
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def _name_bos(path: Path) -> None:
    """Name the token before inputs, which CTranslate2 requires, and the tokenizer may not have."""
    config = json.loads(path.read_text(encoding="utf-8"))
    if config.get("bos_token") is None:
        config["bos_token"] = config["eos_token"]
        path.write_text(json.dumps(config), encoding="utf-8")


def _converter(loaded: Loaded, files: Path) -> Any:
    from ctranslate2.converters import TransformersConverter

    class Converter(TransformersConverter):  # type: ignore[misc]
        """Converts a model that is loaded already."""

        def load_model(self, *_: Any, **__: Any) -> Any:
            """Return the model, with the settings that the converter reads."""
            model = loaded.model
            encoder = getattr(getattr(model, "model", None), "encoder", None)
            # Configurations that transformers 5 writes lack these.
            for name, layer in (
                ("normalize_before", "layer_norm"),
                ("normalize_embedding", "layernorm_embedding"),
            ):
                if not hasattr(model.config, name):
                    setattr(model.config, name, hasattr(encoder, layer))
            return model

        def load_tokenizer(self, *_: Any, **__: Any) -> Any:
            """Return the tokenizer."""
            return loaded.tokenizer

    return Converter(str(files))


def _known_folder(name: str, revision: str | None, compute_type: str) -> Path | None:
    """Return where the conversion of a model belongs; None if its files are not on this machine."""
    files = _files(name, revision)
    if files is None:
        return None
    from importlib.metadata import PackageNotFoundError, version

    try:
        converter = version("ctranslate2")
    except PackageNotFoundError as error:
        raise MissingExtraError(
            f"engine='ctranslate2' needs ctranslate2; install it: {install_command('ctranslate2')}"
        ) from error
    # The folder of a revision in the hub's cache never changes; one of the user's may.
    stamp = files.name if _is_of_hub(name) else _fingerprint(files)
    digest = hashlib.sha256("\n".join((_LAYOUT, converter, str(files), stamp)).encode()).hexdigest()[:16]
    readable = "".join(c if c.isalnum() or c in "-._" else "-" for c in Path(name).name)[:40]
    return cache_folder() / f"{readable}-{compute_type}-{digest}"


def _files(name: str, revision: str | None) -> Path | None:
    """Return the folder with the files of a model, if they are on this machine."""
    path = Path(name).expanduser()
    if path.is_dir():
        return path.resolve()
    try:
        from huggingface_hub import try_to_load_from_cache
        from huggingface_hub.errors import HFValidationError
    except ImportError:
        return None
    try:
        config = try_to_load_from_cache(name, "config.json", revision=revision)
    except HFValidationError:
        return None
    return Path(config).parent if isinstance(config, str) else None


def _is_of_hub(name: str) -> bool:
    return not Path(name).expanduser().is_dir()


def _fingerprint(folder: Path) -> str:
    parts = []
    for path in sorted(each for each in folder.iterdir() if each.is_file()):
        status = path.stat()
        parts.append(f"{path.name} {status.st_size} {status.st_mtime_ns}")
    return "\n".join(parts)
