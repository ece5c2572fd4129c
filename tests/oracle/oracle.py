#!/usr/bin/env python3
"""Compares casus's engine with an answer-set program that states the semantics a second time.

Random scenarios over a corpus are written as a file of the language. The engine evaluates that file; the same scenarios and
the corpus, as `casus dump` gives it, become facts for rules.lp, which clingo solves. Every question is answered in every
scenario, so that a duty either arises or does not. Exit status: 0 both agree on everything, 1 they differ (with a list),
2 something could not be run.
"""
import argparse
import concurrent.futures
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import time

from facts import Corpus
from scenarios import Generator
from words import HARMLESS, quoted

HERE = pathlib.Path(__file__).resolve().parent
BATCH = 500


# ── the answer-set side ──────────────────────────────────────────────────────────────────────────────────────────────


def scenario_facts(corpus, s, scenario):
    """Facts of one scenario, and the clauses worth looking at: those whose concepts and states can be met at all."""
    out = []

    def fact(name, *values):
        out.append(f"{name}({','.join(str(v) for v in values)}).")

    use = set()
    supposed = {}
    for name, role, tier, state, (start, end) in scenario.members:
        fact("suppose_member", s, quoted(name), role, quoted(tier) if tier else "none", quoted(state), start, end)
        supposed.setdefault(state, set()).add(name)
    for name, role, tier, state, (start, end) in scenario.not_members:
        fact("suppose_not", s, quoted(name), role, quoted(tier) if tier else "none", quoted(state), start, end)
    for name, (start, end) in scenario.in_force:
        fact("suppose_force", s, quoted(name), start, end)
    for question, value in scenario.general.items():
        if value:
            fact("yes", s, quoted(question))
    for state in scenario.requests:
        fact("asked_said", s, quoted(state))
    for state in scenario.performing:
        fact("performance_said", s, quoted(state))
    for place, state in scenario.territories:
        fact("territory_said", s, quoted(place), quoted(state))
    for state in scenario.recognised:
        fact("statehood_said", s, quoted(state))
    for e, label in scenario.meant:
        fact("meant_said", s, e, label)
    for organ, word in scenario.organs_yes:
        fact("organ_yes", s, quoted(organ), quoted(word))
    votes, told, assisting = {}, {}, {}
    for event in scenario.events:
        if event.kind != "decision":
            continue
        if event.organ:
            told.setdefault((event.organ, event.word), not event.negative)
        for state in event.by:
            votes[state, event.word] = not event.negative
            if event.word == "assist":
                assisting[state] = not event.negative
    # Whoever is supposed to decide so votes so.
    for state, word in scenario.decided:
        if (state, word) not in votes:
            votes[state, word] = True
    for (organ, word), value in told.items():
        fact("organ_said", s, quoted(organ), quoted(word), "yes" if value else "no")
    for (state, word), value in votes.items():
        fact("voted", s, quoted(state), quoted(word), "yes" if value else "no")
    for state, value in assisting.items():
        if not value:
            fact("will_not_assist", s, quoted(state))
    for state, word in scenario.decided:
        fact("decided", s, quoted(state), quoted(word))
    seen = set()
    places = set()
    dependent = {}
    for c in corpus.clauses.values():
        if c["after"]:
            dependent.setdefault(c["instrument"], set()).update(c["instruments"])
    for e, event in enumerate(scenario.events):
        fact("event", s, e, event.kind, event.day)
        fact("actor", s, e, "state" if event.by else event.actor)
        for state in event.by:
            fact("by", s, e, quoted(state))
            if event.kind == "request":
                fact("asked_event", s, quoted(state))
        for state in event.against:
            fact("against", s, e, quoted(state))
        for state in event.asserted:
            fact("asserted", s, e, quoted(state))
        if event.at:
            fact("at", s, e, quoted(event.at))
        if event.on_forces:
            fact("on_forces", s, e)
        for means in event.means:
            fact("means", s, e, means)
        for means, at in scenario.means_yes:
            if at == e:
                fact("means_said", s, e, means)
        said = {q: v for (q, at), v in scenario.on_event.items() if at == e} | event.given
        for question, value in said.items():
            fact("said", s, e, quoted(question), "yes" if value else "no")
        if event.broken:
            fact("told_breach", s, e, quoted(" ".join(event.broken)))
        # Clauses whose trigger names nobody who is struck; war seen from the side that acted; breaches toward nobody.
        for number_, c in corpus.clauses.items():
            if c["after"]:
                continue
            # A clause that an organ's decision brings into play waits for that decision, or for a vote on it.
            others = c["decided"] and (event.word != c["decided"][1] or event.organ not in (None, c["decided"][0]))
            bindings = [""] if event.kind in c["free_kinds"] and not others else []
            if c["mutual"] and event.kind in c["kinds"] and event.kind not in HARMLESS:
                bindings += [a for a in event.by if c["victims"] is None or a in c["victims"]
                             or c["instrument"] in supposed.get(a, ())]
            for v in bindings:
                fact("candidate", s, e, quoted(v), number_)
                use.update((event.day, name) for name in c["instruments"])
                use.update((event.day, other) for other in dependent.get(c["instrument"], ()))
            if not c["trigger"] and not event.against and event.by:
                fact("breach_candidate", s, e, quoted(""), number_)
                use.update((event.day, name) for name in c["instruments"])
        if event.at:
            places.add(event.at)
        for victim in event.against:
            places.add(event.at or victim)
            v = quoted(victim)
            first = victim not in seen and event.kind not in HARMLESS
            if event.kind not in HARMLESS:
                seen.add(victim)
            for number_, c in corpus.clauses.items():
                if c["after"]:
                    continue

                def possible(states):
                    return states is None or victim in states or c["instrument"] in supposed.get(victim, ())

                found = False
                if c["trigger"]:
                    if event.kind in c["kinds"] and possible(c["victims"]):
                        fact("candidate", s, e, v, number_)
                        found = True
                        for other in dependent.get(c["instrument"], ()):
                            use.add((event.day, other))
                else:
                    if first and possible(c["concerned"]):
                        fact("standing_candidate", s, e, v, number_)
                        found = True
                    if c["neutral"]:
                        fact("neutral_candidate", s, e, v, number_)
                        found = True
                    owing = c["owing"]
                    if any(owing is None or a in owing or c["instrument"] in supposed.get(a, ()) for a in event.by):
                        fact("breach_candidate", s, e, v, number_)
                        found = True
                if found:
                    use.update((event.day, name) for name in c["instruments"])
    for day, name in use:
        fact("use", s, day, quoted(name))
    return out, places


