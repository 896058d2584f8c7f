"""What there is to summarize: an item for each file, row of a table, member of an archive and URL."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from summarize.checks import check_choice, check_flags
from summarize.errors import InvalidTypeError, InvalidValueError, MissingExtraError, ReadError
from summarize.readers.encodings import check_encoding
from summarize.readers.files import name_of
from summarize.readers.item import ON_ERROR, Item, OnError
from summarize.readers.limits import Limits, applied
from summarize.readers.suffixes import MAILS, Mails, is_mailbox, may_be_table

Places = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]


@dataclass(frozen=True)
class FoundItems(Iterable[Item]):
    """The items of some places: they are looked for anew each time that this is iterated.

    Attributes:
        places: paths, URLs, or ``-`` for standard input.
        recursive: whether the folders in a folder are searched, too.
        text_column: the column of a table that has the text; a usual name if None.
        id_column: the column of a table that has the id; ``id``, or the number of the row, if None.
        encoding: of text files and tables; detected if None.
        follow_links: whether links out of a folder are followed.
        excluded: a file that is left out where it lies in a folder; None if there is none.
        mails: what the documents of a mailbox are: each mail, threads, or all mails together.
        on_error: whether rows without a text are items with an error (``"keep"``) or none (``"skip"``).
        limits: how much is read of each document at most; the usual ``Limits()`` if None.
    """

    places: tuple[str, ...]
    recursive: bool = False
    text_column: str | None = None
    id_column: str | None = None
    encoding: str | None = None
    follow_links: bool = False
    excluded: str | None = None
    mails: Mails = "each"
    on_error: OnError = "keep"
    limits: Limits | None = None

    def __iter__(self) -> Iterator[Item]:
        """Yield the items of each place, in order; for one that cannot be read, an item with an error."""
        must_be_table = self.text_column is not None and not any(map(_may_have_tables, self.places))
        for place in self.places:
            if _is_folder_of_files(place):
                yield from self._items_in(place)
            else:
                yield from self._items_at(place, must_be_table)

    def without(self, output: str | os.PathLike[str]) -> FoundItems:
        """Return the same items without a file that is to be written.

        Raises:
            InvalidValueError: the file is itself one of the places.
        """
        found = replace(self, excluded=name_of(output))
        if named := [place for place in self.places if found._is_excluded(place)]:
            raise InvalidValueError(f"the output {found.excluded} is the input {named[0]}; name another file")
        return found

    def _items_in(self, folder: str) -> Iterator[Item]:
        n_items = 0
        for item in files_in(folder, self.recursive, self.follow_links):
            n_items += 1
            if item.place is None:
                yield item
            elif not self._is_excluded(item.place):
                yield from self._items_at(item.place)
        if n_items == 0:
            hint = "" if self.recursive else "; pass recursive=True (--recursive) to search the folders in it"
            yield Item(folder, error=f"{folder}: is a folder without files{hint}")

    def _items_at(self, place: str, must_be_table: bool = False) -> Iterator[Item]:
        if is_mailbox(place) and not (must_be_table or is_url(place)):
            yield from self._mails_at(place)
            return
        is_archive = place.lower().endswith(".zip")
        is_folder = os.path.isdir(place)  # noqa: PTH112 - a path would change the name
        is_plain = not (must_be_table or is_archive or is_folder or may_be_table(place))
        if is_url(place) or (place == "-" and not must_be_table) or is_plain:
            yield Item(place, place=place)
            return
        from summarize.readers.archives.members import members
        from summarize.readers.tables.reading import is_table, rows

        try:
            if place == "-":
                raise ReadError("standard input: is no table; put it into a file, whose name tells its kind")
            elif is_archive:
                for member in members(place, limits=self.limits):
                    error = f"{member}: is a table in an archive, whose rows are not read; unpack it"
                    yield Item(member, error=error) if is_table(member) else Item(member, place=member)
            elif must_be_table or is_table(place):
                columns = {"text_column": self.text_column, "id_column": self.id_column}
                yield from rows(place, **columns, encoding=self.encoding, on_error=self.on_error)
            else:
                yield Item(place, place=place)
        except (ReadError, MissingExtraError) as error:
            yield Item(place, error=str(error))

    def _mails_at(self, mailbox: str) -> Iterator[Item]:
        from summarize.readers.archives.mailbox import mail_places

        try:
            for place in mail_places(mailbox, self.mails):
                yield Item(place, place=place)
        except ReadError as error:
            yield Item(mailbox, error=str(error))

    def _is_excluded(self, place: str) -> bool:
        try:
            return self.excluded is not None and os.path.samefile(self.excluded, place)  # noqa: PTH121
        except (OSError, ValueError):  # one of them is not there, or has a NUL in its name
            return False


def _may_have_tables(place: str) -> bool:
    from summarize.readers.tables.reading import is_table

    return place != "-" and not is_url(place) and (is_table(place) or _is_folder_of_files(place))


def find_items(
    places: Places,
    *,
    recursive: bool = False,
    text_column: str | None = None,
    id_column: str | None = None,
    encoding: str | None = None,
    follow_links: bool = False,
    mails: Mails = "each",
    on_error: OnError = "keep",
    limits: Limits | None = None,
) -> FoundItems:
    """Return an item for each document in files, folders, archives, tables and URLs.

    A folder gives an item for each file, in the order of their names, without hidden files. A table, or a
    folder that ``datasets`` has saved, gives one for each row, an archive one for each member, and a mailbox
    one for each mail. An item that is known to be unusable, such as a row without a text, has an ``error``.
    Documents are read later, by :func:`read_item`, which raises for such items and for damaged files.

    Args:
        places: a path, a URL, or ``-`` for standard input; or several of them.
        recursive: whether to include subfolders.
        text_column: for tables, the name of the column that contains the text. By default it is the first of
            ``text``, ``document``, ``body``, ``article`` and ``content`` that exists. If you name a column,
            one of the places must be a table or a folder.
        id_column: for tables, the column that contains the ids; by default ``id``, else ids are ``FILE:ROW``.
        encoding: the encoding of text files and tables; by default what a file declares, else UTF-8.
        follow_links: whether to follow symbolic links from a folder to files outside it. Otherwise the item
            of such a link has an ``error``. Links to folders are never followed.
        mails: the documents of a mailbox (``.mbox``): one for ``"each"`` mail, one for each of the
            ``"threads"``, or one for all mails ``"together"``.
        on_error: for a row without a text, ``"keep"`` gives an item with an error, ``"skip"`` gives none.
        limits: limits of size and time for each document; they also hold when it is read later.

    Returns:
        An iterable for ``summarize_to_file``. Each time it is iterated, it looks for the items anew.

    Raises:
        InvalidTypeError, InvalidValueError: an argument has a wrong type or an invalid value.

    >>> [item.id for item in find_items(["README.md", "seeds"])][:2]
    ['README.md', 'seeds/000_a76c248ee9268897.txt']
    """
    try:
        several = (places,) if isinstance(places, str | bytes | os.PathLike) else tuple(places)
    except TypeError:
        kind = type(places).__name__
        raise InvalidTypeError(f"places must be paths or URLs, one or several, not {kind}") from None
    check_flags(recursive=recursive, follow_links=follow_links)
    check_choice("mails", mails, MAILS)
    check_choice("on_error", on_error, ON_ERROR)
    if text_column is not None or id_column is not None:
        from summarize.readers.tables.columns import check_columns

        check_columns(text_column, id_column)
    if encoding is not None:
        check_encoding(encoding)
    names, columns = tuple(map(name_of, several)), (text_column, id_column)
    with applied(limits):  # checks them
        return FoundItems(names, recursive, *columns, encoding, follow_links, None, mails, on_error, limits)


def is_url(place: str) -> bool:
    """Return whether a place is a URL, and no file of such a name.

    >>> is_url("https://a.org/b"), is_url("a/b.txt"), is_url("c:/b.txt")
    (True, False, False)
    """
    return "://" in place and not os.path.exists(place)  # noqa: PTH110 - a path would change the name


def files_in(folder: str, recursive: bool = False, follow_links: bool = False) -> Iterator[Item]:
    """Yield an item for each file in a folder, by name; for an unreadable folder, one with an error.

    Hidden files, pipes and devices are left out, and so are folders behind symbolic links, which may lead
    in a circle. A link to a file outside of the folder is an item with an error unless ``follow_links``.

    >>> next(files_in("seeds")).id
    'seeds/000_a76c248ee9268897.txt'
    """
    inside = os.path.join(os.path.realpath(folder), "")  # noqa: PTH118
    waiting = [(folder, True)]
    while waiting:
        path, is_folder = waiting.pop()
        if is_folder and path != folder and _is_saved_dataset(path):
            yield Item(path, path)
            continue
        if not is_folder:
            if follow_links or not _leads_out(path, inside):
                yield Item(path, path)
            else:
                error = (
                    f"{path}: is a link out of the folder; pass follow_links=True (--follow-links) to read it"
                )
                yield Item(path, error=error)
            continue
        try:
            with os.scandir(path) as entries:
                found = [(entry.path, _is_folder(entry)) for entry in entries if _is_wanted(entry, recursive)]
        except OSError as error:
            yield Item(path, error=f"{path}: this folder cannot be read: {error.strerror or error}")
        else:
            waiting.extend(sorted(found, reverse=True))


def _is_folder_of_files(place: str) -> bool:
    return not is_url(place) and os.path.isdir(place) and not _is_saved_dataset(place)  # noqa: PTH112


def _is_saved_dataset(folder: str) -> bool:
    from summarize.readers.tables.saved_dataset import is_saved_dataset

    return is_saved_dataset(folder)


def _is_wanted(entry: os.DirEntry[str], recursive: bool) -> bool:
    if entry.name.startswith("."):
        return False
    if _is_folder(entry):
        return recursive
    # A link that leads nowhere is wanted too: that it cannot be read should be told.
    # What is_file() of the entry itself raises for a link that leads to itself, this does not.
    return os.path.isfile(entry.path) or not os.path.exists(entry.path)  # noqa: PTH110, PTH113


def _leads_out(path: str, inside: str) -> bool:
    return os.path.islink(path) and not os.path.realpath(path).startswith(inside)  # noqa: PTH114


def _is_folder(entry: os.DirEntry[str]) -> bool:
    return entry.is_dir(follow_symlinks=False)
