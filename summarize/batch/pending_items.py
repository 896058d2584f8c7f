"""The items of a run that have no record yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from summarize.batch.journal import Journal, Status
from summarize.batch.records import Failure
from summarize.errors import InvalidTypeError
from summarize.readers import Item


class PendingItems(Iterator[Item]):
    """Yields the items that have no record yet, each id once, and never the output itself.

    Args:
        items: all of them.
        journal: knows those that have a record. An id that comes a second time is a failure there.
        update: whether to yield those, too, whose text has changed since.

    Attributes:
        n_skipped: items so far that have a record from an earlier run, and are left as they are.
        n_changed: items so far whose text is another than that of their record.
        n_tried: items that were yielded.
        is_at_end: whether there is nothing more to come.
        error: what ended the items early, to be raised once those before are done.
    """

    def __init__(self, items: Iterable[Item], journal: Journal, update: bool = False) -> None:
        self.n_skipped = self.n_changed = self.n_tried = 0
        self.is_at_end = False
        self.error: Exception | None = None
        self._items = iter(items)
        self._journal = journal
        self._update = update

    def __next__(self) -> Item:
        """Return the next new item."""
        while not self.is_at_end:
            try:
                item = next(self._items)
                _check(item)
            except StopIteration:
                self.is_at_end = True
            except Exception as error:
                self.error, self.is_at_end = error, True
            else:
                if self._is_wanted(item):
                    self.n_tried += 1
                    return item
        raise StopIteration

    def _is_wanted(self, item: Item) -> bool:
        status = self._journal.status_of(item.id)
        if status is Status.DUPLICATE:
            message = (
                "another document has the same id, and only the first one is summarized; make ids unique"
            )
            self._journal.fail(Failure(item.id, "DuplicateIdError", message))
        if status is Status.DONE:
            return self._is_renewed(item)
        return status is Status.NEW and not self._is_output(item)

    def _is_renewed(self, item: Item) -> bool:
        """Return whether an item that has a record is done again."""
        has_changed = self._journal.has_changed(item)
        self.n_changed += has_changed
        if has_changed and self._update:
            self._journal.renew()
            return True
        self.n_skipped += 1
        return False

    def _is_output(self, item: Item) -> bool:
        """Return whether this is the output, which may be in a folder that is summarized."""
        return item.place is not None and self._journal.is_at(item.place)


def _check(item: object) -> None:
    if not isinstance(item, Item):
        raise InvalidTypeError(
            f"items must be of the class Item, such as Item('a', text=…), got {item!r:.80}"
        )
    if not isinstance(item.id, str):
        raise InvalidTypeError(f"the id of an item must be a str, got {item.id!r} ({type(item.id).__name__})")
