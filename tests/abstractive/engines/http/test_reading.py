"""What servers read of a text: all of it, in parts that leave room for an answer, or an error."""

import math

import pytest

from summarize import summarize
from summarize.abstractive.engines.http import connection
from summarize.abstractive.engines.http.counting import estimate
from tests.abstractive.engines.http.fakes import Received, Reply, chat, first_sentence, openai, serving

TEMPLATE = 10  # tokens around a chat


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "_FIRST_WAIT", 0.0)
    for name in ("OPENAI_BASE_URL", "OPENAI_API_KEY", "OLLAMA_HOST"):
        monkeypatch.delenv(name, raising=False)


class TestAServerThatCountsMoreThanTheEstimate:
    def test_has_room_for_the_summary_of_each_part(self, prose: str) -> None:
        def answer(received: Received) -> Reply:
            n_tokens = math.ceil(1.05 * len(estimate(received.prompt))) + TEMPLATE
            return Reply(chat(first_sentence(received.text), n_tokens))

        with serving(openai(answer)) as server:
            summary = summarize(prose[:100_000], model="openai:small", base_url=server.url, words=100)
        assert summary.coverage == 1.0
        of_parts = [each for each in server.chats if "<text>" in each.prompt]
        assert len(of_parts) > 2
        assert all(each.payload["max_tokens"] > 100 for each in of_parts)
