"""The process that parses: reads requests, and answers with the content or the reason why there is none."""

from __future__ import annotations

import gc
import json
import re
from contextlib import suppress
from pathlib import Path
from typing import Any

from summarize.errors import MissingExtraError, ReadError, SummarizeError
from summarize.extras import install_command
from summarize.processes.inside import connect, limit_memory, limit_time
from summarize.readers.encodings import decode
from summarize.readers.formats.markup import Content
from summarize.readers.formats.registry import format_of, reader_of
from summarize.readers.limits import MAX_MEMORY, Limits, applied

# The trees of docutils have a million nodes: by default, a quarter of the time goes to looking for garbage.
_OBJECTS = 200_000
_TOO_LITTLE = f"needs more than {MAX_MEMORY >> 20} MB of memory to be parsed; split it"


def serve() -> None:
    """Answer each line of standard input, a request, by one of standard output, until there is no more."""
    requests, answers = connect()
    limit_memory(MAX_MEMORY)
    gc.set_threshold(_OBJECTS)
    for line in requests:
        request = json.loads(line)
        limit_time(request["seconds"])  # where there is no such limit, who asks waits for as long and a while
        with applied(Limits(**request["limits"])):
            answer = answer_to(request)
        limit_time(0)
        answers.write(json.dumps(answer).encode() + b"\n")
        answers.flush()
        if answer.get("is_last"):
            return


def answer_to(request: dict[str, Any]) -> dict[str, Any]:
    """Return the content of the document that is asked for, or why there is none.

    Args:
        request: ``kind``, ``path``, ``name`` and ``encoding`` of a document.

    Returns:
        ``text``, ``title``, ``page_starts``, ``cues`` and ``notes``; or ``error``, what to tell the user; or
        ``missing``, what to install. ``is_last`` is set if the process should not go on.

    >>> answer_to({"kind": "mail", "path": "/nowhere", "name": "a.eml", "encoding": None})["error"][:20]
    'a.eml: is a damaged '
    """
    kind, name = request["kind"], request["name"]
    label = format_of(kind).label
    try:
        content = _content(kind, Path(request["path"]).read_bytes(), name, request["encoding"])
        title = None if content.title is None else _printable(content.title)
        cues = [(cue.start, cue.time, cue.speaker and _printable(cue.speaker)) for cue in content.cues]
        return {
            "text": _printable(content.text),
            "title": title,
            "page_starts": content.page_starts,
            "cues": cues,
            "notes": content.notes,
        }
    except ReadError as error:
        return {"error": str(error)}
    except MissingExtraError as error:
        return {"missing": str(error)}
    except SummarizeError as error:  # the row of the format is wrong
        return {"error": f"{name}: {error}"}
    except MemoryError:
        return {"error": f"{name}: {_TOO_LITTLE}", "is_last": True}
    except RecursionError:
        return {"error": f"{name}: has too many parts in one another; save its text and read that"}
    except ImportError as error:
        return {"missing": f"{name}: {label} needs a package: {install_command('readers')} ({error})"}
    except Exception as error:  # a parser may raise anything on what is damaged
        if _memory_is_short():
            return {"error": f"{name}: {_TOO_LITTLE}", "is_last": True}
        said = f"{type(error).__name__}: {error}"[:200]
        return {"error": f"{name}: is a damaged {label} ({said}); was it copied whole?"}


def _content(kind: str, data: bytes, name: str, encoding: str | None) -> Content:
    load = reader_of(kind)
    return load(decode(data, name, encoding)) if format_of(kind).is_text else load(data, name, encoding)


def _printable(text: str) -> str:
    """Return a text without halves of surrogate pairs, which can be neither printed nor stored."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _memory_is_short() -> bool:
    """Return whether most of the memory has been used; libxml2 then calls it an unknown error."""
    # Not by getrusage: a process inherits the peak of the one that started it.
    with suppress(ImportError, OSError):
        import resource

        if resource.getrlimit(resource.RLIMIT_AS)[0] == MAX_MEMORY:
            peak = re.search(r"^VmHWM:\s*(\d+) kB", Path("/proc/self/status").read_text(), re.MULTILINE)
            return peak is not None and int(peak[1]) << 10 > MAX_MEMORY // 2
    return False
