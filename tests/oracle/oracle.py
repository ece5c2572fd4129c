#!/usr/bin/env python3
"""Compares casus's engine with an answer-set program that states the semantics a second time.

Random scenarios over a corpus are written as a file of the language. The engine evaluates that file; the same scenarios and
the corpus, as `casus dump` gives it, become facts for rules.lp, which clingo solves. Every question is answered in every
scenario, so that a duty either arises or does not. Exit status: 0 both agree on everything, 1 they differ (with a list),
2 something could not be run.
"""
import argparse
import bisect
import concurrent.futures
import datetime
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
EPOCH = datetime.date(1970, 1, 1)
FIRST, LAST = datetime.date(1880, 1, 1), datetime.date(2025, 12, 31)
OPEN_START, OPEN_END = -10_000_000, 10_000_000
FORCE_ACTS = ("assist", "meet_common_danger", "guarantee", "mobilise", "declare_war", "deploy_forces", "use_force",
              "use_all_forces")
# Acts whose object is whom they are done against, not whom they help.
HOSTILE_ACTS = ("sanction", "break_relations", "confiscate_assets", "declare_war", "use_force", "use_all_forces",
                "threaten_force", "use_nuclear_weapons", "coerce_economically")
# Kinds whose target is helped, supplied or asked, not struck: they concern no standing duty.
HARMLESS = ("assistance", "intervention_on_request", "deployment", "arms_sale", "peace", "alliance", "breach", "request", "decision")
MANY = 20
# Restraints that, where they name nobody, speak of what the debtor does with others: told when they are broken.
ABOUT_OTHERS = ("conclude_conflicting_engagement", "join_hostile_alliance", "assist_attacker")
BATCH = 500
DAYS_IN_BATCH = 60


def number(iso):
    """The day's number; days are integers in the answer-set program."""
    return (datetime.date.fromisoformat(iso) - EPOCH).days


def iso(day):
    return (EPOCH + datetime.timedelta(days=day)).isoformat()


def bounds(date, open_value):
    """Earliest and latest day of a date as the dump writes it."""
    if date is None:
        return open_value, open_value
    if isinstance(date, dict):
        return number(date["earliest"]), number(date["latest"])
    return number(date), number(date)


def spell(value):
    """`[from, to)` with vague ends in the state's favour; scenarios keep off the days on which that matters."""
    return bounds(value["from"], OPEN_START)[0], bounds(value["to"], OPEN_END)[1]


def vague_days(value):
    """The half-open runs of days on which it is open whether the spell holds."""
    for end, open_value in (("from", OPEN_START), ("to", OPEN_END)):
        earliest, latest = bounds(value[end], open_value)
        if earliest < latest:
            yield earliest, latest


def holds_on(value, day):
    start, end = spell(value)
    return start <= day < end


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def spelled(label):
    """A provision's label as the language writes it: `section "secret annex"`."""
    kind, name = label.split(" ", 1)
    return f"{kind} {name}" if re.fullmatch(r"(\d+|[^\W\d]\w*)(\(\w+\))*", name) else f'{kind} "{name}"'


# ── the corpus ───────────────────────────────────────────────────────────────────────────────────────────────────────


