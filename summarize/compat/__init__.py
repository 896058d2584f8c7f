"""Drop-in replacements for calls whose library is gone: change one import.

``summarize.compat`` has ``pipeline("summarization")`` of transformers 4, ``summarize.compat.gensim`` has
``summarize`` and ``keywords`` of gensim 3, and ``summarize.compat.summa`` those of summa.
"""

from summarize.lazy import lazy_exports

__all__ = ["SummarizationPipeline", "pipeline"]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from summarize.compat.transformers import SummarizationPipeline, pipeline

_MODULES = {"transformers": ("SummarizationPipeline", "pipeline")}
__getattr__, __dir__ = lazy_exports(__name__, _MODULES)
