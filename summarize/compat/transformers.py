"""``pipeline("summarization")`` of transformers 4, which transformers 5 no longer has."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from summarize.abstractive.summarizer import Abstractive
from summarize.checks import check_flags, is_same, show
from summarize.compat.calls import Call
from summarize.compat.inputs import Documents, Results, items, texts_of
from summarize.compat.models import default_generation, first_token, load_source, loading_arguments
from summarize.errors import InvalidValueError

_TASK = "summarization"
_DEFAULT_MODEL, _DEFAULT_REVISION = "sshleifer/distilbart-cnn-12-6", "a4f8f3e"
_LONGEST_LENGTHS = frozenset({"max_length", "max_new_tokens"})
# Arguments that are refused, and what to do instead.
_REFUSED = {
    "assistant_model": "assisted generation is not supported; leave it out",
    "config": "the configuration is that of the model; pass a loaded model and its tokenizer",
    "feature_extractor": "texts need none; leave it out",
    "image_processor": "texts need none; leave it out",
    "modelcard": "there is no use for it; leave it out",
    "pipeline_class": "there is one class; leave it out",
    "processor": "texts need none; leave it out",
    "token": "set HF_TOKEN in the environment, or log in with: hf auth login",
    "use_auth_token": "set HF_TOKEN in the environment, or log in with: hf auth login",
}

logger = logging.getLogger(__name__)


def pipeline(task: str | None = _TASK, model: Any = None, **arguments: Any) -> SummarizationPipeline:
    """Load a model that summarizes, as ``pipeline("summarization", model=…)`` of transformers 4 did.

    Args:
        task: ``"summarization"``; the other tasks are still in transformers.
        model: a hub id, a folder or a loaded model; also an engine, or a name with its prefix.
            distilbart-cnn-12-6 with a logged warning if not given.
        **arguments: ``tokenizer``, ``device``, ``torch_dtype`` and all others of
            :class:`SummarizationPipeline`, and the options of each call, such as ``max_length``.

    Raises:
        InvalidValueError: another task or framework, or an argument that is not supported.
        UnknownOptionError: no such argument.
        ModelError: the model cannot be loaded or does not generate text.
        MissingExtraError: torch or transformers is not installed.

    >>> summarizer = pipeline("summarization", model="facebook/bart-large-cnn")
    >>> text = "Kim met Putin in the east of Russia. They discussed rockets all day."
    >>> summary = summarizer(text, max_length=20, min_length=5)[0]["summary_text"]
    """
    if model is None:
        model = _DEFAULT_MODEL
        arguments["revision"] = arguments.get("revision") or _DEFAULT_REVISION
        logger.warning(
            "No model was supplied, defaulted to %s and revision %s.", model, arguments["revision"]
        )
    return SummarizationPipeline(model, task=task, **arguments)


class SummarizationPipeline:
    """A callable from texts to dicts with the key ``summary_text``; :func:`pipeline` returns one.

    Args:
        model: a hub id, a folder or a loaded model; also an engine, or a name with its prefix.
        tokenizer: of a loaded model; or the hub id or folder of another one.
        task: ``"summarization"``.
        framework: ``"pt"``; others are an error.
        revision: branch, tag or commit on the hub.
        use_fast: no effect: fast tokenizers are used where there are any.
        device: number of a GPU, -1 for the CPU, or a torch device; a GPU if there is one by default.
        device_map: how to spread the model over devices, in the form that accelerate accepts.
        dtype: a torch dtype or its name; see :class:`Abstractive`.
        torch_dtype: the old name of ``dtype``.
        trust_remote_code: whether to run code that comes with the model.
        model_kwargs: ``dtype``, ``device_map``, ``revision``, ``trust_remote_code`` and
            ``quantization_config``; others are an error.
        **options: defaults for the options of each call; see :meth:`__call__`.

    Attributes:
        task: ``"summarization"``.
        framework: ``"pt"``.
        model: the transformers model, or the engine.
        tokenizer: its tokenizer; None for an engine.
    """

    task = _TASK
    framework = "pt"

    def __init__(
        self,
        model: Any,
        tokenizer: Any = None,
        *,
        task: str | None = _TASK,
        framework: str | None = None,
        revision: str | None = None,
        use_fast: bool = True,
        device: Any = None,
        device_map: Any = None,
        dtype: Any = None,
        torch_dtype: Any = None,
        trust_remote_code: bool | None = None,
        model_kwargs: Mapping[str, Any] | None = None,
        **options: Any,
    ) -> None:
        check_flags(use_fast=use_fast)
        _check_supported(task, framework, options)
        given = loading_arguments(
            device=device,
            dtype=torch_dtype if dtype is None else dtype,
            model_kwargs=model_kwargs,
            revision=revision,
            device_map=device_map,
            trust_remote_code=trust_remote_code,
        )
        call = Call.of({name: value for name, value in options.items() if name not in _REFUSED})
        source = load_source(model, tokenizer, given)
        self.model, self.tokenizer = source if isinstance(source, tuple) else (source, None)
        self._source = source
        self._call = call
        self._defaults = {} if self.tokenizer is None else default_generation(self.model)

    @property
    def device(self) -> Any:
        """The torch device of the model; None for an engine."""
        return getattr(self.model, "device", None)

    @property
    def dtype(self) -> Any:
        """The torch dtype of the model; None for an engine."""
        return getattr(self.model, "dtype", None)

    torch_dtype = dtype

    def __call__(self, inputs: Any, /, **options: Any) -> Any:
        """Summarize a text, a list of texts, or an iterator or data set of texts.

        Args:
            inputs: the text or texts.
            **options: ``truncation``: True to read no more than fits; by default all of the text is read
                in parts. ``return_tensors``: True for the token ids of the summary, under
                ``summary_token_ids``; ``return_type`` has the same effect. ``batch_size``,
                ``clean_up_tokenization_spaces``, ``stop_sequence``; ``generation_config``; ``num_workers``
                and ``return_text``, without effect. All others are arguments of ``generate``, such as
                ``max_length``, ``min_length``, ``do_sample`` and ``num_beams``.

        Returns:
            ``[{"summary_text": …}]`` for a text; a list of such dicts for a list; an iterator of lists
            of one for an iterator or a data set.

        Raises:
            InvalidTypeError: the input is none of these.
            InvalidValueError, UnknownOptionError: an option is not supported.
            GenerationError: the model wrote nothing, or memory was not enough.
        """
        call = self._call.updated(options)
        if self.tokenizer is None and (call.returns_tensors or "stop_sequence" in call.generation):
            raise InvalidValueError(
                "return_tensors and stop_sequence need a transformers model; leave them out"
            )
        texts = texts_of(inputs)
        if texts is not None:
            return list(self._results(texts, call))
        return Results(self._results(items(inputs), call), inputs)

    predict = transform = __call__

    def save_pretrained(self, save_directory: str | os.PathLike[str], **arguments: Any) -> None:
        """Write the model and its tokenizer to a folder, which ``model=`` takes in turn.

        Raises:
            InvalidValueError: the model is an engine.
        """
        if self.tokenizer is None:
            raise InvalidValueError(f"model={show(self.model)} has no files to save")
        self.model.save_pretrained(save_directory, **arguments)
        self.tokenizer.save_pretrained(save_directory)

    def _results(self, texts: Iterable[Any], call: Call) -> Iterator[dict[str, Any]]:
        """Yield one result for each text; the result of a text without words is blank."""
        documents = Documents(texts, lambda text: self._warn_of_lengths(text, call))
        summaries = self._summarizer(call).batch(documents)
        while True:
            summary = next(summaries, None)
            for _ in documents.pop_blanks():
                yield self._result("", call)
            if summary is None:
                return
            documents.are_blank.popleft()
            yield self._result(" ".join(summary.splitlines()), call)

    def _summarizer(self, call: Call) -> Abstractive:
        generation, seed = dict(call.generation), None
        if self.tokenizer is not None:
            if "stop_sequence" in generation:
                generation["eos_token_id"] = first_token(self.tokenizer, generation.pop("stop_sequence"))
            defaults = dict(self._defaults)
            if not generation.keys().isdisjoint(_LONGEST_LENGTHS):
                defaults.pop("max_new_tokens", None)
            generation = defaults | generation
            if generation.get("do_sample", self.model.generation_config.do_sample):
                generation["do_sample"], seed = True, _new_seed()
        return Abstractive(
            self._source,
            strategy=call.strategy,
            batch_size=call.batch_size or "auto",
            generation=generation,
            seed=seed,
        )

    def _warn_of_lengths(self, text: str, call: Call) -> None:
        longest, shortest = call.generation.get("max_length"), call.generation.get("min_length") or 0
        if self.tokenizer is None or not isinstance(longest, int):
            return
        if longest < shortest:
            logger.warning("Your min_length=%d must be inferior than your max_length=%d.", shortest, longest)
        # A token has seldom more than ten characters, so a longer text need not be counted.
        n_tokens = len(self.tokenizer(text)["input_ids"]) if len(text) < 10 * longest else longest
        if n_tokens < longest:
            logger.warning(
                "Your max_length is set to %d, but your input_length is only %d; consider max_length=%d.",
                *(longest, n_tokens, n_tokens // 2),
            )

    def _result(self, summary: str, call: Call) -> dict[str, Any]:
        if call.cleans_up and self.tokenizer is not None:
            summary = str(self.tokenizer.clean_up_tokenization(summary))
        if call.returns_tensors:
            encoded = self.tokenizer(text_target=summary, return_tensors="pt")
            return {"summary_token_ids": encoded["input_ids"][0]}
        return {"summary_text": summary}


def _check_supported(task: str | None, framework: str | None, options: Mapping[str, Any]) -> None:
    """Raise an error for arguments of other pipelines, and for those that are refused."""
    if task is not None and not is_same(task, _TASK):
        raise InvalidValueError(f"task={show(task)} is not here; import pipeline from transformers for it")
    if framework is not None and not is_same(framework, "pt"):
        raise InvalidValueError(f"framework={show(framework)} is not supported; leave it out, or give 'pt'")
    for name, instead in _REFUSED.items():
        if options.get(name) is not None:
            raise InvalidValueError(f"{name} is not supported: {instead}")


def _new_seed() -> int:
    """Return a seed that depends on torch's own, so that ``set_seed`` decides on what is sampled."""
    import torch

    return int(torch.randint(2**31, ()))
