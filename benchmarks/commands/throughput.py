"""How many summaries a second a model writes: ours beside a loop, fixed batches and other engines."""

from __future__ import annotations

import inspect
import json
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import click

from benchmarks.systems.models import find_model
from summarize.abstractive.engines.base import Request
from summarize.abstractive.engines.ctranslate2.engine import CTranslate2Engine
from summarize.abstractive.engines.ctranslate2.types import COMPUTE_TYPES
from summarize.abstractive.engines.transformers.loading import Loaded, LoadOptions, load
from summarize.abstractive.engines.transformers.streamer import Streamer
from summarize.abstractive.summarizer import Abstractive

FIXED_BATCH = 8
LOOP, OURS = "a loop, one text at a time", "summarize, Abstractive.batch"
# Long, middling and short: news, broadcasts, abstracts of papers.
SETS = ("cnndm_validation", "xsum_test", "scitldr_a_test")
Rows = dict[tuple[int, ...], list[int]]  # what came out for what went in


@dataclass(frozen=True)
class Load:
    """What a model has to do.

    Attributes:
        n_texts: how many texts.
        new_tokens: how many tokens each summary has.
        n_beams: how many beams.
    """

    n_texts: int
    new_tokens: int
    n_beams: int

    @property
    def generation(self) -> dict[str, Any]:
        """The arguments of ``generate``; outputs of one length, so that all ways do the same work."""
        fixed = {"max_new_tokens": self.new_tokens, "min_new_tokens": self.new_tokens}
        return fixed | {"num_beams": self.n_beams, "do_sample": False}


def throughput(
    name: str, prose: Path, work: Load, *, device: str, dtype: str, engines: Sequence[str] = ()
) -> str:
    """Time a model in several ways on the same texts, and return the table.

    Args:
        name: a model, or a shape such as ``"bart-base-shaped"``.
        prose: a long text, beside the data sets; the tokenizer of a shape is trained on it.
        work: what it has to do.
        device: a torch device, or ``"auto"``.
        dtype: a torch dtype, or ``"auto"``.
        engines: further ways: types of CTranslate2 such as ``"int8"``, and GGUF files of other models.
    """
    options = LoadOptions(find_model(name, prose), device=device, dtype=dtype)
    loaded = load(options)
    if loaded.kind != "seq2seq":
        raise click.UsageError(
            f"{name} is no encoder-decoder: with its prompt, no loop would do the same work"
        )
    pair, generation = (loaded.model, loaded.tokenizer), work.generation
    texts = _texts(prose.parent, loaded.tokenizer, work.n_texts)
    ways: dict[str, Callable[[list[str]], Rows]] = {
        LOOP: lambda some: _in_batches(*pair, some, generation, 1),
        f"batches of {FIXED_BATCH} in input order": lambda some: _in_batches(
            *pair, some, generation, FIXED_BATCH
        ),
        OURS: lambda some: _ours(*pair, some, generation),
    }
    for engine in engines:
        way, run = _other_engine(engine, options, work)
        ways[way] = run
    seconds, rows = {}, {}
    for way, run in ways.items():
        click.echo(f"{way} …", err=True)
        run(texts[:2])  # what is done once, is done
        start = time.perf_counter()
        rows[way] = run(texts)
        seconds[way] = time.perf_counter() - start
    return "\n\n".join([_head(loaded, work, rows[LOOP]), _table(seconds, rows)])


def _other_engine(name: str, options: LoadOptions, work: Load) -> tuple[str, Callable[[list[str]], Rows]]:
    """Return what a way with another engine is called, and how it is run."""
    if name in COMPUTE_TYPES:
        engine = CTranslate2Engine.of(options, work.generation, None, name)
        return f"summarize, CTranslate2 {name}", lambda some: _converted(engine, some)
    generation = {"max_new_tokens": work.new_tokens, "ignore_eos": True}
    writer = Abstractive(name, generation=generation)
    return f"summarize, {name} by llama.cpp: another model", lambda some: _only_run(writer, some)


