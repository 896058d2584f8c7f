"""What servers say when they refuse, in whatever form, and what an error shows of it: never a key."""

import json
from itertools import repeat
from typing import Any

import pytest

from summarize import GenerationError, InvalidValueError, SummarizeError, summarize, summarize_stream
from summarize.abstractive.engines.http import connection
from tests.abstractive.engines.http.fakes import Reply, chat, openai, serving
from tests.cli.running import SEED, run

KEY = "sk-secret-1234"


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "_FIRST_WAIT", 0.0)
    for name in ("OPENAI_BASE_URL", "OPENAI_API_KEY", "OLLAMA_HOST"):
        monkeypatch.delenv(name, raising=False)


class Endless(Reply):
    """A line without an end."""

    @property
    def pieces(self) -> Any:
        return repeat(b"x" * 100_000)


class TestAKey:
    @pytest.mark.parametrize(
        "reply",
        [
            Reply({"error": {"message": f"the key {KEY} has no rights"}}, 403),
            Reply({"error": {"message": f"{'long ' * 21} {KEY}"}}, 400),
            Reply(f"Bearer {KEY}?".encode()),
            Reply(f"data: Bearer {KEY}?\n\n".encode()),
            Reply(b'data: {"error": {"message": "no such key: %s"}}\n\n' % KEY.encode()),
            Reply(b"", 302, {"location": f"https://other.example/{KEY}"}),
        ],
    )
    @pytest.mark.parametrize("is_streamed", [False, True])
    def test_that_a_server_repeats_is_not_shown(self, reply: Reply, is_streamed: bool) -> None:
        ask = summarize_stream if is_streamed else summarize
        with serving(openai(lambda _: reply)) as server, pytest.raises(SummarizeError) as caught:
            list(ask("It rained.", model="openai:small", base_url=server.url, api_key=KEY))
        assert KEY[:7] not in str(caught.value)

    def test_that_is_none_changes_no_answer(self) -> None:
        with serving(openai(lambda _: Reply(chat("None of them came.")))) as server:
            summary = summarize(
                "It rained all day.", model="openai:small", base_url=server.url, api_key="None"
            )
        assert summary == "None of them came."

    def test_on_the_command_line_is_an_error_that_does_not_show_it(self) -> None:
        done = run("compare", "--methods", f"lead,model=openai:x:api_key={KEY}", SEED)
        assert done.returncode == 2
        assert "set OPENAI_API_KEY" in done.stderr
        assert KEY not in done.stdout + done.stderr

    @pytest.mark.parametrize(
        "url",
        [
            f"user:{KEY}@host:8000/v1",
            f"http://user:{KEY}@[host/v1",
            f"host?key={KEY}",
            f"http://host/v1#{KEY}",
        ],
    )
    def test_in_an_address_is_an_error_that_does_not_show_it(self, url: str) -> None:
        with pytest.raises(InvalidValueError, match="give the key as api_key") as caught:
            summarize("It rained.", model="openai:small", base_url=url)
        assert KEY not in str(caught.value)


class TestAStream:
    @pytest.mark.parametrize("mark", ["\u2028", "\u2029", "\x85", "\x0b"])
    def test_may_have_any_mark_of_unicode_in_its_text(self, mark: str) -> None:
        line = {"message": {"content": f"It{mark}rained."}, "done": True, "prompt_eval_count": 110}
        text = json.dumps(line, ensure_ascii=False).encode()
        lines = [text[:30], text[30:], b"\r\n"]
        models = Reply({"models": [{"name": "x"}]})
        with serving(lambda got: Reply(lines) if got.path == "/api/chat" else models) as server:
            stream = summarize_stream("It rained.", model="ollama:x", base_url=server.url)
            assert "".join(stream).split() == ["It", "rained."]

    def test_of_one_endless_line_is_left(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(connection, "_LARGEST_ANSWER", 1_000_000)
        with serving(openai(lambda _: Endless())) as server:
            with pytest.raises(GenerationError, match="answers with more than 1 MB"):
                list(summarize_stream("It rained.", model="openai:small", base_url=server.url))
            assert server.is_left.wait(60)