PATTERN_RELATIONS = ("full_pattern", "probe_pattern", "loose_pattern", "full", "probe", "raw", "lacks", "among", "same", "is", "loosely", "firm",
                     "hollow")


def duty_patterns():
    """The rules about patterns a second time, for the duties of clauses in play."""
    text = (HERE / "patterns.lp").read_text()
    return re.sub(rf"\b({'|'.join(PATTERN_RELATIONS)})\(", r"owed_\1(", text)


def answers_in_kind(most_events):
    """Which events answer whoever struck first. Whether an event does hangs on whether earlier ones were attacks, and that on
    whether they were answers themselves: each event has relations of its own, so that the program stays in layers."""
    lines = []
    for n in range(most_events):
        for m in range(n):
            struck_first = f"against(S,{n},T), by(S,{m},T), attack_{m}(S), against(S,{m},V)"
            lines.append(f"answer_{n}(S) :- {struck_first}, by(S,{n},V).")
            lines.append(f"answer_{n}(S) :- {struck_first}, asked_event(S,V), by(S,{n},_).")
        lines.append(f"attack_{n}(S) :- met(S,{n},armed_attack), not answer_{n}(S).")
        lines.append(f"attack_{n}(S) :- met_in_answer(S,{n},armed_attack), answer_{n}(S).")
        lines.append(f"in_answer(S,{n}) :- answer_{n}(S).")
    return "\n".join(lines)


