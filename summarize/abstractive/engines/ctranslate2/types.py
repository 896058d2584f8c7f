"""The types that CTranslate2 can compute with; it is not imported for this."""

from __future__ import annotations

from summarize.checks import check_choice

COMPUTE_TYPES = (
    *("float32", "float16", "bfloat16", "int16"),
    *("int8", "int8_float32", "int8_float16", "int8_bfloat16"),
)


def check_compute_type(compute_type: object) -> None:
    """Raise an error unless this is a type of CTranslate2."""
    check_choice("compute_type", compute_type, COMPUTE_TYPES)
