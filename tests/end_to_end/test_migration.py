"""The pages of docs/migration: what is to be written now runs as it stands, what it replaces is Python."""

import re
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.end_to_end.examples import Section, sections

FOLDERS = [ROOT / "docs" / "migration", ROOT / "docs" / "recipes"]
PAGES = [page for folder in FOLDERS for page in sorted(folder.glob("*.md"))]


def test_there_is_a_page_for_each_that_people_come_from() -> None:
    names = [page.stem for page in sorted(FOLDERS[0].glob("*.md"))]
    assert names == ["gensim", "langchain", "pytextrank", "summa", "sumy", "transformers"]


@pytest.mark.filterwarnings("ignore")  # of spaCy and LangChain
@pytest.mark.parametrize("section", sections(FOLDERS[0]))
def test_what_is_to_be_written_now_runs(
    section: Section, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    if any("facebook/bart-large-cnn" in block.code for block in section.blocks):
        import huggingface_hub.constants

        cache = str(request.getfixturevalue("hub_cache"))
        monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_CACHE", cache)
    section.run()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.parent.name}/{page.stem}")
def test_links_lead_to_files(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target