CONTRARY = re.compile(r'contrary\(b\((\d+),(\d+),"([^"]*)"\),(\d+),(\d+),"([^"]*)"\)')
TERM = r'row\((\w+),b\((\d+),(\d+),"([^"]*)"\),(\d+),(\d+)\)'
ROW = re.compile(rf'(row|yields|toward)\({TERM},"([^"]*)"\)')
CONFLICT = re.compile(rf'conflict\({TERM},{TERM},"([^"]*)"\)')


def run_rules(lines, name, clingo, folder, further=()):
    """The one answer set of the rules over these facts, as clingo prints it."""
    path = pathlib.Path(folder) / f"{name}.lp"
    path.write_text("\n".join(lines))
    programs = [str(HERE / program) for program in ("rules.lp", "patterns.lp", *further)]
    run = subprocess.run([clingo, "--outf=1", "-Wno-atom-undefined", *programs, str(path)], capture_output=True, text=True)
    if not any(line.startswith("ANSWER") for line in run.stdout.splitlines()):
        raise RuntimeError(f"clingo gave no answer\n{run.stdout[-2000:]}\n{run.stderr[-2000:]}")
    return run.stdout[run.stdout.rindex("ANSWER"):]


def conflict_of(instruments, a, b, debtor):
    """Two duties that exclude each other, whichever is named first, and which of the two texts claims the higher rank."""
    def outranks(x, y):
        text = instruments[x[3]]
        return x[3] != y[3] and (text["over_all"] or y[3] in text["over"])

    first, second = sorted((a, b))
    higher = [one for one, other in ((first, second), (second, first)) if outranks(one, other)]
    return first, second, debtor, higher[0][3:5] if len(higher) == 1 else None


def solve(corpus, scenarios, first, clingo, folder):
    """What the rules say of a batch: of each scenario the duties, and the conflicts among them."""
    lines = [duty_patterns(), answers_in_kind(max(len(s.events) for s in scenarios)), *corpus.facts]
    places = set()
    days = set()
    for shift, scenario in enumerate(scenarios):
        facts, where = scenario_facts(corpus, first + shift, scenario)
        lines += facts
        places |= where
        days.update(e.day for e in scenario.events)
    lines += [f"day({d})." for d in days]
    lines += corpus.place_facts(sorted(places))
    # A breach may bring another clause into play. What is broken hangs on no such clause, so it is worked out first, of those
    # provisions alone: one program for both would have to be guessed at, not followed from the bottom up.
    if corpus.broken:
        targets = {number_ for number_, c in corpus.clauses.items() if c["label"] in corpus.broken}
        kept = [x for x in lines if not x.startswith(("candidate(", "standing_candidate(", "neutral_candidate("))
                and not (x.startswith("breach_candidate(") and int(x.rstrip(").").rsplit(",", 1)[1]) not in targets)]
        found = {(s, e, victim, corpus.clauses[int(clause)]["label"])
                 for s, e, victim, clause, _, _ in CONTRARY.findall(run_rules(kept, f"breaches_{first}", clingo, folder))}
        lines += [f"broken_at({s},{e},{quoted(victim)},{label})." for s, e, victim, label in sorted(found)]
    text = run_rules(lines, f"facts_{first}", clingo, folder, ("conflicts.lp",))
    rows, objects, yielded = {}, {}, {}
    tables = {"row": rows, "toward": objects, "yields": yielded}
    for word, kind, s, e, victim, clause, duty, state in ROW.findall(text):
        key = (kind, int(s), int(e), victim, int(clause), int(duty))
        tables[word].setdefault(key, set()).add(state)

    def duty_of(key):
        kind, _, e, victim, clause, duty = key
        c = corpus.clauses[clause]
        modality, act = corpus.duties[duty]
        return (kind, -1 if kind == "standing" else e, victim, c["instrument"], c["provision"], modality, act,
                tuple(sorted(objects.get(key, ()))))

    duties = {first + k: set() for k in range(len(scenarios))}
    for key, debtors in rows.items():
        for debtor in debtors - yielded.get(key, set()):
            duties[key[1]].add((*duty_of(key), debtor))
    instruments = {i["name"]: i for i in corpus.instruments}
    conflicts = {first + k: set() for k in range(len(scenarios))}
    for found in CONFLICT.findall(text):
        one, other = ((kind, int(s), int(e), victim, int(clause), int(duty))
                      for kind, s, e, victim, clause, duty in (found[:6], found[6:12]))
        conflicts[one[1]].add(conflict_of(instruments, duty_of(one), duty_of(other), found[12]))
    return {k: (duties[k], conflicts[k]) for k in duties}


