"""llama.cpp in this process: tokens, chat templates and completions of one GGUF file."""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Iterator, Mapping, Sequence
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import Any, NamedTuple

from summarize.errors import GenerationError, MissingExtraError, ModelError
from summarize.extras import install_command
from summarize.processes.cores import n_cores

# Tokens that are read between two looks at whether the caller is still there; llama.cpp's own block.
_TOKENS_AT_A_TIME = 512
_LOG_NOTHING = -1
_CONTEXT_ERROR = "exceed_context_size_error"


class Completion(NamedTuple):
    """What the model wrote.

    Attributes:
        text: its text.
        is_finished: whether the model ended it by itself.
        n_tokens: its number of tokens.
    """

    text: str
    is_finished: bool
    n_tokens: int


class ContextExceededError(GenerationError):
    """A request has more tokens than the window of the model."""


class LlamaServer:
    """A GGUF file that llama.cpp has loaded.

    xllamacpp brings llama.cpp's server into the process. Completions are called directly. Its tokenizer
    and chat templates are only behind a port of this machine, which asks for a key made here.

    Args:
        path: the GGUF file.
        context: the window, in tokens of prompt and answer.

    Raises:
        MissingExtraError: xllamacpp is not installed.
        ModelError: llama.cpp cannot load the file.
    """

    def __init__(self, path: Path, context: int) -> None:
        xllamacpp = _import()
        self._key = secrets.token_hex(16)
        parameters = xllamacpp.CommonParams()
        parameters.model.path = str(path)
        parameters.n_ctx, parameters.n_parallel = context, 1  # one at a time: outputs do not depend on others
        parameters.n_batch = min(_TOKENS_AT_A_TIME, context)
        parameters.cpuparams.n_threads = parameters.cpuparams_batch.n_threads = n_threads()
        parameters.api_keys = [self._key]
        parameters.ui = parameters.endpoint_slots = parameters.warmup = False
        parameters.verbosity = _LOG_NOTHING
        try:
            self._server = xllamacpp.Server(parameters)
        except RuntimeError as error:
            raise ModelError(
                f"llama.cpp cannot load {str(path)!r}: the file is damaged, the installed xllamacpp does not "
                "support its architecture (pip install -U xllamacpp), or the memory is not enough"
            ) from error
        self._address = self._server.listening_address.partition("://")[2]

    def tokenize(self, text: str, *, is_ours: bool = False, begins: bool = False) -> list[tuple[int, bytes]]:
        """Return the tokens of a text with their bytes.

        Args:
            text: any text that UTF-8 can encode.
            is_ours: whether special tokens in it are what they seem; if not, they are characters.
            begins: whether it begins an input: the model may need a token for that.
        """
        body = {"content": text, "with_pieces": True, "parse_special": is_ours, "add_special": begins}
        return [(token["id"], _as_bytes(token["piece"])) for token in self._post("/tokenize", body)["tokens"]]

    def apply_template(self, messages: Sequence[Mapping[str, str]]) -> str:
        """Return the messages in the chat template of the model, up to where its answer begins.

        Raises:
            ModelError: the template fails.
        """
        body = {"messages": list(messages), "chat_template_kwargs": {"enable_thinking": False}}
        return str(self._post("/apply-template", body)["prompt"])

    def complete(self, tokens: Sequence[int], settings: Mapping[str, Any]) -> Iterator[str | Completion]:
        """Yield what the model writes after some tokens, piece by piece, and then all of it.

        The model stops if the iterator is closed, or its reader interrupted, as by Ctrl-C.

        Args:
            tokens: the input.
            settings: fields of llama.cpp's completion request.

        Raises:
            ContextExceededError: the input is longer than the window.
            GenerationError: llama.cpp reports another error.
        """
        body = {"prompt": list(tokens), "stream": True, "return_progress": True, "cache_prompt": False}
        events: SimpleQueue[Any] = SimpleQueue()
        is_over = False

        def _receive(event: Any) -> bool:
            events.put(event)
            return is_over

        def _run() -> None:
            try:
                events.put(self._server.handle_completions(body | dict(settings), _receive))
            except Exception as error:
                events.put(error)

        # Python handles Ctrl-C between two instructions of its main thread, never inside llama.cpp.
        thread = Thread(target=_run, name="summarize-gguf")
        thread.start()
        try:
            yield from _results(events)
        finally:
            is_over = True
            thread.join()

    def _post(self, path: str, body: Mapping[str, Any]) -> Any:
        connection = HTTPConnection(self._address)
        headers = {"Authorization": f"Bearer {self._key}", "Content-Type": "application/json"}
        try:
            connection.request("POST", path, json.dumps(body), headers)
            response = connection.getresponse()
            answer = json.loads(response.read())
        except (OSError, HTTPException, ValueError) as error:
            raise GenerationError(f"llama.cpp does not answer in this process: {error}") from error
        finally:
            connection.close()
        if "error" in answer:
            raise ModelError(f"llama.cpp refuses the input: {_message(answer)}")
        return answer


def n_threads() -> int:
    """Return how many threads to use: ``OMP_NUM_THREADS``, else all cores but one.

    The threads of llama.cpp wait for each other in loops: with as many of them as cores, any other
    process on the machine makes them 20 times slower.
    """
    wanted = os.environ.get("OMP_NUM_THREADS", "")
    if wanted.isdecimal() and int(wanted) > 0:
        return int(wanted)
    return max(1, n_cores() - 1)


def _import() -> Any:
    try:
        import xllamacpp
    except ImportError as error:
        raise MissingExtraError(
            f"GGUF models need xllamacpp ({error}); install it: {install_command('gguf')}"
        ) from error
    return xllamacpp


def _results(events: SimpleQueue[Any]) -> Iterator[str | Completion]:
    pieces: list[str] = []
    reason, n_tokens = None, 0
    while (event := events.get()) is not None:  # None: the call has returned
        if isinstance(event, Exception):
            raise GenerationError(f"llama.cpp failed: {event}") from event
        if "error" in event:
            is_long = event["error"].get("type") == _CONTEXT_ERROR
            raise (ContextExceededError if is_long else GenerationError)(f"llama.cpp says: {_message(event)}")
        n_tokens = event.get("usage", {}).get("completion_tokens", n_tokens)
        for choice in event.get("choices", ()):
            reason = choice.get("finish_reason") or reason
            if text := choice.get("text"):
                pieces.append(text)
                yield text
    if reason is None:
        raise GenerationError("llama.cpp stopped in the middle of an answer; try again")
    yield Completion("".join(pieces), reason == "stop", n_tokens)


def _message(answer: Mapping[str, Any]) -> str:
    error = answer["error"]
    return str(error.get("message", error) if isinstance(error, Mapping) else error)


def _as_bytes(piece: str | list[int]) -> bytes:
    return piece.encode() if isinstance(piece, str) else bytes(piece)
