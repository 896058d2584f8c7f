"""Records: one line of JSON for a document, with its summary or with the reason why there is none."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from summarize.batch.fingerprints import Fingerprint
from summarize.summary import Summary


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a document has no summary.

    Attributes:
        id: of the document.
        type: the name of the error's class.
        message: of the error.
    """

    id: str
    type: str
    message: str

    @classmethod
    def of(cls, name: str, error: BaseException) -> Failure:
        """Return the failure that an error is for the document of this id.

        >>> Failure.of("a", KeyError("text"))
        Failure(id='a', type='KeyError', message="'text'")
        """
        return cls(name, type(error).__name__, str(error))

    def __str__(self) -> str:
        message = self.message.removeprefix(f"{self.id}: ")  # as errors of readers begin
        return f"{self.id}: {self.type}" + (f": {message}" if message else "")


class Record(NamedTuple):
    """A finished line, newline included, and whether it tells of a failure."""

    line: bytes
    is_failure: bool

    @property
    def failure(self) -> Failure:
        """The failure that it tells of.

        Raises:
            ValueError: it tells of none.
        """
        failure = StoredRecord.from_line(self.line).failure
        if failure is None:
            raise ValueError(f"a record of a summary: {self.line[:60]!r}")
        return failure


def summary_record(
    name: str, summary: Summary, settings: str, seconds: float, source: Fingerprint | None = None
) -> Record:
    """Return the record of a summary: all of ``Summary.to_dict`` and what is known of the run."""
    return Record(_line({"id": name, **summary.to_dict()}, settings, seconds, source), False)


def failure_record(
    failure: Failure, settings: str, seconds: float, source: Fingerprint | None = None
) -> Record:
    """Return the record of a document that could not be summarized."""
    error = {"type": failure.type, "message": failure.message}
    return Record(_line({"id": failure.id, "error": error}, settings, seconds, source), True)


@dataclass(frozen=True, slots=True)
class StoredRecord:
    """What matters of a record in a file.

    Attributes:
        id: of the document.
        settings: what the record depends on beside the document.
        failure: why there is no summary; None if there is one.
        source: what the text was; None if nobody could tell, and in records of older versions.
    """

    id: str
    settings: str
    failure: Failure | None
    source: Fingerprint | None = None

    @classmethod
    def from_line(cls, line: bytes) -> StoredRecord:
        """Read a line of a file.

        Raises:
            ValueError: it is no record.
        """
        fields = json.loads(line)
        if not isinstance(fields, dict) or not all(
            isinstance(fields.get(key), str) for key in ("id", "settings")
        ):
            raise ValueError("it has no id and settings")
        error, failure = fields.get("error"), None
        if isinstance(error, dict):
            failure = Failure(fields["id"], str(error.get("type")), str(error.get("message")))
        return cls(fields["id"], fields["settings"], failure, Fingerprint.from_fields(fields.get("source")))


def _line(result: Mapping[str, Any], settings: str, seconds: float, source: Fingerprint | None) -> bytes:
    fields = {**result, "settings": settings}
    if source is not None:
        fields["source"] = source.to_fields()
    fields["seconds"] = round(seconds, 6)
    try:
        return json.dumps(fields, ensure_ascii=False).encode() + b"\n"
    except UnicodeEncodeError:  # half a character, as in a file name that is no UTF-8
        return json.dumps(fields).encode() + b"\n"