def solve_all(corpus, scenarios, clingo):
    """The same of any number of scenarios, batch by batch."""
    rules = {}
    with tempfile.TemporaryDirectory() as folder:
        for first in range(0, len(scenarios), BATCH):
            rules.update(solve(corpus, scenarios[first:first + BATCH], first, clingo, folder))
    return rules


# ── the engine's side, and the comparison ────────────────────────────────────────────────────────────────────────────


def engine_answers(driver, corpora, path):
    """What the engine says of each scenario of a file: duties and conflicts, and beside them the questions it left open."""
    command = [driver]
    for folder in corpora:
        command += ["--corpus", folder]
    run = subprocess.run(command + [path], capture_output=True, text=True)
    if run.returncode != 0:
        raise RuntimeError(f"the driver failed with {run.returncode}\n{run.stderr[-4000:]}")
    result, still_open = {}, {}
    for line in run.stdout.splitlines():
        document = json.loads(line)
        rows = []
        for row in document["rows"]:
            if row["open"]:
                still_open.setdefault(document["scenario"], set()).update(row["open"])
            # A standing duty is told once for each state concerned, at whichever event: the event is no part of it.
            event = -1 if row["kind"] == "standing" else row["event"]
            rows.append((row["kind"], event, row["victim"], row["instrument"], row["provision"], row["modality"], row["act"],
                         tuple(sorted(row["objects"]))))
        duties = {(*duty, debtor) for duty, row in zip(rows, document["rows"]) for debtor in row["debtors"]}
        conflicts = set()
        for conflict in document["conflicts"]:
            a, b = rows[conflict["first"]], rows[conflict["second"]]
            higher = (None, a[3:5], b[3:5])[conflict["prevails"]]
            for debtor in conflict["debtors"]:
                conflicts.add((*sorted((a, b)), debtor, higher))
        result[document["scenario"]] = duties, conflicts
    return result, still_open


def told(item):
    if len(item) == 4:
        first, second, debtor, higher = item
        rank = f"; {' '.join(higher)} ranks higher" if higher else ""
        return f"conflict: {told((*first, debtor))}\n       and: {told((*second, debtor))}{rank}"
    kind, event, victim, instrument, provision, modality, act, toward, debtor = item
    whom = " ".join(toward) or "nobody named"
    where = kind if event < 0 else f"{kind}, event {event + 1}"
    return (f"{debtor} {modality} {act} [{whom if len(whom) < 120 else whom[:117] + '...'}] under {instrument} {provision} "
            f"({where}, {victim})")


