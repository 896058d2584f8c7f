"""Servers in a thread that behave as those of models do, with their faults; no model is in them."""

import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Received:
    """A request that came."""

    path: str
    payload: Any
    headers: dict[str, str]

    @property
    def prompt(self) -> str:
        return "\n".join(message["content"] for message in self.payload["messages"])

    @property
    def text(self) -> str:
        found = re.search(r"<text>\n(.*)\n</text>", self.prompt, re.DOTALL)
        return found[1] if found else self.prompt


@dataclass
class Reply:
    """What is sent back; pieces are sent one by one, and a broken reply ends without its end."""

    body: Any = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    is_broken: bool = False

    @property
    def pieces(self) -> list[bytes]:
        if isinstance(self.body, list) and all(isinstance(piece, bytes) for piece in self.body):
            return self.body
        return [self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()]


Behaviour = Callable[[Received], Reply]


class FakeServer:
    """A server, and what it was asked."""

    def __init__(self, behave: Behaviour) -> None:
        self.received: list[Received] = []
        self.is_left = threading.Event()
        self.behave = behave
        self.url = ""

    @property
    def chats(self) -> list[Received]:
        return [each for each in self.received if each.path.endswith(("/chat/completions", "/api/chat"))]


@contextmanager
def serving(behave: Behaviour) -> Iterator[FakeServer]:
    """Run a server for a while."""
    fake = FakeServer(behave)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self._reply(None)

        def do_POST(self) -> None:
            self._reply(json.loads(self.rfile.read(int(self.headers["content-length"]))))

        def _reply(self, payload: Any) -> None:
            received = Received(self.path, payload, {k.lower(): v for k, v in self.headers.items()})
            fake.received.append(received)
            try:
                self._send(fake.behave(received))
            except OSError:  # the client has left
                fake.is_left.set()
                self.close_connection = True

        def _send(self, reply: Reply) -> None:
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("transfer-encoding", "chunked")
            self.end_headers()
            for piece in reply.pieces:
                self.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
                self.wfile.flush()
            if reply.is_broken:
                self.close_connection = True
                return
            self.wfile.write(b"0\r\n\r\n")

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    fake.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield fake
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def count_tokens(text: str) -> int:
    """A tokenizer that cuts words into four letters."""
    return len(re.findall(r"\w{1,4}|[^\w\s]", text))


def first_sentence(text: str) -> str:
    return f"{text.strip().partition('. ')[0].rpartition(chr(10))[2].rstrip('.')}."


def chat(text: str, n_read: int | None = 110, finish: str = "stop", **message: Any) -> dict[str, Any]:
    """An answer as OpenAI has it."""
    choice = {"message": {"role": "assistant", "content": text} | message, "finish_reason": finish}
    usage = {} if n_read is None else {"usage": {"prompt_tokens": n_read, "completion_tokens": 7}}
    return {"choices": [choice], **usage}


def events(*pieces: str, n_read: int = 110, is_whole: bool = True) -> list[bytes]:
    """The same as server-sent events."""
    chunks: list[Any] = [{"choices": [{"delta": {"content": piece}}]} for piece in pieces]
    if is_whole:
        chunks.append({"choices": [{"delta": {}, "finish_reason": "stop"}]})
        chunks.append({"choices": [], "usage": {"prompt_tokens": n_read, "completion_tokens": len(pieces)}})
    ending = [b"data: [DONE]\n\n"] if is_whole else []
    return [b"data: %s\n\n" % json.dumps(chunk).encode() for chunk in chunks] + ending


def openai(
    answer: Callable[[Received], Reply] | None = None,
    window: int = 4096,
    models: tuple[str, ...] = ("small",),
    refuse: Callable[[int, int], Reply] | None = None,
    **fields: Any,
) -> Behaviour:
    """A server that speaks as OpenAI does.

    Args:
        answer: replies to chats; by default with the first sentence of the text.
        window: what it reads; longer inputs are refused.
        models: it has.
        refuse: replies to an input that is too long, given its tokens and the window; None cuts it silently.
        fields: of its list of models.
    """

    def behave(received: Received) -> Reply:
        if received.path.endswith("/models"):
            return Reply({"object": "list", "data": [{"id": name, **fields} for name in models]})
        if not received.path.endswith("/chat/completions"):
            return Reply({"error": {"message": "not found"}}, 404)
        if answer is not None:
            return answer(received)
        n_tokens = count_tokens(received.prompt)
        if n_tokens > window:
            if refuse is not None:
                return refuse(n_tokens, window)
            n_tokens = window // 2 + 2
        text = first_sentence(received.text)
        if received.payload["stream"]:
            return Reply(events(*re.findall(r"\S+\s*", text), n_read=n_tokens))
        return Reply(chat(text, n_tokens))

    return behave


def counting(behave: Behaviour) -> Behaviour:
    """A server that counts the tokens of a text, too, as vLLM does."""

    def behave_and_count(received: Received) -> Reply:
        if received.path.endswith("/tokenize"):
            return Reply({"tokens": [0] * count_tokens(received.payload["prompt"])})
        return behave(received)

    return behave_and_count


def ollama(
    window: int = 4096,
    loaded: int | None = None,
    trained: int = 32768,
    told: bool = True,
    count: Callable[[str], int] = count_tokens,
) -> Behaviour:
    """Ollama: it answers 200 to all, cuts what is too long, and counts after the cut.

    Args:
        window: the largest it gives, whatever is asked for.
        loaded: the window of the model as it is loaded; None if it is not.
        trained: the window of the training.
        told: whether it tells how many tokens it has read.
        count: its tokenizer.
    """

    def behave(received: Received) -> Reply:
        if received.path == "/api/tags":
            return Reply({"models": [{"name": "tiny:latest"}, {"name": "qwen3:4b"}]})
        if received.path == "/api/ps":
            rows = [] if loaded is None else [{"name": "qwen3:4b", "context_length": loaded}]
            return Reply({"models": rows})
        if received.path == "/api/show":
            return Reply({"parameters": "", "model_info": {"qwen3.context_length": trained}})
        n_tokens, n_ctx = count(received.prompt), min(window, received.payload["options"]["num_ctx"])
        if n_tokens > n_ctx:
            n_tokens = n_ctx // 2 + 2
        text = first_sentence(received.text)
        counts = {"prompt_eval_count": n_tokens, "eval_count": count_tokens(text)} if told else {}
        end = {"message": {"content": ""}, "done": True, "done_reason": "stop", **counts}
        if not received.payload["stream"]:
            return Reply(end | {"message": {"role": "assistant", "content": text}})
        words = [{"message": {"content": word}, "done": False} for word in re.findall(r"\S+\s*", text)]
        return Reply([json.dumps(line).encode() + b"\n" for line in [*words, end]])

    return behave
