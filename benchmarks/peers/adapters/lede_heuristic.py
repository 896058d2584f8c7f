"""lede, whose lengths are characters: a word, or a sentence, counts as long as it is here on average."""

from __future__ import annotations

from lede import summarize
from lede.sentences import split_sentences  # type: ignore[import-not-found,import-untyped,unused-ignore]

from benchmarks.peers.adapters.loop import Request, serve, sign


def choose(request: Request) -> list[str]:
    """Return the sentences that lede chooses."""
    text = " ".join(request["sentences"])
    if "n_words" in request:
        share = request["n_words"] / len(text.split())
    else:
        share = request["n_sentences"] / len(request["sentences"])
    summary = str(summarize(request["document"], max_length=round(len(text) * share)))
    return list(split_sentences(summary))


if __name__ == "__main__":
    serve(choose, sign("lede", sentences="lede", length="mean-characters"))
