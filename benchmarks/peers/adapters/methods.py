"""Our own methods and models, and the seeded random choice."""

from __future__ import annotations

import hashlib
import sys
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from benchmarks.peers.adapters.loop import ADAPTERS, Request, serve
from benchmarks.peers.timing import WARM_UP
from benchmarks.provenance import code_digest
from benchmarks.specs import Spec
from summarize import Abstractive, Document, Length, Summarizer
from summarize.extractive.base import Extractive
from summarize.registry import create

_MODEL = "model="


@dataclass(frozen=True)
class RandomChoice(Extractive):
    """Sentences by lot: what any method has to beat. The same document gives the same sentences."""

    name: ClassVar[str] = "random"

    seed: int = 0

    def score_sentences(self, document: Document, query: str | None) -> NDArray[np.float64]:  # noqa: ARG002
        """Return random scores that depend on the seed and the text alone."""
        digest = hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).digest()
        generator = np.random.default_rng([self.seed, int.from_bytes(digest, "big")])
        return generator.random(len(document.sentences))


def create_summarizer(text: str) -> Summarizer:
    """Return the summarizer of a spec such as ``lead``, ``textrank:damping=0.9`` or ``model=FOLDER``.

    >>> create_summarizer("random:seed=3")
    RandomChoice(seed=3)
    """
    spec = Spec.parse(text)
    if spec.name.startswith(_MODEL):
        return Abstractive(spec.name.removeprefix(_MODEL), **spec.options)
    if spec.name == RandomChoice.name:
        return RandomChoice(**spec.options)
    return create(spec.name, **spec.options)


def length_of(request: Request) -> Length:
    """Return the length that a request asks for."""
    return Length(sentences=request.get("n_sentences"), words=request.get("n_words"))


def main() -> None:
    """Serve the summarizer that the command line names."""
    summarizer = create_summarizer(sys.argv[1])
    takes_query = getattr(summarizer, "takes_query", True)

    def summarize(request: Request) -> list[str]:
        """Return the sentences that the method chooses or the model writes."""
        document = Document(request["document"], request["language"])
        query = request.get("query") if takes_query else None
        return [sentence.text for sentence in summarizer(document, length_of(request), query=query).sentences]

    signature = summarizer(WARM_UP, Length(sentences=1)).signature.split("|")
    settings = [part for part in signature if not part.startswith(("length:", "language:"))]
    code = code_digest("summarize", ADAPTERS)
    serve(summarize, "|".join([*settings, f"code:{code}"]))


if __name__ == "__main__":
    main()
