"""gaps, atlas and timeline as a user meets them: text, documents, files, bad input. Run with the binary's path."""

import csv
import io
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree as xml

import jsonschema

CASUS = os.path.abspath(sys.argv.pop(1))
DAY = ["--on", "2023-02-21"]
FEW = ["--by", "RUS,CHN,USA", "--of", "POL,UKR,MDA,JPN"]
SVG = "{http://www.w3.org/2000/svg}"
GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"
GEXF = "{http://www.gexf.net/1.2draft}"


def casus(*words, expect=0):
    run = subprocess.run([CASUS, *words], capture_output=True, timeout=300)
    out, err = run.stdout.decode(), run.stderr.decode()
    if run.returncode != expect:
        raise AssertionError(f"casus {' '.join(words)}: exit {run.returncode}, expected {expect}\n{out[:1000]}\n{err[:1000]}")
    return out, err


def document(*words):
    made = json.loads(casus(*words, "--json")[0])
    jsonschema.validate(made, json.loads(casus("schema", words[0])[0]))
    return made


def rows(*words):
    return list(csv.DictReader(io.StringIO(casus(*words, "--csv")[0], newline="")))


class Gaps(unittest.TestCase):
    def test_finds_moldova_and_ukraine(self):
        states = {s["state"]: s for s in document("gaps", *DAY)["states"]}
        self.assertEqual(states["MDA"]["cover"], "none")
        self.assertEqual(states["UKR"]["cover"], "consultation")
        self.assertNotIn("POL", states)

    def test_all_adds_those_who_are_covered(self):
        states = {s["state"]: s for s in document("gaps", *DAY, "--all")["states"]}
        self.assertEqual(states["POL"]["cover"], "bound")
        self.assertGreaterEqual(len(states["POL"]["who"]), 29)
        some = {s["state"] for s in document("gaps", *DAY)["states"]}
        self.assertEqual({k for k, s in states.items() if s["cover"] != "bound"}, some)
        for state in states.values():
            self.assertEqual(sum(state["attackers"].values()), len(states) - 1)
            exceptions = sum(len(e["attackers"]) for e in state["exceptions"])
            self.assertEqual(state["attackers"][state["cover"]] + exceptions, len(states) - 1)

    def test_each_state_agrees_with_ask(self):
        for state in document("gaps", *DAY, "--by", "RUS", "--all")["states"][::9]:
            asked = json.loads(casus("ask", f"RUS attacks {state['state']}", *DAY, "--json")[0])
            cover = asked["gaps"][0]["cover"] if asked["gaps"] else "bound"
            self.assertEqual(state["cover"], cover, state["state"])

    def test_the_document_names_questions_where_cover_is_open(self):
        for state in document("gaps", *DAY)["states"]:
            if state["attackers"]["open"]:
                self.assertTrue(state["questions"], state["state"])

    def test_a_supposition_closes_a_gap(self):
        words = ["gaps", *DAY, "--by", "RUS", "--suppose", "UKR party to north_atlantic_treaty"]
        self.assertNotIn("UKR", {s["state"] for s in document(*words)["states"]})

    def test_table_and_text_tell_the_same(self):
        table = rows("gaps", *DAY)
        self.assertEqual([r["state"] for r in table], [s["state"] for s in document("gaps", *DAY)["states"]])
        text = casus("gaps", *DAY)[0]
        self.assertIn("Nobody is bound to assist: ", text)
        self.assertIn("Moldova", text)

    def test_bad_words(self):
        self.assertIn("did not exist", casus("gaps", *DAY, "--by", "SUN", expect=3)[1])
        self.assertIn("C0203", casus("gaps", *DAY, "--by", "XYZ", expect=3)[1])
        self.assertIn("strikes nobody", casus("gaps", *DAY, "--kind", "peace", expect=3)[1])
        self.assertIn("order of strength", casus("gaps", *DAY, "--act", "stay_neutral", expect=3)[1])
        self.assertIn("C0205", casus("gaps", *DAY, "--act", "asist", expect=3)[1])
        self.assertIn("not one day", casus("gaps", "--on", "2023", expect=3)[1])


