"""Entries of a list of works."""

import pytest

from summarize.text.references import is_reference_entry


@pytest.mark.parametrize(
    "text",
    ["[1] A. Moor, B. Dahl. Mills of old. In Proceedings of Mills, pages 3-12, 2011.", "Moor, A. (2011). Mills. J. Mills, 3(2), 1-9.",
     "12. Moor A. Old mills. Mill Sci. 2011;4:1-9.", "Moor A, Dahl BC, Lund E. Old mills and their wheels. 2011.",
     "Moor A, et al. Mills that rot. 2011."],
)  # fmt: skip
def test_references(text: str) -> None:
    assert is_reference_entry(text)


@pytest.mark.parametrize(
    "text",
    [
        "Moor (2011) found mills.",
        "As Moor et al. [12] showed in 2011, mills rot.",
        "1. The mill shut in 2011.",
        "Georg V. starb 1936, und die Mühle stand still.",
    ],
)
def test_prose_that_refers(text: str) -> None:
    assert not is_reference_entry(text)
