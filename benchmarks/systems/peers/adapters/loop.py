"""Serves one system, a JSON line in and a JSON line out for each document; standard library only.

It runs in environments without the packages that summarize needs: of summarize it takes only the count of
words, which needs none.

Answers go to the file descriptor that the environment names ``BENCHMARKS_ANSWERS``: standard output is
for what packages print. The first is ``{"signature": …}``. A document comes as ``{"id", "document",
"sentences", "word_counts", "n_sentences" or "n_words", "language"}``, where ``sentences`` are those of
summarize, for systems that leave the splitting to their users, and ``word_counts``, which may be missing,
how many words each has; with ``query`` and ``title`` where the data have them. It is answered by ``{"id",
"sentences", "seconds", "peak_bytes"}``, or ``{"id", "error", "seconds", "peak_bytes"}``. The end of the
input is the end of the process.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from importlib.metadata import version
from typing import Any, TypeVar

from benchmarks.results.provenance import code_digest
from benchmarks.systems.peers.timing import WARM_UP, peak_bytes
from summarize.text import words

ADAPTERS = "benchmarks/systems/peers/adapters"
Request = dict[str, Any]
Item = TypeVar("Item")
# The end of the requests is the end of the run, also of one that was killed: then all that this system has
# started ends, also code that no thread of this process could interrupt.
_WATCH = """
import os, select, signal, sys
poll = select.poll()
poll.register(0, 0)
poll.poll()
os.killpg(int(sys.argv[1]), signal.SIGKILL)
"""
_WARM_UP_SENTENCES = [f"{sentence.strip()}." for sentence in WARM_UP.split(".") if sentence.strip()]
_WARM_UP_REQUEST: Request = {
    "id": "",
    "document": WARM_UP,
    "sentences": _WARM_UP_SENTENCES,
    "word_counts": [len(sentence.split()) for sentence in _WARM_UP_SENTENCES],
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
    descriptor = int(os.environ["BENCHMARKS_ANSWERS"])
    os.set_inheritable(descriptor, False)  # a program that the package starts would keep it open
    watch = subprocess.Popen([sys.executable, "-I", "-S", "-c", _WATCH, str(os.getpid())])
    summarize(_WARM_UP_REQUEST)  # loads what is loaded late, and fails now if that is missing
    with os.fdopen(descriptor, "w", encoding="utf-8", buffering=1) as answers:
        print(json.dumps({"signature": signature}), file=answers)
        for line in sys.stdin.buffer:
            request = json.loads(line)
            answer = {"id": request["id"], **_answer(summarize, request), "peak_bytes": peak_bytes()}
            print(json.dumps(answer), file=answers)
    watch.kill()


def sign(program: str, package: str, *, sentences: str, **notes: str) -> str:
    """Return the signature of a package: its version, whose sentences it gets, and what else matters.

    Args:
        program: the file of the adapter.
        package: its distribution.
        sentences: who splits the text.
        notes: what else the summaries depend on.
    """
    parts = {"package": f"{package}-{version(package)}", "sentences": sentences, **notes}
    parts["adapter"] = code_digest(program, __file__, words.__file__)
    return "|".join(f"{key}:{value}" for key, value in parts.items())


def fit(ranked: Iterable[Item], text_of: Callable[[Item], str], request: Request) -> list[Item]:
    """Return of items, best first, those that fit the length, as summarize itself does it.

    >>> fit(["one two", "three four five", "six"], str, {"n_words": 3})
    ['one two', 'six']
    """
    items = list(ranked)
    if "n_sentences" in request:
        return items[: request["n_sentences"]]
    texts = [" ".join(text_of(item).split()) for item in items]
    known = _word_counts(request)
    n_words = [known[text] if text in known else words.count_words(text) for text in texts]
    left = request["n_words"]
    chosen = []
    for item, n in zip(items, n_words, strict=True):
        if n <= left:
            chosen.append(item)
            left -= n
    shortest = min(range(len(items)), key=n_words.__getitem__, default=0)
    return chosen or items[shortest : shortest + 1]


def _word_counts(request: Request) -> dict[str, int]:
    """Return how many words each sentence has that the request counts; white space in it is single."""
    sentences = (" ".join(sentence.split()) for sentence in request.get("sentences", ()))
    return dict(zip(sentences, request.get("word_counts", ()), strict=False))


def _answer(summarize: Callable[[Request], Iterable[str]], request: Request) -> dict[str, Any]:
    start = time.perf_counter()
    try:
        sentences = list(summarize(request))
    except Exception as error:  # whatever a package may raise: one document is no reason to end
        seconds = time.perf_counter() - start
        return {"error": " ".join(f"{type(error).__name__}: {error}".split())[:300], "seconds": seconds}
    return {"sentences": sentences, "seconds": time.perf_counter() - start}