class Atlas(unittest.TestCase):
    def test_the_matrix_agrees_with_the_long_table(self):
        made = document("atlas", *DAY, *FEW)
        self.assertEqual((made["attackers"], made["victims"]), (["CHN", "RUS", "USA"], ["JPN", "MDA", "POL", "UKR"]))
        for row in rows("atlas", *DAY, *FEW):
            a, v = made["attackers"].index(row["attacker"]), made["victims"].index(row["victim"])
            for what in ("bound", "open", "political"):
                self.assertEqual(made[what][a][v], int(row[what]))
            self.assertEqual(len(row["who"].split()), int(row["bound"]))

    def test_poland_and_japan(self):
        cells = {(r["attacker"], r["victim"]): r for r in rows("atlas", *DAY, *FEW)}
        self.assertIn("USA", cells["RUS", "POL"]["who"].split())
        self.assertEqual(cells["CHN", "JPN"]["who"], "USA")
        self.assertNotIn("USA", cells["USA", "POL"]["who"].split())
        self.assertEqual(cells["RUS", "MDA"]["bound"], "0")

    def test_each_cell_agrees_with_ask(self):
        for row in rows("atlas", *DAY, *FEW):
            asked = json.loads(casus("ask", f"{row['attacker']} attacks {row['victim']}", *DAY, "--json")[0])
            force = {"assist", "meet_common_danger", "guarantee", "mobilise", "declare_war", "deploy_forces", "use_force",
                     "use_all_forces"}
            who = {d["debtor"] for d in asked["duties"] if d["status"] == "arises" and d["modality"] == "must" and d["act"] in force
                   and d["force"] in ("binding", "unilateral") and d["debtor"] not in (row["attacker"], row["victim"])}
            self.assertEqual(set(row["who"].split()), who, row)

    def test_a_lower_threshold_never_finds_fewer(self):
        for strong, weak in (("use_force", "assist"), ("assist", "supply_arms"), ("supply_arms", "consult")):
            counts = [[int(r["bound"]) for r in rows("atlas", *DAY, *FEW, "--act", act)] for act in (strong, weak)]
            self.assertTrue(all(s <= w for s, w in zip(*counts)), (strong, weak))

    def test_two_runs_give_the_same_bytes(self):
        self.assertEqual(casus("atlas", *DAY), casus("atlas", *DAY))

    def test_pictures_and_files_of_a_day_parse(self):
        with tempfile.TemporaryDirectory() as folder:
            names = {"--svg": "map.svg", "--network-svg": "network.svg", "--graphml": "n.graphml", "--gexf": "n.gexf"}
            words = [w for option, name in names.items() for w in (option, f"{folder}/{name}")]
            casus("atlas", *DAY, *words)
            first = {name: pathlib.Path(folder, name).read_bytes() for name in names.values()}
            casus("atlas", *DAY, *words)
            for name, text in first.items():
                self.assertEqual(pathlib.Path(folder, name).read_bytes(), text, name)
            picture = xml.fromstring(first["map.svg"])
            self.assertGreater(len(list(picture.iter(f"{SVG}rect"))), 500)
            caption = [t.text for t in picture.iter(f"{SVG}text") if t.text and "sha256:" in t.text]
            self.assertTrue(caption and caption[0].startswith("2023-02-21"))
            self.assertGreater(len(xml.fromstring(first["network.svg"]).findall(f"{SVG}path")), 100)
            graph = xml.fromstring(first["n.graphml"]).find(f"{GRAPHML}graph")
            edges = {(e.get("source"), e.get("target")) for e in graph.findall(f"{GRAPHML}edge")}
            self.assertTrue({("USA", "POL"), ("POL", "USA"), ("USA", "JPN")} <= edges)
            other = xml.fromstring(first["n.gexf"]).iter(f"{GEXF}edge")
            self.assertEqual({(e.get("source"), e.get("target")) for e in other}, edges)

    def test_years_have_spells(self):
        with tempfile.TemporaryDirectory() as folder:
            years = ["--years", "1948-1956", "--gexf", f"{folder}/n.gexf", "--graphml", f"{folder}/n.graphml"]
            made = document("atlas", *years)
            self.assertEqual([y["year"] for y in made["years"]], list(range(1948, 1957)))
            edges = {(e.get("source"), e.get("target")): [s.attrib for s in e.iter(f"{GEXF}spell")]
                     for e in xml.parse(f"{folder}/n.gexf").getroot().iter(f"{GEXF}edge")}
            # The North Atlantic Treaty binds its first parties from August 1949, Greece from February 1952.
            self.assertEqual(edges["USA", "DNK"], [{"start": "1950-01-01", "end": "1956-12-31"}])
            self.assertEqual(edges["DNK", "GRC"], [{"start": "1953-01-01", "end": "1956-12-31"}])
            graph = xml.parse(f"{folder}/n.graphml").getroot().find(f"{GRAPHML}graph")
            dated = {}
            for e in graph.findall(f"{GRAPHML}edge"):
                dated.setdefault((e.get("source"), e.get("target")), []).append([d.text for d in e.findall(f"{GRAPHML}data")])
            self.assertEqual(dated, {pair: [[s["start"][:4], s["end"][:4]] for s in spells] for pair, spells in edges.items()})

    def test_networkx_reads_the_files(self):
        try:
            import networkx
        except ImportError:
            self.skipTest("networkx is not installed")
        with tempfile.TemporaryDirectory() as folder:
            for words in (DAY, ["--years", "1930-1940"]):
                casus("atlas", *words, "--gexf", f"{folder}/n.gexf", "--graphml", f"{folder}/n.graphml")
                a, b = networkx.read_gexf(f"{folder}/n.gexf"), networkx.read_graphml(f"{folder}/n.graphml")
                self.assertEqual(set(a.nodes), set(b.nodes))
                self.assertEqual(set(a.edges()), set((s, t) for s, t, *_ in b.edges))

    def test_files_that_cannot_be_written(self):
        with tempfile.TemporaryDirectory() as folder:
            self.assertIn("is a folder", casus("atlas", *DAY, *FEW, "--svg", folder, expect=2)[1])
            self.assertIn("cannot write", casus("atlas", *DAY, *FEW, "--gexf", f"{folder}/no/where.gexf", expect=2)[1])
            self.assertIn("one day", casus("atlas", "--years", "1880-1890", "--svg", f"{folder}/map.svg", expect=2)[1])
        self.assertIn("no range of years", casus("atlas", "--years", "1890-1880", expect=3)[1])


