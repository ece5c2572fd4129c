"""The corpus as facts for rules.lp, and what the generator needs to know of it."""
import bisect
import json

from words import (ABOUT_OTHERS, FIRST, FORCE_ACTS, HOSTILE_ACTS, LAST, MANY, OPEN_END, OPEN_START, bounds, holds_on, number,
                   quoted, spell, vague_days)


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
        self.writing = None        # label of the provision whose conditions are being written
        self.speaking = set()      # labels of provisions that speak of certain attackers
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
            if state["recognition"]:
                self.fact("disputed_state", quoted(code))
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
            for value in place["disputed"]:
                yield f"disputed({quoted(name)},{','.join(map(str, spell(value)))})."
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
                attacker = self.pattern(c["attacker"], name, "than_victim")
                self.fact("struck_by", k, attacker)
                if any(e["head"] == "any_state" and e["at_least"] <= 1 and not (e["except"] or e["character"]) for e in c["attacker"]):
                    self.fact("by_whatever_state", attacker)
                else:
                    self.fact("condition_of", k, self.writing)
                    self.speaking.add(self.writing)
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
        self.writing = label
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
