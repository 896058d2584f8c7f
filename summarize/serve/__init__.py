"""What others talk to over a wire: an HTTP API with a page for the browser, and tools for assistants."""

from summarize.lazy import lazy_exports

__all__ = ["Settings", "create_app", "create_tool_server"]

TYPE_CHECKING = False  # as in summarize/__init__.py
if TYPE_CHECKING:
    from summarize.serve.app import create_app
    from summarize.serve.settings import Settings
    from summarize.serve.tools import create_tool_server

_MODULES = {"app": ("create_app",), "settings": ("Settings",), "tools": ("create_tool_server",)}
__getattr__, __dir__ = lazy_exports(__name__, _MODULES)
