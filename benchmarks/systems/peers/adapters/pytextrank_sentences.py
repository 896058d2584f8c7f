"""pytextrank on spaCy's small English model, which is a download of its own."""

from __future__ import annotations

import pytextrank  # type: ignore[import-not-found,import-untyped,unused-ignore]  # noqa: F401 (registers the pipe)
import spacy  # type: ignore[import-not-found,import-untyped,unused-ignore]

from benchmarks.systems.peers.adapters.loop import Request, fit, serve, sign

MODEL = "en_core_web_sm"


def main() -> None:
    """Serve pytextrank; without the model this ends with spaCy's own message."""
    pipeline = spacy.load(MODEL)
    pipeline.add_pipe("textrank")

    def choose(request: Request) -> list[str]:
        """Return the sentences that pytextrank chooses."""
        document = pipeline(request["document"])
        n_sentences = len(list(document.sents))
        ranked = document._.textrank.summary(limit_phrases=15, limit_sentences=n_sentences)
        chosen = fit(ranked, lambda sentence: str(sentence.text), request)
        return [sentence.text for sentence in sorted(chosen, key=lambda sentence: sentence.start)]

    serve(choose, sign(__file__, "pytextrank", sentences="spacy", model=MODEL))


if __name__ == "__main__":
    main()