class Corpus:
    """The dump, with what the generator and the facts need looked up once."""

    def __init__(self, dump):
        self.dump = dump
        self.instruments = dump["instruments"]
        self.states = {s["code"]: s for s in dump["states"]}
        self.places = {p["name"]: p for p in dump["places"]}
        self.questions = dump["questions"]
        self.lexicon = dump["lexicon"]
        self.kinds = [c["name"] for c in dump["concepts"] if c["is_event_kind"]]
        self.facts = []            # the program's facts about the corpus
        self.clauses = {}          # number → what the generator needs to know about a clause
        self.duties = {}           # number → (modality, act, label of the clause that has it)
        self.decisions = {}        # word → states that may be asked to decide it
        self.means = set()
        self.organ_decisions = {}  # (organ, word) → states that may vote on it
        self.performers = set()    # states whose performance may be asked for
        self.broken = set()        # labels of provisions whose breach brings another into play
        self.breakable = []        # (instrument, label, states): standing provisions that an event may be told to break
        self.narrowing = {}        # label of a provision → labels of those that narrow it
        self.requesters = set()    # states whose request may be asked for
        self.as_of = set()
        self.counter = 0
        self.pattern_numbers = {}
        self.reached = self.reach()
        self.vague = self.vague_runs()
        self.write_world()
        for instrument in self.instruments:
            self.write_instrument(instrument)
        # What narrows a clause may look at other texts than the clause does.
        for c in self.clauses.values():
            for by in self.narrowing.get(c["label"], ()):
                for other in list(self.clauses.values()):
                    if other["label"] == by:
                        c["instruments"] |= other["instruments"]

    def fresh(self):
        self.counter += 1
        return self.counter

    def fact(self, name, *values):
        self.facts.append(f"{name}({','.join(str(v) for v in values)}).")

    # ── time ─────────────────────────────────────────────────────────────────────────────────────────────────────────
    def every_spell(self):
        for state in self.states.values():
            yield from state["exists"]
            yield from (c["spell"] for c in state["classes"])
        for instrument in self.instruments:
            yield from instrument["in_force"]
            for group in ("memberships", "suspensions", "reservations", "characters"):
                yield from (x["spell"] for x in instrument[group])
            for area in instrument["areas"]:
                yield from (t["spell"] for t in area["terms"])
            for provision in instrument["provisions"]:
                yield from provision["in_force"]

    def vague_runs(self):
        runs = sorted(run for value in self.every_spell() for run in vague_days(value))
        merged = []
        for start, end in runs:
            if merged and start <= merged[-1][1]:
                merged[-1][1] = max(merged[-1][1], end)
            else:
                merged.append([start, end])
        return merged

    def is_vague(self, day):
        at = bisect.bisect_right(self.vague, [day, OPEN_END]) - 1
        return at >= 0 and self.vague[at][0] <= day < self.vague[at][1]

    def is_open_place(self, name, day):
        """Disputed, or with a vague spell, on the day or on a day that an area looks back to."""
        place = self.places[name]
        dated = [d["spell"] for group in ("sovereigns", "administrators") for d in place[group]]
        for at in self.as_of | {day}:
            if any(holds_on(s, at) for s in place["disputed"]):
                return True
            if any(start <= at < end for s in dated + place["disputed"] for start, end in vague_days(s)):
                return True
        return False

    def boundary_days(self):
        days = set()
        for instrument in self.instruments:
            for group in ("memberships", "suspensions", "reservations", "characters"):
                for x in instrument[group]:
                    days.update(b for end in ("from", "to") for b in bounds(x["spell"][end], OPEN_START))
            dated = [value for p in instrument["provisions"] for value in p["in_force"]]
            for value in instrument["in_force"] + dated:
                days.update(b for end in ("from", "to") for b in bounds(value[end], OPEN_START))
        first, last = number(FIRST.isoformat()), number(LAST.isoformat())
        near = {d + shift for d in days for shift in (-1, 0, 1)}
        return sorted(d for d in near if first <= d <= last and not self.is_vague(d))

    def alive(self, day):
        return [c for c, s in self.states.items() if any(holds_on(x, day) for x in s["exists"])]

    # ── the world ────────────────────────────────────────────────────────────────────────────────────────────────────
    def reach(self):
        """The concepts that each kind of event can amount to, whatever the answers."""
        onward = {}
        for rule in self.lexicon["concepts"]:
            onward.setdefault(rule["from"], []).append(rule["to"])
        reached = {}
        for kind in self.kinds:
            found, todo = set(), [kind]
            while todo:
                at = todo.pop()
                if at not in found:
                    found.add(at)
                    todo.extend(onward.get(at, []))
            reached[kind] = found
        return reached

    def write_world(self):
        for code, state in self.states.items():
            self.fact("home", quoted(code), quoted(code))
            if state["organisation"]:
                self.fact("organisation", quoted(code))
            for value in state["exists"]:
                self.fact("exists", quoted(code), *spell(value))
            for c in state["classes"]:
                self.fact("class_spell", quoted(c["class"]), quoted(code), *spell(c["spell"]))
        for rule in self.lexicon["concepts"]:
            self.fact("is_a", rule["from"], rule["to"], self.question(rule["question"]))
        # Hostilities by which a state does its part, whatever is answered: war, and what can amount to an armed attack.
        for kind in self.kinds:
            if kind in ("entry_into_war", "declaration_of_war") or "armed_attack" in self.reached[kind]:
                self.fact("fights", kind)
        for rule in self.lexicon["acts"]:
            self.fact("act_rule", rule["from"], rule["act"], "violates" if rule["violates"] else "performs",
                      self.question(rule["question"]))
        # Who acted, where it is no state, is asked of the concepts that the lexicon names, else of every legal concept.
        named = self.lexicon["actor_concepts"] or [c["name"] for c in self.dump["concepts"] if not c["is_event_kind"]]
        for actor in ("unknown", "non_state"):
            question = self.lexicon["actors"][actor]
            if question:
                for concept in dict.fromkeys(named):
                    self.fact("who_needs", actor, concept, self.question(question))
        self.fact("unknown_question", self.question(self.lexicon["actors"]["unknown"]))
        known = any(q["name"] == "unprovoked" for q in self.questions)
        self.fact("unprovoked_question", self.question("unprovoked" if known else None))
        if self.lexicon["actors"]["forces"]:
            self.fact("forces_question", self.question(self.lexicon["actors"]["forces"]))
            for concept in dict.fromkeys(self.lexicon["forces_concepts"]):
                self.fact("forces_concept", concept)
        for q in self.questions:
            if q["per_series"]:
                self.fact("series_question", self.question(q["name"]))
                for rule in self.lexicon["concepts"]:
                    if rule["question"] == q["name"] and rule["from"] in self.kinds:
                        self.fact("series_kind", self.question(q["name"]), rule["from"])
        for act in FORCE_ACTS:
            self.fact("act_of_force", act)
        for act in HOSTILE_ACTS:
            self.fact("act_against", act)
        if self.lexicon["actors"]["defender"]:
            for concept in dict.fromkeys(self.lexicon["defence_concepts"]):
                self.fact("who_needs", "defender", concept, self.question(self.lexicon["actors"]["defender"]))

    @staticmethod
    def question(name):
        return quoted(name) if name else "none"

    def place_facts(self, names):
        for name in names:
            place = self.places[name]
            for region in place["regions"]:
                yield f"place_region({quoted(name)},{quoted(region)})."
            if place["island"]:
                yield f"island({quoted(name)})."
            for word, group in (("sovereign", "sovereigns"), ("administrator", "administrators")):
                for d in place[group]:
                    start, end = spell(d["spell"])
                    yield f"{word}({quoted(name)},{quoted(d['state'])},{start},{end})."

    # ── patterns ─────────────────────────────────────────────────────────────────────────────────────────────────────
    def pattern(self, elements, instrument, other="both", owing=False):
        """The number of a pattern. `other` says than whom `other` means others, where the pattern stands; `owing`, that it
        names debtors."""
        key = json.dumps([elements, instrument, other, owing])
        if key in self.pattern_numbers:
            return self.pattern_numbers[key]
        p = self.fresh()
        self.pattern_numbers[key] = p
        for e in elements:
            number_ = self.fresh()
            self.fact("element", p, number_)
            head = e["head"]
            if head == "role":
                tier = quoted(e["tier"]) if e["tier"] else "any"
                self.fact("head_role", number_, quoted(instrument), e["role"], tier)
            elif head == "everyone":
                self.fact("head_everyone", number_, quoted(instrument))
            elif head == "states":
                for code in e["states"]:
                    self.fact("head_state", number_, quoted(code))
                if owing:
                    self.fact("owes_as_member", number_, quoted(instrument))
            elif head == "class_of":
                self.fact("head_class", number_, quoted(e["class"]))
            elif head == "non_party":
                self.fact("head_non_party", number_, quoted(instrument))
            elif head == "any_state":
                self.fact("head_any", number_)
            else:
                self.fact(f"head_{head}", number_)
            self.fact("at_least", number_, e["at_least"])
            if e["other"]:
                self.fact("element_other", number_, other)
            if e["character"]:
                self.fact("element_character", number_, quoted(instrument), quoted(e["character"]))
            for code in e["except"]:
                self.fact("element_except", number_, quoted(code))
        return p

    def elements_of(self, p):
        """Numbers of the elements of a pattern that speak of a role."""
        lines = [f for f in self.facts if f.startswith(f"element({p},")]
        return [int(line.split(",")[1].rstrip(").")) for line in lines]

    def possible(self, elements, instrument):
        """States that a pattern can ever speak of; None where it can be anybody."""
        found = set()
        for e in elements:
            if e["head"] in ("role", "everyone"):
                found.update(m["state"] for m in self.by_name(instrument)["memberships"])
            elif e["head"] == "states":
                found.update(e["states"])
            else:
                return None
        return found

    def by_name(self, name):
        return next(i for i in self.instruments if i["name"] == name)

    # ── conditions ───────────────────────────────────────────────────────────────────────────────────────────────────
    def condition(self, c, instrument):
        """The number of a condition; groups of many become pairs, which the program can follow without negation."""
        k = self.fresh()
        kind = c["kind"]
        name = instrument["name"]
        if kind in ("any_of", "all_of"):
            word = "both" if kind == "all_of" else "either"
            children = [self.condition(child, instrument) for child in c["children"]]
            if not children:
                self.fact("constant", k, "yes" if kind == "all_of" else "no")
                return k
            while len(children) > 2:
                joined = self.fresh()
                self.fact(word, joined, children[-2], children[-1])
                children[-2:] = [joined]
            self.fact(word, k, children[0], children[-1])
            return k
        if kind == "negation":
            if c["children"]:
                self.fact("negation", k, self.condition(c["children"][0], instrument))
            else:
                self.fact("constant", k, "no")
            return k
        self.fact("single", k)
        if kind in ("struck", "at_war", "breach"):
            victim = self.pattern(c["victim"], name, "than_attacker") if c["victim"] else None
            if kind == "at_war":
                self.fact("at_war", k, c["concept"], victim)
            elif kind == "breach":
                label = self.label(c["provision"]["label"])
                self.fact("breach_of", k, label, f"toward({victim})" if victim else "anybody")
                self.broken.add(label)
            elif victim:
                self.fact("struck", k, c["concept"], victim)
            else:
                self.fact("struck_nobody", k, c["concept"])
            if c["attacker"]:
                self.fact("struck_by", k, self.pattern(c["attacker"], name, "than_victim"))
            if c["limited"]:
                self.fact("limited", k)
            for region in c["regions"]:
                self.fact("struck_region", k, quoted(region))
            for area in c["areas"]:
                self.fact("struck_area", k, quoted(f"{name}.{area}"))
            if c["means"]:
                self.fact("struck_with", k, c["means"])
                self.means.add(c["means"])
            if c["unprovoked"]:
                self.fact("struck_unprovoked", k)
        elif kind == "holds_threat":
            self.fact("held_threat", k, c["concept"], self.pattern(c["victim"], name, "than_attacker"))
        elif kind == "question":
            self.fact("asks", k, self.question(c["question"]))
        elif kind == "provoked":
            if c["unprovoked"]:
                self.fact("is_unprovoked", k)
            else:
                inner = self.fresh()
                self.facts.pop()  # no single condition: the negation of one
                self.fact("single", inner)
                self.fact("is_unprovoked", inner)
                self.fact("negation", k, inner)
        elif kind == "self_defence":
            self.fact("self_defence", k)
        elif kind == "means":
            self.fact("with_means", k, c["means"])
            self.means.add(c["means"])
        elif kind == "request":
            self.fact("requested", k, self.pattern(c["requester"], name))
            self.request_universe(c["requester"], name)
        elif kind == "decision" and c["organ"]:
            self.organ_decision(k, c, instrument)
        elif kind == "performance":
            self.fact("performance", k, self.pattern(c["subject"], name))
            self.performers.update(self.possible(c["subject"], name) or {m["state"] for m in instrument["memberships"]})
        elif kind == "decision":
            self.fact("decision", k, self.pattern(c["decider"], name), quoted(c["decision"]))
            possible = self.possible(c["decider"], name)
            members = {m["state"] for m in instrument["memberships"]}
            self.decisions.setdefault(c["decision"], set()).update(members | (possible or set()))
        elif kind in ("attacks", "assists"):
            self.fact(kind, k, self.pattern(c["subject"], name), self.pattern(c["object"], name))
        elif kind == "membership":
            word = "holds_role" if c["holds"] else "holds_no_role"
            self.fact(word, k, self.pattern(c["subject"], name), c["role"], quoted(c["instrument"]))
        elif kind == "in_force":
            self.fact("force_asked", k, quoted(c["instrument"]))
        return k

    def organ_decision(self, k, c, instrument):
        name = instrument["name"]
        organ = next(o for o in instrument["organs"] if o["name"] == c["organ"])
        q = quoted(organ["name"])
        self.fact("organ_decision", k, q, quoted(c["decision"]))
        for word in ("members", "veto", "except"):
            if organ[word]:
                self.fact(f"organ_{word}", q, self.pattern(organ[word], name))
        if organ["rule"]:
            self.fact("organ_rule", q, organ["rule"])
        members = self.possible(organ["members"], name) or set()
        self.organ_decisions.setdefault((organ["name"], c["decision"]), set()).update(members)

    def request_universe(self, elements, instrument):
        possible = self.possible(elements, instrument)
        members = {m["state"] for m in self.by_name(instrument)["memberships"]}
        self.requesters.update(members | (possible or set()))

    def kinds_of(self, c):
        """The kinds of event that one part of a trigger turns on."""
        def amounting(concepts):
            return {kind for kind in self.kinds if self.reached[kind] & concepts}

        if c["kind"] in ("struck", "holds_threat", "at_war"):
            return amounting({c["concept"]})
        if c["kind"] in ("request", "decision"):
            return {c["kind"]}
        if c["kind"] == "breach":
            target = next(p for p in self.by_name(c["provision"]["instrument"])["provisions"]
                          if p["label"] == c["provision"]["label"]["provision"])
            acts = {d["act"] for clause in target["clauses"] for d in clause["duties"]}
            return {"breach"} | amounting({r["from"] for r in self.lexicon["acts"] if r["act"] in acts})
        return set()

    @staticmethod
    def walk(c):
        if c is None:
            return
        yield c
        for child in c.get("children", []):
            yield from Corpus.walk(child)

    # ── instruments ──────────────────────────────────────────────────────────────────────────────────────────────────
    def write_instrument(self, i):
        name = i["name"]
        q = quoted(name)
        for value in i["in_force"]:
            self.fact("force_spell", q, *spell(value))
        for m in i["memberships"]:
            tier = quoted(m["tier"]) if m["tier"] else "none"
            self.fact("member", q, m["role"], tier, quoted(m["state"]), self.question(m["question"]), *spell(m["spell"]))
        for s in i["suspensions"]:
            if s["toward"]:
                for other in s["toward"]:
                    self.fact("suspended_toward", q, quoted(s["state"]), quoted(other), self.question(s["question"]),
                              *spell(s["spell"]))
            else:
                self.fact("suspended", q, quoted(s["state"]), self.question(s["question"]), *spell(s["spell"]))
        for r in i["reservations"]:
            self.fact("reservation", self.label(r["provision"]), quoted(r["state"]), *spell(r["spell"]))
        for c in i["characters"]:
            self.fact("character", q, quoted(c["word"]), quoted(c["state"]), *spell(c["spell"]))
        for area in i["areas"]:
            self.write_area(area, name)
        own, writers = {}, []
        for p in i["provisions"]:
            label = quoted(f"{name} {p['label']}")
            for value in p["in_force"]:
                self.fact("wording", label, *spell(value))
            if p["after"]:
                self.fact("after", label, self.label(p["after"]))
            for narrowing in p["narrowed"]:
                whom = f"whom({self.pattern(narrowing['whom'], name)})" if narrowing["whom"] else "all"
                self.narrowing.setdefault(label, []).append(self.label(narrowing["by"]))
                self.fact("narrowed", label, self.label(narrowing["by"]), whom)
            if p["standing"] and any(d["modality"] != "may" for c in p["clauses"] for d in c["duties"]):
                owing = {s for c in p["clauses"] for d in c["duties"] for s in self.possible(d["debtor"], name) or ()}
                if owing:
                    self.breakable.append((name, p["label"], sorted(owing)))
            for rule in p["precedence"]:
                pair = (self.label(rule["other"]), label)
                self.fact("prevails", *(pair if rule["rule"] == "subject_to" else pair[::-1]))
            for c in p["clauses"]:
                number_ = self.fresh()
                duties = [self.write_duty(d, name) for d in c["duties"]]
                own.setdefault(p["label"], []).extend(duties)
                writers.append((number_, c, p, label, duties))
        for number_, c, p, label, duties in writers:
            applied = [d for target in c["applies"] for d in own.get(target["provision"], [])]
            self.write_clause(number_, c, p, label, i, duties + applied)

    @staticmethod
    def label(reference):
        return quoted(f"{reference['instrument']} {reference['provision']}")

    def write_area(self, area, instrument):
        for t in area["terms"]:
            m = self.fresh()
            self.fact("term", quoted(f"{instrument}.{area['name']}"), m, t["kind"], "exclude" if t["exclude"] else "include")
            self.fact("term_spell", m, *spell(t["spell"]))
            if t["of"]:
                self.fact("term_of", m, self.pattern(t["of"], instrument))
            if not t["regions"]:
                self.fact("term_anywhere", m)
            for region in t["regions"]:
                self.fact("term_region", m, quoted(region))
            for place in t["places"]:
                self.fact("term_place", m, quoted(place))
            if t["as_of"]:
                self.fact("term_as_of", m, number(t["as_of"]))
                self.as_of.add(number(t["as_of"]))

    def toward_many(self, element, duty, instrument):
        """A restraint toward the holders of a role that more than twenty states have held concerns nobody in particular."""
        if element["head"] not in ("role", "everyone") or element["tier"] or element["character"]:
            return False
        restraint = duty["modality"] in ("must_not", "should_not") or duty["family"] == "restraint"
        return restraint and len(self.holders_of(element, instrument)) > MANY

    def holders_of(self, element, instrument):
        return {m["state"] for m in self.by_name(instrument)["memberships"]
                if element["head"] == "everyone" or m["role"] == element["role"]}

    def write_duty(self, d, instrument):
        u = self.fresh()
        self.fact("debtor", u, self.pattern(d["debtor"], instrument, owing=True))
        if d["object"]:
            self.fact("object", u, self.pattern(d["object"], instrument))
        if any(e["head"] == "any_state" or self.toward_many(e, d, instrument) for e in d["object"]):
            self.fact("universal", u)
        if not d["object"] and d["act"] in ABOUT_OTHERS:
            self.fact("universal", u)
        self.fact("act", u, d["act"])
        sense = {"must": "command", "should": "command", "must_not": "prohibition", "should_not": "prohibition"}
        if d["modality"] in sense:
            self.fact("sense", u, sense[d["modality"]])
        else:
            self.fact("permission", u)
        if "all_forces" in d["with"]:
            self.fact("with_all_forces", u)
        if any(e["decider"] for e in d["debtor"]):
            self.fact("by_own_decision", u)
            self.fact("self_deciding", quoted(instrument))
        self.duties[u] = (d["modality"], d["act"])
        return u

    def write_clause(self, number_, c, p, label, i, duties):
        name = i["name"]
        self.fact("clause", number_, label, quoted(name))
        for u in duties:
            self.fact("owes", number_, u)
        for k in c["conditions"]:
            self.fact("condition", number_, self.condition(k, i))
        for x in c["exceptions"]:
            k = self.condition(x, i)
            self.fact("exception", number_, k)
            event_kinds = ("self_defence", "means", "provoked", "struck", "holds_threat", "at_war", "breach")
            if any(part["kind"] in event_kinds for part in self.walk(x)):
                self.fact("speaks_of_event", k)
            if any(part["kind"] == "self_defence" for part in self.walk(x)):
                self.fact("excuses_defence", number_)
        if c["on_request"]:
            self.fact("on_request", number_, self.pattern(c["requested_by"], name))
            self.request_universe(c["requested_by"], name)
        kinds, free_kinds, victims, mutual = set(), set(), set(), False
        if c["trigger"]:
            self.fact("trigger", number_, self.condition(c["trigger"], i))
            for part in self.walk(c["trigger"]):
                mutual |= part["kind"] == "at_war"
                if not part.get("victim"):
                    free_kinds |= self.kinds_of(part)
                    continue
                kinds |= self.kinds_of(part)
                possible = self.possible(part["victim"], name)
                victims = None if possible is None or victims is None else victims | possible
                if part["kind"] in ("struck", "at_war"):
                    victim_pattern = self.pattern(part["victim"], name, "than_attacker")
                    for element, number_of in zip(part["victim"], self.elements_of(victim_pattern)):
                        if element["head"] in ("role", "everyone"):
                            self.fact("protects", number_, number_of)
            mode, question = p["between_parties"], p["between_question"]
            if mode == "unspecified":
                mode, question = i["between_parties"], i["between_question"]
            if mode == "unspecified" and self.lexicon["actors"]["parties"]:
                mode, question = "question", self.lexicon["actors"]["parties"]
            self.fact("between", number_, f"question({self.question(question)})" if mode == "question" else mode)
        by_label = list(c["duties"])
        for target in c["applies"]:
            by_label += [d for q in i["provisions"] if q["label"] == target["provision"] for x in q["clauses"] for d in x["duties"]]
        concerned, owing = set(), set()
        for d in by_label:
            whom = self.possible(d["object"] or d["debtor"], name)
            concerned = None if whom is None or concerned is None else concerned | whom
            who = self.possible(d["debtor"], name)
            owing = None if who is None or owing is None else owing | who
        self.clauses[number_] = {
            "instrument": name, "provision": p["label"], "after": bool(p["after"]), "trigger": bool(c["trigger"]),
            "neutral": not c["trigger"] and any(d["act"] == "stay_neutral" and not d["object"] for d in by_label),
            "decided": (c["trigger"]["organ"], c["trigger"]["decision"])
            if c["trigger"] and c["trigger"]["kind"] == "decision" and c["trigger"]["organ"] else None,
            "kinds": kinds, "free_kinds": free_kinds, "mutual": mutual, "label": label, "victims": victims, "concerned": concerned, "owing": owing,
            "instruments": {name} | {x["instrument"] for k in [c["trigger"], *c["conditions"], *c["exceptions"]]
                                     for x in self.walk(k) if x["kind"] in ("membership", "in_force")}}


