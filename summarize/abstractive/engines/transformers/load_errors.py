"""What went wrong while a model was loaded, in a sentence that says what to do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from summarize.errors import MissingExtraError, ModelError, SummarizeError
from summarize.hub import HUB_REASONS, OFFLINE_REASONS

_UNSAFE = (
    "its weights are a pickle that holds more than tensors, and could run any code; it is refused. Ask its "
    "author for safetensors"
)
_NO_WEIGHTS = (
    "it has no weights that can be loaded (safetensors, or torch's .bin); weights for TensorFlow or Flax "
    "alone are not read"
)
# Class names, most telling first: the libraries wrap one error in another.
_BY_CLASS = HUB_REASONS | {"UnpicklingError": _UNSAFE}
_BY_TEXT = {
    "Weights only load failed": _UNSAFE,
    "trust_remote_code": "it comes with code of its own; if you trust its author, set trust_remote_code=True",
    "does not appear to have a file named": _NO_WEIGHTS,
    "no file named": _NO_WEIGHTS,
    "does not recognize this architecture": "this version of transformers does not support its architecture; "
    "upgrade it: pip install -U transformers",
    "Unrecognized model": "it has no config.json that names a model_type",
    "config.json": "it has no config.json",
    "PytorchStreamReader": "its weights are damaged or incomplete; download them again",
    "tokenizer": "its tokenizer cannot be loaded",
    "size mismatch": "its weights are of another shape than its config.json says",
    "ignore_mismatched_sizes": "its weights are of another shape than its config.json says",
    "CUDA out of memory": "it does not fit into the memory of the GPU; use device='cpu', "
    "device_map='auto' or a quantization_config",
}


def explain(error: Exception, name: str, revision: str | None) -> SummarizeError:
    """Return the error to raise for one that a library raised while loading a model.

    Args:
        error: what was raised.
        name: the model.
        revision: the revision that was asked for.
    """
    chain = list(_chain(error))
    missing = next((each for each in chain if isinstance(each, ImportError)), None)
    if missing is not None:
        said = str(missing).strip().splitlines()[0]
        return MissingExtraError(f"model {name!r} needs a package that is not installed: {said}")
    shown = f"model {name!r}" if revision is None else f"model {name!r}, revision {revision!r}"
    classes = {base.__name__ for each in chain for base in type(each).__mro__}
    reason = next((text for name_of_class, text in _BY_CLASS.items() if name_of_class in classes), None)
    # A folder has everything or not: the hub is out of it.
    if reason is None or (reason in OFFLINE_REASONS.values() and Path(name).is_dir()):
        said = " ".join(str(each) for each in chain)
        first_line = (str(error).strip().splitlines() or [type(error).__name__])[0]
        reason = next(
            (text for part, text in _BY_TEXT.items() if part in said), f"loading failed: {first_line}"
        )
    return ModelError(f"{shown} cannot be loaded: {reason}")


def is_incomplete(error: ModelError) -> bool:
    """Return whether a model could not be loaded from the cache because files of it are not there."""
    names = {type(each).__name__ for each in _chain(error)}
    return "LocalEntryNotFoundError" in names or _NO_WEIGHTS in str(error)


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__
