"""What servers say when they refuse, in whatever form, and what an error shows of it: never a key."""

import json
from typing import Any

import pytest

from summarize import Abstractive, InvalidValueError, SummarizeError, summarize, summarize_stream
from summarize.abstractive.engines.http import connection
from tests.abstractive.engines.http.fakes import Reply, chat, openai, serving
from tests.cli.running import SEED, run

KEY = "sk-secret-1234"


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "_FIRST_WAIT", 0.0)
    for name in ("OPENAI_BASE_URL", "OPENAI_API_KEY", "OLLAMA_HOST"):
        monkeypatch.delenv(name, raising=False)


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
        with serving(openai(lambda _: reply)) as server, pytest.raises(SummarizeError) as caught:
            model = {"model": "openai:small", "base_url": server.url, "api_key": KEY}
            list(summarize_stream("It rained.", **model)) if is_streamed else summarize("It rained.", **model)
        assert KEY[:7] not in str(caught.value)

    def test_that_is_none_changes_no_answer(self) -> None:
        with serving(openai(lambda _: Reply(chat("None of them came.")))) as server:
            summary = summarize(
                "It rained all day.", model="openai:small", base_url=server.url, api_key="None"
            )
        assert summary == "None of them came."
