"""Models on the command line."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from summarize import summarize
from tests.cli.running import SEED, run, run_process


class TestModel:
    def test_writes_the_summary(self, models: Callable[[str], Path], seed_text: str) -> None:
        done = run("--model", str(models("bart")), "--sentences", "1", SEED)
        assert done.returncode == 0
        assert done.stderr == ""
        assert done.stdout.strip() == summarize(seed_text, model=models("bart"), sentences=1, device="cpu")

    def test_shows_no_log_line_of_transformers(self, models: Callable[[str], Path], tmp_path: Path) -> None:
        folder = shutil.copytree(models("chat"), tmp_path / "chat")
        settings = folder / "generation_config.json"
        values = json.loads(settings.read_text()) | {"do_sample": False, "temperature": 0.7}
        settings.write_text(json.dumps(values))  # of which transformers tells that it ignores it
        done = run_process("--model", str(folder), "-s", "1", SEED, cwd=tmp_path)
        assert (done.returncode, done.stderr) == (0, "")

    def test_has_options_also_those_of_generate(self, models: Callable[[str], Path]) -> None:
        options = [
            "-O",
            "strategy=refine",
            "-O",
            "generation.num_beams=2",
            "-O",
            "generation.max_new_tokens=9",
        ]
        done = run("--model", str(models("bart")), "-s", "1", "-f", "json", *options, SEED)
        assert (done.returncode, done.stderr) == (0, "")
        signature = json.loads(done.stdout)["signature"].split("|")
        assert "strategy:refine" in signature
        assert any("num_beams" in part and "2" in part for part in signature)

    def test_goes_on_after_a_file_that_cannot_be_read(self, models: Callable[[str], Path]) -> None:
        done = run("--model", str(models("bart")), "--words", "20", "--format", "json", "nowhere.txt", SEED)
        assert (done.returncode, done.stderr) == (1, "summarize: nowhere.txt: no such file\n")
        record = json.loads(done.stdout)
        assert record["method"] == "abstractive"
        assert record["coverage"] == 1.0

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (["--model", "./nowhere"], "looks like a folder, but there is none"),
            (["--model", "x", "--method", "lead"], "a method or a model, not both"),
            (["--model", "x", "-O", "model=y"], "a model has no option 'model'; Known: api_key, base_url, "),
            (["--model", "x", "-O", "strateg=refine"], "no option 'strateg'; did you mean 'strategy'?"),
            (["--model", "x", "-O", "strategy=refin"], "did you mean 'refine'"),
            (["--model", "x", "-O", "generation=4"], "generation must be a dict of arguments, got 4"),
        ],
    )
    def test_that_cannot_be_is_wrong_use(self, arguments: list[str], message: str) -> None:
        done = run(*arguments, SEED)
        assert done.returncode == 2
        assert message in done.stderr
        assert done.stderr.count("\n") == 1
