"""The API: the same summaries as in Python, and a status and a sentence for whatever is wrong."""

import asyncio
import gzip
import json
import re
import socket
from typing import Any

import pytest

from summarize import Document, check, keywords, methods, summarize
from tests.serve.conftest import MAX_BYTES, MAX_REQUESTS, MODEL, httpx

Client = Any
LINES = "application/x-ndjson"


def events(answer: Any) -> list[tuple[str, Any]]:
    found = re.findall(r"event: (\w+)\ndata: (.*)\n\n", answer.text)
    return [(kind, json.loads(data)) for kind, data in found]


class TestSummaries:
    def test_are_those_of_the_library(self, client: Client, news: str) -> None:
        for length in ({}, {"sentences": 2}, {"words": 40}, {"ratio": 0.1}):
            answer = client.post("/v1/summaries", json={"text": news, **length})
            assert answer.status_code == 200
            assert answer.json() == json.loads(json.dumps(summarize(news, **length).to_dict()))

    def test_follow_method_query_and_language(self, client: Client, news: str) -> None:
        values = {"method": "textrank", "query": "ferry crews", "language": "en", "words": 30}
        answer = client.post("/v1/summaries", json={"text": news, **values})
        assert answer.json()["summary"] == str(summarize(news, **values))

    def test_of_files_have_their_title(self, client: Client) -> None:
        page = b"<title>Cats</title><p>Cats chase mice at night.</p><p>It rained all day.</p>"
        files = {"file": ("cats.html", page, "text/html")}
        assert client.post("/v1/summaries", files=files, data={"sentences": "1"}).json()["summary"]
        assert client.post("/v1/extract", files=files).json()["title"] == "Cats"

    def test_are_pages_or_markdown_if_that_is_accepted(self, client: Client, news: str) -> None:
        def get(media_type: str) -> str:
            values = {"text": news, "sentences": 1, "cite": True}
            return client.post("/v1/summaries", json=values, headers={"Accept": media_type}).text

        assert get("text/html").startswith("<!doctype html>")
        assert get("text/markdown") == summarize(news, sentences=1).to_markdown(cite=True)

    def test_of_a_model_list_what_the_text_does_not_have(self, client: Client, news: str) -> None:
        found = client.post("/v1/summaries", json={"text": news, "model": MODEL, "words": 50}).json()
        assert any("99" in fact for fact in found["unsupported"])

    def test_are_streamed_as_the_model_writes(self, client: Client, news: str) -> None:
        values = {"text": news, "model": MODEL, "words": 50, "stream": True}
        *written, (last, summary) = events(client.post("/v1/summaries", json=values))
        assert {kind for kind, _ in written} == {"text"}
        assert len(written) > 5
        assert last == "summary"
        assert "".join(piece["text"] for _, piece in written).split()[:3] == summary["summary"].split()[:3]

    def test_of_a_method_are_one_event(self, client: Client, news: str) -> None:
        assert [
            kind for kind, _ in events(client.post("/v1/summaries", json={"text": news, "stream": True}))
        ] == ["summary"]
        ((kind, problem),) = events(client.post("/v1/summaries", json={"text": " ", "stream": True}))
        assert (kind, problem["status"]) == ("problem", 422)


