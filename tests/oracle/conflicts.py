#!/usr/bin/env python3
"""Holds `casus conflicts` over a day against the answer-set program, one armed attack a situation, every question answered.

The witness of each finding, with the questions on which it hangs settled as the finding says, must be a conflict by the rules,
between the same provisions, for the debtors named. And whatever the rules find in situations taken at random must be among
the findings of the day, with its debtor. Exit status: 0 both agree, 1 they differ, 2 something could not be run.
"""
import argparse
import json
import subprocess
import sys

from facts import Corpus
from oracle import HERE, solve_all
from scenarios import Generator
from words import holds_on, iso


def between(conflicts):
    """Conflicts as the search tells them: which two provisions, and whom they bind."""
    found = {}
    for first, second, debtor, _ in conflicts:
        found.setdefault(tuple(sorted((first[3:5], second[3:5]))), set()).add(debtor)
    return found


def provisions(finding):
    return tuple(sorted((finding[side]["instrument"], finding[side]["provision"]) for side in ("first", "second")))


def parts(event):
    """`ABK attacks BEL at PLACE`, taken apart."""
    words = event.split()
    return words[0], words[2], words[4] if len(words) > 3 else None


def held_by(corpus, state, day):
    """Places of a state beside its home: there the search looks too."""
    return [name for name, place in corpus.places.items() if name not in corpus.states
            and any(d["state"] == state and holds_on(d["spell"], day) for d in place["sovereigns"] + place["administrators"])]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--casus", required=True)
    parser.add_argument("--clingo", default="clingo")
    parser.add_argument("--days", type=int, default=5)
    parser.add_argument("--witnesses", type=int, default=40, help="most findings of a day that are looked at")
    parser.add_argument("--situations", type=int, default=60, help="a day")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    own = ["--corpus", str(HERE / "corpus")]
    corpus = Corpus(json.loads(subprocess.run([options.casus, "dump", "--stage", "model", *own], capture_output=True, text=True,
                                              check=True).stdout))
    generator = Generator(corpus, options.seed)
    chance = generator.random
    scenarios, wanted, findings = [], {}, {}
    for day in sorted(chance.sample(generator.days(), options.days)):
        run = subprocess.run([options.casus, "conflicts", "--on", iso(day), "--json", *own], capture_output=True, text=True)
        if run.returncode not in (0, 1):
            print(f"conflicts: {run.stderr[-2000:]}", file=sys.stderr)
            return 2
        found = json.loads(run.stdout)["conflicts"]
        findings[day] = {provisions(f): set(f["debtors"]) for f in found}
        sides = set()
        for f in found:
            sides.update(parts(f["witness"]["events"][0])[:2])
        for f in chance.sample(found, min(len(found), options.witnesses)):
            attacker, victim, at = parts(f["witness"]["events"][0])
            settled = chance.choice(f["witness"]["on_questions"] or [{}])
            wanted[len(scenarios)] = provisions(f), set(f["witness"]["debtors"])
            scenarios.append(generator.incident(f"conflict_{len(scenarios)}", day, attacker, victim, at, settled))
        # Mostly states about which something was found: of most others no two texts speak at once.
        everybody = corpus.alive(day)
        for _ in range(options.situations):
            attacker, victim = chance.sample(sorted(sides) if len(sides) > 1 and chance.random() < 0.7 else everybody, 2)
            held = held_by(corpus, victim, day)
            at = chance.choice(held) if held and chance.random() < 0.5 else None
            scenarios.append(generator.incident(f"conflict_{len(scenarios)}", day, attacker, victim, at))
    try:
        rules = solve_all(corpus, scenarios, options.clingo)
    except (RuntimeError, OSError) as error:
        print(f"conflicts: {error}", file=sys.stderr)
        return 2
    different, seen = 0, 0
    for k, scenario in enumerate(scenarios):
        by_rules = between(rules[k][1])
        seen += len(by_rules)
        event = scenario.events[0].text()
        for pair, debtors in sorted(by_rules.items()):
            missing = debtors - findings[scenario.day].get(pair, set())
            if missing:
                different += 1
                print(f"{event}: the rules alone find {pair} for {sorted(missing)}")
        if k in wanted:
            pair, debtors = wanted[k]
            if not debtors <= by_rules.get(pair, set()):
                different += 1
                print(f"{event}: the search alone finds {pair} for {sorted(debtors - by_rules.get(pair, set()))}")
    print(f"conflicts: {len(wanted)} witnesses and {len(scenarios) - len(wanted)} situations on {options.days} days, {different} differ; "
          f"{seen} conflicts by the rules")
    return 1 if different or not wanted or not seen else 0


if __name__ == "__main__":
    sys.exit(main())
