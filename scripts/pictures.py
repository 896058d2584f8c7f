"""The pictures of README and docs, taken of the program itself in headless Chromium.

Needs ``apt-get install chromium``, ``pip install playwright pillow``, and for the report the public news
beside the checkout. The charts are made by ``python -m benchmarks leaderboard``.

usage: python scripts/pictures.py [summary] [report] [serve] [compare]
"""

import subprocess
import sys
import tempfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from shutil import which

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.systems.servers import SUMMARIZE, running
from summarize import read, summarize

ROOT = Path(__file__).parents[1]
IMAGES = ROOT / "docs" / "images"
SEED = ROOT / "seeds" / "000_a76c248ee9268897.txt"
NEWS = ROOT.parent / "shared" / "data" / "cnndm_validation.jsonl"
SYSTEMS = "lead,random,auto,textrank,lexrank,pacsum,mmr,oracle"
N_COLOURS = 256  # keeps text and charts sharp at a third of the bytes


def picture_summary(browser: Browser, folder: Path) -> None:
    """Show the default summary of the seed article beside it."""
    page = folder / "summary.html"
    page.write_text(summarize(read(SEED)).to_html(), encoding="utf-8")
    take(browser, page, "summary", width=1100, height=455, top=62)


def picture_report(browser: Browser, folder: Path) -> None:
    """Show the report of a comparison on the first 60 news articles."""
    run = [sys.executable, "-m", "benchmarks", "run", "--data", str(NEWS), "--limit", "60"]
    run += ["--systems", SYSTEMS, "--baseline", "lead", "--sentences", "3", "--out", str(folder)]
    subprocess.run(run, check=True, stdout=subprocess.DEVNULL, cwd=ROOT)
    take(browser, folder / "report.html", "report", width=1280, height=720)


def picture_serve(browser: Browser, _: Path) -> None:
    """Show the page of the server with the seed article."""

    def act(tab: Page) -> None:
        """Summarize the article."""
        tab.fill("#text", read(SEED).text)
        tab.keyboard.press("Control+Enter")
        tab.wait_for_selector("#keywords button")

    with running([*SUMMARIZE, "--port"]) as (url, _, _):
        take(browser, url, "serve", width=1280, height=760, act=act)


def picture_compare(browser: Browser, _: Path) -> None:
    """Show two methods side by side on the page of the server, and a keyword that marks its places."""

    def act(tab: Page) -> None:
        """Compare two methods, mark a keyword and go to a sentence."""
        tab.click("[data-example='1-tides']")
        tab.wait_for_selector("#keywords button")
        tab.click("#compare")
        tab.wait_for_selector("#list-b li")
        tab.click("#keywords button:nth-child(2)")
        tab.click("#list-a li:nth-child(2) a")

    with running([*SUMMARIZE, "--port"]) as (url, _, _):
        take(browser, url, "compare", width=1280, height=760, act=act)


def take(
    browser: Browser,
    page: Path | str,
    name: str,
    width: int,
    height: int,
    top: int = 0,
    act: Callable[[Page], object] = lambda _: None,
) -> None:
    """Take a page from top to height in light and in dark, as NAME-light.png and NAME-dark.png."""
    IMAGES.mkdir(exist_ok=True)
    for theme in ("light", "dark"):
        tab = browser.new_page(
            viewport={"width": width, "height": height if isinstance(page, str) else 900}, color_scheme=theme
        )
        tab.goto(page if isinstance(page, str) else page.as_uri())
        act(tab)
        if isinstance(page, Path):  # the policy of the server allows no styles of others
            tab.add_style_tag(content="::-webkit-scrollbar { display: none }")
        tab.wait_for_timeout(300)
        image = Image.open(BytesIO(tab.screenshot())).crop((0, top, width, height))
        target = IMAGES / f"{name}-{theme}.png"
        image.convert("RGB").quantize(N_COLOURS, Image.Quantize.MAXCOVERAGE).save(target, optimize=True)
        tab.close()


def main(names: list[str]) -> None:
    """Take the pictures of some names, or all."""
    pictures = {
        "summary": picture_summary,
        "report": picture_report,
        "serve": picture_serve,
        "compare": picture_compare,
    }
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=which("chromium"), args=["--no-sandbox"])
        for name in names or pictures:
            pictures[name](browser, Path(folder))
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
