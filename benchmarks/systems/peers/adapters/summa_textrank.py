"""summa's TextRank: its own sentences and their scores; the cut is ours, for its ``words`` goes beyond."""

from __future__ import annotations

from summa.summarizer import summarize

from benchmarks.systems.peers.adapters.loop import Request, fit, serve, sign

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
    # Of a text in which it finds no two sentences that are alike it returns "".
    scored = list(summarize(request["document"], ratio=1.0, language=language, scores=True))
    ranked = sorted(range(len(scored)), key=lambda position: -scored[position][1])
    chosen = fit(ranked, lambda position: str(scored[position][0]), request)
    return [scored[position][0] for position in sorted(chosen)]


if __name__ == "__main__":
    serve(choose, sign(__file__, "summa", sentences="summa", cut="summarize"))
