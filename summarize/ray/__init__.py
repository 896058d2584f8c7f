"""Many documents on many machines, by Ray Data; needs ``pip install 'summarize-text[ray]'``."""

from summarize.lazy import lazy_exports

__all__ = ["Written", "summarize_dataset", "summarize_files"]

TYPE_CHECKING = False  # as in summarize/__init__.py
if TYPE_CHECKING:
    from summarize.ray.dataset import summarize_dataset
    from summarize.ray.files import Written, summarize_files

_MODULES = {"dataset": ("summarize_dataset",), "files": ("Written", "summarize_files")}
__getattr__, __dir__ = lazy_exports(__name__, _MODULES)
