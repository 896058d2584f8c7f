"""Checks of a summary against its source: supporting sentences, and unsupported facts."""

from summarize.lazy import lazy_exports

__all__ = ["find_sources", "find_unsupported"]

TYPE_CHECKING = False  # as in summarize/__init__.py
if TYPE_CHECKING:
    from summarize.grounding.facts import find_unsupported
    from summarize.grounding.support import find_sources

_MODULES = {"facts": ("find_unsupported",), "support": ("find_sources",)}
__getattr__, __dir__ = lazy_exports(__name__, _MODULES)