# ── scenarios ────────────────────────────────────────────────────────────────────────────────────────────────────────


class Event:
    """One event, in the order of time."""

    def __init__(self, kind, day):
        self.kind, self.day = kind, day
        self.by, self.actor = [], "state"
        self.against, self.at, self.on_forces = [], None, False
        self.means, self.given, self.asserted = [], {}, []
        self.asserted_by, self.word, self.negative = None, None, False
        self.organ, self.broken = None, None

    def text(self):
        actors = ", ".join(self.by) if self.by else self.actor
        if self.kind == "request":
            return f"{iso(self.day)} {actors} requests {self.word}"
        if self.kind == "breach":
            toward = f" against {', '.join(self.against)}" if self.against else ""
            return f"{iso(self.day)} {actors} breaks {self.broken[0]} {spelled(self.broken[1])}{toward}"
        if self.organ:
            return f"{iso(self.day)} the {self.organ} decides {'not ' if self.negative else ''}{self.word}"
        if self.kind == "mobilisation" and not self.against:
            return f"{iso(self.day)} {actors} mobilises"
        if self.kind == "decision":
            return f"{iso(self.day)} {actors} decides {'not ' if self.negative else ''}{self.word}"
        parts = [iso(self.day), actors, self.kind, "against", ", ".join(self.against)]
        if self.at:
            parts += ["at", self.at]
        if self.on_forces:
            parts.append("on forces")
        if self.means:
            parts += ["with", ", ".join(self.means)]
        for question, value in self.given.items():
            parts += ["given", question, "yes" if value else "no"]
        if self.asserted:
            parts += ["asserted by", self.asserted_by, "to be by", ", ".join(self.asserted)]
        return " ".join(parts)


