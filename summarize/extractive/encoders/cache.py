"""The vectors of the latest documents: how many are kept, and for how long."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from threading import Lock, RLock
from typing import Any, NamedTuple

from numpy.typing import NDArray

from summarize.document import Document

Array = NDArray[Any]


class VectorCache:
    """What encoders gave for documents; what was not used longest goes first.

    Neither a document nor its encoder is kept alive by it, unless there can be no weak reference to it.

    Args:
        n_bytes: how much is kept at most; the latest vectors are, whatever their size.
    """

    def __init__(self, n_bytes: int) -> None:
        self.n_bytes = n_bytes
        self._kept: dict[tuple[int, int], _Entry] = {}  # the latest last
        self._in_work: weakref.WeakKeyDictionary[Document, RLock] = weakref.WeakKeyDictionary()
        self._lock = Lock()

    def __len__(self) -> int:
        """The number of arrays that are kept."""
        return len(self._kept)

    def get(self, document: Document, encoder: object, make: Callable[[], Array]) -> Array:
        """Return what is kept for the two, else what ``make`` returns, read-only.

        Threads that ask for the vectors of one document wait for the first of them.
        """
        with self._lock:
            in_work = self._in_work.setdefault(document, RLock())
        with in_work:
            found = self._find(document, encoder)
            return self._keep(document, encoder, make()) if found is None else found

    def _find(self, document: Document, encoder: object) -> Array | None:
        key = id(document), id(encoder)
        with self._lock:
            entry = self._kept.pop(key, None)
            if entry is None:
                return None
            self._kept[key] = entry
            return entry.vectors

    def _keep(self, document: Document, encoder: object, vectors: Array) -> Array:
        vectors.flags.writeable = False
        key = id(document), id(encoder)

        def forget(_: object) -> None:
            """Drop the vectors, as one of the two has ended."""
            # Without the lock, for the thread that holds it may be the one that collects garbage.
            self._kept.pop(key, None)

        entry = _Entry(weakref.ref(document, forget), _reference(encoder, forget), vectors)
        with self._lock:
            self._kept[key] = entry
            entries = list(self._kept.items())
            n_bytes = sum(other.vectors.nbytes for _, other in entries)
            for old, other in entries[:-1]:
                if n_bytes <= self.n_bytes:
                    break
                n_bytes -= other.vectors.nbytes
                self._kept.pop(old, None)
        return vectors


class _Entry(NamedTuple):
    """Vectors and, so that their ends are told, references to document and encoder."""

    document: object
    encoder: object
    vectors: Array


def _reference(encoder: object, forget: Callable[[object], None]) -> object:
    try:
        return weakref.ref(encoder, forget)
    except TypeError:  # an object with __slots__, for example
        return encoder
