"""The systems that a run can compare: a name, and the program that serves it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.systems.environments import System
from summarize.errors import did_you_mean
from summarize.registry import methods
from summarize.specs import MODEL, Spec, split_specs

_OURS = System("summarize", "methods")
_SUMY = System("sumy", "sumy_methods", ("sumy==0.13.0", "numpy"))

# A new peer is a row here, and a program in benchmarks/systems/peers/adapters.
PEERS = {
    "lede": System("lede", "lede_heuristic", ("lede==0.5.1",)),
    "lexrank-package": System("lexrank-package", "lexrank_sentences", ("lexrank==0.1.0",)),
    "pytextrank": System("pytextrank", "pytextrank_sentences", ("pytextrank==3.3.0",)),
    "summa": System("summa", "summa_textrank", ("summa==1.2.0",)),
    "sumy-kl": _SUMY,
    "sumy-lexrank": _SUMY,
    "sumy-lsa": _SUMY,
    "sumy-luhn": _SUMY,
    "sumy-sumbasic": _SUMY,
    "sumy-textrank": _SUMY,
}
ORACLE = System("oracle", "oracle")


class EntrantError(ValueError):
    """There is no such system, or it cannot be had with these options."""


@dataclass(frozen=True)
class Entrant:
    """One system of a run.

    Attributes:
        name: its spec, such as ``textrank:damping=0.9``; unique in a run.
        system: whose interpreter runs it.
        program: the arguments of the interpreter.
        sees_references: whether it is told the reference summaries.
    """

    name: str
    system: System
    program: tuple[str, ...]
    sees_references: bool = False

    def command(self) -> list[str]:
        """Return the command that serves it, and make its environment on first use.

        Raises:
            subprocess.CalledProcessError: its packages cannot be installed.
        """
        return [self.system.python(), *self.program]


def parse_entrants(texts: Sequence[str]) -> list[Entrant]:
    """Return the systems of lists such as ``"lead,textrank:damping=0.9"``.

    Raises:
        EntrantError: one is unknown, or named twice, or takes no options.

    >>> [entrant.name for entrant in parse_entrants(["lead,sumy-lexrank", "model=sshleifer/tiny"])]
    ['lead', 'sumy-lexrank', 'model=sshleifer/tiny']
    """
    names = [name for text in texts for name in split_specs(text, (MODEL,))]
    if not names:
        raise EntrantError("no system is given")
    for name in names:
        if names.count(name) > 1:
            raise EntrantError(f"system {name!r} is given twice")
    return [_entrant(name) for name in names]


def _entrant(name: str) -> Entrant:
    try:
        spec = Spec.parse(name)
    except ValueError as error:
        raise EntrantError(str(error)) from error
    system = ORACLE if spec.name == ORACLE.name else PEERS.get(spec.name)
    if system is None:
        known = sorted({*methods(), *PEERS, ORACLE.name})
        if spec.model is None and spec.name not in known:
            raise EntrantError(
                f"unknown system {spec.name!r}; {did_you_mean(spec.name, [*known, f'{MODEL}…'])}"
            )
        system = _OURS
    if spec.options and spec.name in {*PEERS, ORACLE.name}:
        raise EntrantError(f"{spec.name} takes no options, got {name!r}")
    program = ("-m", f"benchmarks.systems.peers.adapters.{system.module}", name)
    return Entrant(name, system, program, sees_references=system is ORACLE)
