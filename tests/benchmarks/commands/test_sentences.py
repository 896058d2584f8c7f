"""Sentence ends on treebanks and cases that the user gives."""

import json
from pathlib import Path

import pytest

from benchmarks.commands.sentences import Counts, count_ends
from benchmarks.data.treebanks import SplitText, read_split_texts
from tests.benchmarks.conftest import invoke

TREEBANK = """# newdoc id = one
# sent_id = 1
# text = The bus leaves at 5 p.m. on Monday.
1\tThe\tthe\tDET\t_\t_\t2\tdet\t_\t_
2\t.\t.\tPUNCT\t_\t_\t1\tpunct\t_\tSpaceAfter=No

# sent_id = 2
# text = It is late.
1\tIt\tit\tPRON\t_\t_\t2\tnsubj\t_\t_
2\t.\t.\tPUNCT\t_\t_\t1\tpunct\t_\t_

# newpar id = two
# sent_id = 3
# text = Nobody minds.
1\tNobody\tnobody\tPRON\t_\t_\t2\tnsubj\t_\t_
"""


def test_a_treebank_is_its_paragraphs_as_they_were_written(tmp_path: Path) -> None:
    path = tmp_path / "en_own-ud-test.conllu"
    path.write_text(TREEBANK)
    first, second = read_split_texts(path)
    assert first.text == "The bus leaves at 5 p.m. on Monday.It is late. "
    assert first.sentences == ("The bus leaves at 5 p.m. on Monday.", "It is late.")
    assert (second.sentences, second.language) == (("Nobody minds.",), "en")


def test_ends_are_counted_inside_texts_whatever_the_white_space() -> None:
    texts = [SplitText("A b.  C d. E f.", ("A b.", "C d.", "E f."), "en"), SplitText("G h.", ("G h.",), "en")]
    parts = {"A b.  C d. E f.": ["A b. ", "C", "d. E f."], "G h.": ["G h."]}
    assert count_ends(texts, lambda text, _: parts[text]) == Counts(n_right=1, n_found=2, n_true=2, n_whole=1)


def test_both_splitters_are_measured(tmp_path: Path) -> None:
    treebank, cases = tmp_path / "en_own-ud-test.conllu", tmp_path / "rules.json"
    treebank.write_text(TREEBANK)
    case = {"text": "Hat Dr. Maier Zeit? Ja.", "sentences": ["Hat Dr. Maier Zeit?", "Ja."], "language": "de"}
    cases.write_text(json.dumps([case]))
    done = invoke("sentences", treebank, cases)
    assert done.exit_code == 0, done.output
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in done.output.splitlines()[2:]]
    assert [row[:2] for row in rows] == [
        [name, splitter] for name in ("en\\_own-ud-test", "rules") for splitter in ("summarize", "sentencex")
    ]
    assert rows[2][2:] == ["100.00", "100.00", "100.00", "1", "1 of 1"]


@pytest.mark.parametrize(
    ("content", "reason"), [("[{}]", "KeyError: 'text'"), ("[", "JSONDecodeError"), ("[]", "no texts")]
)
def test_a_file_without_cases_is_wrong_use(tmp_path: Path, content: str, reason: str) -> None:
    (tmp_path / "a.json").write_text(content)
    done = invoke("sentences", tmp_path / "a.json")
    assert done.exit_code == 2
    assert reason in done.output
