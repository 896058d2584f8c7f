"""Build the documentation site, offline: ``python scripts/site/build.py``. Open build/site/html/index.html.

The pages are README.md, docs/ and a few files of the root. This script gathers them, mends their links, adds
the reference and llms.txt, and lets Zensical do the rest. Warnings are errors.
"""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path, PurePosixPath

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
WORK = ROOT / "build" / "site"
# Files outside docs/ that are pages of the site.
PAGES = {"README.md": "index.md", "CHANGELOG.md": "changelog.md", "CONTRIBUTING.md": "contributing.md"}
_LINK = re.compile(r"(?P<bang>!?)\[(?P<text>[^\]]*)\]\((?P<target>(?!https?:|mailto:|#)[^)\s]+)\)")
_ATTRIBUTE = re.compile(
    r"(?P<name>\b(?:src|srcset|href))=(?P<quote>[\"'])(?P<target>(?!https?:|#)[^\"']+)(?P=quote)"
)
_GLOB = re.compile(r'^ *\{ "[^"]*" = "(?P<pattern>[^"]*\*[^"]*)" \},\n', re.MULTILINE)
_NAV_PAGE = re.compile(r'"([\w/.-]+\.md)"')


def build(work: Path = WORK) -> Path:
    """Build the site in a folder, which is made anew, and return the folder of its pages.

    Raises:
        subprocess.CalledProcessError: Zensical found something wrong; it has said what.
    """
    shutil.rmtree(work, ignore_errors=True)
    pages = work / "docs"
    shutil.copytree(ROOT / "docs", pages)
    for source in PAGES:
        shutil.copy(ROOT / source, pages / PAGES[source])
    sources = {site: source for source, site in PAGES.items()}
    for page in sorted(pages.rglob("*.md")):
        site = page.relative_to(pages).as_posix()
        source = sources.get(site, f"docs/{site}")
        page.write_text(mend_links(page.read_text(encoding="utf-8"), source, site), encoding="utf-8")
    write_reference(pages)
    shutil.copy(HERE / "extra.css", pages)
    shutil.copy(HERE / "docstrings.py", work)
    configuration = expand_globs((HERE / "zensical.toml").read_text(encoding="utf-8"), pages)
    (work / "zensical.toml").write_text(configuration, encoding="utf-8")
    listed = _NAV_PAGE.findall(configuration)
    (pages / "llms.txt").write_text(list_pages(listed, pages), encoding="utf-8")
    subprocess.run([sys.executable, "-m", "zensical", "build", "--strict"], cwd=work, check=True)
    html = work / "html"
    serve_everything(html)
    for name in listed:  # the sources of what llms.txt lists
        if not name.startswith("reference/"):
            shutil.copy(pages / name, html / name)
    return html


def serve_everything(html: Path) -> None:
    """Replace the one script that Zensical requests from elsewhere; with it, search works from a disk."""
    name = "search-from-disk.js"
    shutil.copy(HERE / name, html)
    for page in html.rglob("*.html"):
        local = os.path.relpath(html / name, page.parent)
        text = page.read_text(encoding="utf-8")
        page.write_text(text.replace("https://unpkg.com/iframe-worker/shim", local), encoding="utf-8")


def mend_links(text: str, source: str, site: str) -> str:
    """Return a page whose links are right on the site; of a link to no page the text is left.

    Args:
        text: the page.
        source: its path in the repository.
        site: its path on the site.
    """

    def target_of(found: re.Match[str]) -> str | None:
        """Return where a link leads on the site, None if there is no such page."""
        path, hash_, anchor = found["target"].partition("#")
        inside = os.path.normpath(PurePosixPath(source).parent / path)
        if inside in PAGES:
            target = PAGES[inside]
        elif inside.startswith("docs/") and (ROOT / inside).is_file():
            target = inside.removeprefix("docs/")
        else:
            return None
        return f"{os.path.relpath(target, PurePosixPath(site).parent)}{hash_}{anchor}"

    def link(found: re.Match[str]) -> str:
        target = target_of(found)
        return found["text"] if target is None else f"{found['bang']}[{found['text']}]({target})"

    def attribute(found: re.Match[str]) -> str:
        return f"{found['name']}={found['quote']}{target_of(found) or found['target']}{found['quote']}"

    parts = re.split(r"(^```.*?^```$)", text, flags=re.MULTILINE | re.DOTALL)
    mended = [
        part if part.startswith("```") else _ATTRIBUTE.sub(attribute, _LINK.sub(link, part)) for part in parts
    ]
    return "".join(mended)


