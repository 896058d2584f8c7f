"""All sets together: the ranking by means, the list of the sets, and every system on every set."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean

from benchmarks.report.markdown import best_systems, escape, main_value, spell_length, table
from benchmarks.results.results import Results

FIGURES = ("rouge1", "rouge2")
READABLE = "readability"
_NO_VALUE = "–"
_MARK = "†"
_NOTE = f"{_MARK} Only the documents that all systems have a summary of; see the table of the set."

SETS = {
    "billsum_us_train100": "US bills (BillSum)",
    "cnndm_validation": "English news (CNN/DailyMail)",
    "klexikon_de_test": "long German encyclopedia articles, simplified (Klexikon)",
    "legal_tldr": "clauses of contracts, in plain English",
    "multilexsum_test": "US civil-rights cases (Multi-LexSum)",
    "opinosis": "opinions on products, about 139 sentences each (Opinosis)",
    "orangesum_fr_test": "French news (OrangeSum)",
    "qmsum_test": "transcripts of meetings (QMSum)",
    "scisummnet_acl": "papers on computational linguistics (ScisummNet)",
    "scitldr_a_test": "scientific abstracts in one sentence (SciTLDR-A)",
    "sumpubmed_sample": "long biomedical papers (SumPubMed)",
    "urdu_uscorpus": "articles in Urdu (USCorpus)",
    "xsum_test": "BBC news in one sentence (XSum)",
}
"""What is in the published sets."""

Values = tuple[float, ...]


def means(found: Sequence[Results]) -> dict[str, Values]:
    """Return the mean ROUGE-1 and -2 over all sets of each system that has them on all, best first."""
    names = dict.fromkeys(name for results in found for name in results["systems"])
    known = {name: _mean([_values(results, name) for results in found]) for name in names}
    ranked = {name: mean for name, mean in known.items() if mean is not None}
    return dict(sorted(ranked.items(), key=lambda item: -item[1][0]))


def ranking(found: Sequence[Results]) -> str:
    """Return the table of means, best first, and on how many sets a system has the highest ROUGE-1."""
    first = [name for results in found for name in best_systems(results, FIGURES[0])]
    ranked = means(found)
    best = next((name for name in ranked if name != "oracle"), None)
    rows = [
        [
            f"**{escape(name)}**" if name == best else escape(name),
            *(f"{value:.1f}" for value in mean),
            str(first.count(name)) if name in first else "",
        ]
        for name, mean in ranked.items()
    ]
    return table(["system", "ROUGE-1", "ROUGE-2", "best on"], rows)


def sets(found: Sequence[Results]) -> str:
    """Return the table of the sets, with the system that has the highest ROUGE-1 on each."""
    rows = []
    for results in found:
        data = results["data"]
        name, best = data["name"], sorted(best_systems(results, FIGURES[0]))
        described = SETS.get(name, escape(name))
        figure = max((_values(results, system) or (0.0,))[0] for system in best)
        rows.append(
            [
                f"[{described}](benchmarks/{name}.md)",
                f"{data['n_documents']:,}",
                spell_length(results["length"]),
                f"{', '.join(map(escape, best))} {figure:.1f}",
            ]
        )
    return table(["set", "documents", "summaries of", "highest ROUGE-1"], rows)


def overview(found: Sequence[Results]) -> str:
    """Return the table of ROUGE-1 and -2 of each system on each set, and of their means over all sets.

    Where sets have it, the last column is the mean share of readable summaries over these sets.

    A set of which not all documents have a summary of all systems is marked, and a note says what that
    means.
    """
    readable = [results for results in found if READABLE in results.get("metrics", {})]
    names = list(dict.fromkeys(name for results in found for name in results["systems"]))
    values = {name: [_values(results, name) for results in found] for name in names}
    rows = [
        [escape(name), *map(_spell, [*of_system, _mean(of_system)])] for name, of_system in values.items()
    ]
    heads = list(map(_head, found))
    columns = ["system", *heads, "mean"]
    if readable:
        columns.append("readable")
        for row, name in zip(rows, names, strict=True):
            row.append(_spell(_mean([_values(results, name, (READABLE,)) for results in readable])))
    figures = table(columns, rows)
    return f"{figures}\n\n{_NOTE}" if any(head.endswith(_MARK) for head in heads) else figures


def _head(results: Results) -> str:
    data = results["data"]
    is_whole = data["n_compared"] == data["n_documents"]
    name = escape(data["name"])
    return name if is_whole else f"{name}, {data['n_compared']:,} of {data['n_documents']:,}{_MARK}"


def _values(results: Results, name: str, figures: Sequence[str] = FIGURES) -> Values | None:
    metrics = results["systems"].get(name, {}).get("metrics", {})
    if not all(figure in metrics for figure in figures):
        return None
    return tuple(100 * main_value(metrics[figure]) for figure in figures)


def _mean(of_system: Sequence[Values | None]) -> Values | None:
    """Return the mean over all sets; one over fewer would not compare with others."""
    known = [values for values in of_system if values is not None]
    return tuple(map(fmean, zip(*known, strict=True))) if len(known) == len(of_system) else None


def _spell(values: Values | None) -> str:
    return _NO_VALUE if values is None else " / ".join(f"{value:.1f}" for value in values)
