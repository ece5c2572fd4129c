"""Random scenarios, every question answered, written in the language."""
import random
import re

from words import FIRST, LAST, OPEN_END, OPEN_START, holds_on, iso, number, spelled

DAYS_IN_BATCH = 60

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
        self.territories, self.recognised, self.meant = set(), set(), set()

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

    def incident(self, name, day, attacker, victim, at=None, settled=None):
        """One armed attack; what is settled is answered so, every other question at random."""
        scenario = Scenario(name, day)
        event = Event("armed_attack", day)
        event.by, event.against, event.at = [attacker], [victim], at
        scenario.events.append(event)
        self.answer(scenario, settled or {})
        return scenario

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

    def answer(self, scenario, settled=None):
        """Every question, so that nothing stays open; those in `settled` so."""
        corpus, settled = self.corpus, settled or {}

        def word(name, share):
            return settled[name] if name in settled else self.chance(share)

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
            value = word(name, 0.6)
            scenario.general[name] = value
            if q["kind"] == "factual" and self.chance(0.3):
                scenario.lines.append(f"fact {name} {'yes' if value else 'no'}")
            else:
                said[value].append(name)
        involved = {s for e in scenario.events for s in e.against + e.by}
        supposed = {m[3] for m in scenario.members}
        for state in sorted(corpus.requesters | involved | supposed):
            value = word(f"request_of_{state}", 0.15)
            if value:
                scenario.requests.add(state)
            said[value].append(f"request_of_{state}")
        for state in sorted(corpus.performers):
            value = word(f"performance_of_{state}", 0.5)
            if value:
                scenario.performing.add(state)
            said[value].append(f"performance_of_{state}")
        for place, state in sorted({(e.at, s) for e in scenario.events if e.at for s in e.against}):
            value = word(f"territory_{place}_of_{state}", 0.5)
            if value:
                scenario.territories.add((place, state))
            said[value].append(f"territory_{place}_of_{state}")
        for state in sorted(s for s in involved if corpus.states[s]["recognition"]):
            value = word(f"statehood_of_{state}", 0.5)
            if value:
                scenario.recognised.add(state)
            said[value].append(f"statehood_of_{state}")
        for e, event in enumerate(scenario.events):
            for label in sorted(corpus.speaking) if event.actor == "unknown" and not event.by else ():
                name = "attacker_meant_by_" + re.sub("[^A-Za-z0-9_]+", "_", label.strip('"')).replace("__", "_").strip("_") + (f"_e{e + 1}" if several else "")
                value = word(name, 0.5)
                if value:
                    scenario.meant.add((e, label))
                said[value].append(name)
        for organ, what in sorted(corpus.organ_decisions):
            value = word(f"decision_{what}_of_{organ}", 0.5)
            if value:
                scenario.organs_yes.add((organ, what))
            said[value].append(f"decision_{what}_of_{organ}")
        for means in sorted(corpus.means):
            for e in range(len(scenario.events)):
                name = f"means_{means}_e{e + 1}" if several else f"means_{means}"
                value = word(name, 0.3)
                if value:
                    scenario.means_yes.add((means, e))
                said[value].append(name)
        for value in (True, False):
            if said[value]:
                scenario.lines.append(f"suppose {', '.join(said[value])} {'yes' if value else 'no'}")
        for what, states in sorted(corpus.decisions.items()):
            spoken = {s for e in scenario.events if e.kind == "decision" and e.word == what for s in e.by}
            chosen = {True: [], False: []}
            share = self.random.choice((0.0, 0.3, 0.8))
            everybody = states | {m[3] for m in scenario.members}
            for state in sorted(everybody - spoken):
                chosen[word(f"decision_{what}", share)].append(state)
            scenario.decided.update((s, what) for s in chosen[True])
            for e in scenario.events:
                if e.kind == "decision" and not e.negative:
                    scenario.decided.update((s, e.word) for s in e.by)
            if chosen[True]:
                scenario.lines.append(f"suppose {', '.join(chosen[True])} decides {what}")
            if chosen[False]:
                scenario.lines.append(f"suppose {', '.join(chosen[False])} not decides {what}")
