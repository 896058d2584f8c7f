"""summa's TextRank, about a hundred words: it takes no number of sentences."""

from summa.summarizer import summarize

from benchmarks.systems.peers.timing import report

if __name__ == "__main__":
    report(lambda text: summarize(text, words=100))
