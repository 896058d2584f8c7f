"""Lines on which a careless pattern would try more ways than there are atoms: they end, and at once."""

import pytest

from summarize import Document, summarize

PROSE = "The council met on Monday. The mill was shut in spring. Nobody was hurt when the old wheel fell."
LINES = {
    "front matter that could be read in many ways": "---\n" + "-a: b\n" * 40 + "\n\n" + PROSE,
    "quotations of LaTeX": PROSE + " " + "``harbour'', " * 60 + "are all words of the old town.",
    "letters without spaces": PROSE + "\n\n" + "ACGTTGCA" * 19 + "\n\n" + PROSE,
    "capitals with stops": PROSE + "\n\n" + ".".join(["AB"] * 40) + "\n\n" + PROSE,
    "tabs at the end of a line": PROSE + "\nIt is a!!!! " + "!?;-" * 900 + "\t" * 20_000 + "\nand more.",
}


@pytest.mark.timeout(60)
@pytest.mark.parametrize("text", LINES.values(), ids=LINES)
def test_are_summarized(text: str) -> None:
    assert Document(text).sentences
    assert str(summarize(text, sentences=2))
