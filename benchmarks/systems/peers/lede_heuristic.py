"""lede: tf-idf and position, no graph; five hundred characters, its default."""

from lede import summarize

from benchmarks.systems.peers.timing import report

if __name__ == "__main__":
    report(lambda text: summarize(text, max_length=500))
