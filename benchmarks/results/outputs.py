"""The summaries of a run on disk: a line a document, kept whatever happens to the run."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

_NAME_CHARACTERS = 150  # file systems take 255 bytes, and unfinished files have a longer name

_INSIDE = re.compile(r"\w\0\w|\d[.,]\0\d|\d\0[.,]\d")

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

    def within(self, time_limit: float) -> Output | None:
        """Return what a run with this limit would have come to, None if that cannot be told."""
        if self.time_limit is None:
            return self if self.seconds is None or self.seconds <= time_limit else None
        if self.time_limit <= time_limit:
            return self if self.time_limit == time_limit else None
        return replace(self, error=spell_timeout(time_limit), seconds=time_limit, time_limit=time_limit)


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
            if (known := output.within(time_limit)) is not None:
                self._known[output.id, output.hash] = known

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


def write_outputs(outputs: Mapping[str, Iterable[Output]], folder: Path, earlier: Iterable[str]) -> None:
    """Write what each system gave, a line a document; the files of the systems of an earlier run go."""
    clear(folder, earlier)
    for system, of_system in outputs.items():
        with (folder / file_name(system)).open("wb") as file:
            file.writelines(map(_public_line, of_system))


def clear(folder: Path, systems: Iterable[str]) -> None:
    """Remove the files of some systems from a folder, which is made if it is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    for system in systems:
        (folder / file_name(system)).unlink(missing_ok=True)


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


def spell_timeout(seconds: float) -> str:
    """Return why there is no summary when the time was too short."""
    return f"more than {seconds:g} s"


def locate(document: str, sentences: tuple[str, ...]) -> tuple[Span, ...]:
    r"""Return where each sentence stands in a document, white space aside; None where it does not.

    A place inside of a word or number is only taken where there is no other.

    >>> locate("One is here. Two is\nthere.", ("Two is there.", "Three is not."))
    ((13, 26), None)
    >>> locate("Page 15. 5. Prices", ("5.",))
    ((9, 11),)
    """
    spans: list[Span] = []
    end = 0
    for sentence in sentences:
        pattern = re.compile(r"\s+".join(map(re.escape, sentence.split())))
        found = (_find(pattern, document, end) or _find(pattern, document, 0)) if sentence.strip() else None
        spans.append(found and found.span())
        end = found.end() if found else end
    return tuple(spans)


def _find(pattern: re.Pattern[str], document: str, start: int) -> re.Match[str] | None:
    first = None
    for found in pattern.finditer(document, start):
        if not any(_is_inside(document, place) for place in found.span()):
            return found
        first = first or found
    return first


def _is_inside(text: str, place: int) -> bool:
    """Return whether a place parts a word or a number."""
    before, after = text[max(place - 2, 0) : place], text[place : place + 2]
    return bool(_INSIDE.search(f"{before}\0{after}"))


def _public_line(output: Output) -> bytes:
    told: dict[str, Any] = {"id": output.id}
    if output.error is None:
        told |= {"sentences": output.sentences, "spans": output.spans}
    else:
        told["error"] = output.error
    return _line(told | {"seconds": output.seconds})


def _line(fields: Mapping[str, Any]) -> bytes:
    return json.dumps(fields, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n"
