"""The pictures of README and docs, taken of the program itself in headless Chromium.

Needs ``apt-get install chromium``, ``pip install playwright pillow``, and for the report the public news
beside the checkout. The charts are made by ``python -m benchmarks leaderboard``.

usage: python scripts/pictures.py [summary] [report]
"""

import subprocess
import sys
import tempfile
from io import BytesIO
from pathlib import Path
from shutil import which

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

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


def take(browser: Browser, page: Path, name: str, width: int, height: int, top: int = 0) -> None:
    """Take a page from top to height in light and in dark, as NAME-light.png and NAME-dark.png."""
    IMAGES.mkdir(exist_ok=True)
    for theme in ("light", "dark"):
        tab = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=theme)
        tab.goto(page.as_uri())
        tab.add_style_tag(content="::-webkit-scrollbar { display: none }")
        image = Image.open(BytesIO(tab.screenshot())).crop((0, top, width, height))
        target = IMAGES / f"{name}-{theme}.png"
        image.convert("RGB").quantize(N_COLOURS, Image.Quantize.MAXCOVERAGE).save(target, optimize=True)
        tab.close()


def main(names: list[str]) -> None:
    """Take the pictures of some names, or all."""
    pictures = {"summary": picture_summary, "report": picture_report}
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=which("chromium"), args=["--no-sandbox"])
        for name in names or pictures:
            pictures[name](browser, Path(folder))
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
