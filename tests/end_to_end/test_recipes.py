"""The recipes of docs/recipes run as they stand, where their packages are installed."""

import pytest

from tests.conftest import ROOT
from tests.end_to_end.examples import Section, sections

RECIPES = sections(ROOT / "docs" / "recipes")


def test_there_is_one_for_each_tool() -> None:
    titles = {each.values[0].title for each in RECIPES}
    assert titles == {
        "pandas", "polars", "Hugging Face datasets", "DuckDB", "The component", "LangChain", "LlamaIndex", "FastAPI",
        "A notebook",
    }  # fmt: skip


@pytest.mark.filterwarnings("ignore")  # of the tools themselves
@pytest.mark.parametrize("recipe", RECIPES)
def test_runs_and_prints_what_it_shows(recipe: Section) -> None:
    recipe.run()


def test_a_notebook_shows_a_summary_as_html() -> None:
    nbformat, nbclient = pytest.importorskip("nbformat"), pytest.importorskip("nbclient")
    pytest.importorskip("ipykernel")
    [code] = [each.values[0].blocks[0].code for each in RECIPES if each.values[0].title == "A notebook"]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)])
    nbclient.NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
    [output] = notebook.cells[0].outputs
    assert "Cats chase mice." in output.data["text/html"]
