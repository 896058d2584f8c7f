"""The summaries of a run on disk: a line a document, kept whatever happens to the run."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

Span = tuple[int, int] | None


class OutputsError(ValueError):
    """A file that should hold outputs holds something else."""


@dataclass(frozen=True)
class Output:
    """What a system gave for one document.

    Attributes:
        id: of the document.
        signature: of the system, with the length.
        hash: of all that the system was told of the document.
        sentences: of the summary.
        spans: where each stands in the document; None for one that does not.
        seconds: that the call took, in a warm process.
        peak_bytes: largest resident memory of the process until then.
        error: why there is no summary, if there is none.
        time_limit: the seconds that were too few, if that is why.
    """

    id: str
    signature: str
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
        known = {name: value for name, value in asdict(self).items() if value is not None}
        return json.dumps(known, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n"


class Journal:
    """The outputs of one system: read when opened, each new one on disk before the next begins.

    Args:
        path: the file; what a killed process left half written at its end is dropped.
        signature: of the system; outputs of another one are left alone.
        time_limit: a document that took longer than a smaller limit counts as not tried.

    Raises:
        OutputsError: the file holds something else.
    """

    def __init__(self, path: Path, signature: str, time_limit: float) -> None:
        self._path = path
        self._known: dict[tuple[str, str], Output] = {}
        path.parent.mkdir(parents=True, exist_ok=True)
        written = path.read_bytes() if path.exists() else b""
        complete = written[: written.rfind(b"\n") + 1]
        if len(complete) < len(written):
            os.truncate(path, len(complete))
        for number, line in enumerate(complete.splitlines(), 1):
            try:
                output = Output.from_line(line)
            except (ValueError, TypeError) as error:
                raise OutputsError(f"{path}, line {number}, is no output of this version: {error}") from error
            is_open = output.time_limit is not None and output.time_limit < time_limit
            if output.signature == signature and not is_open:
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


def hash_request(request: Mapping[str, Any]) -> str:
    """Return the SHA-256 of what a system is told of a document, its id left out."""
    told = {name: value for name, value in request.items() if name != "id"}
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def file_name(system: str) -> str:
    """Return the name of a system's file; those of two systems may be one, for lines are signed.

    >>> file_name("model=some/folder:strategy=refine")
    'model=some_folder_strategy=refine.jsonl'
    """
    return re.sub(r"[^\w.=,-]", "_", system) + ".jsonl"


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
