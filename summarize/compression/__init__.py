"""Shorter texts for retrieval and for chat models: what matters stays as it is, the rest goes."""

from summarize.lazy import lazy_exports

__all__ = ["CompactedChat", "Compressed", "Passage", "compact", "compress"]

TYPE_CHECKING = False  # as in summarize/__init__.py
if TYPE_CHECKING:
    from summarize.compression.chats import CompactedChat, compact
    from summarize.compression.passages import Compressed, Passage, compress

_MODULES = {
    "chats": ("CompactedChat", "compact"),
    "passages": ("Compressed", "Passage", "compress"),
}
__getattr__, __dir__ = lazy_exports(__name__, _MODULES)
