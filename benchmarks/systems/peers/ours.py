"""summarize: TextRank, five sentences."""

from benchmarks.systems.peers.timing import report
from summarize import summarize

if __name__ == "__main__":
    report(lambda text: summarize(text, sentences=5))