class Network(unittest.TestCase):
    """`casus network`."""

    def test_agrees_with_the_atlas(self):
        made = document("network", *DAY, "--by", "RUS,CHN")
        edges = {(e["from"], e["to"]): e for e in made["edges"]}
        self.assertEqual((edges["USA", "POL"]["standing"], edges["USA", "POL"]["mutual"]), ("bound", True))
        self.assertNotIn(("USA", "UKR"), edges)
        self.assertEqual(made["attackers"], 2)
        for node in made["nodes"]:
            given = sum(1 for e in made["edges"] if e["from"] == node["state"] and e["standing"] == "bound")
            received = sum(1 for e in made["edges"] if e["to"] == node["state"] and e["standing"] == "bound")
            self.assertEqual((node["bound_to_help"], node["helped_by"]), (given, received), node["state"])
        # A state is helped against some attacker exactly where a cell of the atlas says so.
        atlas = document("atlas", *DAY, "--by", "RUS,CHN")
        for at, code in enumerate(atlas["victims"]):
            most = max(row[at] for row in atlas["bound"])
            node = next(n for n in made["nodes"] if n["state"] == code)
            self.assertTrue(most <= node["helped_by"] and (most > 0) == (node["helped_by"] > 0), code)
        table = rows("network", *DAY, "--by", "RUS,CHN")
        self.assertEqual({(r["debtor"], r["beneficiary"]): r["standing"] for r in table}, {k: e["standing"] for k, e in edges.items()})

    def test_a_supposition_adds_edges(self):
        supposed = document("network", *DAY, "--by", "RUS", "--suppose", "UKR party to north_atlantic_treaty")
        self.assertIn(("USA", "UKR"), {(e["from"], e["to"]) for e in supposed["edges"]})

    def test_text(self):
        out = casus("network", *DAY, "--by", "RUS")[0]
        self.assertRegex(out, r"(?m)^  USA  +\d+  ")

    def test_bad_input(self):
        self.assertIn("XXX", casus("network", "--by", "XXX", expect=3)[1])