class Scenario:
    def __init__(self, name, day):
        self.name, self.day = name, day
        self.events, self.lines = [], []
        self.focus = None          # the instrument that the scenario was made for
        self.members, self.not_members, self.in_force = [], [], []
        self.general, self.on_event = {}, {}
        self.requests, self.decided, self.means_yes = set(), set(), set()
        self.performing, self.organs_yes, self.votes = set(), set(), {}

    def text(self):
        lines = [f"scenario {self.name} {{", f"  on {iso(self.day)}"]
        lines += [f"  {e.text()}" for e in self.events]
        lines += [f"  {line}" for line in self.lines]
        return "\n".join(lines + ["}"])


class Generator:
    """Random scenarios; the same seed gives the same ones."""

    def __init__(self, corpus, seed):
        self.corpus, self.random = corpus, random.Random(seed)
        self.members = sorted({m["state"] for i in corpus.instruments for m in i["memberships"]})
        self.boundaries = corpus.boundary_days()
        great = [c for c, s in corpus.states.items() if s["classes"]]
        self.actors = sorted(set(great) | {"RUS", "SUN", "DEU", "USA", "CHN", "JPN", "TUR"} & set(corpus.states))
        self.place_names = [p for p in corpus.places if p not in corpus.states]
        self.kinds = [k for k in corpus.kinds if k not in ("request", "decision", "breach")]
        self.tiers = {}
        for i in corpus.instruments:
            for m in i["memberships"]:
                self.tiers.setdefault((i["name"], m["role"]), set()).add(m["tier"])

    def chance(self, share):
        return self.random.random() < share

    def days(self):
        """Days of a batch: half of them on or beside a day on which something changes."""
        first, last = number(FIRST.isoformat()), number(LAST.isoformat())
        found = set()
        while len(found) < DAYS_IN_BATCH:
            if self.boundaries and self.chance(0.5):
                day = self.random.choice(self.boundaries)
            else:
                day = self.random.randint(first, last)
            if not self.corpus.is_vague(day):
                found.add(day)
        return sorted(found)

    def one_state(self, alive, without=(), share_members=0.7, pool=None):
        listed = [s for s in (pool or self.members) if s in alive and s not in without]
        if listed and self.chance(share_members):
            return self.random.choice(listed)
        others = [s for s in sorted(alive) if s not in without]
        return self.random.choice(others) if others else None

    def strike(self, day, alive, known):
        """An event that strikes somebody."""
        weights = [6 if k in ("invasion", "bombardment", "armed_attack") else 3 if k in ("threat", "occupation", "nuclear_use")
                   else 1 for k in self.kinds]
        event = Event(self.random.choices(self.kinds, weights)[0], day)
        alive = set(alive)
        victims = [s for s in known["victims"] if s in alive]
        focus = known["focus"]
        attackers = [s for s in known["attackers"] if s in alive]
        turn = self.random.random()
        if victims and turn < 0.5:
            event.against = [self.random.choice(victims)]
        elif attackers and turn < 0.75:
            event.against = [self.random.choice(attackers)]
        else:
            event.against = [self.one_state(alive, (), 0.85, focus)]
        if self.chance(0.1):
            second = self.one_state(alive, event.against)
            if second:
                event.against.append(second)
        kind_of_actor = self.random.random()
        if kind_of_actor < 0.8:
            for _ in range(self.random.choice((1, 1, 1, 2, 3))):
                turn = self.random.random()
                pool = victims if victims and turn < 0.2 else focus if focus and turn < 0.35 else self.actors
                actor = self.one_state(alive, event.against + event.by, 0.75, pool)
                if actor:
                    event.by.append(actor)
        if not event.by:
            event.actor = "unknown" if kind_of_actor < 0.9 else "non_state"
            if event.actor == "unknown" and self.chance(0.3):
                event.asserted_by = event.against[0]
                event.asserted = [self.one_state(alive, event.against, 0.8, self.actors)]
        self.settle(event, alive)
        if event.kind == "mobilisation" and event.by and self.chance(0.5):
            # It strikes nobody, and happens nowhere in particular.
            event.against, event.at, event.on_forces, event.means, event.given = [], None, False, [], {}
        known["victims"] += event.against
        known["attackers"] += event.by
        return event

    def settle(self, event, alive):
        """Where, and with what."""
        where = self.random.random()
        if where < 0.35 and self.place_names:
            for _ in range(20):
                name = self.random.choice(self.place_names)
                place = self.corpus.places[name]
                held = any(d["state"] in event.against and holds_on(d["spell"], event.day) for d in place["sovereigns"])
                if (where < 0.2 or held) and not self.corpus.is_open_place(name, event.day):
                    event.at = name
                    break
        elif where < 0.45:
            other = self.one_state(alive, ())
            if other and not self.corpus.is_open_place(other, event.day):
                event.at = other
        event.on_forces = self.chance(0.12)
        if self.corpus.means and self.chance(0.15):
            event.means = [self.random.choice(sorted(self.corpus.means | {"armed_force"}))]
        for q in self.corpus.questions:
            if q["per_event"] and self.chance(0.08):
                event.given[q["name"]] = self.chance(0.5)

    def scenario(self, name, days):
        corpus = self.corpus
        count = self.random.choices((1, 2, 3), (60, 32, 8))[0]
        start = self.random.choice(days)
        focus, instrument = None, None
        if corpus.instruments and self.chance(0.7):
            # One instrument in the middle of things: a day on which it is in force, states that have to do with it.
            instrument = self.random.choice(corpus.instruments)
            focus = sorted({m["state"] for m in instrument["memberships"]})
            spells = instrument["in_force"] or [m["spell"] for m in instrument["memberships"]]
            start = self.random.choice([d for d in days if any(holds_on(x, d) for x in spells)] or days)
        later = [d for d in days if d >= start]
        event_days = sorted([start] + [start if self.chance(0.7) else self.random.choice(later) for _ in range(count - 1)])
        scenario = Scenario(name, start)
        scenario.focus = instrument
        known = {"victims": [], "attackers": [], "focus": focus}
        for day in event_days:
            scenario.events.append(self.strike(day, corpus.alive(day), known))
        last = event_days[-1]
        alive = corpus.alive(last)
        if len(scenario.events) > 1 and self.chance(0.25):
            # Help for an attacker or a victim, not more of the same.
            helped = self.random.choice(known["attackers"] + known["victims"])
            helper = self.one_state(set(alive), [helped], 0.8, self.actors + self.members)
            if helped in alive and helper:
                event = Event("assistance", last)
                event.by, event.against = [helper], [helped]
                scenario.events[-1] = event
        breakable = [b for b in corpus.breakable if set(b[2]) & set(alive)]
        if breakable and self.chance(0.15):
            event = Event("breach", last)
            name_, label, owing = self.random.choice(breakable)
            event.broken = (name_, label)
            event.by = [self.random.choice([s for s in owing if s in alive])]
            whom = self.one_state(set(alive), event.by, 0.8, owing)
            if whom and self.chance(0.7):
                event.against = [whom]
            scenario.events.append(event)
        if corpus.organ_decisions and self.chance(0.5):
            self.vote(scenario, last, alive)
        if self.chance(0.3):
            event = Event("request", last)
            who = [s for s in known["victims"] if s in alive] if self.chance(0.7) else []
            event.by, event.word = [self.random.choice(who) if who else self.one_state(set(alive))], "help"
            scenario.events.append(event)
        if corpus.decisions and self.chance(0.3):
            event = Event("decision", last)
            event.word = self.random.choice(sorted(corpus.decisions))
            who = [s for s in sorted(corpus.decisions[event.word]) if s in alive]
            if who:
                event.by = self.random.sample(who, min(len(who), self.random.choice((1, 1, 2))))
                event.negative = self.chance(0.2)
                scenario.events.append(event)
        self.suppose(scenario, alive)
        self.answer(scenario)
        return scenario

    def vote(self, scenario, day, alive):
        """An organ's decision is told, or some of its members vote."""
        choices = sorted(self.corpus.organ_decisions)
        own = [c for c in choices if scenario.focus and any(o["name"] == c[0] for o in scenario.focus["organs"])]
        organ, word = self.random.choice(own or choices)
        members = [s for s in sorted(self.corpus.organ_decisions[organ, word]) if s in alive]
        if self.chance(0.25) or not members:
            event = Event("decision", day)
            event.organ, event.word, event.negative = organ, word, self.chance(0.4)
            scenario.events.append(event)
            return
        share = self.random.choice((0.2, 0.7, 1.0))
        negative = self.random.choice((0.0, 0.1, 0.5))
        votes = {False: [], True: []}
        for state in members:
            if self.chance(share):
                votes[self.chance(negative)].append(state)
        for value, states in votes.items():
            if states:
                event = Event("decision", day)
                event.by, event.word, event.negative = states, word, value
                scenario.events.append(event)

    def suppose(self, scenario, alive):
        corpus = self.corpus
        open_spell = (OPEN_START, OPEN_END)
        involved = sorted({s for e in scenario.events for s in e.against + e.by})
        while self.chance(0.3):
            i = self.random.choice(corpus.instruments)
            if not i["memberships"]:
                continue
            role = self.random.choice(i["memberships"])["role"]
            state = self.random.choice(involved) if involved and self.chance(0.8) else self.random.choice(self.members)
            if any(x[0] == i["name"] and x[3] == state for x in scenario.members + scenario.not_members):
                continue
            tiers = sorted(self.tiers[i["name"], role], key=str)
            tier = self.random.choice(tiers)
            tier_text = f" in tier {tier}" if tier else ""
            spell_, spell_text = open_spell, ""
            if not tier and self.chance(0.2):
                day = self.random.choice([e.day for e in scenario.events])
                spell_, spell_text = ((day, OPEN_END), f" from {iso(day)}") if self.chance(0.5) else \
                    ((OPEN_START, day), f" to {iso(day)}")
            if self.chance(0.6):
                scenario.members.append((i["name"], role, tier, state, spell_))
                scenario.lines.append(f"suppose {state} {role} to {i['name']}{tier_text}{spell_text}")
            else:
                scenario.not_members.append((i["name"], role, tier, state, spell_))
                scenario.lines.append(f"suppose {state} not {role} to {i['name']}{tier_text}{spell_text}")
        focus = scenario.focus
        if focus and not focus["in_force"] and self.chance(0.7):
            scenario.in_force.append((focus["name"], open_spell))
            scenario.lines.append(f"suppose {focus['name']} in force")
        elif self.chance(0.15):
            idle = [i["name"] for i in corpus.instruments if not i["in_force"]]
            name = self.random.choice(idle) if idle and self.chance(0.6) else self.random.choice(corpus.instruments)["name"]
            scenario.in_force.append((name, open_spell))
            scenario.lines.append(f"suppose {name} in force")

    def answer(self, scenario):
        """Every question, so that nothing stays open."""
        corpus = self.corpus
        several = len(scenario.events) > 1
        said = {True: [], False: []}
        for q in corpus.questions:
            name = q["name"]
            if q["per_event"] and several and self.chance(0.25):
                for e in range(len(scenario.events)):
                    value = self.chance(0.6)
                    scenario.on_event[name, e] = value
                    said[value].append(f"{name}_e{e + 1}")
                continue
            value = self.chance(0.6)
            scenario.general[name] = value
            if q["kind"] == "factual" and self.chance(0.3):
                scenario.lines.append(f"fact {name} {'yes' if value else 'no'}")
            else:
                said[value].append(name)
        involved = {s for e in scenario.events for s in e.against + e.by}
        supposed = {m[3] for m in scenario.members}
        for state in sorted(corpus.requesters | involved | supposed):
            value = self.chance(0.15)
            if value:
                scenario.requests.add(state)
            said[value].append(f"request_of_{state}")
        for state in sorted(corpus.performers):
            value = self.chance(0.5)
            if value:
                scenario.performing.add(state)
            said[value].append(f"performance_of_{state}")
        for organ, word in sorted(corpus.organ_decisions):
            value = self.chance(0.5)
            if value:
                scenario.organs_yes.add((organ, word))
            said[value].append(f"decision_{word}_of_{organ}")
        for means in sorted(corpus.means):
            for e in range(len(scenario.events)):
                value = self.chance(0.3)
                if value:
                    scenario.means_yes.add((means, e))
                said[value].append(f"means_{means}_e{e + 1}" if several else f"means_{means}")
        for value in (True, False):
            if said[value]:
                scenario.lines.append(f"suppose {', '.join(said[value])} {'yes' if value else 'no'}")
        for word, states in sorted(corpus.decisions.items()):
            spoken = {s for e in scenario.events if e.kind == "decision" and e.word == word for s in e.by}
            chosen = {True: [], False: []}
            share = self.random.choice((0.0, 0.3, 0.8))
            everybody = states | {m[3] for m in scenario.members}
            for state in sorted(everybody - spoken):
                chosen[self.chance(share)].append(state)
            scenario.decided.update((s, word) for s in chosen[True])
            for e in scenario.events:
                if e.kind == "decision" and not e.negative:
                    scenario.decided.update((s, e.word) for s in e.by)
            if chosen[True]:
                scenario.lines.append(f"suppose {', '.join(chosen[True])} decides {word}")
            if chosen[False]:
                scenario.lines.append(f"suppose {', '.join(chosen[False])} not decides {word}")


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


