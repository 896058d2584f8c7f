"""How each method grows with the text, beside others of its name: ``python -m benchmarks growth``."""

from __future__ import annotations

import json
import math
import platform
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import click

from benchmarks.commands.speed import DEFAULT_TEXT
from benchmarks.report.markdown import escape, table
from benchmarks.results.provenance import commit
from benchmarks.systems.entrants import Entrant, parse_entrants
from benchmarks.systems.worker import DocumentError, NotRunError, Worker
from summarize import Document
from summarize.registry import create, methods

PEERS = {
    "kl": ("sumy-kl",),
    "lexrank": ("sumy-lexrank", "lexrank-package"),
    "lsa": ("sumy-lsa",),
    "luhn": ("sumy-luhn",),
    "sumbasic": ("sumy-sumbasic",),
    "textrank": ("sumy-textrank", "summa"),
}
LEAST_GAIN, MOST_GROWTH = 20, 12
_SECONDS, _PEER_SECONDS = 60.0, 120.0
_N_SENTENCES = 3


@dataclass(frozen=True)
class Size:
    """A prefix of the text.

    Attributes:
        name: what tables call it.
        n_characters: its length.
        n_calls: how often each system summarizes it.
    """

    name: str
    n_characters: int
    n_calls: int


SIZES = (Size("100 KB", 100_000, 3), Size("1 MB", 1_000_000, 3), Size("10 MB", 10_000_000, 3))


@dataclass(frozen=True)
class Call:
    """The fastest call of a system on a text.

    Attributes:
        seconds: what it took, and if it took too long, at least.
        peak_bytes: largest resident memory of the process until then.
        failure: why there are no figures, if there are none.
        timed_out: whether that is because it took too long.
    """

    seconds: float = 0.0
    peak_bytes: int = 0
    failure: str | None = None
    timed_out: bool = False


Calls = dict[str, dict[str, Call]]  # method, size or peer


@click.command()
@click.option(
    "--text",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    default=DEFAULT_TEXT,
    help="Long prose in UTF-8; prefixes of it are summarized.",
)
@click.option(
    "--json", "json_path", type=click.Path(path_type=Path), help="Write the figures to this file, too."
)
def growth(text: Path, json_path: Path | None) -> None:
    """Time every extractive method at three sizes, beside methods of the same name of other packages."""
    prose = text.read_text(encoding="utf-8")
    n_needed = max(size.n_characters for size in SIZES)
    if len(prose) < n_needed:
        raise click.UsageError(f"{text} has {len(prose):,} characters; the largest size needs {n_needed:,}")
    ours, peers = measure_growth(prose, find_systems(), SIZES)
    click.echo(growth_table(ours, peers))
    click.echo(gains_and_growth(ours, peers))
    if json_path is not None:
        provenance = {"machine": platform.platform(), "commit": commit()}
        figures = provenance | {"methods": _plain(ours), "peers": _plain(peers)}
        json_path.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def find_systems() -> dict[Entrant, list[Entrant]]:
    """Return each built-in method, LexRank also in its continuous form, and the peers of its name."""
    built_in = [name for name in methods() if type(create(name)).__module__.startswith("summarize.")]
    systems = {_entrant(name): [*map(_entrant, PEERS.get(name, ()))] for name in built_in}
    return systems | {_entrant("lexrank:threshold=null"): []}


def _entrant(name: str) -> Entrant:
    return parse_entrants([name])[0]


def measure_growth(
    text: str,
    systems: Mapping[Entrant, Sequence[Entrant]],
    sizes: Sequence[Size],
    time_limit: float = _SECONDS,
    peer_time_limit: float = _PEER_SECONDS,
) -> tuple[Calls, Calls]:
    """Return what methods took at each size, and what peers took at the first.

    Args:
        text: at least as long as the largest size.
        systems: methods, which split the text themselves, and the peers of each, which get its sentences.
        sizes: from the smallest to the largest.
        time_limit: seconds that a method may take for a text.
        peer_time_limit: seconds that a peer may take for a text.
    """
    raw = [(size, _request(text[: size.n_characters])) for size in sizes]
    first, request = raw[0]
    # Headings, too: ours read and score them.
    sentences = [sentence.text for sentence in Document(request["document"], request["language"]).sentences]
    split = [(first, {**request, "sentences": sentences})]
    ours: Calls = {}
    peers: Calls = {}
    for method, others in systems.items():
        ours[method.name] = _measure(method, raw, time_limit)
        if others:
            peers[method.name] = {
                peer.name: _measure(peer, split, peer_time_limit)[first.name] for peer in others
            }
    return ours, peers


def _request(text: str) -> dict[str, Any]:
    language = Document(text).language
    return {"id": "text", "document": text, "language": language, "n_sentences": _N_SENTENCES}


