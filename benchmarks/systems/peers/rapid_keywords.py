"""rapid-textrank, written in Rust: keywords, for it ranks no sentences."""

from rapid_textrank import extract_keywords

from benchmarks.systems.peers.timing import report

if __name__ == "__main__":
    report(lambda text: extract_keywords(text, top_n=10, language="en"))