PATTERN_RELATIONS = ("full_pattern", "probe_pattern", "loose_pattern", "full", "probe", "raw", "lacks", "among", "same", "is", "loosely")


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
ROW = re.compile(r'(row|yields|toward)\(row\((\w+),b\((\d+),(\d+),"([^"]*)"\),(\d+),(\d+)\),"([^"]*)"\)')


def run_rules(lines, name, clingo, folder):
    """The one answer set of the rules over these facts, as clingo prints it."""
    path = pathlib.Path(folder) / f"{name}.lp"
    path.write_text("\n".join(lines))
    run = subprocess.run([clingo, "--outf=1", "-Wno-atom-undefined", str(HERE / "rules.lp"), str(HERE / "patterns.lp"),
                          str(path)], capture_output=True, text=True)
    if not any(line.startswith("ANSWER") for line in run.stdout.splitlines()):
        raise RuntimeError(f"clingo gave no answer\n{run.stdout[-2000:]}\n{run.stderr[-2000:]}")
    return run.stdout[run.stdout.rindex("ANSWER"):]


def solve(corpus, scenarios, first, clingo, folder):
    """What the rules say of a batch: one set of duties a scenario."""
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
    text = run_rules(lines, f"facts_{first}", clingo, folder)
    rows, objects, yielded = {}, {}, {}
    tables = {"row": rows, "toward": objects, "yields": yielded}
    for word, kind, s, e, victim, clause, duty, state in ROW.findall(text):
        key = (kind, int(s), int(e), victim, int(clause), int(duty))
        tables[word].setdefault(key, set()).add(state)
    result = {first + k: set() for k in range(len(scenarios))}
    for key, debtors in rows.items():
        kind, s, e, victim, clause, duty = key
        c = corpus.clauses[clause]
        modality, act = corpus.duties[duty]
        toward = tuple(sorted(objects.get(key, ())))
        for debtor in debtors - yielded.get(key, set()):
            result[s].add((kind, -1 if kind == "standing" else e, victim, c["instrument"], c["provision"], modality, act, debtor, toward))
    return result