class TestOtherTasks:
    def test_keywords_are_those_of_the_library(self, client: Client, news: str) -> None:
        found = client.post("/v1/keywords", json={"text": news, "n": 3}).json()["keywords"]
        assert [each["text"] for each in found] == [each.text for each in keywords(news, 3)]

    def test_a_check_is_that_of_the_library(self, client: Client, news: str) -> None:
        found = client.post("/v1/check", json={"text": news, "summary": "It cost 77 pounds."}).json()
        assert found == json.loads(json.dumps(check("It cost 77 pounds.", news).to_dict()))

    def test_an_extract_can_be_sent_back_as_a_document(self, client: Client) -> None:
        captions = b"WEBVTT\n\n00:01.000 --> 00:04.000\n<v Anna>We meet at noon on Monday.\n"
        document = client.post("/v1/extract", files={"file": ("talk.vtt", captions, "text/vtt")}).json()
        assert document["cues"] == [[0, 1.0, "Anna"]]
        (sentence,) = client.post("/v1/summaries", json={"document": document}).json()["sentences"]
        assert (sentence["time"], sentence["speaker"]) == (1.0, "Anna")

    def test_citations_link_to_where_a_document_is_from(self, client: Client) -> None:
        document = {"text": "Cats purr at night.", "url": "https://example.org/cats"}
        request = {"document": document, "cite": True}
        answer = client.post("/v1/summaries", json=request, headers={"Accept": "text/markdown"})
        assert "[link](<https://example.org/cats#:~:text=Cats%20purr%20at%20night.>)" in answer.text
        read = client.post("/v1/extract", json={"document": document}).json()
        assert read["url"] == document["url"]

    def test_selections_have_the_sentences_of_each_length(self, client: Client, news: str) -> None:
        answer = client.post("/v1/selections", json={"text": news, "words": [20, 60]})
        header, *lines = map(json.loads, answer.text.splitlines())
        starts = [start for start, *_ in header["sentences"]]
        assert starts == [sentence.start for sentence in Document(news).sentences]
        for line in lines:
            summary = summarize(news, words=line["words"])
            assert line["positions"] == [sentence.position for sentence in summary.sentences]

    def test_a_batch_has_a_line_for_each_line(self, client: Client, news: str) -> None:
        asked = [{"id": 1, "text": news, "sentences": 1}, {"id": "b", "text": " "}, {"x": 1}]
        body = "\n".join(map(json.dumps, asked)) + "\n{\n"
        answer = client.post("/v1/batches", content=body, headers={"Content-Type": LINES})
        first, *others = map(json.loads, answer.text.splitlines())
        assert (first["id"], first["summary"]) == (1, str(summarize(news, sentences=1)))
        assert [(each["id"], each["problem"]["status"]) for each in others] == [
            ("b", 422),
            (None, 422),
            (None, 400),
        ]

    def test_a_wrong_line_of_a_batch_leaves_the_others_as_they_are(self, client: Client) -> None:
        nested = "[" * 600 + "NaN" + "]" * 600
        body = f'{{"id": {nested}, "text": "Cats purr."}}\n{{"id": 2, "text": "Cats purr."}}\n'
        answer = client.post("/v1/batches", content=body, headers={"Content-Type": LINES})
        wrong, right = map(json.loads, answer.text.splitlines())
        assert (wrong["id"], wrong["problem"]["status"]) == (None, 422)
        assert "id must be a string or a whole number" in wrong["problem"]["detail"]
        assert (right["id"], right["summary"]) == (2, "Cats purr.")

    def test_methods_are_listed_with_the_models(self, client: Client) -> None:
        found = client.get("/v1/methods").json()
        assert {each["name"]: each["description"] for each in found["methods"]} == methods()
        assert found["models"] == [MODEL]

    def test_metrics_count_requests_and_tell_nothing_of_them(self, client: Client) -> None:
        client.get("/secret-path")
        client.post("/v1/keywords", json={"text": "Secret words of a text."})
        text = client.get("/metrics").text
        assert re.search(r'summarize_requests_total{route="/v1/keywords",status="200"} [1-9]', text)
        assert "secret" not in text.lower()


WRONG: dict[str, tuple[dict[str, Any], int, str]] = {
    "empty": ({"json": {"text": ""}}, 422, "the text is empty or blank"),
    "nothing": ({"json": {}}, 422, "give one of text, url, document and a file; got none"),
    "method": (
        {"json": {"text": "A b.", "method": "led"}},
        422,
        "unknown method 'led'; did you mean 'lead'?",
    ),
    "model": (
        {"json": {"text": "A b.", "model": "gpt"}},
        422,
        "this server has no model 'gpt'; Known: scripted",
    ),
    "lengths": (
        {"json": {"text": "A b.", "words": 3, "ratio": 0.2}},
        422,
        "give one of sentences, words and",
    ),
    "length": ({"json": {"text": "A b.", "words": "3"}}, 422, "words must be a whole number, got '3'"),
    "field": ({"json": {"text": "A b.", "word": 3}}, 422, "there is no field 'word'; did you mean 'words'?"),
    "query": ({"json": {"text": "A b.", "query": "zebra"}}, 422, "no word of the query"),
    "url": ({"json": {"url": "https://example.org/"}}, 422, "this server reads no URLs"),
    "speaker": (
        {"json": {"document": {"text": "A b.", "cues": [[0, 1, "x" * 201]]}}},
        422,
        "a speaker has at most 200 characters",
    ),
    "link": (
        {"json": {"document": {"text": "A b.", "url": "https://example.org/>)"}}},
        422,
        "must be one of http or https",
    ),
    "script": (
        {"json": {"document": {"text": "A b.", "url": "javascript:x"}}},
        422,
        "must be one of http or https",
    ),
    "cues": ({"json": {"document": {"text": "A b.", "cues": {}}}}, 422, "cues must be a list"),
    "file in JSON": ({"json": {"file": {"data": "x"}}}, 422, "there is no field 'file'"),
    "list": ({"json": [1]}, 422, "the body must be a JSON object"),
    "no JSON": (
        {"content": b"{", "headers": {"Content-Type": "application/json"}},
        400,
        "the body is no valid JSON",
    ),
    "no form": (
        {"content": b"x", "headers": {"Content-Type": "multipart/form-data"}},
        400,
        "is no valid form",
    ),
    "type": (
        {"content": b"A text."},
        415,
        "the Content-Type must be application/json or multipart/form-data",
    ),
    "large": ({"json": {"text": "x" * MAX_BYTES}}, 413, "the body is larger than 2 MB"),
    "binary": ({"files": {"file": ("a.txt", bytes(range(256)) * 9)}}, 422, "a.txt: "),
    "bomb": (
        {"files": {"file": ("a.gz", gzip.compress(bytes(50_000_000)))}},
        422,
        "a.gz: unpacks to more than",
    ),
    "damaged": ({"files": {"file": ("a.docx", b"PK\x03\x04 no more")}}, 422, "a.docx: "),
}


