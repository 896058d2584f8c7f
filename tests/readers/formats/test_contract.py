"""What every format keeps to, ours and others'; a new row is tested by itself."""

import random
from collections.abc import Iterator

import pytest

from summarize import Document, ReadError
from summarize.readers import known_formats, read_bytes
from summarize.readers.detection import kind_of_bytes, kind_of_package, kind_of_text
from summarize.readers.formats.format import Format
from summarize.readers.formats.markup import Content
from summarize.readers.formats.registry import format_of
from tests.readers.samples import archive

PROSE = "Cats purr. Nobody knows why they do it.\n\nDogs bark at night, and sleep all day."


def hostile(row: Format) -> Iterator[bytes]:
    """Bytes that are no document, or none of this format, or damaged."""
    noise = random.Random(row.kind).randbytes(5000)
    yield from (b"", b"\0" * 100, b" \n ", PROSE.encode(), PROSE.encode("utf-16"), noise)
    for signature in row.signatures:
        yield from (signature, signature + noise, signature + PROSE.encode())
    if row.members:
        names = [name + "a" * name.endswith("/") for name in row.members]
        yield archive(dict.fromkeys(names, b""))
        yield archive(dict.fromkeys(names, noise))


def read_or_reason(data: bytes, name: str, media_type: str | None) -> Document | str:
    try:
        return read_bytes(data, name, media_type=media_type)
    except ReadError as error:
        return str(error)


@pytest.mark.parametrize("row", [format_of(kind) for kind in known_formats()], ids=lambda row: row.kind)
class TestEveryFormat:
    def test_has_a_loader(self, row: Format) -> None:
        assert callable(row.load())

    def test_is_recognised_by_what_its_row_says(self, row: Format) -> None:
        for signature in row.signatures:
            assert kind_of_bytes(signature + b".4 and so on", "a") == row.kind
        if row.members:
            assert kind_of_package([name + "a" * name.endswith("/") for name in row.members], "a") == row.kind
        if row.goes_by_name:
            text = f"<p>{PROSE}</p>"
            assert {kind_of_text(text, f"a{suffix}") for suffix in row.suffixes} <= {row.kind}
            assert {kind_of_text(text, "a", media_type) for media_type in row.media_types} <= {row.kind}
        else:
            assert {kind_of_text(PROSE, f"a{suffix}") for suffix in row.suffixes} <= {"text"}

    def test_gives_a_document_or_says_why_there_is_none(self, row: Format) -> None:
        for suffix in row.suffixes or ("",):
            for data in hostile(row):
                outcome = read_or_reason(data, f"a{suffix}", next(iter(row.media_types), None))
                assert isinstance(outcome, Document) or outcome.startswith(f"a{suffix}")

    def test_gives_content_of_a_text_whatever_its_encoding(self, row: Format) -> None:
        if row.is_text:
            content = row.load()(PROSE)
            assert isinstance(content, Content)
            suffix = row.suffixes[0]
            assert read_bytes(PROSE.encode("utf-16"), f"a{suffix}").text == read_bytes(PROSE.encode(), f"a{suffix}").text  # fmt: skip
