"""summa's TextRank, with its own sentences; where it takes no number of them, the first by its scores."""

from __future__ import annotations

from summa.summarizer import summarize

from benchmarks.peers.adapters.loop import Request, serve, sign

NAMES = {
    "ar": "arabic",
    "da": "danish",
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fi": "finnish",
    "fr": "french",
    "hu": "hungarian",
    "it": "italian",
    "nb": "norwegian",
    "nl": "dutch",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sv": "swedish",
}


def choose(request: Request) -> list[str]:
    """Return the sentences that summa chooses; in a language that it lacks it takes the text for English."""
    language = NAMES.get(request["language"], "english")
    if "n_words" in request:
        return list(summarize(request["document"], words=request["n_words"], language=language, split=True))
    scored = summarize(request["document"], ratio=1.0, language=language, scores=True)
    best = sorted(range(len(scored)), key=lambda position: -scored[position][1])[: request["n_sentences"]]
    return [scored[position][0] for position in sorted(best)]


if __name__ == "__main__":
    serve(choose, sign("summa", sentences="summa"))
