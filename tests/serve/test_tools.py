"""``summarize mcp``: what a client of the protocol gets."""

import asyncio
import os
import re
import sys
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("mcp")

from mcp import Client, StdioServerParameters
from mcp.server import MCPServer

from summarize import check, compress, keywords, read, summarize
from summarize.cli.mcp import mcp
from summarize.errors import InvalidValueError
from summarize.serve import create_tool_server

SEED = Path("seeds/000_a76c248ee9268897.txt")
TEXT = SEED.read_text(encoding="utf-8")


def ask(name: str, arguments: dict[str, Any], folders: tuple[Path, ...] = ()) -> Any:
    async def call() -> Any:
        async with Client(create_tool_server(folders)) as client:
            return await client.call_tool(name, arguments)

    return asyncio.run(call())


def test_results_are_those_of_the_library() -> None:
    answer = ask("summarize", {"text": TEXT, "sentences": 2, "method": "textrank"})
    summary = summarize(TEXT, "textrank", sentences=2)
    assert answer.content[0].text == str(summary)
    assert answer.structured_content["sentences"] == plain(summary.to_dict()["sentences"])

    found = ask("keywords", {"text": TEXT, "n": 3}).structured_content["keywords"]
    assert [keyword["text"] for keyword in found] == [keyword.text for keyword in keywords(TEXT, 3)]

    kept = ask("compress", {"text": TEXT, "query": "cosmonaut", "words": 60})
    assert kept.content[0].text == compress(TEXT, "cosmonaut", words=60)

    checked = ask("check", {"text": TEXT, "summary": "Kim met Putin 17 times."}).structured_content
    assert checked == plain(check("Kim met Putin 17 times.", TEXT).to_dict())


def plain(values: Any) -> Any:
    """The values as they are after a way through JSON."""
    import json

    return json.loads(json.dumps(values))


def test_files_below_a_folder_can_be_read() -> None:
    folder = SEED.parent.resolve()
    for path in (SEED.name, str(SEED.resolve())):
        answer = ask("summarize", {"path": path}, (folder,))
        assert answer.content[0].text == str(summarize(read(SEED)))
    assert ask("extract", {"path": SEED.name}, (folder,)).content[0].text.startswith("Tue. Oct 3rd, 2023")


def test_no_other_file_can_be_read(tmp_path: Path) -> None:
    opened, secret = tmp_path / "opened", tmp_path / "secret.txt"
    opened.mkdir()
    secret.write_text("Nobody may read this.")
    (opened / "link.txt").symlink_to(secret)
    for path in (
        "../secret.txt",
        str(secret),
        "link.txt",
        "-",
        "/etc/passwd",
        "x\0y",
        "",
        "https://example.org",
    ):
        answer = ask("extract", {"path": path}, (opened,))
        assert answer.is_error
        assert "Nobody may" not in answer.content[0].text
    assert "start summarize mcp with --folder" in ask("extract", {"path": "a.txt"}).content[0].text


def test_what_is_no_file_is_an_error_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    os.mkfifo(tmp_path / "pipe")
    for path in ("loop", "pipe", "x" * 300, "a/" * 3_000, "\ud800"):
        answer = ask("extract", {"path": path}, (tmp_path,))
        assert answer.is_error
        assert re.search("is no (path of a )?file|there is no file|loop", answer.content[0].text), path
        assert len(answer.content[0].text) < 300


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ({}, "give either text or path"),
        ({"text": " "}, "empty or blank"),
        ({"text": TEXT, "method": "texrank"}, "textrank"),
        ({"text": TEXT, "sentences": 1, "words": 5}, "give one of"),
        ({"text": TEXT, "language": "Klingon"}, "language"),
    ],
)
def test_a_wrong_call_is_an_error_in_a_sentence(arguments: dict[str, Any], reason: str) -> None:
    answer = ask("summarize", arguments)
    assert answer.is_error
    assert reason in answer.content[0].text


def test_a_folder_that_is_none() -> None:
    with pytest.raises(InvalidValueError, match="there is no folder"):
        create_tool_server(["nowhere"])


def test_the_command_serves_standard_input() -> None:
    command = [sys.executable, "-m", "summarize", "mcp", "--folder", str(SEED.parent)]

    async def call() -> Any:
        async with Client(StdioServerParameters(command=command[0], args=command[1:])) as client:
            names = {tool.name for tool in (await client.list_tools()).tools}
            return names, await client.call_tool("keywords", {"path": SEED.name, "n": 1})

    names, answer = asyncio.run(call())
    assert names == {"summarize", "keywords", "extract", "compress", "check"}
    assert answer.content[0].text == keywords(TEXT, 1)[0].text


@pytest.mark.parametrize(("host", "is_open"), [("0.0.0.0", True), ("127.0.0.1", False)])
def test_the_command_warns_that_others_may_use_it(
    host: str, is_open: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    started = []
    monkeypatch.setattr(MCPServer, "run", lambda *_, **options: started.append(options["host"]))
    mcp.main(["mcp", "--http", "--host", host, "--folder", str(SEED.parent)], standalone_mode=False)
    assert started == [host]
    warning = f"summarize: everyone who reaches {host} may use these tools and read these folders\n"
    assert capsys.readouterr().err == warning * is_open
