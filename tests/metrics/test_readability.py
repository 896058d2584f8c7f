"""Faults of form, one at a time."""

import pytest

from summarize.metrics.metric import create_metric
from summarize.metrics.readability import FAULTS, find_faults

SOURCE = "The council met on Monday. It shut the old mill. Ann Roe had led it.\nShe will retire in May."


def faults(*sentences: str, source: str = SOURCE, language: str = "en") -> list[str]:
    return [name for name, is_found in find_faults(sentences, source, language).items() if is_found]


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        (["The council met on Monday."], []),
        (["The council shut."], ["crumbs"]),
        (["The council met on Monday"], ["unterminated"]),
        (["By Jane Doe, Staff Writer"], ["unterminated", "bylines"]),
        (["[1] A. Moor. Mills of old. In Proceedings of Mills, 2011."], ["references"]),
        (["0 10 20 30 40."], ["numbers"]),
        (["The council met on Monday.", "The council also met on Monday."], ["duplicates"]),
        ([f"The council {'and the mill ' * 20}met."], ["long_sentences"]),
        ([], []),
    ],
)
def test_each_fault(sentences: list[str], expected: list[str]) -> None:
    assert faults(*sentences) == expected


class TestDangling:
    def test_at_the_start(self) -> None:
        assert faults("It shut the old mill.") == ["dangling"]

    def test_behind_the_sentence_that_it_refers_to(self) -> None:
        assert faults("The council met on Monday.", "It shut the old mill.") == []

    def test_behind_another_sentence(self) -> None:
        assert faults("The council met on Monday.", "She will retire in May.") == ["dangling"]

    def test_a_line_break_in_the_source_parts_nothing(self) -> None:
        assert faults("Ann Roe had led it.", "She will retire in May.") == []

    def test_in_a_script_without_spaces(self) -> None:
        source = "市長は橋を閉じた。彼は来年に辞める予定だ。"
        assert faults("市長は橋を閉じた。", "彼は来年に辞める予定だ。", source=source, language="ja") == []

    def test_what_a_model_wrote_dangles_only_at_the_start(self) -> None:
        assert faults("A mill is being shut.", "She has retired from it.") == []
        assert faults("She has retired from it.") == ["dangling"]


def test_the_figures() -> None:
    measure = create_metric("readability")
    figures = measure(["It shut the old mill."], [], SOURCE, "en")
    assert figures == {"readability": 0.0} | {f"readability.{f}": float(f == "dangling") for f in FAULTS}
    assert measure(["The council met on Monday."], [], SOURCE, "en")["readability"] == 1.0
    assert measure([], [], SOURCE, "en")["readability"] == 0.0