# ── the engine's side, and the comparison ────────────────────────────────────────────────────────────────────────────


def engine_answers(driver, corpora, path):
    command = [driver]
    for folder in corpora:
        command += ["--corpus", folder]
    run = subprocess.run(command + [path], capture_output=True, text=True)
    if run.returncode != 0:
        raise RuntimeError(f"the driver failed with {run.returncode}\n{run.stderr[-4000:]}")
    result, still_open = {}, {}
    for line in run.stdout.splitlines():
        document = json.loads(line)
        duties = set()
        for row in document["rows"]:
            if row["open"]:
                still_open.setdefault(document["scenario"], set()).update(row["open"])
            # A standing duty is told once for each state concerned, at whichever event: the event is no part of it.
            event = -1 if row["kind"] == "standing" else row["event"]
            for debtor in row["debtors"]:
                duties.add((row["kind"], event, row["victim"], row["instrument"], row["provision"], row["modality"],
                            row["act"], debtor, tuple(sorted(row["objects"]))))
        result[document["scenario"]] = duties
    return result, still_open


def told(duty):
    kind, event, victim, instrument, provision, modality, act, debtor, toward = duty
    whom = " ".join(toward) or "nobody named"
    where = kind if event < 0 else f"{kind}, event {event + 1}"
    return (f"{debtor} {modality} {act} [{whom if len(whom) < 120 else whom[:117] + '...'}] under {instrument} {provision} "
            f"({where}, {victim})")


