"""From the name of a model to the model: what kind it is, where it runs, what can go wrong."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import Any

from summarize.abstractive.engines.transformers.devices import choose_device, choose_dtype
from summarize.abstractive.engines.transformers.load_errors import explain, is_incomplete
from summarize.abstractive.engines.transformers.padding import sees_padding
from summarize.abstractive.engines.transformers.quiet import quiet_loading
from summarize.abstractive.prompts import Kind
from summarize.checks import is_same, show
from summarize.errors import (
    InvalidTypeError,
    InvalidValueError,
    MissingExtraError,
    ModelError,
    SummarizeError,
)
from summarize.extras import install_command
from summarize.hub import network_error

ClassOf = Callable[[str, Any], Any]
_NO_GENERATORS = ("Classification", "QuestionAnswering", "MultipleChoice", "ForAudio", "ForCTC")


@dataclass(frozen=True)
class LoadOptions:
    """Which model, in what form, and where.

    Attributes:
        model: a hub id, a folder, or a loaded ``(model, tokenizer)``.
        revision: branch, tag or commit on the hub.
        device: ``"auto"``, or what torch calls it.
        dtype: ``"auto"``, or the name of a torch dtype.
        device_map: how to spread the model over devices, as accelerate takes it.
        quantization_config: as transformers takes it.
        trust_remote_code: whether to run code that comes with the model.
    """

    model: Any
    revision: str | None = None
    device: str = "auto"
    dtype: str = "auto"
    device_map: Any = None
    quantization_config: Any = None
    trust_remote_code: bool = False

    def __post_init__(self) -> None:
        if isinstance(self.model, tuple):
            if len(self.model) != 2 or not hasattr(self.model[0], "generate") or not callable(self.model[1]):
                raise InvalidTypeError(
                    f"model must be (model, tokenizer) if it is a tuple, got {show(self.model)}"
                )
            if any(not is_same(getattr(self, option.name), option.default) for option in fields(self)[1:]):
                raise InvalidValueError(
                    "revision, device, dtype, device_map, quantization_config and trust_remote_code "
                    "belong to from_pretrained: the model is loaded already"
                )
        elif not isinstance(self.model, str | os.PathLike) or not str(self.model).strip():
            raise InvalidTypeError(
                f"model must be a hub id, a folder or a loaded (model, tokenizer), got {show(self.model)}"
            )
        if self.device_map is not None and not is_same(self.device, "auto"):
            raise InvalidValueError(f"give device_map or device, not both; got device={show(self.device)}")


@dataclass(frozen=True)
class Loaded:
    """A model and its tokenizer.

    Attributes:
        model: a transformers model that generates.
        tokenizer: its tokenizer.
        name: what the user called it.
        revision: the commit it is from, if that is known.
    """

    model: Any
    tokenizer: Any
    name: str
    revision: str | None

    @cached_property
    def kind(self) -> Kind:
        """What kind of model it is, by its configuration and its tokenizer's chat template."""
        if self.model.config.is_encoder_decoder:
            return "seq2seq"
        return "chat" if self.tokenizer.chat_template else "base"

    @cached_property
    def prefix(self) -> str:
        """The task prefix that an encoder-decoder model was trained with, such as T5's."""
        config = self.model.config
        task = (getattr(config, "task_specific_params", None) or {}).get("summarization") or {}
        prefix = str(task.get("prefix") or getattr(config, "prefix", None) or "")
        return prefix if prefix.strip() else ""  # bart-large-cnn's is a blank

    @cached_property
    def has_global_attention(self) -> bool:
        """Whether the encoder takes a mask of the tokens that attend to all others."""
        import inspect

        return "global_attention_mask" in inspect.signature(self.model.forward).parameters

    @cached_property
    def sees_padding(self) -> bool:
        """Whether padding changes what the model writes: see :func:`sees_padding`."""
        return sees_padding(self.model)

    @property
    def dtype(self) -> str:
        """The type of the weights: ``"float32"``."""
        return str(self.model.dtype).removeprefix("torch.")


def load(options: LoadOptions, class_of: ClassOf | None = None) -> Loaded:
    """Load a model and its tokenizer, from the cache if they are there, else from the hub.

    Args:
        options: what to load.
        class_of: returns the class that loads a name with its configuration; by default one that generates.

    Raises:
        MissingExtraError: torch or transformers is not installed.
        ModelError: the model cannot be found, reached or loaded, or does not generate text.
    """
    _require()
    if isinstance(options.model, tuple):
        model, tokenizer = options.model
        name = str(getattr(model.config, "_name_or_path", "") or type(model).__name__)
        return Loaded(model, tokenizer, name, None)
    name, class_of = _place(os.fspath(options.model)), class_of or generator_class
    if Path(name).is_dir():
        return _load(name, options, class_of, local=True)
    try:
        return _load(name, options, class_of, local=True)
    except ModelError as error:
        if not is_incomplete(error):
            raise
    if (offline := network_error()) is not None:
        raise explain(offline, name, options.revision) from offline
    return _load(name, options, class_of, local=False)


