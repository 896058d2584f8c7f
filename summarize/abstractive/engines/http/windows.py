"""What a server says of itself before the first text: its models, and how many tokens they read."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from summarize.abstractive.engines.http.connection import Connection
from summarize.abstractive.engines.http.faults import RefusedError
from summarize.abstractive.engines.http.servers import KEY_VARIABLE, Server
from summarize.errors import GenerationError, ModelError, list_names

# Tokens where a server reports nothing: every hosted model of today reads that number, and a shorter
# local window is detected. Ollama is asked for this window, or the length of the training if that is shorter.
DEFAULT_WINDOW = 8192
# Requests at a time where a server does not report its number of slots.
DEFAULT_CONCURRENCY = 4
_FIELDS = ("max_model_len", "context_length", "context_window", "max_context_length")


@dataclass(frozen=True)
class ServedModel:
    """A model as its server runs it.

    Attributes:
        name: what the server calls it.
        window: tokens that it reads and writes in one request.
        is_window_known: whether the server or the user gives it.
        concurrency: requests that are worth sending at the same time.
    """

    name: str
    window: int
    is_window_known: bool
    concurrency: int = DEFAULT_CONCURRENCY


def find_model(server: Server, connection: Connection, name: str, context: int | None) -> ServedModel:
    """Return the model that the server runs under a name; no name means its only model.

    Args:
        server: its kind.
        connection: how to reach it.
        name: of the model.
        context: the window that the user gives; the server is not asked for it.

    Raises:
        ModelError: the server cannot be reached, requires another key, or does not have the model.
    """
    try:
        listed = _listed(server, connection)
    except RefusedError as error:
        if error.refusal.status in (401, 403):
            raise key_error(server, connection, error.refusal.message) from error
        listed = None  # a server need not list its models
    except GenerationError as error:
        raise ModelError(str(error)) from error
    name = _chosen(server, connection, name, listed)
    window, concurrency = context, DEFAULT_CONCURRENCY
    with suppress(RefusedError, GenerationError):
        if server.is_native:
            window = context or _window_of_ollama(connection, name)
        elif server.prefix == "llamacpp":
            properties = _fields(connection.get("//props"))
            window = context or _number(_fields(properties.get("default_generation_settings")).get("n_ctx"))
            concurrency = _number(properties.get("total_slots")) or concurrency
        elif server.prefix == "lmstudio" and context is None:
            loaded = _rows(connection.get("//api/v0/models"), "data", "id")
            window = _number(loaded.get(name, {}).get("loaded_context_length"))
    if window is None and listed:
        window = next(filter(None, (_number(listed.get(name, {}).get(field)) for field in _FIELDS)), None)
    return ServedModel(name, window or DEFAULT_WINDOW, window is not None, concurrency)


def key_error(server: Server, connection: Connection, message: str) -> ModelError:
    """Return the error for a server that requires another key."""
    others = f"set {KEY_VARIABLE}" if server.prefix == "openai" else "use openai:NAME with base_url="
    what = "refuses the key" if connection.key else f"requires a key: give api_key= or {others}"
    return ModelError(f"{connection.label} at {connection.url} {what}; it says: {message}")


def unknown_model(connection: Connection, name: str, listed: Any) -> ModelError:
    """Return the error for a model that a server does not have."""
    where = f"{connection.label} at {connection.url}"
    if not listed:
        return ModelError(f"{where} has no model {name!r:.60}, and lists none; is base_url right?")
    return ModelError(f"{where} has no model {name!r:.60}; it has: {list_names(sorted(listed))}")


def listed_names(server: Server, connection: Connection) -> list[str]:
    """Return the names of the models of a server, none if it does not list them."""
    try:
        return [*_listed(server, connection)]
    except (RefusedError, GenerationError):
        return []


def _listed(server: Server, connection: Connection) -> dict[str, dict[str, Any]]:
    answer = connection.get("/api/tags" if server.is_native else "/models")
    return _rows(answer, "models", "name") if server.is_native else _rows(answer, "data", "id")


def _chosen(
    server: Server, connection: Connection, name: str, listed: dict[str, dict[str, Any]] | None
) -> str:
    if not name:
        if listed is not None and len(listed) == 1:
            return next(iter(listed))
        known = list_names(sorted(listed)) if listed else "not listed"
        raise ModelError(
            f"name a model of {connection.label} at {connection.url}: {server.prefix}:NAME; it has: {known}"
        )
    if listed is None or name in listed or server.prefix == "llamacpp":  # which has one model
        return name
    if server.is_native:
        if f"{name}:latest" in listed:
            return f"{name}:latest"
        raise unknown_model(connection, name, listed)
    return name  # aliases need not be listed; the server refuses an unknown one


def _window_of_ollama(connection: Connection, name: str) -> int | None:
    """Return the window of a loaded model, which is kept, else that of its file, else a moderate one."""
    running = _rows(connection.get("/api/ps"), "models", "name")
    if window := _number(running.get(name, {}).get("context_length")):
        return window
    shown = _fields(connection.post("/api/show", {"model": name}))
    if found := re.search(r"^num_ctx\s+(\d{1,12})\b", str(shown.get("parameters") or ""), re.MULTILINE):
        return int(found[1])
    trained = [
        number
        for field, value in _fields(shown.get("model_info")).items()
        if field.endswith(".context_length") and (number := _number(value))
    ]
    return min([DEFAULT_WINDOW, *trained])


def _rows(answer: Any, field: str, name: str) -> dict[str, dict[str, Any]]:
    """Return the rows of a list, or of one in a field, by their names; none if there is no such list."""
    rows = answer.get(field) if isinstance(answer, dict) else answer
    rows = rows if isinstance(rows, list) else []
    return {str(row.get(name)): row for row in rows if isinstance(row, dict)}


def _fields(answer: Any) -> dict[str, Any]:
    return answer if isinstance(answer, dict) else {}


def _number(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else None
