"""The table of formats: what a row must say, and the rows of other packages."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from summarize import InvalidTypeError, InvalidValueError, ReadError
from summarize.readers import Content, Format, known_formats, read, read_bytes
from summarize.readers.formats import registry
from summarize.readers.sandbox import parent

POSTSCRIPT = r'''
"""PostScript, as far as a test needs it."""

import re
from summarize import ReadError
from summarize.readers import Content, Format

FORMAT = Format("their-ps", "Their PS", "their_ps:read_ps", suffixes=(".their_ps",), signatures=(b"%!PS",))

def read_ps(data, name, encoding):
    if b"showpage" not in data:
        raise ReadError(f"{name}: is cut off")
    return Content(" ".join(re.findall(r"\((.*?)\)", data.decode("latin-1"))), "A letter")
'''
WIKI = '''
"""Wiki text, whose suffix tells it."""

from summarize.readers import Content, Format

FORMAT = Format("their-wiki", "Wiki", "their_wiki:read_wiki", suffixes=(".their_wiki",), is_text=True)

def read_wiki(text):
    return Content(text.replace("==", "").strip())
'''


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[object]:
    """Installs a module with a row named FORMAT, as a package of others would be."""
    monkeypatch.syspath_prepend(tmp_path)

    def forget() -> None:
        for module in ("their_ps", "their_wiki"):
            sys.modules.pop(module, None)
        registry.others.cache_clear()
        parent._end_all()  # what runs already knows the old path

    def install(module: str, source: str) -> None:
        (tmp_path / f"{module}.py").write_text(source)
        metadata = tmp_path / f"{module}-1.0.dist-info"
        metadata.mkdir()
        (metadata / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {module}\nVersion: 1.0\n")
        (metadata / "entry_points.txt").write_text(f"[summarize.readers]\n{module} = {module}:FORMAT\n")
        forget()

    yield install
    forget()


def row(**changes: object) -> Format:
    values = {
        "kind": "their-org",
        "label": "Org",
        "loader": "their.org:read_org",
        "suffixes": (".their_org",),
    }
    return Format(**values | changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"kind": ""}, "kind of the format '' must be a string that is not blank"),
        ({"label": None}, "label of the format 'their-org' must be a string that is not blank, got None"),
        ({"loader": ""}, "loader of the format 'their-org' must be a string"),
        (
            {"loader": "their.org"},
            "the loader 'their.org' of the format 'their-org' is not 'module:function'",
        ),
        ({"suffixes": ".org"}, "suffixes of the format 'their-org' must be a tuple of str"),
        ({"suffixes": ("org",)}, "the suffix 'org' of the format 'their-org' is not a dot and lower case"),
        ({"suffixes": (".ORG",)}, "the suffix '.ORG' of the format 'their-org' is not"),
        ({"media_types": ("org",)}, "the media type 'org' of the format 'their-org' is not one"),
        ({"signatures": ("org",)}, "signatures of the format 'their-org' must be a tuple of bytes"),
        ({"signatures": (b"",)}, "signatures of the format 'their-org' must be a tuple of bytes, none empty"),
        ({"is_text": "yes"}, "is_text of the format 'their-org' must be true or false"),
        ({"kind": "zip"}, "the kind 'zip' of the format 'zip' is taken"),
        ({"suffixes": ()}, "nothing tells the format 'their-org': give suffixes"),
    ],
)
def test_a_row_that_lacks_something_is_an_error_when_it_is_made(
    changes: dict[str, object], message: str
) -> None:
    with pytest.raises((InvalidTypeError, InvalidValueError)) as caught:
        row(**changes)
    assert str(caught.value).startswith(message)


def test_no_two_rows_claim_the_same() -> None:
    for other in (row(kind="their-org-2"), row(suffixes=(".a",)), row(kind="b", suffixes=(".md",))):
        with pytest.raises(InvalidValueError, match=r"^the formats '[\w-]+' and '[\w-]+' both claim '"):
            registry._table([*registry.BUILT_IN, row(), other])


def test_an_unknown_kind_is_named_with_the_nearest() -> None:
    with pytest.raises(InvalidValueError, match=r"^unknown format 'dokx'; did you mean 'docx'"):
        registry.format_of("dokx")


class TestFormatsOfOthers:
    def test_are_read_in_a_process_of_their_own(self, install, tmp_path: Path) -> None:
        with pytest.raises(ReadError, match="letter: is PostScript; make a PDF of it"):
            read_bytes(b"%!PS (Cats purr.)", "letter")
        install("their_ps", POSTSCRIPT)
        assert known_formats()["their-ps"] == "Their PS"
        path = tmp_path / "letter.their_ps"
        path.write_bytes(b"%!PS (Cats purr.) show (They sleep.) showpage")
        document = read(path)
        assert (document.text, document.title) == ("Cats purr. They sleep.", "A letter")
        assert read_bytes(path.read_bytes(), "letter").text == document.text  # the signature tells
        with pytest.raises(ReadError, match="^letter: is cut off"):
            read_bytes(b"%!PS (Cats", "letter")

    def test_that_are_text_are_told_by_name(self, install) -> None:
        assert read_bytes(b"== Cats ==\n\nThey purr.", "a.their_wiki").text.startswith("==")
        install("their_wiki", WIKI)
        assert read_bytes(b"== Cats ==\n\nThey purr.", "a.their_wiki").text == "Cats \n\nThey purr."
        assert read_bytes(b"== Cats ==\n\nThey purr.", "a.txt").text.startswith("==")
        with pytest.raises(ReadError, match="^a.their_wiki: has nothing but what is left out of their-wiki"):
            read_bytes(b"====", "a.their_wiki")

    @pytest.mark.parametrize(
        ("source", "message"),
        [
            ("import no_such_package", "the reader 'their_wiki' of their_wiki:FORMAT cannot be loaded: No mod"),
            ("FORMAT = 5", "the reader 'their_wiki' of their_wiki:FORMAT is a int, not a Format"),
            (WIKI.replace('"Wiki", ', "", 1), "the reader 'their_wiki' of their_wiki:FORMAT cannot be loaded:"),
            (WIKI.replace('"their-wiki"', '"pdf"', 1), "the formats 'pdf' and 'pdf' both claim 'kind pdf'"),
            (WIKI.replace(":read_wiki", ":read_it"), "the loader 'their_wiki:read_it' of the format 'their-wiki' is no"),
        ],
    )  # fmt: skip
    def test_that_lack_something_are_named(self, install, source: str, message: str) -> None:
        install("their_wiki", source)
        with pytest.raises((InvalidTypeError, InvalidValueError)) as caught:
            read_bytes(b"== Cats ==\n\nThey purr.", "a.their_wiki")
        assert str(caught.value).startswith(message)
        assert read_bytes(b"Cats purr.", "a.md").text == "Cats purr."  # the others work

    def test_without_their_function_say_so_and_do_not_blame_the_document(self, install) -> None:
        install("their_ps", POSTSCRIPT.replace(":read_ps", ":read_it"))
        with pytest.raises(
            ReadError, match="^a: the loader 'their_ps:read_it' of the format 'their-ps' is no"
        ):
            read_bytes(b"%!PS (Cats)", "a")


def test_content_is_public_for_readers_of_others() -> None:
    assert Content("A text.")[:3] == ("A text.", None, ())
