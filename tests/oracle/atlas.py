#!/usr/bin/env python3
"""Holds `casus atlas` against the answer-set program: random pairs of states, one armed attack each, every question answered
at random. Whoever the atlas calls bound is bound by the rules whatever the answers; whoever the rules bind is bound or open in
the atlas. Exit status: 0 both agree, 1 they differ, 2 something could not be run.
"""
import argparse
import csv
import io
import json
import subprocess
import sys

from facts import Corpus
from oracle import HERE, solve_all
from scenarios import Generator
from words import iso

FORCE = {"assist", "meet_common_danger", "guarantee", "mobilise", "declare_war", "deploy_forces", "use_force", "use_all_forces"}
AGAINST = {"declare_war", "use_force", "use_all_forces"}


def helpers(duties, force, attacker, victim):
    """Who must help the victim by a text that binds."""
    found = set()
    for kind, _, struck, instrument, _, modality, act, toward, debtor in duties:
        for_victim = act in AGAINST or not set(toward) - {attacker} or victim in toward
        if kind != "breach" and struck == victim and modality == "must" and act in FORCE and for_victim \
                and force[instrument] in ("binding", "unilateral"):
            found.add(debtor)
    return found - {attacker, victim}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--casus", required=True)
    parser.add_argument("--clingo", default="clingo")
    parser.add_argument("--pairs", type=int, default=300)
    parser.add_argument("--days", type=int, default=6)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    own = ["--corpus", str(HERE / "corpus")]
    corpus = Corpus(json.loads(subprocess.run([options.casus, "dump", "--stage", "model", *own], capture_output=True, text=True,
                                              check=True).stdout))
    force = {i["name"]: i["force"] for i in corpus.instruments}
    generator = Generator(corpus, options.seed)
    days = sorted(generator.random.sample(generator.days(), options.days))
    scenarios, atlas = [], {}
    for day in days:
        run = subprocess.run([options.casus, "atlas", "--on", iso(day), "--csv", *own], capture_output=True, text=True, check=True)
        rows = list(csv.DictReader(io.StringIO(run.stdout, newline="")))
        covered = [r for r in rows if r["bound"] != "0" or r["open"] != "0"]
        # Mostly pairs in which something is said: the others agree for want of anything to say.
        count = options.pairs // options.days
        chosen = generator.random.sample(covered, min(len(covered), count * 4 // 5))
        chosen += generator.random.sample(rows, count - len(chosen))
        for row in chosen:
            name = f"atlas_{len(scenarios)}"
            atlas[name] = row
            scenarios.append(generator.incident(name, day, row["attacker"], row["victim"]))
    try:
        rules = solve_all(corpus, scenarios, options.clingo)
    except (RuntimeError, OSError) as error:
        print(f"atlas: {error}", file=sys.stderr)
        return 2
    different, bound, helped = 0, 0, 0
    for k, scenario in enumerate(scenarios):
        row = atlas[scenario.name]
        who, may = set(row["who"].split()), set(row["who_open"].split())
        found = helpers(rules[k][0], force, row["attacker"], row["victim"])
        bound, helped = bound + len(who), helped + len(found)
        if not (who <= found <= who | may):
            different += 1
            print(f"{row['attacker']} attacks {row['victim']} on {iso(scenario.day)}: bound by the atlas alone "
                  f"{sorted(who - found)}, by the rules alone {sorted(found - who - may)}")
    print(f"atlas: {len(scenarios)} pairs on {len(days)} days, {different} differ; {bound} bound in the atlas, {helped} by the rules")
    return 1 if different or not bound or not helped else 0


if __name__ == "__main__":
    sys.exit(main())