def _require() -> None:
    try:
        import torch  # noqa: F401
        import transformers  # noqa: F401
    except ImportError as error:
        raise MissingExtraError(
            f"models need torch and transformers ({error}); install them: {install_command('abstractive')}"
        ) from error


def _place(name: str) -> str:
    path = Path(name).expanduser()
    if path.is_dir():
        return str(path)
    if path.is_file():
        raise ModelError(f"model {name!r} is a file; give the folder that holds config.json and the weights")
    looks_like_a_path = name.startswith((".", "/", "~", "\\")) or name.count("/") > 1 or "\\" in name
    if looks_like_a_path:
        raise ModelError(f"model {name!r} looks like a folder, but there is none of this name")
    return name


def _load(name: str, options: LoadOptions, class_of: ClassOf, *, local: bool) -> Loaded:
    import transformers

    common = {
        "revision": options.revision or "main",
        "trust_remote_code": options.trust_remote_code,
        "local_files_only": local,
    }
    device = choose_device(options.device)
    try:
        with quiet_loading():
            config = transformers.AutoConfig.from_pretrained(name, **common)
            auto_class = class_of(name, config)
            tokenizer = transformers.AutoTokenizer.from_pretrained(name, **common)
            _check_tokenizer(name, tokenizer, config)
            placement = _placement(config, options, device)
            model, report = auto_class.from_pretrained(
                name, config=config, output_loading_info=True, **common, **placement
            )
        _check_weights(name, model, report["missing_keys"])
        if options.device_map is None and options.quantization_config is None:
            model = model.to(device)
    except SummarizeError:
        raise
    except Exception as error:  # any error of the libraries; it stays the cause
        raise explain(error, name, options.revision) from error
    return Loaded(model.eval(), tokenizer, name, _commit(name, options.revision))


def _check_weights(name: str, model: Any, missing: Iterable[str]) -> None:
    """Raise an error if weights are missing, which transformers makes up at random."""
    # Sinusoidal positions are computed, and PEGASUS checkpoints do not hold them.
    random = [
        key
        for key in sorted(missing)
        if "Sinusoidal" not in type(model.get_submodule(key.rpartition(".")[0])).__name__
    ]
    if random:
        raise ModelError(
            f"the weights of {name!r} lack {', '.join(random[:3])}: they belong to another kind of model, "
            "and what is missing would be random; choose a model that was trained to generate text"
        )


def _commit(name: str, revision: str | None) -> str | None:
    """Return the commit of a model from the hub: the name of its folder in the cache."""
    from huggingface_hub import try_to_load_from_cache

    if Path(name).is_dir():
        return revision
    path = try_to_load_from_cache(name, "config.json", revision=revision)
    return Path(path).parent.name if isinstance(path, str) else revision


def _check_tokenizer(name: str, tokenizer: Any, config: Any) -> None:
    """Raise an error for the empty tokenizer that transformers makes where its files are missing."""
    expected = getattr(config.get_text_config(), "vocab_size", None) or 0
    if not tokenizer or len(tokenizer) < expected / 2:
        raise ModelError(f"model {name!r} cannot be loaded: the files of its tokenizer are missing")


def _placement(config: Any, options: LoadOptions, device: Any) -> Mapping[str, Any]:
    placement: dict[str, Any] = {"dtype": choose_dtype(options.dtype, config, device)}
    if options.device_map is not None:
        placement["device_map"] = options.device_map
    if options.quantization_config is not None:
        placement["quantization_config"] = options.quantization_config
    return placement


def generator_class(name: str, config: Any) -> Any:
    """Return the class that loads a configuration as a generator of text."""
    import transformers
    from transformers.models.auto import modeling_auto

    architecture = next(iter(getattr(config, "architectures", None) or []), "")
    is_encoder = type(config) in modeling_auto.MODEL_FOR_MASKED_LM_MAPPING and not (
        config.is_encoder_decoder or getattr(config, "is_decoder", False)
    )
    if is_encoder or any(word in architecture for word in _NO_GENERATORS):
        what = "an encoder" if is_encoder else f"a {architecture}"
        raise ModelError(
            f"model {name!r} is {what}, which does not generate text; choose an encoder-decoder model "
            "such as BART, T5 or PEGASUS, or a chat model"
        )
    remote = getattr(config, "auto_map", None) or {}
    for auto_class, mapping in (
        (transformers.AutoModelForSeq2SeqLM, modeling_auto.MODEL_FOR_SEQ_TO_SEQ_CAUSAL_LM_MAPPING),
        (transformers.AutoModelForCausalLM, modeling_auto.MODEL_FOR_CAUSAL_LM_MAPPING),
        (transformers.AutoModelForImageTextToText, modeling_auto.MODEL_FOR_IMAGE_TEXT_TO_TEXT_MAPPING),
    ):
        if type(config) in mapping or auto_class.__name__ in remote:
            return auto_class
    raise ModelError(f"model {name!r} ({config.model_type}) is of no kind that generates text from text")
