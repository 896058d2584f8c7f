"""From outputs to figures: each metric on each summary, and the files that keep them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks.data.examples import DataError, Dataset, Example, Unusable
from benchmarks.results.outputs import Output, clear, file_name
from summarize import Document, InvalidValueError
from summarize.metrics.metric import Metric

_SAMPLE = 500  # references that tell what lines are
_SENTENCES_A_LINE = 1.2

Figures = dict[str, float]
Scores = dict[str, dict[str, Figures]]  # system, document


# How the references of a set are put a sentence a line.
AS_GIVEN, SPLIT = "lines as given", "split into sentences"


def reference_lines(dataset: Dataset) -> str:
    """Return whether the lines of the references are their sentences, as in CNN/DM, or have to be split.

    They are where most references have several lines, and most lines hold one sentence.
    """
    references = [reference for example in dataset.examples for reference in example.references]
    n_several = sum("\n" in reference.strip() for reference in references)
    if 2 * n_several <= len(references):
        return SPLIT
    sample = references[:_SAMPLE]
    n_lines = sum(len(reference.strip().splitlines()) for reference in sample)
    n_sentences = sum(len(Document(reference).sentences) for reference in sample)
    return AS_GIVEN if n_sentences <= _SENTENCES_A_LINE * n_lines else SPLIT


def prepare(dataset: Dataset, lines: str, metrics: Sequence[Metric], limit: int | None = None) -> Dataset:
    """Return the data with the language told, and the references a sentence a line.

    Examples whose references a metric cannot use, such as those without a word that it sees, join the
    unusable ones.

    Args:
        dataset: as it was read.
        lines: what :func:`reference_lines` returns of it.
        metrics: which references have to be good for.
        limit: how many usable examples to take.

    Raises:
        DataError: there are none.
    """
    examples: list[Example] = []
    unusable = list(dataset.unusable)
    for example in dataset.examples:
        if len(examples) == limit:
            break
        language = Document(example.document, example.language).language
        references = example.references
        if lines == SPLIT:
            references = tuple(_split(reference, language) for reference in references)
        try:
            for metric in metrics:
                if metric.needs_references:
                    metric([], references, example.document, language)
        except InvalidValueError as error:
            unusable.append(Unusable(f"document {example.id}", str(error)))
        else:
            examples.append(replace(example, language=language, references=references))
    if not examples:
        raise DataError(f"{dataset.name} has nothing to score: {unusable[-1].reason}")
    return replace(dataset, examples=tuple(examples), unusable=tuple(unusable))


def score(
    outputs: Mapping[str, Sequence[Output]], examples: Iterable[Example], metrics: Sequence[Metric]
) -> Scores:
    """Return the figures of each summary; documents without one are left out.

    Args:
        outputs: of each system, in the order of the documents.
        examples: the documents, prepared.
        metrics: what to measure.
    """
    scores: Scores = {system: {} for system in outputs}
    for position, example in enumerate(examples):
        for system, of_system in outputs.items():
            output = of_system[position]
            if output.error is None:
                scores[system][example.id] = _figures(output, example, metrics)
    return scores


def write_scores(scores: Scores, folder: Path, earlier: Iterable[str]) -> None:
    """Write the figures of each document, a file a system; those of the systems of an earlier run go."""
    clear(folder, earlier)
    for system, documents in scores.items():
        (folder / file_name(system)).write_bytes(_to_lines(documents))


def read_scores(folder: Path, system: str, digest: str) -> dict[str, Figures] | None:
    """Return the figures of each document that :func:`write_scores` wrote.

    Args:
        folder: where it wrote them.
        system: the name of the system.
        digest: what :func:`digest_scores` returns of them.

    Returns:
        by document; None if there is no file, or it has other figures.
    """
    path = folder / file_name(system)
    written = path.read_bytes() if path.exists() else None
    if written is None or hashlib.sha256(written).hexdigest() != digest:
        return None
    records = map(json.loads, written.splitlines())
    return {record.pop("id"): record for record in records}


def digest_scores(documents: Mapping[str, Figures]) -> str:
    """Return the SHA-256 of the file of a system's figures."""
    return hashlib.sha256(_to_lines(documents)).hexdigest()


def _to_lines(documents: Mapping[str, Figures]) -> bytes:
    return b"".join(json.dumps({"id": name, **of}).encode() + b"\n" for name, of in documents.items())


def _figures(output: Output, example: Example, metrics: Sequence[Metric]) -> Figures:
    figures: Figures = {}
    for metric in metrics:
        figures |= metric(output.sentences, example.references, example.document, example.language or "und")
    return figures


def _split(reference: str, language: str) -> str:
    sentences = Document(reference, language).sentences
    return "\n".join(" ".join(sentence.text.split()) for sentence in sentences)
