"""The summaries of a run on disk: a line a document, kept whatever happens to the run."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

_NAME_CHARACTERS = 150  # file systems take 255 bytes, and unfinished files have a longer name

Span = tuple[int, int] | None


class OutputsError(ValueError):
    """A file that should hold outputs holds something else."""


@dataclass(frozen=True)
class Output:
    """What a system gave for one document.

    Attributes:
        id: of the document.
        hash: of all that the system was told of the document.
        sentences: of the summary.
        spans: where each stands in the document; None for one that does not.
        seconds: that the call took, in a warm process, to its end or its failure.
        peak_bytes: largest resident memory of the process until then.
        error: why there is no summary, if there is none.
        time_limit: the seconds that were too few, if that is why.
    """

    id: str
    hash: str
    sentences: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    seconds: float | None = None
    peak_bytes: int | None = None
    error: str | None = None
    time_limit: float | None = None

    @classmethod
    def from_line(cls, line: bytes) -> Output:
        """Read a line that :meth:`to_line` wrote.

        Raises:
            ValueError, TypeError: it is no such line.
        """
        fields = json.loads(line)
        fields["sentences"] = tuple(fields.get("sentences", ()))
        fields["spans"] = tuple(span and (span[0], span[1]) for span in fields.get("spans", ()))
        return cls(**fields)

    def to_line(self) -> bytes:
        """Return one line of JSON, without what is not known."""
        return _line({name: value for name, value in asdict(self).items() if value is not None})

    def is_answer(self, time_limit: float) -> bool:
        """Return whether a run with this limit would have come to the same."""
        if self.time_limit is not None:
            return self.time_limit >= time_limit
        return self.seconds is None or self.seconds <= time_limit


class Journal:
    """The outputs of one system: read when opened, each new one on disk before the next begins.

    Args:
        folder: where journals are; what a killed process left half written at the end of this one is
            dropped.
        system: the name of the system.
        signature: all that its outputs depend on beside the document; each has a file of its own.
        time_limit: outputs that would be others with this limit count as not there.

    Raises:
        OutputsError: the file holds something else.
    """

    def __init__(self, folder: Path, system: str, signature: str, time_limit: float) -> None:
        digest = hashlib.sha256(signature.encode()).hexdigest()[:12]
        self._path = path = folder / f"{digest}-{file_name(system)}"
        self._known: dict[tuple[str, str], Output] = {}
        folder.mkdir(parents=True, exist_ok=True)
        written = path.read_bytes() if path.exists() else b""
        complete = written[: written.rfind(b"\n") + 1]
        if len(complete) < len(written):
            os.truncate(path, len(complete))
        for number, line in enumerate(complete.splitlines(), 1):
            try:
                output = Output.from_line(line)
            except (ValueError, TypeError) as error:
                raise OutputsError(f"{path}, line {number}, is no output of this version: {error}") from error
            if output.is_answer(time_limit):
                self._known[output.id, output.hash] = output

    def find(self, identity: str, request_hash: str) -> Output | None:
        """Return what is known for a document, None if nothing is."""
        return self._known.get((identity, request_hash))

    def append(self, output: Output) -> None:
        """Add an output, and return when it is on the disk."""
        with self._path.open("ab") as file:
            file.write(output.to_line())
            file.flush()
            os.fsync(file.fileno())
        self._known[output.id, output.hash] = output


def write_outputs(outputs: Mapping[str, Iterable[Output]], folder: Path) -> None:
    """Write what each system gave, a line a document, and remove what an earlier run left there."""
    folder.mkdir(parents=True, exist_ok=True)
    for left in folder.glob("*.jsonl"):
        left.unlink()
    for system, of_system in outputs.items():
        with (folder / file_name(system)).open("wb") as file:
            file.writelines(map(_public_line, of_system))


def hash_request(request: Mapping[str, Any]) -> str:
    """Return the SHA-256 of what a system is told of a document, its id left out."""
    told = {name: value for name, value in request.items() if name != "id"}
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def file_name(system: str) -> str:
    """Return the name of a system's file, another one for each system.

    >>> file_name("model=some/folder:strategy=refine")
    'model=some%2Ffolder%3Astrategy=refine.jsonl'
    """
    name = quote(system, safe="=,")
    if len(name) > _NAME_CHARACTERS:
        name = f"{name[:_NAME_CHARACTERS]}-{hashlib.sha256(system.encode()).hexdigest()[:12]}"
    return f"{name}.jsonl"


def locate(document: str, sentences: tuple[str, ...]) -> tuple[Span, ...]:
    r"""Return where each sentence stands in a document, white space aside; None where it does not.

    >>> locate("One is here. Two is\nthere.", ("Two is there.", "Three is not."))
    ((13, 26), None)
    """
    spans: list[Span] = []
    end = 0
    for sentence in sentences:
        pattern = re.compile(r"\s+".join(map(re.escape, sentence.split())))
        found = (pattern.search(document, end) or pattern.search(document)) if sentence.strip() else None
        spans.append(found and found.span())
        end = found.end() if found else end
    return tuple(spans)


def _public_line(output: Output) -> bytes:
    told: dict[str, Any] = {"id": output.id}
    if output.error is None:
        told |= {"sentences": output.sentences, "spans": output.spans}
    else:
        told["error"] = output.error
    return _line(told | {"seconds": output.seconds})


def _line(fields: Mapping[str, Any]) -> bytes:
    return json.dumps(fields, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n"