def report(scenario, only_engine, only_rules, still_open):
    print(scenario.text())
    for title, duties in (("  only the engine:", only_engine), ("  only the rules:", only_rules)):
        if duties:
            print(title)
            for duty in sorted(duties)[:12]:
                print(f"    {told(duty)}")
            if len(duties) > 12:
                print(f"    … and {len(duties) - 12} more")
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

    different, duties, live = [], {}, set()
    for k, scenario in enumerate(scenarios):
        mine = engine.get(scenario.name, set())
        left = still_open.get(scenario.name, set())
        if mine != rules[k] or left:
            different.append((scenario, mine - rules[k], rules[k] - mine, left))
        for duty in rules[k]:
            duties[duty[0]] = duties.get(duty[0], 0) + 1
            live.add((duty[3], duty[4]))
    for item in different[:options.show]:
        report(*item)
    everything = {(c["instrument"], c["provision"]) for c in corpus.clauses.values()}
    print(f"oracle: {len(scenarios)} scenarios, seed {options.seed}, {len(different)} differ; "
          f"duties compared: {', '.join(f'{v} {k}' for k, v in sorted(duties.items()))}; "
          f"{len(live)} of {len(everything)} provisions came into play")
    print(f"oracle: generate {generated - started:.1f} s, engine {evaluated - generated:.1f} s, rules {solved - evaluated:.1f} s, "
          f"{len(scenarios) / (solved - started):.0f} scenarios per second")
    if options.silent_clauses:
        for name in sorted(everything - live):
            print(f"  never in play: {' '.join(name)}")
    if scenarios and not all(duties.get(kind) for kind in ("triggered", "standing", "breach")):
        print("oracle: a kind of result never came up, so the comparison says nothing about it", file=sys.stderr)
        return 1
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
