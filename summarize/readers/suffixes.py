"""What the end of a file name says: how a file is compressed, and which kind of table it is.

The suffixes of documents stand in the rows of ``formats/registry.py``.
"""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Literal

COMPRESSED = (".gz", ".zst")

TABLES = {
    ".arrow": "arrow",
    ".csv": "csv",
    ".jsonl": "json lines",
    ".ndjson": "json lines",
    ".parquet": "parquet",
    ".pq": "parquet",
    ".tab": "tsv",
    ".tsv": "tsv",
}
"""The kind of table that each suffix means."""

Mails = Literal["each", "threads", "together"]
MAILS: tuple[Mails, ...] = ("each", "threads", "together")
"""What the documents of a mailbox may be."""

_MAILBOXES = (".mbox", ".mbx")

UNTOLD = ("", ".json")
"""Suffixes of files that may be tables: their beginning decides."""


def may_be_table(name: str) -> bool:
    """Return False if the name says that a file is no table.

    >>> may_be_table("a.csv.gz"), may_be_table("a"), may_be_table("a.txt")
    (True, True, False)
    """
    suffix = suffix_of(uncompressed_name(name))
    return suffix in TABLES or suffix in UNTOLD


def is_mailbox(name: str) -> bool:
    """Return whether the name of a file is that of a mailbox.

    >>> is_mailbox("2021/council.MBOX"), is_mailbox("a.eml")
    (True, False)
    """
    return name.lower().endswith(_MAILBOXES)


def suffix_of(name: str) -> str:
    """Return the suffix of a file name, an archive member or a URL, in lower case.

    >>> suffix_of("https://a.org/b/Page.HTML?c=1.5"), suffix_of("a.zip!b/c.md")
    ('.html', '.md')
    """
    if "://" in name:
        name = re.split(r"[?#]", name, maxsplit=1)[0]
    return PurePath(name).suffix.lower()


def uncompressed_name(name: str) -> str:
    """Return a name without the suffixes of compressed files.

    >>> uncompressed_name("a.md.gz.ZST")
    'a.md'
    """
    while name.lower().endswith(COMPRESSED):
        name = name.rpartition(".")[0]
    return name
