"""The files in folders, by name; none of them is opened."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from summarize.readers.files import name_of
from summarize.readers.items import Item


def files(places: Iterable[str | os.PathLike[str]], recursive: bool = False) -> Iterator[Item]:
    """Yield the files that are named, and those in the folders that are named, in order.

    In a folder they are sorted by name; hidden ones (``.name``) and what is no file (a pipe, a device)
    are left out, and so are folders behind symbolic links, which may lead in a circle. What is named
    itself is always taken; whether it can be read shows when it is. A folder that cannot be listed,
    or has no files, gives an item with an ``error``.

    Args:
        places: files, folders, URLs, or ``-`` for standard input.
        recursive: whether to go into the folders in a folder too.

    >>> [item.id for item in files(["README.md", "seeds"])][:2]
    ['README.md', 'seeds/000_a76c248ee9268897.txt']
    """
    for place in places:
        name = name_of(place)
        if "://" in name or not os.path.isdir(name):  # noqa: PTH112 - a path would not keep the name as given
            yield Item(name, name)
            continue
        n_items = 0
        for item in _in_folder(name, recursive):
            n_items += 1
            yield item
        if n_items == 0:
            hint = "" if recursive else "; those in the folders in it are read if you ask for it (recursive)"
            yield Item(name, error=f"{name}: is a folder without files{hint}")


def _in_folder(folder: str, recursive: bool) -> Iterator[Item]:
    waiting = [(folder, True)]
    while waiting:
        path, is_folder = waiting.pop()
        if not is_folder:
            yield Item(path, path)
            continue
        try:
            with os.scandir(path) as entries:
                found = [(entry.path, _is_folder(entry)) for entry in entries if _is_wanted(entry, recursive)]
        except OSError as error:
            yield Item(path, error=f"{path}: this folder cannot be read: {error.strerror or error}")
        else:
            waiting.extend(sorted(found, reverse=True))


def _is_wanted(entry: os.DirEntry[str], recursive: bool) -> bool:
    if entry.name.startswith("."):
        return False
    if _is_folder(entry):
        return recursive
    # A link that leads nowhere is wanted too: that it cannot be read should be told.
    # What is_file() of the entry itself raises for a link that leads to itself, this does not.
    return os.path.isfile(entry.path) or not os.path.exists(entry.path)  # noqa: PTH110, PTH113


def _is_folder(entry: os.DirEntry[str]) -> bool:
    return entry.is_dir(follow_symlinks=False)