def doors() -> dict[str, tuple[str, list[str]]]:
    """Return the modules that users import from, each with its docstring and its ``__all__``."""
    found = {}
    package = ROOT / "summarize"
    drop_ins = sorted(each for each in (package / "compat").glob("*.py") if each.stem != "__init__")
    for path in [package / "__init__.py", *sorted(package.glob("*/**/__init__.py")), *drop_ins]:
        module = ast.parse(path.read_text(encoding="utf-8"))
        for node in module.body:
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
                name = path.parent if path.stem == "__init__" else path.with_suffix("")
                door = ".".join(name.relative_to(ROOT).parts)
                found[door] = ast.get_docstring(module) or "", ast.literal_eval(node.value)
    return found


def write_reference(pages: Path) -> None:
    """Add a page for each door, functions first and errors last, and links to them to api.md."""
    (pages / "reference").mkdir()
    links = []
    for door, (docstring, names) in doors().items():
        groups = {
            "Functions": [name for name in names if name[0].islower()],
            "Classes": [name for name in names if not name[0].islower() and not name.endswith("Error")],
            "Errors": [name for name in names if name.endswith("Error")],
        }
        page = [f"# {door}", docstring.replace("``", "`")]
        for title, members in groups.items():
            page += [f"## {title}"] * bool(members) + [f"::: {door}.{name}" for name in members]
        (pages / "reference" / f"{door}.md").write_text("\n\n".join(page) + "\n", encoding="utf-8")
        links.append(f"- [`{door}`](reference/{door}.md)\n")
    with (pages / "api.md").open("a", encoding="utf-8") as index:
        index.write("\n## All names, module by module\n\n" + "".join(links))


def expand_globs(configuration: str, pages: Path) -> str:
    """Return the configuration with the pages for each ``*`` of the navigation; a line without any goes."""

    def expand(found: re.Match[str]) -> str:
        """Return the line with the pages that its pattern names, empty if there are none."""
        names = sorted(path.relative_to(pages).as_posix() for path in pages.glob(found["pattern"]))
        listed = names[0] if names == [found["pattern"].replace("*", "")] else names
        return found[0].replace(f'"{found["pattern"]}"', repr(listed).replace("'", '"')) if names else ""

    return _GLOB.sub(expand, configuration)


def list_pages(listed: list[str], pages: Path) -> str:
    """Return llms.txt: what the project is, and each page with its first sentence (https://llmstxt.org)."""
    lines = []
    for name in listed:
        if name.startswith("reference/"):
            continue
        title, description = describe((pages / name).read_text(encoding="utf-8"))
        lines.append(f"- [{title}]({name}): {description}")
    _, description = describe((pages / "index.md").read_text(encoding="utf-8"))
    return f"# summarize\n\n> {description}\n\n## Pages\n\n" + "\n".join(lines) + "\n"


def describe(page: str) -> tuple[str, str]:
    """Return the title of a page and the first sentence of its prose, without links."""
    title = re.search(r"^# (.+)$", page, re.MULTILINE)
    prose = re.sub(r"^```[\s\S]*?^```$", "", page, flags=re.MULTILINE)
    prose = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", prose)
    paragraphs = [" ".join(each.split()) for each in re.split(r"\n\s*\n", prose)]
    first = next((each for each in paragraphs if re.match(r"[\w`*]", each) and each.endswith(".")), "")
    first = first.replace("**", "")
    return (title[1] if title else "Untitled"), re.split(r"(?<=[.!?]) (?=[A-Z])", first)[0]


if __name__ == "__main__":
    print(build())  # noqa: T201
