"""``pipeline("summarization")`` of transformers 4, which transformers 5 no longer has."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from summarize.abstractive.summarizer import Abstractive
from summarize.checks import check_flags, is_same, show, show_typed
from summarize.compat.calls import Call
from summarize.compat.models import default_generation, load_source, loading_arguments
from summarize.document import Document
from summarize.errors import EmptyTextError, InvalidTypeError, InvalidValueError

_TASK = "summarization"
_DEFAULT_MODEL, _DEFAULT_REVISION = "sshleifer/distilbart-cnn-12-6", "a4f8f3e"
_LONGEST_LENGTHS = frozenset({"max_length", "max_new_tokens"})
# Arguments that cannot be met, and what to do instead.
_UNMET = {
    "assistant_model": "assisted generation is not supported; leave it out",
    "config": "the configuration is that of the model; pass a loaded model and its tokenizer",
    "feature_extractor": "texts need none; leave it out",
    "image_processor": "texts need none; leave it out",
    "pipeline_class": "there is one class; leave it out",
    "processor": "texts need none; leave it out",
    "token": "set HF_TOKEN in the environment, or log in with: hf auth login",
    "use_auth_token": "set HF_TOKEN in the environment, or log in with: hf auth login",
}

logger = logging.getLogger(__name__)


def pipeline(
    task: str | None = _TASK,
    model: Any = None,
    *,
    tokenizer: Any = None,
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
) -> SummarizationPipeline:
    """Load a model that summarizes, as ``pipeline("summarization", model=…)`` of transformers 4 did.

    Args:
        task: ``"summarization"``; the other tasks are still in transformers.
        model: a hub id, a folder or a loaded model; an engine or a name with the prefix of one, too.
            distilbart-cnn-12-6 with a logged warning if not given.
        tokenizer: of a loaded model; or a hub id or folder of another one.
        framework: ``"pt"``; others are an error.
        revision: branch, tag or commit on the hub.
        use_fast: no effect: fast tokenizers are taken where there are any.
        device: number of a GPU, -1 for the CPU, or a torch device; a GPU if there is one by default.
        device_map: how to spread the model over devices, as accelerate takes it.
        dtype: a torch dtype or its name; see :class:`Abstractive`.
        torch_dtype: the old name of ``dtype``.
        trust_remote_code: whether to run code that comes with the model.
        model_kwargs: ``dtype``, ``device_map``, ``revision``, ``trust_remote_code`` and
            ``quantization_config``; others are an error.
        **options: of each call; see :meth:`SummarizationPipeline.__call__`.

    Raises:
        InvalidValueError: another task or framework, or an argument that cannot be met.
        UnknownOptionError: no such argument.
        ModelError: the model cannot be loaded or does not generate text.
        MissingExtraError: torch or transformers is not installed.

    >>> summarizer = pipeline("summarization", model="facebook/bart-large-cnn")
    >>> text = "Kim met Putin in the east of Russia. They discussed rockets all day."
    >>> summary = summarizer(text, max_length=20, min_length=5)[0]["summary_text"]
    """
    check_flags(use_fast=use_fast)
    _check_meant(task, framework, options)
    given = loading_arguments(
        device=device,
        dtype=torch_dtype if dtype is None else dtype,
        model_kwargs=model_kwargs,
        revision=revision,
        device_map=device_map,
        trust_remote_code=trust_remote_code,
    )
    if model is None:
        model, given["revision"] = _DEFAULT_MODEL, given.get("revision", _DEFAULT_REVISION)
        logger.warning("No model was supplied, defaulted to %s and revision %s.", model, given["revision"])
    call = Call.of({name: value for name, value in options.items() if name not in _UNMET})
    return SummarizationPipeline(load_source(model, tokenizer, given), call)


def _check_meant(task: str | None, framework: str | None, options: Mapping[str, Any]) -> None:
    """Raise an error for what is another pipeline's, or cannot be met."""
    if task is not None and not is_same(task, _TASK):
        raise InvalidValueError(f"task={show(task)} is not here; take pipeline from transformers for it")
    if framework is not None and not is_same(framework, "pt"):
        raise InvalidValueError(f"framework={show(framework)} is not supported; leave it out, or give 'pt'")
    for name, instead in _UNMET.items():
        if options.get(name) is not None:
            raise InvalidValueError(f"{name} cannot be met: {instead}")


