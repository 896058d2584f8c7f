"""reStructuredText: marks without an end, links without a target, names that are substituted; in linear time."""

import pytest

from summarize.readers.formats.rst import read_rst


def read(text: str) -> str:
    return read_rst(text.encode(), "a.rst").text


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("The *old weir leaks.", "The *old weir leaks."),
        ("The ``old weir leaks.", "The ``old weir leaks."),
        ("An `old weir *leaks*.", "An `old weir leaks."),
        ("A |weir *leaks*, and *a lock* too.", "A |weir leaks, and a lock too."),
        ("The `old weir`_ leaks.", "The old weir leaks."),
        ("The `old weir`__ leaks.", "The old weir leaks."),
        ("It has coef_ and dict__ in it.", "It has coef_ and dict__ in it."),
        ("See weir_ now.\n\n.. _weir: http://a.b/", "See weir now."),
        ("See weir__ now.\n\n__ http://a.b/", "See weir now."),
        ("As said [#]_ by |Ann|.\n\n.. [#] In May.", "As said by |Ann|."),
    ],
)
def test_marks_and_links_that_lead_nowhere_are_text(written: str, said: str) -> None:
    assert read(f"{written}\n") == said


def test_names_are_substituted_also_in_one_another_and_in_titles() -> None:
    definitions = (
        ".. |who| replace:: Ann of |Town|\n.. |Town| replace:: Lower *Weir*\n"
        ".. |loop| replace:: a |loop|\n.. |boat| image:: boat.png\n"
    )
    document = read_rst(
        f"By |who|\n=======\n\n|WHO| saw |boat| and |loop|.\n\n{definitions}".encode(), "a.rst"
    )
    assert document.text == "# By Ann of Lower Weir\n\nAnn of Lower Weir saw and a ."
    assert document.title == "By Ann of Lower Weir"


def test_a_paragraph_longer_than_what_is_parsed_at_once_is_one_paragraph() -> None:
    sentences = " ".join(f"The *weir* leaks at ``gate {n}`` since May." for n in range(400))
    assert read(sentences) == sentences.replace("*", "").replace("``", "")
    assert read("weir" * 200 + " " + "*a* " * 3000) == "weir" * 200 + " a" * 3000


@pytest.mark.parametrize("mark", ["*", "**", "`", "``", "|", "_`"])
def test_the_end_of_a_mark_is_looked_for_once_in_a_paragraph(
    mark: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from summarize.readers.formats import docutils_parts

    searched: list[int] = []

    class Pattern:
        def search(self, text: str, start: int) -> None:
            searched.append(len(text) - start)

    class Match:
        string = f"{mark}a " * 50

        def end(self, group: str) -> int:
            return len(mark)

    inliner, pattern = docutils_parts.Inliner(), Pattern()
    assert [inliner._is_text(Match(), "start", pattern) for _ in range(50)] == [True] * 50
    assert len(searched) == 1


def test_what_searches_a_paragraph_for_each_link_is_left_out() -> None:
    from summarize.readers.formats.docutils_parts import Reader

    assert {"DanglingReferences", "Substitutions"}.isdisjoint(
        each.__name__ for each in Reader().get_transforms()
    )