def _measure(
    entrant: Entrant, requests: Iterable[tuple[Size, Mapping[str, Any]]], time_limit: float
) -> dict[str, Call]:
    """Return what a system takes at each size, in a process of its own; its first failure is its last try."""
    calls: dict[str, Call] = {}
    with closing(Worker(entrant, time_limit)) as worker:
        for size, request in requests:
            click.echo(f"{entrant.name}, {size.name} …", err=True)
            if any(call.failure for call in calls.values()):
                calls[size.name] = Call(failure="not tried")
                continue
            try:
                if not calls:
                    worker.start()
                calls[size.name] = _fastest_call(worker, request, size.n_calls, time_limit)
            except NotRunError as error:
                calls[size.name] = Call(failure=f"not run: {error}")
            except DocumentError as error:
                limit = error.time_limit
                failure = str(error) if limit is None else f"> {limit:g} s"
                calls[size.name] = Call(limit or error.seconds, failure=failure, timed_out=limit is not None)
    return calls


def _fastest_call(worker: Worker, request: Mapping[str, Any], n_calls: int, time_limit: float) -> Call:
    """Return the fastest of some calls, or the first if it takes more than a third of the limit."""
    answers = [worker.ask(request)]
    while len(answers) < n_calls and answers[0]["seconds"] <= time_limit / 3:
        answers.append(worker.ask(request))
    return Call(min(answer["seconds"] for answer in answers), answers[-1]["peak_bytes"])


def growth_table(ours: Calls, peers: Calls) -> str:
    """Return the Markdown table of all methods: times, growth, memory, and the peers beside them."""
    first, smaller, largest = _first_and_last_two(ours)
    head = [
        "the call alone",
        *next(iter(ours.values())),
        f"growth {smaller} → {largest}",
        f"peak memory at {largest}",
    ]
    rows = [
        [
            name,
            *map(_time_cell, calls.values()),
            _ratio(calls[largest], calls[smaller])[1],
            "–" if calls[largest].failure else f"{calls[largest].peak_bytes / 1e6:,.0f} MB",
            " · ".join(_peer_cell(peer, call, calls[first]) for peer, call in peers.get(name, {}).items()),
        ]
        for name, calls in ours.items()
    ]
    return table([*head, f"others at {first}: the call, and how much faster ours is"], rows)


def gains_and_growth(ours: Calls, peers: Calls) -> str:
    """Return how many methods are much faster than their peer and near-linear, and which are not."""
    first, smaller, largest = _first_and_last_two(ours)
    gains = {
        peer: _ratio(call, ours[name][first])
        for name, others in peers.items()
        for peer, call in others.items()
    }
    slow = [f"{peer} ({spelled})" for peer, (gain, spelled) in gains.items() if not gain >= LEAST_GAIN]
    grown = {name: _ratio(calls[largest], calls[smaller]) for name, calls in ours.items()}
    steep = [
        f"{name} ({spelled})"
        for name, (ratio, spelled) in grown.items()
        if ours[name][largest].failure or not ratio <= MOST_GROWTH
    ]
    return (
        f"\n- at least {LEAST_GAIN} × as fast as the method of the same name at {first}: "
        f"{_tally(len(gains), slow)}"
        f"\n- at most {MOST_GROWTH} × the time for {largest} instead of {smaller}: "
        f"{_tally(len(grown), steep)}"
    )


def _first_and_last_two(ours: Calls) -> tuple[str, str, str]:
    sizes = list(next(iter(ours.values())))
    return sizes[0], sizes[-2], sizes[-1]


def _tally(n: int, missed: Sequence[str]) -> str:
    return f"**{n - len(missed)} of {n}**" + (f", not {', '.join(missed)}" if missed else "")


def _time_cell(call: Call) -> str:
    if call.failure is None:
        return f"{call.seconds * 1e3:,.1f} ms"
    if call.timed_out:
        return call.failure
    return escape(textwrap.shorten(call.failure, 80, placeholder=" …"))


def _peer_cell(peer: str, call: Call, ours: Call) -> str:
    return f"{escape(peer)} {_time_cell(call)}, {_ratio(call, ours)[1]}"


def _ratio(slower: Call, faster: Call) -> tuple[float, str]:
    """Return how many times as long one took, NaN if that is not known, and how it is written."""
    if faster.failure or (slower.failure and not slower.timed_out):
        return math.nan, "not measured"
    ratio = slower.seconds / faster.seconds
    written = f"{ratio:,.{0 if ratio >= 100 else 1}f} ×"
    return ratio, f"more than {written}" if slower.timed_out else written


def _plain(calls: Calls) -> dict[str, dict[str, dict[str, object]]]:
    return {name: {key: asdict(call) for key, call in row.items()} for name, row in calls.items()}
