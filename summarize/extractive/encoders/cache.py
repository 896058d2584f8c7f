"""An LRU cache of the vectors of documents, bounded in bytes."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from threading import Lock, RLock
from typing import Any, NamedTuple

from numpy.typing import NDArray

from summarize.document import Document

Array = NDArray[Any]


class VectorCache:
    """Vectors by document and encoder; evicts the least recently used entry.

    It keeps neither documents nor encoders alive, except encoders that do not support weak references.

    Args:
        n_bytes: the capacity; the latest vectors are kept whatever their size.
    """

    def __init__(self, n_bytes: int) -> None:
        self.n_bytes = n_bytes
        self._entries: dict[tuple[int, int], _Entry] = {}  # the latest last
        self._locks: weakref.WeakKeyDictionary[Document, RLock] = weakref.WeakKeyDictionary()
        self._lock = Lock()

    def __len__(self) -> int:
        """The number of cached arrays."""
        return len(self._entries)

    def get(self, document: Document, encoder: object, make: Callable[[], Array]) -> Array:
        """Return the cached vectors, or those that ``make`` returns; read-only.

        Only one thread at a time makes the vectors of a document; others wait for it.
        """
        with self._lock:
            lock = self._locks.setdefault(document, RLock())
        with lock:
            found = self._find(document, encoder)
            return self._store(document, encoder, make()) if found is None else found

    def _find(self, document: Document, encoder: object) -> Array | None:
        key = id(document), id(encoder)
        with self._lock:
            entry = self._entries.pop(key, None)
            if entry is None:
                return None
            self._entries[key] = entry
            return entry.vectors

    def _store(self, document: Document, encoder: object, vectors: Array) -> Array:
        vectors.flags.writeable = False
        key = id(document), id(encoder)

        def forget(_: object) -> None:
            """Drop the entry when its document or encoder is deleted."""
            # No lock: the garbage collector may run this in the thread that holds it.
            self._entries.pop(key, None)

        entry = _Entry(weakref.ref(document, forget), _reference(encoder, forget), vectors)
        with self._lock:
            self._entries[key] = entry
            entries = list(self._entries.items())
            n_bytes = sum(other.vectors.nbytes for _, other in entries)
            for old, other in entries[:-1]:
                if n_bytes <= self.n_bytes:
                    break
                n_bytes -= other.vectors.nbytes
                self._entries.pop(old, None)
        return vectors


class _Entry(NamedTuple):
    """Vectors with weak references to document and encoder, whose deletion removes the entry."""

    document: object
    encoder: object
    vectors: Array


def _reference(encoder: object, forget: Callable[[object], None]) -> object:
    try:
        return weakref.ref(encoder, forget)
    except TypeError:  # an object with __slots__, for example
        return encoder
