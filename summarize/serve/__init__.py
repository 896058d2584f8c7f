"""What others talk to over a wire: tools for assistants."""

from summarize.lazy import lazy_exports

__all__ = ["create_tool_server"]

TYPE_CHECKING = False  # as in summarize/__init__.py
if TYPE_CHECKING:
    from summarize.serve.tools import create_tool_server

_MODULES = {"tools": ("create_tool_server",)}
__getattr__, __dir__ = lazy_exports(__name__, _MODULES)
