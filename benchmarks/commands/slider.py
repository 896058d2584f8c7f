"""How long the page of ``summarize serve`` takes from a move of its slider to the repaint, in Chromium."""

from __future__ import annotations

import time
from pathlib import Path
from shutil import which
from statistics import quantiles

import click

from benchmarks.commands.rouge import DATA
from benchmarks.results.provenance import commit
from benchmarks.systems.servers import SUMMARIZE, running

_PASTE = """text => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  document.getElementById("text").dispatchEvent(new ClipboardEvent("paste", { clipboardData: data }));
}"""
# The message is handled after the frame has been painted.
_MOVE = """async n => {
  const slider = document.getElementById("length"), milliseconds = [];
  for (let i = 0; i < n; i++) {
    slider.value = (7 * i) % (+slider.max + 1);
    const start = performance.now();
    slider.dispatchEvent(new Event("input", { bubbles: true }));
    await new Promise(resolve => requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = resolve;
      channel.port2.postMessage(0);
    }));
    milliseconds.push(performance.now() - start);
  }
  return milliseconds;
}"""


@click.command()
@click.option("--moves", type=click.IntRange(min=2), default=200, show_default=True)
@click.option("--data", "folder", type=click.Path(exists=True, file_okay=False, path_type=Path), default=DATA)
def slider(moves: int, folder: Path) -> None:
    """Move the slider of the page, for texts of 100 KB and 1 MB."""
    from playwright.sync_api import sync_playwright

    prose = (folder / "prose_10mb.txt").read_text(encoding="utf-8")
    with running([*SUMMARIZE, "--port"]) as (url, _, _), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=which("chromium"), args=["--no-sandbox"])
        page = browser.new_page()
        click.echo(f"{moves} moves, commit {commit()}\n\n| text | shown after s | p50 ms | p95 ms |")
        click.echo("|---|--:|--:|--:|")
        for size in (100_000, 1_000_000):
            page.goto(url)
            start = time.perf_counter()
            page.evaluate(_PASTE, prose[:size])
            page.wait_for_selector("#list-a li", timeout=120_000)
            shown = time.perf_counter() - start
            page.wait_for_selector("#keywords button", timeout=120_000)
            page.wait_for_timeout(5000)  # until all lengths are there
            cuts = quantiles(page.evaluate(_MOVE, moves), n=20)
            click.echo(f"| {size:,} characters | {shown:.1f} | {cuts[9]:.0f} | {cuts[18]:.0f} |")
        browser.close()
