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


@pytest.mark.timeout(60)
@pytest.mark.parametrize("repeated", ["*a ", "`a ", "a_ "])
def test_a_flood_of_marks_without_an_end_takes_no_time(repeated: str) -> None:
    assert read("It rained.\n\n" + f"{repeated * 20}\n" * 3_000).startswith("It rained.")
