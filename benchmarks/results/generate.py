"""Every system on every document, in turns, each output kept as soon as it is there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.data.examples import Example
from benchmarks.results.outputs import Journal, Output, hash_request, locate
from benchmarks.systems.entrants import Entrant
from benchmarks.systems.worker import DocumentError, NotRunError, Worker
from summarize import Document
from summarize.length import Length
from summarize.text.words import count_words

Request = dict[str, Any]


@dataclass
class Generation:
    """The outputs of the systems of a run.

    Args:
        entrants: the systems.
        examples: the documents.
        length: how long summaries may be.
        cache: the folder where outputs are kept for the next run.
        time_limit: seconds that a system may take for a document.

    Attributes:
        outputs: of each system that runs, in the order of the documents.
        signatures: of each system that runs.
        n_too_long: how many outputs of each are longer than they may be.
        n_cached: how many outputs of each an earlier run made.
        not_run: why, for each that does not.
    """

    entrants: Sequence[Entrant]
    examples: Sequence[Example]
    length: Length
    cache: Path
    time_limit: float
    outputs: dict[str, list[Output]] = field(default_factory=dict, init=False)
    signatures: dict[str, str] = field(default_factory=dict, init=False)
    n_too_long: dict[str, int] = field(default_factory=dict, init=False)
    n_cached: dict[str, int] = field(default_factory=dict, init=False)
    not_run: dict[str, str] = field(default_factory=dict, init=False)

    def run(self) -> Iterator[None]:
        """Make the outputs that are not there yet; yield after each document.

        All systems take a document before any takes the next, so that they meet the same noise of the
        machine.
        """
        with ExitStack() as stack:
            started = []
            for entrant in self.entrants:
                worker = Worker(entrant, self.time_limit)
                stack.callback(worker.close)
                try:
                    worker.start()
                except NotRunError as error:
                    self.not_run[entrant.name] = str(error)
                    continue
                signature = f"{worker.signature}|length:{self.length}"
                journal = Journal(self.cache, entrant.name, signature, self.time_limit)
                self.signatures[entrant.name] = signature
                self.outputs[entrant.name] = []
                self.n_cached[entrant.name] = self.n_too_long[entrant.name] = 0
                started.append((entrant, worker, journal))
            for example in self.examples:
                request = make_request(example, self.length)
                for entrant, worker, journal in started:
                    told = (
                        request | {"references": example.references} if entrant.sees_references else request
                    )
                    output = self._output(entrant.name, told, worker, journal)
                    self.outputs[entrant.name].append(output)
                    self.n_too_long[entrant.name] += is_too_long(output.sentences, request)
                yield

    def _output(self, name: str, request: Request, worker: Worker, journal: Journal) -> Output:
        key = {"id": request["id"], "hash": hash_request(request)}
        output = journal.find(key["id"], key["hash"])
        if output is not None:
            self.n_cached[name] += 1
            return output
        try:
            answer = worker.ask(request)
            sentences = tuple(answer["sentences"])
            output = Output(
                **key,
                sentences=sentences,
                spans=locate(request["document"], sentences),
                seconds=answer["seconds"],
                peak_bytes=answer["peak_bytes"],
            )
        except DocumentError as error:
            output = Output(**key, seconds=error.seconds, error=str(error), time_limit=error.time_limit)
            if not error.is_final:
                return output
        journal.append(output)
        return output


def make_request(example: Example, length: Length) -> Request:
    """Return what every system is told of a document; a ratio becomes a number of words.

    >>> make_request(Example("1", "One. Two is more.", ("One.",), "en"), Length(ratio=0.5))["n_words"]
    2
    """
    document = Document(example.document, example.language)
    sentences = [sentence.text for sentence in document.body.sentences]
    request: Request = {
        "id": example.id,
        "document": example.document,
        "sentences": sentences,
        "word_counts": [count_words(sentence) for sentence in sentences],
        "language": document.language,
    }
    if example.query is not None:
        request["query"] = example.query
    if example.title is not None:
        request["title"] = example.title
    if length.sentences is not None:
        return request | {"n_sentences": length.sentences}
    n_words = length.word_budget(sum(count_words(sentence.text) for sentence in document.sentences))
    return request | {"n_words": max(n_words, 1)}


def is_too_long(sentences: Sequence[str], request: Request) -> bool:
    """Return whether a summary is longer than the request allows.

    >>> is_too_long(["One two.", "Three."], {"n_words": 2}), is_too_long(["One two."], {"n_sentences": 1})
    (True, False)
    """
    if "n_sentences" in request:
        return len(sentences) > int(request["n_sentences"])
    return sum(map(count_words, sentences)) > int(request["n_words"])
