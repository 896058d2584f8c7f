"""Our own methods and models."""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path

from benchmarks.results.provenance import code_digest
from benchmarks.systems.peers.adapters.loop import ADAPTERS, Request, serve
from benchmarks.systems.peers.timing import WARM_UP
from summarize import Abstractive, Document, Length, Summarizer
from summarize.api import make_summarizer
from summarize.specs import Spec

_BLOCK = 1 << 20


def create_summarizer(text: str) -> Summarizer:
    """Return the summarizer of a spec such as ``lead``, ``textrank:damping=0.9`` or ``model=FOLDER``.

    >>> create_summarizer("random:seed=3").seed
    3
    """
    spec = Spec.parse(text)
    return make_summarizer(None if spec.model else spec.name, spec.model, **spec.options)


def length_of(request: Request) -> Length:
    """Return the length that a request asks for."""
    return Length(sentences=request.get("n_sentences"), words=request.get("n_words"))


def sign(summarizer: Summarizer) -> str:
    """Return what the summaries of a summarizer depend on, but for the document and the length.

    A model from the hub is signed with its commit, which summarize knows, one in a folder with its files.
    """
    signature = summarizer(WARM_UP, Length(sentences=1)).signature.split("|")
    parts = [part for part in signature if not part.startswith(("length:", "language:"))]
    if isinstance(summarizer, Abstractive) and isinstance(summarizer.model, str | os.PathLike):
        folder = Path(summarizer.model).expanduser()
        if folder.is_dir():
            parts.append(f"files:{folder_digest(folder)}")
    return "|".join([*parts, f"code:{code_digest('summarize', ADAPTERS)}"])


def folder_digest(folder: Path) -> str:
    """Return twelve digits that change with the name or content of any file in a folder."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(
            f"{path.relative_to(folder)}\0{path.stat().st_size}\0".encode("utf-8", "surrogateescape")
        )
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                digest.update(block)
    return digest.hexdigest()[:12]


def main() -> None:
    """Serve the summarizer that the command line names."""
    summarizer = create_summarizer(sys.argv[1])

    def summarize(request: Request) -> list[str]:
        """Return the sentences that the method chooses or the model writes."""
        document = Document(request["document"], request["language"], title=request.get("title"))
        query = request.get("query") if summarizer.takes_query else None
        return [sentence.text for sentence in summarizer(document, length_of(request), query=query).sentences]

    serve(summarize, sign(summarizer))


if __name__ == "__main__":
    main()
