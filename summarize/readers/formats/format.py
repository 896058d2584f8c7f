"""One format of documents: how it is recognised, and what reads it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, fields
from importlib import import_module

from summarize.checks import show
from summarize.errors import InvalidTypeError, InvalidValueError
from summarize.readers.formats.markup import Content

ReadBytes = Callable[[bytes, str, "str | None"], Content]
"""Reads the bytes of a document, given its name for errors and its encoding if that is known."""

ReadText = Callable[[str], Content]
"""Reads a document that is text."""

RESERVED = ("gzip", "text", "zip", "zstandard")
"""Kinds that detection knows beside the formats."""

_LOADER = re.compile(r"[A-Za-z_][\w.]*:[A-Za-z_]\w*")


@dataclass(frozen=True)
class Format:
    """A row in the table of formats.

    Attributes:
        kind: its name, unique in the table.
        label: what errors call it, such as ``DOCX``.
        loader: the function that reads it, as ``module:function``; imported on first use. It takes
            ``(data, name, encoding)`` and returns a :class:`Content`, in a child process with limits on
            time and memory. It raises a :class:`~summarize.ReadError` for a document that it cannot read.
        suffixes: its usual suffixes, with the dot, in lower case.
        media_types: its usual media types, in lower case.
        signatures: the first bytes of its files; any of them tells the format.
        xml_marks: of these strings one stands at the beginning of an XML text that is of the format.
        members: names in a ZIP archive that tell the format, all of them; a top folder ends with ``/``.
        name_decides: whether suffix and media type tell the format where the content does not. With
            signatures or members they never do.
        is_text: whether the loader takes the decoded text alone, and runs in this process.
        left_out: what the loader of a text leaves out, for the error about a text with nothing else.
        seconds: of CPU time that its loader may take at most, also for a large document; None for what
            all formats may take. A loader of text, which runs in this process, has no limit.

    Raises:
        InvalidTypeError, InvalidValueError: a value is missing or malformed.

    >>> Format("org", "Org", "my_package.org:read_org", suffixes=(".org",), is_text=True).is_binary
    False
    """

    kind: str
    label: str
    loader: str
    suffixes: tuple[str, ...] = ()
    media_types: tuple[str, ...] = ()
    signatures: tuple[bytes, ...] = ()
    members: tuple[str, ...] = ()
    xml_marks: tuple[str, ...] = ()
    name_decides: bool = True
    is_text: bool = False
    left_out: str = "markup"
    seconds: float | None = None

    def __post_init__(self) -> None:
        for field in fields(self):
            self._check_type(field.name)
        if self.kind in RESERVED:
            raise self._wrong("kind", self.kind, "taken; choose another")
        if not _LOADER.fullmatch(self.loader):
            raise self._wrong("loader", self.loader, "not 'module:function'")
        for suffix in self.suffixes:
            if not suffix.startswith(".") or suffix != suffix.lower():
                raise self._wrong("suffix", suffix, "not a dot and lower case, such as '.rtf'")
        for media_type in self.media_types:
            if "/" not in media_type or media_type != media_type.lower():
                raise self._wrong("media type", media_type, "not one such as 'application/rtf'")
        if not (self.suffixes or self.media_types or self.signatures or self.members or self.xml_marks):
            raise InvalidValueError(
                f"nothing tells the format {self.kind!r}: give suffixes, media_types, signatures, members "
                "or xml_marks"
            )

    @property
    def is_binary(self) -> bool:
        """Whether the bytes of a file always tell this format, so that a name only claims it."""
        return bool(self.signatures or self.members)

    @property
    def goes_by_name(self) -> bool:
        """Whether a text is of this format because its suffix or media type says so."""
        return self.name_decides and not self.is_binary

    def load(self) -> Callable[..., Content]:
        """Return the loader.

        Raises:
            ImportError: its module, or a package that it needs, is not installed.
            InvalidValueError: the module has no such function.
        """
        module, _, name = self.loader.partition(":")
        loader: Callable[..., Content] | None = getattr(import_module(module), name, None)
        if not callable(loader):
            raise self._wrong("loader", self.loader, "no function of that module")
        return loader

    def _check_type(self, name: str) -> None:
        value = getattr(self, name)
        if name in ("kind", "label", "loader", "left_out"):
            is_right, wanted = isinstance(value, str) and bool(value.strip()), "a string that is not blank"
        elif name in ("name_decides", "is_text"):
            is_right, wanted = isinstance(value, bool), "true or false"
        elif name == "seconds":
            is_right = value is None or (type(value) in (int, float) and 0 < value < float("inf"))
            wanted = "a number above 0 or None"
        else:
            kind = bytes if name == "signatures" else str
            is_right = isinstance(value, tuple) and all(isinstance(each, kind) and each for each in value)
            wanted = f"a tuple of {kind.__name__}, none empty"
        if not is_right:
            raise InvalidTypeError(
                f"{name} of the format {show(self.kind)} must be {wanted}, got {show(value)}"
            )

    def _wrong(self, what: str, value: str, reason: str) -> InvalidValueError:
        return InvalidValueError(f"the {what} {show(value)} of the format {show(self.kind)} is {reason}")
