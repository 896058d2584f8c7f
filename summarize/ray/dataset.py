"""A Ray dataset of texts to one with their summaries."""

from __future__ import annotations

from numbers import Real
from typing import TYPE_CHECKING, Any

from summarize.api import make_summarizer
from summarize.checks import check_count
from summarize.errors import InvalidTypeError, InvalidValueError, MissingExtraError, did_you_mean
from summarize.extras import install_command
from summarize.length import Length
from summarize.summarizer import Summarizer, check_arguments
from summarize.text.languages import language_code

if TYPE_CHECKING:
    from ray.data import Dataset

# Rows of a task, which is what is done again if an actor dies. Where each document is summarized by itself,
# enough that Ray's own work for a task, some 40 ms, is small beside it. Of a model enough to sort by length,
# and few enough that they fit one block of Ray: of a task that dies between two blocks, Ray hands on the
# first and repeats the second, which doubles rows if it begins elsewhere this time, since a model may write
# other words.
_ROWS_ALONE, _ROWS_TOGETHER = 512, 64


def summarize_dataset(
    dataset: Dataset,
    *,
    text_column: str = "text",
    method: str | Summarizer | None = None,
    model: Any = None,
    sentences: int | None = None,
    words: int | None = None,
    ratio: float | None = None,
    query: str | None = None,
    language: str | None = None,
    concurrency: int | None = None,
    num_cpus: float | None = None,
    num_gpus: float | None = None,
    **options: Any,
) -> Dataset:
    """Add the summary of each row of a Ray dataset, on all machines of a Ray cluster.

    The columns that are added are :data:`summarize.ray.rows.ADDED`. Rows come in any order, so keep a column
    that names them. An actor loads its model once; one that dies is started again, and does again what it
    had not handed on. Nothing but the head of the dataset is computed until the result is used.

    Args:
        dataset: rows with a text each.
        text_column: strings, or the bytes of documents in any format that can be read.
        method: as for :func:`summarize`; a class of your own must be installed on every machine.
        model: as for :func:`summarize`; a folder must be there on every machine.
        sentences: the largest length, as for :func:`summarize`.
        words: the same.
        ratio: the same.
        query: the same as there.
        language: of all texts; detected of each if not given.
        concurrency: number of actors; if not given, Ray begins with one, and adds others as it sees room.
        num_cpus: cores of an actor, as Ray counts them; 1, also beside a GPU, if not given.
        num_gpus: GPUs of an actor, such as 1, or 0.5 for two actors on each.
        **options: of the method or the model.

    Raises:
        InvalidValueError: a column is missing, or in the way; Ray has too few GPUs or cores for the actors.
        SummarizeError: as for :func:`summarize`; or Ray is not installed.

    >>> summarize_dataset([{"text": "A text."}], words=0)
    Traceback (most recent call last):
    summarize.InvalidValueError: words must be at least 1, got 0
    """
    summarizer, length = make_summarizer(method, model, **options), Length.of(sentences, words, ratio)
    code = None if language is None else language_code(language)
    _check_inputs(dataset, text_column, summarizer, query)
    n_rows = _ROWS_TOGETHER if summarizer.batches_documents else _ROWS_ALONE
    result: Dataset = dataset.repartition(target_num_rows_per_block=n_rows).map_batches(
        _row_summarizer(),
        fn_constructor_args=(summarizer, text_column, length, query, code),
        batch_format="pyarrow",
        batch_size=n_rows,
        compute=_pool(concurrency, num_cpus, num_gpus),
        num_cpus=num_cpus,
        num_gpus=num_gpus,
        udf_modifying_row_count=False,
    )
    return result


def import_ray() -> Any:
    """Return Ray, with ``ray.data``.

    Raises:
        MissingExtraError: it is not installed.
    """
    try:
        import ray
        import ray.data
    except ImportError as error:
        raise MissingExtraError(f"this needs Ray ({error}); install it: {install_command('ray')}") from error
    return ray


def _row_summarizer() -> Any:
    from summarize.ray.rows import RowSummarizer  # needs pyarrow, which comes with Ray

    return RowSummarizer


def _pool(concurrency: int | None, num_cpus: float | None, num_gpus: float | None) -> Any:
    """Return how many actors there are.

    Raises:
        InvalidTypeError, InvalidValueError: a number is none, or Ray would wait for a GPU, or for a core
            to read with, without end.
    """
    _check_actors(concurrency, num_cpus, num_gpus)
    ray = import_ray()
    _check_resources(ray.cluster_resources(), concurrency or 1, num_cpus, num_gpus)
    if concurrency is None:
        return ray.data.ActorPoolStrategy(min_size=1)
    return ray.data.ActorPoolStrategy(size=concurrency)


def _check_resources(
    there: dict[str, float], n_actors: int, num_cpus: float | None, num_gpus: float | None
) -> None:
    n_cores, n_gpus = there.get("CPU", 0), there.get("GPU", 0)
    if num_gpus and n_actors * num_gpus > n_gpus:
        raise InvalidValueError(
            f"concurrency={n_actors} with num_gpus={num_gpus} needs more than the {n_gpus:g} GPUs of Ray; "
            "take fewer, or have the cluster grow first"
        )
    wanted = 1 if num_cpus is None else num_cpus
    if n_actors * wanted > n_cores - 1:
        raise InvalidValueError(
            f"concurrency={n_actors} with num_cpus={wanted} leaves none of the {n_cores:g} cores of Ray to "
            "read and write with; take fewer, such as num_cpus=0.5, or have the cluster grow first"
        )


def _check_actors(concurrency: object, num_cpus: object, num_gpus: object) -> None:
    if concurrency is not None:
        check_count("concurrency", concurrency)
    for name, value in (("num_cpus", num_cpus), ("num_gpus", num_gpus)):
        if value is None:
            continue
        if isinstance(value, bool) or not isinstance(value, Real):
            raise InvalidTypeError(f"{name} must be a number, got {value!r} ({type(value).__name__})")
        if not 0 <= float(value) < float("inf"):  # NaN is neither
            raise InvalidValueError(f"{name} must be at least 0, got {value!r}")


def _check_inputs(dataset: Any, text_column: str, summarizer: Summarizer, query: str | None) -> None:
    check_arguments(None, query)
    if not summarizer.batches_documents:  # a model would be loaded for it; the actor tells of those
        summarizer.batch([], query=query)
    if not isinstance(dataset, import_ray().data.Dataset):
        given = type(dataset).__name__
        raise InvalidTypeError(f"dataset must be a ray.data.Dataset, got {given}; see ray.data.from_items")
    schema = dataset.schema()
    if schema is not None:  # None: there is no row
        _check_columns(dict(zip(schema.names, schema.types, strict=True)), text_column)


def _check_columns(kinds: dict[str, Any], text_column: str) -> None:
    import pyarrow as pa

    from summarize.ray.rows import ADDED

    if text_column not in kinds:
        raise InvalidValueError(
            f"the dataset has no column text_column={text_column!r}; {did_you_mean(str(text_column), kinds)}"
        )
    kind = kinds[text_column]
    if isinstance(kind, pa.DataType) and (pa.types.is_primitive(kind) or pa.types.is_nested(kind)):
        raise InvalidTypeError(f"the column text_column={text_column!r} holds {kind}, not texts")
    if taken := [name for name in ADDED.names if name in kinds]:
        renamed = ", ".join(f"{name!r}: 'old_{name}'" for name in taken)
        raise InvalidValueError(
            f"the dataset has columns of its own called {', '.join(taken)}; "
            f"rename them: dataset.rename_columns({{{renamed}}})"
        )
