"""Summarization methods by name: ours in a table, others' by entry point."""

from __future__ import annotations

import inspect
from functools import cache
from importlib import import_module
from typing import Any

from summarize.checks import show
from summarize.errors import InvalidTypeError, UnknownMethodError, UnknownOptionError, did_you_mean
from summarize.hints import instead_of_method, unknown_option
from summarize.summarizer import Summarizer, missing_members

ENTRY_POINT_GROUP = "summarize.methods"

_BUILT_IN = {
    "auto": "summarize.extractive.auto:Auto",
    "centroid": "summarize.extractive.centroid:Centroid",
    "edmundson": "summarize.extractive.edmundson:Edmundson",
    "far": "summarize.extractive.far:FAR",
    "hiporank": "summarize.extractive.hiporank:HipoRank",
    "kl": "summarize.extractive.kl:KLSum",
    "lead": "summarize.extractive.lead:Lead",
    "lexrank": "summarize.extractive.lexrank:LexRank",
    "lsa": "summarize.extractive.lsa:LSA",
    "luhn": "summarize.extractive.luhn:Luhn",
    "mmr": "summarize.extractive.mmr:MMR",
    "pacsum": "summarize.extractive.pacsum:PacSum",
    "random": "summarize.extractive.random:RandomChoice",
    "sumbasic": "summarize.extractive.sumbasic:SumBasic",
    "textrank": "summarize.extractive.textrank:TextRank",
}


def methods() -> dict[str, str]:
    """Return the name of each method that is installed, and what it does in one line.

    >>> methods()["textrank"]
    'PageRank on the graph of sentence similarities (Mihalcea & Tarau, EMNLP 2004).'
    """
    names = sorted({*_BUILT_IN, *_entry_points()})
    return {name: _describe(name) for name in names}


def create(name: str, /, **options: Any) -> Summarizer:
    """Return the method of this name with these options.

    Upper case, ``-``, ``_`` and spaces make no difference: ``"Text-Rank"`` is ``"textrank"``.

    Raises:
        UnknownMethodError: no method has this name; the message has the nearest one.
        UnknownOptionError: the method has no such option; the message has those it has.
        InvalidTypeError: what is registered under the name is no summarizer.

    >>> create("Text-Rank", damping=0.5).damping
    0.5
    """
    factory = _load(name)
    parameters = _parameters(factory)
    for option in options:
        if parameters is not None and option not in parameters:
            raise UnknownOptionError(unknown_option(f"method {name!r}", option, parameters))
    summarizer: Summarizer = factory(**options)
    # The test takes as long as finding the blocks of an article, and the methods here pass it.
    if _normalise(name) not in _BUILT_IN and not isinstance(summarizer, Summarizer):
        lacking = ", ".join(missing_members(summarizer))
        given = f"method {name!r} gives a {type(summarizer).__name__}, which is no Summarizer"
        raise InvalidTypeError(f"{given}; it lacks {lacking}: make it a subclass of summarize.Summarizer")
    return summarizer


def _describe(name: str) -> str:
    try:
        return (inspect.getdoc(_load(name)) or "").partition("\n")[0]
    except UnknownMethodError as error:
        return str(error)


@cache
def _parameters(factory: Any) -> tuple[str, ...] | None:
    """Return the names of a factory's parameters, None if it takes any."""
    parameters = inspect.signature(factory).parameters.values()
    takes_any = any(parameter.kind is parameter.VAR_KEYWORD for parameter in parameters)
    return None if takes_any else tuple(parameter.name for parameter in parameters)


def _load(name: str) -> Any:
    key = _normalise(name)
    if key in _BUILT_IN:
        module, _, attribute = _BUILT_IN[key].partition(":")
        return getattr(import_module(module), attribute)
    others = _entry_points()  # looked up last: reading the metadata of all packages is slow
    if key not in others:
        hint = instead_of_method(name) or did_you_mean(name[:80], {*_BUILT_IN, *others})
        raise UnknownMethodError(f"unknown method {show(name)}; {hint}")
    try:
        return others[key].load()
    except Exception as error:  # whatever importing somebody else's package may raise
        point = others[key].value
        raise UnknownMethodError(f"method {name!r} of {point} cannot be loaded: {error}") from error


def _entry_points() -> dict[str, Any]:
    from importlib.metadata import entry_points

    return {_normalise(point.name): point for point in entry_points(group=ENTRY_POINT_GROUP)}


def _normalise(name: str) -> str:
    return name.lower().replace("-", "").replace("_", "").replace(" ", "")