def report(scenario, only_engine, only_rules, still_open):
    print(scenario.text())
    for title, items in (("  only the engine:", only_engine), ("  only the rules:", only_rules)):
        if items:
            print(title)
            for line in sorted(map(told, items))[:12]:
                print(f"    {line}")
            if len(items) > 12:
                print(f"    … and {len(items) - 12} more")
    if still_open:
        print(f"  left open by the engine: {', '.join(sorted(still_open))}")
    print()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--casus", required=True, help="the casus binary, which dumps the corpus")
    parser.add_argument("--driver", required=True, help="the oracle_driver binary")
    parser.add_argument("--clingo", default="clingo")
    parser.add_argument("--corpus", action="append", default=[], help="further corpora beside the test instruments")
    parser.add_argument("--scenarios", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=1, help="answer-set programs at a time")
    parser.add_argument("--show", type=int, default=5, help="differing scenarios to print")
    parser.add_argument("--keep", help="folder that keeps the scenarios and the facts")
    parser.add_argument("--silent-clauses", action="store_true", help="list the provisions that no scenario brought into play")
    options = parser.parse_args()
    corpora = [str(HERE / "corpus"), *options.corpus]

    started = time.monotonic()
    command = [options.casus, "dump", "--stage", "model"]
    for folder in corpora:
        command += ["--corpus", folder]
    run = subprocess.run(command, capture_output=True, text=True)
    if run.returncode != 0:
        print(f"oracle: casus dump failed with {run.returncode}\n{run.stderr[-4000:]}", file=sys.stderr)
        return 2
    corpus = Corpus(json.loads(run.stdout))
    generator = Generator(corpus, options.seed)
    scenarios = []
    while len(scenarios) < options.scenarios:
        days = generator.days()
        for _ in range(min(BATCH, options.scenarios - len(scenarios))):
            scenarios.append(generator.scenario(f"oracle_{len(scenarios)}", days))

    with tempfile.TemporaryDirectory() as scratch:
        folder = options.keep or scratch
        pathlib.Path(folder).mkdir(parents=True, exist_ok=True)
        path = pathlib.Path(folder) / "scenarios.casus"
        path.write_text("\n".join(s.text() for s in scenarios) + "\n")
        generated = time.monotonic()
        try:
            engine, still_open = engine_answers(options.driver, corpora, str(path))
            evaluated = time.monotonic()
            rules = {}
            with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
                batches = [pool.submit(solve, corpus, scenarios[first:first + BATCH], first, options.clingo, folder)
                           for first in range(0, len(scenarios), BATCH)]
                for batch in batches:
                    rules.update(batch.result())
        except (RuntimeError, OSError) as error:
            print(f"oracle: {error}", file=sys.stderr)
            return 2
    solved = time.monotonic()

    different, duties, live, conflicts = [], {}, set(), 0
    for k, scenario in enumerate(scenarios):
        mine, my_conflicts = engine.get(scenario.name, (set(), set()))
        theirs, their_conflicts = rules[k]
        left = still_open.get(scenario.name, set())
        if (mine, my_conflicts) != (theirs, their_conflicts) or left:
            # A duty that only one side knows makes conflicts of its own.
            if mine == theirs:
                mine, theirs = my_conflicts, their_conflicts
            different.append((scenario, mine - theirs, theirs - mine, left))
        for duty in rules[k][0]:
            duties[duty[0]] = duties.get(duty[0], 0) + 1
            live.add((duty[3], duty[4]))
        conflicts += len(their_conflicts)
    for item in different[:options.show]:
        report(*item)
    everything = {(c["instrument"], c["provision"]) for c in corpus.clauses.values()}
    print(f"oracle: {len(scenarios)} scenarios, seed {options.seed}, {len(different)} differ; "
          f"duties compared: {', '.join(f'{v} {k}' for k, v in sorted(duties.items()))}; conflicts compared: {conflicts}; "
          f"{len(live)} of {len(everything)} provisions came into play")
    print(f"oracle: generate {generated - started:.1f} s, engine {evaluated - generated:.1f} s, rules {solved - evaluated:.1f} s, "
          f"{len(scenarios) / (solved - started):.0f} scenarios per second")
    if options.silent_clauses:
        for name in sorted(everything - live):
            print(f"  never in play: {' '.join(name)}")
    if scenarios and not (conflicts and all(duties.get(kind) for kind in ("triggered", "standing", "breach"))):
        print("oracle: a kind of result never came up, so the comparison says nothing about it", file=sys.stderr)
        return 1
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
