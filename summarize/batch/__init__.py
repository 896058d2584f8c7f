"""Many documents on one machine, into one file that loses nothing: ``summarize_to_file(items, …)``."""

from summarize.lazy import lazy_exports

__all__ = ["BatchResult", "Failure", "OutputError", "WorkerError", "summarize_to_file"]

TYPE_CHECKING = False  # as in summarize/__init__.py
if TYPE_CHECKING:
    from summarize.batch.errors import OutputError, WorkerError
    from summarize.batch.records import Failure
    from summarize.batch.run import BatchResult, summarize_to_file

_MODULES = {
    "errors": ("OutputError", "WorkerError"),
    "records": ("Failure",),
    "run": ("BatchResult", "summarize_to_file"),
}
__getattr__, __dir__ = lazy_exports(__name__, _MODULES)