def _converted(engine: CTranslate2Engine, texts: list[str]) -> Rows:
    rows: Rows = {}

    class Noting(CTranslate2Engine):
        """Notes what came out for what went in."""

        def _run(
            self, requests: Sequence[Request], streamer: Streamer | None = None
        ) -> tuple[list[list[int]], int]:
            written, n_prompt = super()._run(requests, streamer)
            start = self.decoding.config.decoder_start_token_id  # is in what generate of transformers gives
            for request, row in zip(requests, written, strict=True):
                rows[tuple(request.content.ids.tolist())] = [start, *row]
            return written, n_prompt

    noting = Noting(**{each.name: getattr(engine, each.name) for each in fields(engine)})
    list(Abstractive(noting).batch(texts))
    return rows


def _only_run(writer: Abstractive, texts: list[str]) -> Rows:
    list(writer.batch(texts))
    return {}


def _texts(data: Path, tokenizer: Any, n_texts: int) -> list[str]:
    """Return texts of very different lengths, all of which the model can read in one pass."""
    longest = min(tokenizer.model_max_length, 1024)
    texts = []
    for name in SETS:
        with (data / f"{name}.jsonl").open(encoding="utf-8") as lines:
            texts += [json.loads(line)["document"] for line in lines]
    random.Random(0).shuffle(texts)  # noqa: S311 (nothing secret)
    fitting = (text for text in texts if len(tokenizer(text, verbose=False)["input_ids"]) <= longest)
    return [text for text, _ in zip(fitting, range(n_texts), strict=False)]


def _in_batches(model: Any, tokenizer: Any, texts: list[str], generation: dict[str, Any], size: int) -> Rows:
    import torch

    rows: Rows = {}
    for start in range(0, len(texts), size):
        batch = tokenizer(texts[start : start + size], padding=True, truncation=True, return_tensors="pt")
        batch = batch.to(model.device)
        if (
            "global_attention_mask" in inspect.signature(model.forward).parameters
        ):  # as LED's documentation says
            batch["global_attention_mask"] = torch.zeros_like(batch["input_ids"])
            batch["global_attention_mask"][:, 0] = 1
        with torch.inference_mode():
            outputs = model.generate(**batch, **generation)
        tokenizer.batch_decode(outputs, skip_special_tokens=True)
        rows |= dict(_rows(batch, outputs))
    return rows


def _ours(model: Any, tokenizer: Any, texts: list[str], generation: dict[str, Any]) -> Rows:
    rows: Rows = {}
    generate = model.generate

    def noting(**inputs: Any) -> Any:
        """Generate, and note what came out for what went in."""
        outputs = generate(**inputs)
        rows.update(_rows(inputs, outputs))
        return outputs

    model.generate = noting
    try:
        list(Abstractive((model, tokenizer), generation=generation).batch(texts))
    finally:
        del model.generate
    return rows


def _rows(batch: Any, outputs: Any) -> Iterator[tuple[tuple[int, ...], list[int]]]:
    for ids, mask, output in zip(batch["input_ids"], batch["attention_mask"], outputs, strict=True):
        yield tuple(ids[mask.bool()].tolist()), output.tolist()


def _head(loaded: Loaded, work: Load, rows: Rows) -> str:
    lengths = sorted(map(len, rows))
    decoding = "greedy" if work.n_beams == 1 else f"{work.n_beams} beams"
    return (
        f"{loaded.name.rpartition('/')[2]}, {loaded.dtype} on {loaded.model.device}: {len(rows)} texts of "
        f"{lengths[0]} to {lengths[-1]} tokens (median {lengths[len(lengths) // 2]}), {work.new_tokens} new "
        f"tokens, {decoding}"
    )


def _table(seconds: dict[str, float], rows: dict[str, Rows]) -> str:
    expected = rows[LOOP]
    lines = [
        "| way | seconds | texts a second | ours is faster | same outputs as the loop |",
        "|---|--:|--:|--:|--:|",
    ]
    for way, wall in seconds.items():
        same = sum(rows[way].get(given) == written for given, written in expected.items())
        equal = f"{same} of {len(expected)}" if rows[way] else "–"
        lines.append(
            f"| {way} | {wall:.1f} | {len(expected) / wall:.2f} | {wall / seconds[OURS]:.2f} × | {equal} |"
        )
    return "\n".join(lines)
