"""Metrics of summaries: functions of strings, and classes with one interface for benchmarks."""

from summarize.lazy import lazy_exports

__all__ = [
    "BertScore",
    "Case",
    "ChrF",
    "Facts",
    "FragmentStatistics",
    "Fragments",
    "Metric",
    "Novelty",
    "Readability",
    "Redundancy",
    "Rouge",
    "Score",
    "SummaryLength",
    "Support",
    "chrf",
    "create_metric",
    "find_faults",
    "fragment_statistics",
    "novel_ngram_shares",
    "repeated_ngram_shares",
    "rouge",
    "sentence_similarity",
]

TYPE_CHECKING = False  # as in summarize/__init__.py
if TYPE_CHECKING:
    from summarize.metrics.bertscore import BertScore
    from summarize.metrics.chrf_scores import ChrF, chrf
    from summarize.metrics.facts import Facts
    from summarize.metrics.fragments import Fragments, FragmentStatistics, fragment_statistics
    from summarize.metrics.length import SummaryLength
    from summarize.metrics.metric import Case, Metric, create_metric
    from summarize.metrics.novelty import Novelty, novel_ngram_shares
    from summarize.metrics.readability import Readability, find_faults
    from summarize.metrics.redundancy import Redundancy, repeated_ngram_shares, sentence_similarity
    from summarize.metrics.rouge_scores import Rouge, Score, rouge
    from summarize.metrics.support import Support

_MODULES = {
    "bertscore": ("BertScore",),
    "chrf_scores": ("ChrF", "chrf"),
    "facts": ("Facts",),
    "fragments": ("FragmentStatistics", "Fragments", "fragment_statistics"),
    "length": ("SummaryLength",),
    "metric": ("Case", "Metric", "create_metric"),
    "novelty": ("Novelty", "novel_ngram_shares"),
    "readability": ("Readability", "find_faults"),
    "redundancy": ("Redundancy", "repeated_ngram_shares", "sentence_similarity"),
    "rouge_scores": ("Rouge", "Score", "rouge"),
    "support": ("Support",),
}
__getattr__, __dir__ = lazy_exports(__name__, _MODULES)