class TestWrongInput:
    @pytest.mark.parametrize("name", WRONG)
    def test_has_its_status_and_sentence(self, client: Client, name: str) -> None:
        request, status, sentence = WRONG[name]
        answer = client.post("/v1/summaries", **request)
        assert answer.headers["Content-Type"] == "application/problem+json"
        problem = answer.json()
        assert (answer.status_code, problem["status"]) == (status, status)
        assert sentence in problem["detail"]
        assert len(problem["detail"]) <= 300

    def test_does_not_tell_which_files_are_there(self, client: Client) -> None:
        assert client.post("/v1/summaries", json={"text": "README.md"}).json()["notes"] == []

    def test_half_a_pair_of_surrogates_is_a_character_like_others(self, client: Client) -> None:
        headers = {"Content-Type": "application/json"}
        answer = client.post("/v1/summaries", content=b'{"text": "Cats \\ud800 purr."}', headers=headers)
        assert answer.json()["summary"] == "Cats \ud800 purr."

    @pytest.mark.parametrize("path", ["summaries", "extract"])
    def test_half_a_pair_of_surrogates_is_replaced_in_markdown(self, client: Client, path: str) -> None:
        cues = r'[[0, 1, "\ud800x"], [11, 2, "Bo"]]'
        body = (
            rf'{{"document": {{"text": "Cats purr. Rain \udfff fell.", "title": "\ud800", "cues": {cues}}}}}'
        )
        headers = {"Content-Type": "application/json", "Accept": "text/markdown"}
        answer = client.post(f"/v1/{path}", content=body, headers=headers)
        assert answer.status_code == 200
        assert "Rain \ufffd fell." in answer.text

    @pytest.mark.parametrize(
        ("method", "path", "status"), [("GET", "/no", 404), ("GET", "/v1/summaries", 405)]
    )
    def test_of_a_path_is_a_problem_too(self, client: Client, method: str, path: str, status: int) -> None:
        answer = client.request(method, path)
        assert (answer.status_code, answer.json()["status"]) == (status, status)

    def test_parallel_requests_over_the_limit_are_told_to_wait(self, server: str, news: str) -> None:
        async def ask() -> list[Any]:
            async with httpx.AsyncClient(base_url=server, timeout=60) as client:
                requests = [client.post("/v1/summaries", json={"text": news}) for _ in range(60)]
                return await asyncio.gather(*requests, client.get("/healthz"))

        *answers, health = asyncio.run(ask())
        statuses = [answer.status_code for answer in answers]
        assert set(statuses) == {200, 429}
        assert statuses.count(200) >= MAX_REQUESTS
        assert {answer.headers["Retry-After"] for answer in answers if answer.status_code == 429} == {"1"}
        assert health.json() == {"status": "ok"}

    def test_a_client_that_goes_away_leaves_the_server_as_it_was(self, server: str, client: Client) -> None:
        host, port = server.removeprefix("http://").split(":")
        body = json.dumps({"text": "Cats purr. " * 100_000}).encode()
        for n_sent in (len(body) // 2, len(body)):
            with socket.create_connection((host, int(port))) as connection:
                head = f"POST /v1/keywords HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\n"
                connection.sendall(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body[:n_sent])
        assert client.post("/v1/summaries", json={"text": "Cats purr."}).status_code == 200


class TestBrowsers:
    def test_may_load_nothing_from_elsewhere(self, client: Client) -> None:
        policy = client.get("/").headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert not re.search(r"unsafe|https?:|\*", policy)

    def test_get_what_the_page_loads_as_what_it_is(self, client: Client) -> None:
        kinds = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
        urls = set(re.findall(r'(?:href|src)="(page/[^"]+)"', client.get("/").text))
        assert {"page/page.css", "page/page.js", "page/icon.svg"} <= urls
        for url in urls:
            answer = client.get(url)
            assert answer.status_code == 200
            assert answer.headers["Content-Type"].partition(";")[0] == kinds[url.rpartition(".")[2]]
        assert client.get("/page/none.js").status_code == 404

    def test_of_other_sites_are_refused(self, client: Client) -> None:
        request = {"json": {"text": "Cats purr."}, "headers": {"Origin": "https://example.org"}}
        assert client.post("/v1/summaries", **request).status_code == 403
        assert client.options("/v1/summaries", headers=request["headers"]).status_code == 403

    def test_under_another_name_are_refused(self, client: Client) -> None:
        assert client.get("/", headers={"Host": "rebound.example.org"}).status_code == 400


def test_whatever_the_description_allows_has_a_status_that_it_names(server: str) -> None:
    """``python -m tests.serve.fuzz 2000 URL`` tries more."""
    pytest.importorskip("schemathesis")
    from tests.serve.fuzz import try_requests

    assert set(try_requests(server, 24)) >= {200, 400, 422}