class SummarizationPipeline:
    """What :func:`pipeline` returns: a callable from texts to dicts with the key ``summary_text``.

    Attributes:
        task: ``"summarization"``.
        framework: ``"pt"``.
        model: the transformers model, or the engine.
        tokenizer: its tokenizer; None for an engine.
    """

    task = _TASK
    framework = "pt"

    def __init__(self, source: Any, call: Call) -> None:
        self.model, self.tokenizer = source if isinstance(source, tuple) else (source, None)
        self._source = source
        self._call = call
        self._defaults = {} if self.tokenizer is None else default_generation(self.model)

    @property
    def device(self) -> Any:
        """The torch device of the model; None for an engine."""
        return getattr(self.model, "device", None)

    def __call__(self, inputs: Any, /, **options: Any) -> Any:
        """Summarize a text, a list of texts, or an iterator or data set of texts.

        Args:
            inputs: the text or texts.
            **options: ``truncation``: True to read no more than fits, the default to read all of it in
                parts; ``batch_size``; ``clean_up_tokenization_spaces``; ``return_text`` and
                ``return_tensors``, of which only the defaults can be met; ``num_workers``, without effect;
                all others are arguments of ``generate``, such as ``max_length``, ``min_length``,
                ``do_sample`` and ``num_beams``.

        Returns:
            ``[{"summary_text": …}]`` for a text; a list of such dicts for a list; an iterator of lists
            of one for an iterator or a data set.

        Raises:
            InvalidTypeError: the input is none of these.
            InvalidValueError, UnknownOptionError: an option cannot be met.
            GenerationError: the model wrote nothing, or memory was not enough.
        """
        call = self._call.updated(options)
        if isinstance(inputs, str):
            return list(self._results([inputs], call))
        if isinstance(inputs, list):
            return list(self._results(inputs, call))
        if isinstance(inputs, tuple | Mapping | bytes) or not _is_iterable(inputs):
            raise InvalidTypeError(
                f"pipeline takes a str, a list of str, an iterator or a data set, got {show_typed(inputs)}"
            )
        return ([result] for result in self._results(_items(inputs), call))

    def _results(self, texts: Iterable[Any], call: Call) -> Iterator[dict[str, str]]:
        """Yield one result a text; of a text without words a blank one."""
        documents = _Documents(texts, lambda text: self._warn_of_lengths(text, call))
        summaries = self._summarizer(call).batch(documents)
        while True:
            summary = next(summaries, None)
            for _ in documents.pop_blanks():
                yield {"summary_text": ""}
            if summary is None:
                return
            documents.are_blank.popleft()
            yield {"summary_text": self._cleaned(" ".join(summary.splitlines()), call)}

    def _summarizer(self, call: Call) -> Abstractive:
        generation, seed = dict(call.generation), None
        if self.tokenizer is not None:
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

    def _cleaned(self, summary: str, call: Call) -> str:
        if call.cleans_up and self.tokenizer is not None:
            return str(self.tokenizer.clean_up_tokenization(summary))
        return summary


def _new_seed() -> int:
    """Return a seed that depends on torch's own, so that ``set_seed`` decides on what is sampled."""
    import torch

    return int(torch.randint(2**31, ()))


class _Documents:
    """The documents of those texts that have words, one by one.

    Args:
        texts: the texts.
        look_at: called with each text that has words.

    Attributes:
        are_blank: of the texts that were read and have no result yet, which have no words.
    """

    def __init__(self, texts: Iterable[Any], look_at: Callable[[str], None]) -> None:
        self._texts = texts
        self._look_at = look_at
        self.are_blank: deque[bool] = deque()

    def __iter__(self) -> Iterator[Document]:
        for text in self._texts:
            try:
                document = Document(text)
            except EmptyTextError as error:
                logger.warning("%s: its summary is blank", error)
                self.are_blank.append(True)
            else:
                self._look_at(text)
                self.are_blank.append(False)
                yield document

    def pop_blanks(self) -> Iterator[None]:
        """Take out the texts without words that come next, and yield once for each."""
        while self.are_blank and self.are_blank[0]:
            self.are_blank.popleft()
            yield


def _is_iterable(inputs: object) -> bool:
    return isinstance(inputs, Iterable) or (hasattr(inputs, "__getitem__") and hasattr(inputs, "__len__"))


def _items(inputs: Any) -> Iterator[Any]:
    """Yield what is in an iterable, or in a data set that is read by number."""
    if isinstance(inputs, Iterable):
        yield from inputs
    else:
        for number in range(len(inputs)):
            yield inputs[number]
