"""Bar charts for the pages, as SVG files without scripts, in a light and a dark version."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import NamedTuple

THEMES = {
    "light": {"text": "#1f2328", "quiet": "#59636e", "ours": "#0969da", "other": "#afb8c1"},
    "dark": {"text": "#e6edf3", "quiet": "#9198a1", "ours": "#4493f8", "other": "#57606a"},
}
_WIDTH, _LABELS, _VALUES, _ROW, _BAR, _TOP = 760, 240, 110, 30, 18, 44


class Bar(NamedTuple):
    """One bar: its label, its length, the figure at its end, and whether it is ours."""

    label: str
    value: float
    figure: str
    is_ours: bool = False


def write_chart(folder: Path, name: str, title: str, bars: Sequence[Bar]) -> list[Path]:
    """Write a chart as NAME-light.svg and NAME-dark.svg, and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{name}-{theme}.svg" for theme in THEMES]
    for path, theme in zip(paths, THEMES, strict=True):
        path.write_text(chart(title, bars, theme), encoding="utf-8")
    return paths


def chart(title: str, bars: Sequence[Bar], theme: str = "light") -> str:
    """Return horizontal bars that begin at 0, the longest as wide as the chart allows.

    >>> "5.3 s</text>" in chart("Time", [Bar("a", 1.0, "1 s", is_ours=True), Bar("b", 5.3, "5.3 s")])
    True
    """
    colours, height = THEMES[theme], _TOP + _ROW * len(bars) + 8
    longest = max(bar.value for bar in bars)
    rows = "\n".join(_row(bar, _TOP + _ROW * number, longest, theme) for number, bar in enumerate(bars))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" '
        f'height="{height}" role="img" font-family="system-ui, sans-serif" font-size="14">\n'
        f"<title>{escape(title)}</title>\n"
        f'<text x="0" y="20" font-size="15" font-weight="600" fill="{colours["text"]}">'
        f"{escape(title)}</text>\n"
        f"{rows}\n</svg>\n"
    )


def _row(bar: Bar, top: int, longest: float, theme: str) -> str:
    colours = THEMES[theme]
    width = max(2.0, (_WIDTH - _LABELS - _VALUES) * bar.value / longest)
    weight, middle = 600 if bar.is_ours else 400, top + 14
    colour = colours["text" if bar.is_ours else "quiet"]
    style = f'font-weight="{weight}" fill="{colour}"'
    return (
        f'<text x="{_LABELS - 10}" y="{middle}" text-anchor="end" {style}>{escape(bar.label)}</text>\n'
        f'<rect x="{_LABELS}" y="{top}" width="{width:.1f}" height="{_BAR}" rx="3" '
        f'fill="{colours["ours" if bar.is_ours else "other"]}"/>\n'
        f'<text x="{_LABELS + width + 8:.1f}" y="{middle}" {style}>{escape(bar.figure)}</text>'
    )
