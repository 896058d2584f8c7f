"""From outputs to figures: each metric on each summary."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks.data.examples import DataError, Dataset, Example, Unusable
from benchmarks.outputs import Output, file_name
from summarize import Document, InvalidValueError
from summarize.metrics.metric import Metric

Figures = dict[str, float]
Scores = dict[str, dict[str, Figures]]  # system, document


def prepare(dataset: Dataset, metrics: Sequence[Metric]) -> Dataset:
    """Return the data with the language told, and the references a sentence a line.

    A reference that has line breaks keeps them. Examples whose references a metric cannot use, such as
    those without a word that it sees, join the unusable ones.

    Raises:
        DataError: there are no others.
    """
    examples = []
    unusable = list(dataset.unusable)
    for example in dataset.examples:
        language = Document(example.document, example.language).language
        references = tuple(_lines(reference, language) for reference in example.references)
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


def write_scores(scores: Scores, folder: Path) -> None:
    """Write the figures of each document, a line each, to a file for each system."""
    folder.mkdir(parents=True, exist_ok=True)
    for system, documents in scores.items():
        lines = [json.dumps({"id": name, **figures}) + "\n" for name, figures in documents.items()]
        (folder / file_name(system)).write_text("".join(lines), encoding="utf-8")


def read_scores(folder: Path, system: str) -> dict[str, Figures]:
    """Return the figures of each document that :func:`write_scores` wrote; none if there is no file."""
    path = folder / file_name(system)
    if not path.exists():
        return {}
    records = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return {record.pop("id"): record for record in records}


def _figures(output: Output, example: Example, metrics: Sequence[Metric]) -> Figures:
    figures: Figures = {}
    for metric in metrics:
        figures |= metric(output.sentences, example.references, example.document, example.language or "und")
    return figures


def _lines(reference: str, language: str) -> str:
    if "\n" in reference.strip():
        return reference
    sentences = Document(reference, language).sentences
    return "\n".join(" ".join(sentence.text.split()) for sentence in sentences)
