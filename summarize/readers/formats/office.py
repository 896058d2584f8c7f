"""Packages of Office (DOCX, PPTX): which part of one relates to which."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import NamedTuple
from zipfile import ZipFile

from summarize.readers.archives.unpacking import read_member
from summarize.readers.formats.markup import one_line
from summarize.readers.formats.xml import parse_xml


class Relation(NamedTuple):
    """A relation of a part to another one.

    Attributes:
        id: its name in the part.
        kind: the last piece of its type, such as ``styles``.
        target: the member of the package.
    """

    id: str
    kind: str
    target: str


def relations(archive: ZipFile, part: str, name: str) -> Iterator[Relation]:
    """Yield the relations of a part, blank for the package, to members that are there.

    Args:
        archive: the package.
        part: a member of it.
        name: of the package, for errors.

    Raises:
        ReadError, SyntaxError: the list of them is damaged.
    """
    folder, file = posixpath.split(part)
    listed = posixpath.join(folder, "_rels", f"{file}.rels")
    if listed not in archive.NameToInfo:
        return
    for relation in parse_xml(read_member(archive, listed, name)):
        target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target") or "")).lstrip("/")
        if target in archive.NameToInfo:
            kind = (relation.get("Type") or "").rpartition("/")[2]
            yield Relation(relation.get("Id") or "", kind, target)


def related(archive: ZipFile, part: str, kind: str, usual: str, name: str) -> str:
    """Return the part that a part says is its styles, for instance; or the usual one.

    Raises:
        ReadError, SyntaxError: the list of relations is damaged.
    """
    found = (relation.target for relation in relations(archive, part, name) if relation.kind == kind)
    return next(found, usual)


def title_of(archive: ZipFile, name: str) -> str | None:
    """Return the title in the properties of a package, None if there is none.

    Raises:
        ReadError, SyntaxError: they are damaged.
    """
    path = related(archive, "", "core-properties", "docProps/core.xml", name)
    if path not in archive.NameToInfo:
        return None
    titles = parse_xml(read_member(archive, path, name)).xpath("//*[local-name()='title']/text()")
    return one_line(next(iter(titles), None))
