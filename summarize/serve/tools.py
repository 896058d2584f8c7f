"""Tools for assistants, by the Model Context Protocol: ``summarize mcp``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

from summarize import api, checking
from summarize.checks import check_iterable, show, show_typed
from summarize.compression.passages import compress as compress_text
from summarize.document import Document
from summarize.errors import InvalidTypeError, InvalidValueError, MissingExtraError, SummarizeError
from summarize.extras import install_command
from summarize.readers.limits import Limits
from summarize.readers.reading import read
from summarize.version import __version__
from summarize.views.markdown import to_markdown

try:
    from mcp.server import MCPServer
    from mcp.server.mcpserver.exceptions import ToolError
    from mcp_types import CallToolResult, TextContent
    from pydantic import Field
except ImportError as error:  # also of an older SDK
    needed = f"tools for assistants need the MCP SDK: {install_command('mcp')} ({error.name})"
    raise MissingExtraError(needed) from error

_INSTRUCTIONS = (
    "Extractive summaries: sentences of the text itself, chosen without a model, in milliseconds. "
    "Give a text, or the path of a file of any kind below a folder that the user has opened."
)
_LIMITS = Limits(bytes=64 << 20, seconds=60.0, pages=5_000)

Text = Annotated[str | None, Field(description="The text; or give path.")]
File = Annotated[str | None, Field(description="Path of a file below an opened folder, instead of text.")]
Query = Annotated[str | None, Field(description="A question or topic.")]
Words = Annotated[int | None, Field(description="Maximum number of words.", ge=1)]
Language = Annotated[str | None, Field(description="Code or English name; detected by default.")]


def create_tool_server(folders: Iterable[str | Path] = ()) -> MCPServer[Any]:
    """Return a server of the tools ``summarize``, ``keywords``, ``extract``, ``compress`` and ``check``.

    Their results are those of the functions of the same names. Nothing is fetched from the network.

    Args:
        folders: only files below these may be read; none by default. A link that leads out is not followed.

    Raises:
        InvalidTypeError: the folders are no list of paths.
        InvalidValueError: a folder does not exist.
    """
    tools = _Tools(_Sources(folders))
    server: MCPServer[Any] = MCPServer(
        "summarize", instructions=_INSTRUCTIONS, version=__version__, log_level="WARNING"
    )
    for tool in (tools.summarize, tools.keywords, tools.extract, tools.compress, tools.check):
        server.add_tool(tool)
    return server


class _Tools:
    """The tools; an assistant reads their signatures and docstrings."""

    def __init__(self, sources: _Sources) -> None:
        self._sources = sources

    def summarize(
        self,
        text: Text = None,
        path: File = None,
        method: Annotated[str, Field(description="auto, textrank, lexrank, lead …")] = "auto",
        sentences: Annotated[int | None, Field(description="Maximum number of sentences.", ge=1)] = None,
        words: Words = None,
        query: Query = None,
        language: Language = None,
    ) -> CallToolResult:
        """Choose the most important sentences of a text, verbatim, three by default."""
        with _own_errors():
            document = self._sources.document(text, path, language)
            summary = api.summarize(document, method, sentences=sentences, words=words, query=query)
            return _result(str(summary), summary.to_dict())

    def keywords(
        self,
        text: Text = None,
        path: File = None,
        n: Annotated[int, Field(description="Maximum number of keywords.", ge=1)] = 10,
        language: Language = None,
    ) -> CallToolResult:
        """Find the key phrases of a text, best first."""
        with _own_errors():
            found = [
                keyword.to_dict() for keyword in api.keywords(self._sources.document(text, path, language), n)
            ]
            return _result("\n".join(keyword["text"] for keyword in found), {"keywords": found})

    def extract(
        self, path: Annotated[str, Field(description="Path of a file below an opened folder.")]
    ) -> str:
        """Return the clean text of a file of any kind (PDF, DOCX, HTML, mail …) as Markdown."""
        with _own_errors():
            return to_markdown(self._sources.document(None, path, None))

    def compress(
        self,
        query: Query,
        text: Text = None,
        path: File = None,
        words: Words = None,
        language: Language = None,
    ) -> CallToolResult:
        """Keep the passages of a text that matter for a query, verbatim and in order."""
        with _own_errors():
            kept = compress_text(self._sources.document(text, path, language), query, words=words)
            values = {
                "passages": [passage._asdict() for passage in kept.passages],
                "n_words": kept.n_words,
                "n_words_left_out": kept.n_words_left_out,
                "notes": list(kept.notes),
            }
            return _result(str(kept), values)

    def check(
        self,
        summary: Annotated[str, Field(description="A summary that anybody wrote.")],
        text: Text = None,
        path: File = None,
        language: Language = None,
    ) -> CallToolResult:
        """Find the passages that support each sentence of a summary, and the facts without support."""
        with _own_errors():
            found = checking.check(summary, self._sources.document(text, path, language))
            return _result(str(found), found.to_dict())


class _Sources:
    """The documents that a client may name."""

    def __init__(self, folders: Iterable[str | Path]) -> None:
        check_iterable("folders", folders, "give a list of paths", of="paths")
        self._folders = [_folder(path) for path in folders]

    def document(self, text: str | None, path: str | None, language: str | None) -> Document:
        """Return the document of a text or of a file below a folder."""
        if (text is None) is (path is None):
            raise InvalidValueError("give either text or path")
        if text is not None:
            return Document(text, language)
        return read(self._allowed(str(path)), language=language, limits=_LIMITS)

    def _allowed(self, path: str) -> Path:
        paths = [Path(path)] if Path(path).is_absolute() else [folder / path for folder in self._folders]
        try:
            resolved = [each.resolve() for each in paths if "\0" not in path]
            inside = [each for each in resolved if any(map(each.is_relative_to, self._folders))]
            found = next((each for each in inside if each.exists()), None)
            is_special = found is not None and not (found.is_file() or found.is_dir())
        except (OSError, RuntimeError, ValueError):  # a name that is too long, a loop of links, a surrogate
            raise InvalidValueError(f"{show(path)} is no path of a file") from None
        if not inside:
            opened = ", ".join(map(str, self._folders)) or "none: start summarize mcp with --folder"
            raise InvalidValueError(f"{show(path)} is not below an opened folder ({opened})")
        if is_special:  # such as a pipe, which may never end
            raise InvalidValueError(f"{show(path)} is no file")
        return found or inside[0]


def _folder(path: object) -> Path:
    if not isinstance(path, str | Path):
        raise InvalidTypeError(f"a folder must be a str or a Path, got {show_typed(path)}")
    if "\0" in str(path) or not Path(path).is_dir():
        raise InvalidValueError(f"there is no folder {show(str(path))}")
    return Path(path).resolve()


@contextmanager
def _own_errors() -> Iterator[None]:
    """Send our errors to the client, whose messages are for people."""
    try:
        yield
    except SummarizeError as error:
        raise ToolError(str(error)) from None


def _result(text: str, values: dict[str, Any]) -> CallToolResult:
    return CallToolResult(content=[TextContent(type="text", text=text)], structured_content=values)
