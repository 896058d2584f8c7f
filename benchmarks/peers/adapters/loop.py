"""Serves one system, a JSON line in and a JSON line out for each document; standard library only.

Answers go to the file descriptor that the environment names ``BENCHMARKS_ANSWERS``: standard output is
for what packages print. The first is ``{"signature": …}``. A document comes as ``{"id", "document",
"sentences", "n_sentences" or "n_words", "language"}``, where ``sentences`` are those of summarize, for
systems that leave the splitting to their users. It is answered by ``{"id", "sentences", "seconds",
"peak_bytes"}``, or ``{"id", "error", "peak_bytes"}``. The end of the input is the end of the process.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from collections.abc import Callable, Iterable
from importlib.metadata import version
from typing import Any, TypeVar

from benchmarks.peers.timing import WARM_UP, peak_bytes
from benchmarks.provenance import code_digest

ADAPTERS = "benchmarks/peers/adapters"
Request = dict[str, Any]
Item = TypeVar("Item")
_WARM_UP_SENTENCES = [f"{sentence.strip()}." for sentence in WARM_UP.split(".") if sentence.strip()]
_WARM_UP_REQUEST: Request = {
    "id": "",
    "document": WARM_UP,
    "sentences": _WARM_UP_SENTENCES,
    "references": _WARM_UP_SENTENCES[:1],
    "n_sentences": 1,
    "language": "en",
}


def serve(summarize: Callable[[Request], Iterable[str]], signature: str) -> None:
    """Answer requests until there are no more.

    Args:
        summarize: returns the sentences of a summary, in the order in which they are to be read.
        signature: all that the summaries depend on, but for the document and the length.
    """
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    summarize(_WARM_UP_REQUEST)  # loads what is loaded late, and fails now if that is missing
    with os.fdopen(int(os.environ["BENCHMARKS_ANSWERS"]), "w", encoding="utf-8", buffering=1) as answers:
        print(json.dumps({"signature": signature}), file=answers)
        for line in sys.stdin.buffer:
            request = json.loads(line)
            answer = {"id": request["id"], **_answer(summarize, request), "peak_bytes": peak_bytes()}
            print(json.dumps(answer), file=answers)


def sign(package: str, *, sentences: str, **notes: str) -> str:
    """Return the signature of a package: its version, whose sentences it gets, and what else matters."""
    parts = {"package": f"{package}-{version(package)}", "sentences": sentences, **notes}
    parts["adapter"] = code_digest(ADAPTERS)
    return "|".join(f"{key}:{value}" for key, value in parts.items())


def fit(ranked: Iterable[Item], text_of: Callable[[Item], str], request: Request) -> list[Item]:
    """Return of items, best first, those that fit the length, as summarize itself does it.

    >>> fit(["one two", "three four five", "six"], str, {"n_words": 3})
    ['one two', 'six']
    """
    items = list(ranked)
    if "n_sentences" in request:
        return items[: request["n_sentences"]]
    left = request["n_words"]
    chosen = []
    for item in items:
        n_words = len(text_of(item).split())
        if n_words <= left:
            chosen.append(item)
            left -= n_words
    return chosen or sorted(items, key=lambda item: len(text_of(item).split()))[:1]


def _end_with(parent: int) -> None:
    """End this process when its parent is gone: a killed run must not leave one that never ends."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


def _answer(summarize: Callable[[Request], Iterable[str]], request: Request) -> dict[str, Any]:
    start = time.perf_counter()
    try:
        sentences = list(summarize(request))
    except Exception as error:  # whatever a package may raise: one document is no reason to end
        return {"error": " ".join(f"{type(error).__name__}: {error}".split())[:300]}
    return {"sentences": sentences, "seconds": time.perf_counter() - start}
