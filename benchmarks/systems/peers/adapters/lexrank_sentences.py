"""lexrank, which asks its user for sentences and for documents to count words in: each sentence is one."""

from __future__ import annotations

from lexrank import STOPWORDS, LexRank  # type: ignore[import-not-found,import-untyped,unused-ignore]

from benchmarks.systems.peers.adapters.loop import Request, fit, serve, sign


def choose(request: Request) -> list[str]:
    """Return the sentences that lexrank ranks first, in the order of the document."""
    sentences = request["sentences"]
    ranker = LexRank([[sentence] for sentence in sentences], stopwords=STOPWORDS.get(request["language"]))
    scores = ranker.rank_sentences(sentences, threshold=0.1)
    ranked = sorted(range(len(sentences)), key=lambda position: -scores[position])
    return [sentences[position] for position in sorted(fit(ranked, sentences.__getitem__, request))]


if __name__ == "__main__":
    serve(choose, sign(__file__, "lexrank", sentences="summarize", idf="sentences", threshold="0.1"))
