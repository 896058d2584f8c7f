"""What servers say when they refuse, in whatever form, and what an error shows of it: never a key."""

import asyncio
import json
from itertools import repeat
from typing import Any

import httpx2
import numpy as np
import pytest

from summarize import (
    GenerationError,
    InvalidTypeError,
    InvalidValueError,
    ModelError,
    SummarizeError,
    summarize,
    summarize_stream,
)
from summarize.abstractive.engines.http import connection
from tests.abstractive.engines.http.conftest import KEY
from tests.abstractive.engines.http.fakes import Received, Reply, chat, count_tokens, ollama, openai, serving
from tests.cli.running import SEED, run


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


class TestWhatCannotBeAsked:
    @pytest.mark.parametrize("proxy", ["foo://127.0.0.1:9", "http://[x", "socks5://127.0.0.1:1"])
    def test_for_its_proxy_is_an_error_of_the_model(
        self, proxy: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name in ("ALL_PROXY", "HTTP_PROXY", "all_proxy", "http_proxy"):
            monkeypatch.setenv(name, proxy)
        with pytest.raises(ModelError, match="base_url"):
            summarize("It rained.", model="openai:small", base_url="http://models.example/v1")

    @pytest.mark.parametrize(
        "url", ["http://a..b/v1", f"http://{'x' * 64}.example/v1", "http://\u2603\u0301-/v1"]
    )
    def test_for_its_address_is_an_error_of_the_model(self, url: str) -> None:
        with pytest.raises(ModelError, match="base_url"):
            summarize("It rained.", model="openai:small", base_url=url)

    def test_for_its_timeout_is_an_error_of_the_model(self) -> None:
        with serving(openai()) as server, pytest.raises(ModelError, match="timeout"):
            summarize("It rained.", model="openai:small", base_url=server.url, timeout=1e12)


class TestAnswersOfAnotherShape:
    @pytest.mark.parametrize(
        ("prefix", "body"),
        [
            ("openai", 5),
            ("openai", None),
            ("ollama", "x"),
            ("ollama", {"models": "x"}),
            ("llamacpp", [5]),
            ("vllm", {"data": 5, "tokens": 5}),
            ("lmstudio", b"[]"),
        ],
    )
    def test_are_an_error_of_the_library(self, prefix: str, body: Any) -> None:
        with serving(lambda _: Reply(body)) as server, pytest.raises(SummarizeError):
            summarize("It rained.", model=f"{prefix}:small", base_url=server.url)

    @pytest.mark.parametrize("body", [5, None, {"data": 5, "model_info": 5, "tokens": {}}, {"models": [5]}])
    @pytest.mark.parametrize("prefix", ["ollama", "llamacpp", "lmstudio"])
    def test_about_the_model_leave_it_its_usual_window(self, prefix: str, body: Any) -> None:
        def behave(received: Received) -> Reply:
            if received.path.endswith("/chat/completions"):
                return Reply(chat("It rained."))
            if received.path == "/api/chat":
                return Reply({"message": {"content": "It rained."}, "done": True, "prompt_eval_count": 110})
            return Reply({"models": [{"name": "small"}]} if received.path == "/api/tags" else body)

        with serving(behave) as server:
            summary = summarize("It rained all day.", model=f"{prefix}:small", base_url=server.url)
        assert (summary, "context:8192" in summary.signature) == ("It rained.", True)


class TestAnErrorInAnAnswer:
    @pytest.mark.parametrize("is_streamed", [False, True])
    def test_of_status_200_is_told(self, is_streamed: bool) -> None:
        error = {"error": {"message": "Provider returned error", "code": 502}, "user_id": KEY}
        reply = Reply(b"data: %s\n\n" % json.dumps(error).encode() if is_streamed else error)
        ask = summarize_stream if is_streamed else summarize
        with (
            serving(openai(lambda _: reply)) as server,
            pytest.raises(GenerationError, match="refuses a request: Provider returned error"),
        ):
            list(ask("It rained.", model="openai:small", base_url=server.url))
        assert len(server.chats) == 1

    def test_of_length_makes_smaller_parts(self, prose: str) -> None:
        def answer(received: Received) -> Reply:
            if count_tokens(received.prompt) > 2000:
                return Reply({"error": {"message": "maximum context length is 2000 tokens", "code": 400}})
            return Reply(chat("It rained.", count_tokens(received.prompt)))

        with serving(openai(answer)) as server:
            summary = summarize(prose[20_000:32_000], model="openai:small", base_url=server.url, words=60)
        assert summary.coverage == 1.0


class TestAdvice:
    @pytest.mark.parametrize(
        ("prefix", "way_out"),
        [
            ("openai", "set OPENAI_API_KEY"),
            *(
                (each, "use openai:NAME with base_url=")
                for each in ("vllm", "ollama", "lmstudio", "llamacpp")
            ),
        ],
    )
    def test_names_a_variable_only_where_it_is_read(self, prefix: str, way_out: str) -> None:
        with (
            serving(lambda _: Reply({"error": "no key"}, 401)) as server,
            pytest.raises(ModelError, match=f"give api_key= or {way_out}; it says: no key"),
        ):
            summarize("It rained.", model=f"{prefix}:small", base_url=server.url)

    @pytest.mark.parametrize("prefix", ["openai", "vllm", "ollama", "lmstudio"])
    def test_asks_for_the_address_where_nothing_is_found(self, prefix: str) -> None:
        with (
            serving(lambda _: Reply({"error": "not found"}, 404)) as server,
            pytest.raises(ModelError, match=r"is base_url right\?"),
        ):
            summarize("It rained.", model=f"{prefix}:small", base_url=f"{server.url}/wrong")


class TestValuesOfOtherKinds:
    def test_that_are_whole_numbers_of_numpy_are_sent_as_numbers(self) -> None:
        with serving(ollama()) as server:
            summary = summarize(
                "It rained. It snowed.",
                model="ollama:qwen3:4b",
                base_url=server.url,
                context=np.int64(4096),
                generation={"max_tokens": np.int64(50)},
            )
        options = server.chats[0].payload["options"]
        assert (summary, options["num_ctx"], options["num_predict"]) == ("It rained.", 4096, 50)

    @pytest.mark.parametrize("value", [np.float32(0.9), float("nan"), {1}, b"x", [np.int64(1)]])
    def test_that_json_does_not_have_are_an_error_before_anything_is_sent(self, value: Any) -> None:
        with (
            serving(openai()) as server,
            pytest.raises(InvalidTypeError, match="'top_p' must be a value that"),
        ):
            summarize("It rained.", model="openai:small", base_url=server.url, generation={"top_p": value})
        assert not server.received


@pytest.mark.parametrize(
    ("error", "raised"), [(httpx2.ConnectTimeout, GenerationError), (httpx2.ConnectError, ModelError)]
)
def test_only_a_server_that_is_not_there_ends_a_run(
    monkeypatch: pytest.MonkeyPatch, error: type[Exception], raised: type[Exception]
) -> None:
    async def attempt() -> None:
        raise error("full")

    monkeypatch.setattr(connection, "_FIRST_WAIT", 0)
    with pytest.raises(SummarizeError) as found:
        asyncio.run(connection.Connection("vLLM", "http://127.0.0.1:9", None, 60).retried(attempt))
    assert type(found.value) is raised
