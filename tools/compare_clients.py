"""Hold our verdicts against real clients: `python tools/compare_clients.py [--seed N] [--count N]`.

Forges random chains (`tests/pki/forge.py`), asks every client that is installed here, and prints
for each how often we agree; which faults and shapes are in the differences most, of how many
chains that have them; and the differences themselves, the most frequent first: the faults with
their places, our reasons and the client's, the shapes and some of the chains. `--only 1/42` asks
about chain 42 of seed 1 alone. With `--limbo FILE` the chains are those of x509-limbo.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

sys.path.append(str(Path(__file__).parent.parent / "tests"))

from pki.forge import Forged, forge, forged
from pki.oracles import CLIENTS, Case, Verdict, limbo, oracle
from tlswhy.pki import clients, verdicts
from tlswhy.pki.stores import Store

OK = "takes it"


class Asked(Struct, frozen=True):
    """A case, what to call it, and the faults and the shape it was made with."""

    id: str
    case: Case
    faults: tuple[str, ...]
    shape: str


class Difference(Struct, frozen=True):
    """A class of differences. ours, theirs: the reasons, or `OK`."""

    faults: tuple[str, ...]
    ours: str
    theirs: str


def main() -> None:
    chosen = _arguments()
    asked = _cases(chosen)
    for client in chosen.client or CLIENTS:
        lacking = oracle(client).missing()
        if lacking:
            print(f"{client}: not asked, needs {lacking}")
            continue
        theirs = oracle(client).verdicts([one.case for one in asked])
        ours = [ours_of(client, one.case) for one in asked]
        _show(client, asked, ours, theirs, most=chosen.most)


def ours_of(client: str, case: Case) -> Verdict:
    """What our profile of the client says, its problems as `code@place`."""
    store = Store("forged", "test", case.roots)
    found = verdicts.assess(case.chain, host=case.host, at=case.at, stores=(store,))
    verdict = verdicts.verdict(found, clients.BY_KEY[client], store)
    reasons = sorted({f"{one.code}@{one.place}" for one in verdict.reasons})
    return Verdict(ok=verdict.ok, reason=", ".join(reasons))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--only", action="append", default=[], metavar="SEED/NUMBER")
    parser.add_argument("--limbo", type=Path, metavar="FILE", help="limbo.json or limbo.json.xz")
    parser.add_argument("--client", action="append", choices=CLIENTS)
    parser.add_argument("--most", type=int, default=20, help="rows to show of each list")
    return parser.parse_args()


def _cases(chosen: argparse.Namespace) -> list[Asked]:
    if chosen.limbo:
        wanted = limbo.read(chosen.limbo)
        return [
            Asked(name, one.case, (), re.sub(r"\d+$", "", name)) for name, one in wanted.items()
        ]
    if chosen.only:
        pairs = [only.split("/") for only in chosen.only]
        return [
            _asked(int(seed), int(number), forged(int(seed), int(number))) for seed, number in pairs
        ]
    made = forge(chosen.seed, chosen.count)
    return [_asked(chosen.seed, number, one) for number, one in enumerate(made)]


def _asked(seed: int, number: int, made: Forged) -> Asked:
    faults = sorted(f"{fault.kind}@{fault.place}" for fault in made.faults)
    return Asked(f"{seed}/{number}", made.case, tuple(faults), made.shape)


def _show(
    client: str,
    asked: Sequence[Asked],
    ours: Sequence[Verdict],
    theirs: Sequence[Verdict],
    *,
    most: int,
) -> None:
    differing: defaultdict[Difference, list[Asked]] = defaultdict(list)
    for one, we, they in zip(asked, ours, theirs, strict=True):
        if we.ok != they.ok:
            # Long numbers in the words of a client are times and sizes.
            said = re.sub(r"\d{3,}", "N", they.reason)[:300] or OK
            differing[Difference(one.faults, we.reason or OK, said)].append(one)
    every = [one for alike in differing.values() for one in alike]
    agreed = len(asked) - len(every)
    print(f"\n{client}: {agreed} of {len(asked)} as we say, {100 * agreed / len(asked):.2f} %")
    _show_parts(asked, every, most)
    for difference, alike in sorted(differing.items(), key=lambda item: -len(item[1]))[:most]:
        shapes = Counter(one.shape for one in alike)
        print(f"{len(alike):5} {' + '.join(difference.faults) or 'no fault'}")
        print(f"      we: {difference.ours}")
        print(f"      {client}: {difference.theirs}")
        print(f"      in {', '.join(name for name, _ in shapes.most_common(6))}")
        print(f"      such as {', '.join(one.id for one in alike[:4])}")


def _show_parts(asked: Sequence[Asked], differing: Sequence[Asked], most: int) -> None:
    """Faults and shapes by how often they are in a difference."""
    total = Counter(part for one in asked for part in (*one.faults, one.shape))
    in_difference = Counter(part for one in differing for part in (*one.faults, one.shape))
    for part, count in in_difference.most_common(most):
        print(f"{count:5} of {total[part]:4} with {part}")


if __name__ == "__main__":
    main()