class World(unittest.TestCase):
    """`casus world`, `casus source`: what the workbench draws and shows beside clauses."""

    def test_places_in_dispute_are_of_the_day(self):
        now, before = document("world", *DAY), document("world", "--on", "2013-01-01")
        crimea = next(p for p in now["places"] if p["name"] == "Crimea")
        self.assertEqual((crimea["sovereign"], crimea["administered_by"], crimea["claimed_by"]), (["UKR"], ["RUS"], ["RUS"]))
        self.assertFalse(any(p["name"] == "Crimea" for p in before["places"]))
        codes = {s["code"] for s in now["states"]}
        self.assertIn("UKR", codes)
        self.assertNotIn("SUN", codes)
        self.assertIn("SUN", {s["code"] for s in document("world", "--on", "1980-01-01")["states"]})
        text = casus("world", *DAY)[0]
        self.assertIn("Crimea  sovereign UKR  administered by RUS  claimed by RUS", text)
        self.assertIn("13", casus("world", "--on", "2023-13-01", expect=3)[1])

    def test_lines_of_provisions(self):
        made = document("source", "NATO")
        lines = made["text"].split("\n")
        self.assertTrue(lines[0].startswith("instrument north_atlantic_treaty"))
        self.assertEqual(lines[-1], "}")
        found = {p["provision"]: p for p in made["provisions"]}
        self.assertTrue(lines[found["article 5"]["begin_line"] - 1].strip().startswith("article 5 "))
        self.assertEqual(lines[found["article 5"]["end_line"] - 1].strip(), "}")
        self.assertEqual(casus("source", "NATO")[0], made["text"] + "\n")
        whole = casus("source", "no such text", expect=3)[1]
        self.assertIn("no such text", whole)


class Timeline(unittest.TestCase):
    def test_of_poland(self):
        made = document("timeline", "POL")
        by_name = {}
        for c in made["commitments"]:
            by_name.setdefault(c["instrument"], c)
        nato = by_name["north_atlantic_treaty"]
        self.assertEqual((nato["role"], nato["from"], nato["to"]), ("party", "1999-03-12", None))
        assist = {"modality": "must", "act": "assist", "conditional": False}
        self.assertIn(assist, nato["given"])
        self.assertIn(assist, nato["received"])
        starts = [c["from"] or "" for c in made["commitments"]]
        exact = [s for s in starts if len(s) == 10]
        self.assertEqual(exact, sorted(exact))

    def test_a_guarantee_is_received_by_the_one_and_given_by_the_other(self):
        of = lambda state: [c for c in document("timeline", state)["commitments"] if c["instrument"] == "budapest_memorandum"]
        received = {u["act"] for c in of("UKR") for u in c["received"]}
        given = {u["act"] for c in of("RUS") for u in c["given"]}
        self.assertTrue({"consult", "use_force", "respect_borders"} <= received & given)
        self.assertNotIn("assist", received)

    def test_a_suspension_is_told_by_both_it_concerns(self):
        anzus = lambda state: next(c for c in document("timeline", state)["commitments"] if c["instrument"] == "anzus_treaty")
        for state in ("USA", "NZL"):
            told = [(s["state"], s["toward"], s["from"]) for s in anzus(state)["suspended"]]
            self.assertEqual(told, [("USA", ["NZL"], "1986-08-11")])
        self.assertEqual(anzus("AUS")["suspended"], [])
        self.assertIn("suspended from 2024-02-22, if armenia_freeze_suspends", casus("timeline", "ARM")[0])

    def test_what_hangs_on_a_condition_says_so(self):
        arms = next(c for c in document("timeline", "KOR")["commitments"] if c["instrument"] == "arms_trade_treaty")
        self.assertEqual(arms["given"], [{"modality": "must_not", "act": "supply_arms", "conditional": True}])
        self.assertIn("not supply arms (on a condition)", casus("timeline", "KOR")[0])

    def test_a_state_that_is_gone(self):
        self.assertTrue(document("timeline", "AUH")["commitments"])

    def test_table_text_and_picture(self):
        self.assertEqual(len(rows("timeline", "BEL")), len(document("timeline", "BEL")["commitments"]))
        self.assertIn("is owed", casus("timeline", "BEL")[0])
        with tempfile.TemporaryDirectory() as folder:
            casus("timeline", "BEL", "--svg", f"{folder}/a.svg")
            casus("timeline", "BEL", "--svg", f"{folder}/b.svg")
            first = pathlib.Path(folder, "a.svg").read_bytes()
            self.assertEqual(first, pathlib.Path(folder, "b.svg").read_bytes())
            texts = [t.text for t in xml.fromstring(first).iter(f"{SVG}text")]
            self.assertIn("North Atlantic Treaty", texts)

    def test_bad_words(self):
        self.assertIn("C0203", casus("timeline", "XYZ", expect=3)[1])
        self.assertIn("one state", casus("timeline", "POL,UKR", expect=2)[1])


if __name__ == "__main__":
    unittest.main()
