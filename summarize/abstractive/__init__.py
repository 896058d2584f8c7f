"""Summaries that a language model writes: plan, prompt, generate, merge, ground."""

from summarize.lazy import lazy_exports

__all__ = [
    "Abstractive",
    "BatchLimits",
    "Budget",
    "BudgetOverride",
    "Engine",
    "EngineProfile",
    "ErrorKind",
    "FilledPrompt",
    "Limits",
    "Message",
    "Output",
    "Piece",
    "PreparedPrompt",
    "Prompt",
    "Request",
    "ScriptedEngine",
    "ScriptedRequest",
    "TextEngine",
    "Tokens",
]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from summarize.abstractive.budget import Budget, BudgetOverride
    from summarize.abstractive.engines.base import (
        BatchLimits,
        Engine,
        EngineProfile,
        ErrorKind,
        Limits,
        PreparedPrompt,
        Request,
    )
    from summarize.abstractive.engines.scripted import ScriptedEngine, ScriptedRequest
    from summarize.abstractive.engines.text import FilledPrompt, TextEngine
    from summarize.abstractive.output import Output, Piece
    from summarize.abstractive.prompts import Message, Prompt
    from summarize.abstractive.summarizer import Abstractive
    from summarize.abstractive.tokens import Tokens

_MODULES = {
    "budget": ("Budget", "BudgetOverride"),
    "engines.base": (
        "BatchLimits",
        "Engine",
        "EngineProfile",
        "ErrorKind",
        "Limits",
        "PreparedPrompt",
        "Request",
    ),
    "engines.scripted": ("ScriptedEngine", "ScriptedRequest"),
    "engines.text": ("FilledPrompt", "TextEngine"),
    "output": ("Output", "Piece"),
    "prompts": ("Message", "Prompt"),
    "summarizer": ("Abstractive",),
    "tokens": ("Tokens",),
}
__getattr__, __dir__ = lazy_exports(__name__, _MODULES)
