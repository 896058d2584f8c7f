"""Summaries of any text, in one call: ``summarize(text)``."""

from summarize.lazy import lazy_exports

__all__ = [
    "FAR",
    "LSA",
    "MMR",
    "Abstractive",
    "Auto",
    "Block",
    "Centroid",
    "Check",
    "CheckedSentence",
    "ConvergenceError",
    "Document",
    "Edmundson",
    "EmptyTextError",
    "Extractive",
    "GenerationError",
    "HipoRank",
    "InvalidTypeError",
    "InvalidValueError",
    "KLSum",
    "Keyword",
    "Lead",
    "Length",
    "LexRank",
    "Luhn",
    "MissingExtraError",
    "ModelError",
    "PacSum",
    "QueryError",
    "RandomChoice",
    "ReadError",
    "ScriptedEngine",
    "Section",
    "Sentence",
    "Source",
    "SourceSpan",
    "SumBasic",
    "SummarizeError",
    "Summarizer",
    "Summary",
    "SummarySentence",
    "SummaryStream",
    "TextRank",
    "TextTooLongError",
    "UnknownMethodError",
    "UnknownOptionError",
    "UnsupportedFact",
    "check",
    "compact",
    "compress",
    "keywords",
    "methods",
    "read",
    "summarize",
    "summarize_many",
    "summarize_stream",
]

# typing and importlib would double the time that `import summarize` takes, so type
# checkers see the imports, and the interpreter makes them when a name is first used.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from summarize.abstractive.engines.scripted import ScriptedEngine
    from summarize.abstractive.summarizer import Abstractive
    from summarize.api import keywords, summarize, summarize_many, summarize_stream
    from summarize.checking import Check, CheckedSentence, UnsupportedFact, check
    from summarize.compression.chats import compact
    from summarize.compression.passages import compress
    from summarize.document import Document, Section, Sentence, Source, SourceSpan
    from summarize.errors import (
        ConvergenceError,
        EmptyTextError,
        GenerationError,
        InvalidTypeError,
        InvalidValueError,
        MissingExtraError,
        ModelError,
        QueryError,
        ReadError,
        SummarizeError,
        TextTooLongError,
        UnknownMethodError,
        UnknownOptionError,
    )
    from summarize.extractive.auto import Auto
    from summarize.extractive.base import Extractive
    from summarize.extractive.centroid import Centroid
    from summarize.extractive.edmundson import Edmundson
    from summarize.extractive.far import FAR
    from summarize.extractive.hiporank import HipoRank
    from summarize.extractive.kl import KLSum
    from summarize.extractive.lead import Lead
    from summarize.extractive.lexrank import LexRank
    from summarize.extractive.lsa import LSA
    from summarize.extractive.luhn import Luhn
    from summarize.extractive.mmr import MMR
    from summarize.extractive.pacsum import PacSum
    from summarize.extractive.random import RandomChoice
    from summarize.extractive.sumbasic import SumBasic
    from summarize.extractive.textrank import TextRank
    from summarize.length import Length
    from summarize.phrases.extraction import Keyword
    from summarize.readers.reading import read
    from summarize.registry import methods
    from summarize.streaming import SummaryStream
    from summarize.summarizer import Summarizer
    from summarize.summary import Summary, SummarySentence
    from summarize.text.kinds import Block
    from summarize.version import __version__ as __version__

_MODULES = {
    "abstractive.engines.scripted": ("ScriptedEngine",),
    "abstractive.summarizer": ("Abstractive",),
    "api": ("keywords", "summarize", "summarize_many", "summarize_stream"),
    "checking": ("Check", "CheckedSentence", "UnsupportedFact", "check"),
    "compression.chats": ("compact",),
    "compression.passages": ("compress",),
    "document": ("Document", "Section", "Sentence", "Source", "SourceSpan"),
    "errors": (
        "ConvergenceError",
        "EmptyTextError",
        "GenerationError",
        "InvalidTypeError",
        "InvalidValueError",
        "MissingExtraError",
        "ModelError",
        "QueryError",
        "ReadError",
        "SummarizeError",
        "TextTooLongError",
        "UnknownMethodError",
        "UnknownOptionError",
    ),
    "extractive.base": ("Extractive",),
    "extractive.random": ("RandomChoice",),
    "extractive.pacsum": ("PacSum",),
    "extractive.mmr": ("MMR",),
    "extractive.lexrank": ("LexRank",),
    "extractive.hiporank": ("HipoRank",),
    "extractive.far": ("FAR",),
    "extractive.auto": ("Auto",),
    "extractive.centroid": ("Centroid",),
    "extractive.edmundson": ("Edmundson",),
    "extractive.kl": ("KLSum",),
    "extractive.lead": ("Lead",),
    "extractive.lsa": ("LSA",),
    "extractive.luhn": ("Luhn",),
    "extractive.sumbasic": ("SumBasic",),
    "extractive.textrank": ("TextRank",),
    "length": ("Length",),
    "phrases.extraction": ("Keyword",),
    "readers.reading": ("read",),
    "registry": ("methods",),
    "streaming": ("SummaryStream",),
    "summarizer": ("Summarizer",),
    "summary": ("Summary", "SummarySentence"),
    "text.kinds": ("Block",),
    "version": ("__version__",),
}
__getattr__, __dir__ = lazy_exports(__name__, _MODULES)
