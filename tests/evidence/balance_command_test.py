"""`casus balance` as a user meets it: on tables made by hand, and against a second reckoning over the real capabilities.

Run with the binary's path. The real files are read where CASUS_DATA says where they are."""

import csv
import io
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

import jsonschema

CASUS = os.path.abspath(sys.argv.pop(1))

NMC = """ccode,year,milex,milper,irst,pec,tpop,upop,cinc
666,2008,10,5,0,1,7,6,0.004
651,2008,20,5,1,1,70,30,0.008
652,2008,5,5,,1,20,10,0.002
666,2009,10,5,0,1,7,6,0.004
651,2009,20,5,1,1,70,30,0.006
652,2009,5,5,2,1,20,10,0.002
666,2010,10,5,0,1,7,6,0.005
651,2010,20,5,1,1,70,30,0.006
"""

EQUIPMENT = """state,item,quantity,weight,on,source
ISR,Tank,100,2,2008,a yearbook
ISR,Tank,120,2,2010-01-01,a yearbook
EGY,Tank,300,1,2008,a yearbook
EGY,Radar,7,,2008,a yearbook
Brigade of Paper,Rocket,1000,0.1,2009,a newspaper
"""

PLEDGES = """pledge tanks_a {
  by USA
  to ISR
  item "tank"
  delivered 30 on 2009-05-01 source "a ministry"
  delivered 50 in all on 2010-02-01 source "a ministry"
}

pledge radars_b {
  by FRA
  to EGY
  item "Radar"
  delivered about 3 on 2009 source "a ministry"
}
"""


def run(*words, expect=0, environment=None):
    """Standard output and error; fails on another exit code."""
    done = subprocess.run([CASUS, *words], capture_output=True, text=True, timeout=300, check=False,
                          env={**os.environ, **(environment or {})})
    if done.returncode != expect:
        raise AssertionError(f"casus {' '.join(words)}: exit {done.returncode}\n{done.stdout[:2000]}\n{done.stderr[:2000]}")
    return done.stdout, done.stderr


def document(*words):
    found = json.loads(run(*words, "--json")[0])
    jsonschema.validate(found, json.loads(run("schema", "balance")[0]))
    return found


class Fixtures(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.kept = tempfile.TemporaryDirectory()
        cls.folder = pathlib.Path(cls.kept.name)
        for name, text in (("nmc.csv", NMC), ("equipment.csv", EQUIPMENT), ("pledges.casus", PLEDGES)):
            (cls.folder / name).write_text(text, encoding="utf-8")
        cls.store = str(cls.folder / "h.sqlite")
        run("import", "nmc", str(cls.folder / "nmc.csv"), "--out", cls.store)

    @classmethod
    def tearDownClass(cls):
        cls.kept.cleanup()

    def path(self, name):
        return str(self.folder / name)

    def against(self, names, *words, on="2010-06-01", years="2"):
        return ["balance", "ISR", "--against", names, "--on", on, "--years", years, *words]

    def nmc(self, names, *words, **day):
        return self.against(names, "--history", self.store, *words, **day)

    def equipment(self, names, *words, **day):
        return self.against(names, "--equipment", self.path("equipment.csv"), "--corpus", self.path("pledges.casus"),
                            *words, **day)

    def test_each_alone_and_all_together(self):
        found = document(*self.nmc("EGY,SYR"))
        egypt, syria, both = found["measures"][0]["comparisons"]
        self.assertEqual((egypt["against"], syria["against"], both["against"]), (["EGY"], ["SYR"], ["EGY", "SYR"]))
        self.assertEqual([p["ratio"] for p in egypt["points"]], [0.5, 0.004 / 0.006, 0.005 / 0.006])
        self.assertEqual([p["not_covered"] for p in both["points"]], [[], [], ["SYR"]])
        self.assertIsNone(both["points"][2]["ratio"])
        self.assertAlmostEqual(both["points"][0]["share"], 4 / 14)
        self.assertEqual((both["trend"]["first"], both["trend"]["last"]), (2008, 2009))
        self.assertAlmostEqual(both["trend"]["per_year"], 4 / 12 - 4 / 14)

    def test_values_that_may_not_be_passed_on_stay_on_the_screen(self):
        found = document(*self.nmc("EGY"))
        self.assertTrue(found["measures"][0]["values_left_out"])
        self.assertEqual({p["own"] for p in found["measures"][0]["comparisons"][0]["points"]}, {None})
        found = document(*self.nmc("EGY", "--i-have-rights"))
        self.assertEqual([p["own"] for p in found["measures"][0]["comparisons"][0]["points"]], [0.004, 0.004, 0.005])
        self.assertIn("0.0050", run(*self.nmc("EGY"))[0])
        rows = list(csv.DictReader(io.StringIO(run(*self.nmc("EGY"), "--csv")[0])))
        self.assertEqual({row["own"] for row in rows}, {""})
        self.assertEqual([row["year"] for row in rows], ["2008", "2009", "2010"])

    def test_missing_values_and_years_are_not_zero(self):
        found = document(*self.nmc("SYR", "--measure", "irst,milex"))
        steel, money = found["measures"]
        self.assertEqual((steel["name"], money["name"]), ("irst", "milex"))
        self.assertEqual([p["not_covered"] for p in steel["comparisons"][0]["points"]], [["SYR"], [], ["SYR"]])
        text, _ = run(*self.nmc("EGY", on="2024-01-01", years="15"))
        self.assertIn("not covered: ISR 2011 to 2024 (the data end in 2022)", text)

    def test_the_method_and_its_limits_stand_with_the_number(self):
        for words in (self.nmc("EGY"), self.equipment("EGY")):
            text = " ".join(run(*words)[0].split())
            for sentence in ("What is counted", "What is not seen", "training", "22 U.S.C. 2776(h)", "Public Law 110-429",
                             "individual state, a possible coalition of states or non-state actors",
                             "minimal damage and casualties", "casus draws no conclusion"):
                self.assertIn(sentence, text)
            self.assertNotRegex(text.lower(), r"has (an|the|no) edge|superior to")

    def test_equipment_and_deliveries(self):
        found = document(*self.equipment("EGY"))
        points = found["measures"][0]["comparisons"][0]["points"]
        self.assertEqual([(p["own"], p["other"]) for p in points], [(200, 300), (200, 300), (240, 300)])
        self.assertEqual(found["not_weighted"], ["EGY: Radar"])
        self.assertEqual([(t["pledge"], t["quantity"], t["weight"], t["weighted"], t["in_stock"]) for t in found["transfers"]],
                         [("tanks_a", 30, 2, 60, "yes"), ("radars_b", 3, None, None, "no"), ("tanks_a", 20, 2, 40, "no")])
        self.assertEqual(found["shifts"], [{"origin": "pledges.casus", "kept_in": "corpus", "own": 100, "other": 0}])
        text, _ = run(*self.equipment("EGY"))
        self.assertIn("2009-05-01  USA > ISR  30, tank: +60 ISR", text)
        self.assertIn("about 3, Radar: to EGY, not weighted", text)
        early = document(*self.equipment("EGY", "--known-as-of", "2009-12-30"))
        self.assertEqual([t["quantity"] for t in early["transfers"]], [30])

    def test_deliveries_of_a_store_are_not_added_to_those_of_the_corpus(self):
        store = self.path("pledges.sqlite")
        run("pledge", "import", "casus", self.path("pledges.casus"), "--store", store)
        found = document(*self.equipment("EGY", "--store", store))
        self.assertEqual(len(found["transfers"]), 6)
        self.assertEqual([(s["own"], s["other"]) for s in found["shifts"]], [(100, 0), (100, 0)])
        self.assertEqual([s["kept_in"] for s in found["shifts"]], ["corpus", "pledges.sqlite"])

    def test_actors_that_are_no_states(self):
        found = document(*self.equipment("EGY,Brigade of Paper"))
        self.assertEqual(found["not_states"], ["Brigade of Paper"])
        points = found["measures"][0]["comparisons"][1]["points"]
        self.assertEqual([p["other"] for p in points], [None, 100, 100])

    def test_bad_input(self):
        self.assertIn("C0203", run(*self.nmc("EGY,XYZ"), expect=3)[1])
        self.assertIn("did not exist", run(*self.nmc("EGY", on="1900-01-01"), expect=3)[1])
        self.assertIn("names others than ISR", run(*self.nmc("ISR"), expect=2)[1])
        self.assertIn("`--measure`", run(*self.nmc("EGY", "--measure", "tanks"), expect=2)[1])
        run(*self.nmc("EGY", years="0"), expect=2)
        run(*self.nmc("EGY", "--known-as-of", "soon"), expect=3)
        self.assertIn("--equipment", run(*self.against("EGY"), expect=3,
                                         environment={"CASUS_HISTORY": self.path("none.sqlite")})[1])
        bad = self.path("bad.csv")
        for row, fault in (("ISR,Tank,-1,2,2008,x", "quantity"), ("ISR,Tank,1,-2,2008,x", "weight"),
                           ("ISR,Tank,1,2,soon,x", "neither a day nor a year"), ("ISR,Tank,x,2,2008,x", "quantity"),
                           ("ISR,Tank,1,2,2008,x\nISR,Tank,2,2,2008,x", "C0705")):
            pathlib.Path(bad).write_text("state,item,quantity,weight,on,source\n" + row + "\n", encoding="utf-8")
            self.assertIn(fault, run(*self.against("EGY", "--equipment", bad), expect=3)[1])
        pathlib.Path(bad).write_text("state,item\nISR,Tank\n", encoding="utf-8")
        self.assertIn("C0702", run(*self.against("EGY", "--equipment", bad), expect=3)[1])
        other = self.path("other.sqlite")
        (self.folder / "s.csv").write_text("StateAbb,CCode,StateNme\nISR,666,Israel\n", encoding="utf-8")
        run("import", "states", self.path("s.csv"), "--out", other)
        self.assertIn("casus import nmc", run(*self.against("EGY", "--history", other), expect=3)[1])

    def test_two_runs_give_the_same_bytes(self):
        for form in ("--json", "--csv", "--plain"):
            self.assertEqual(run(*self.equipment("EGY", form)), run(*self.equipment("EGY", form)))


@unittest.skipUnless("CASUS_DATA" in os.environ, "CASUS_DATA does not say where the data are")
class Capabilities(unittest.TestCase):
    """Each ratio of the makers' own files, reckoned a second time."""

    FILES = {"NMC_5_0.csv": 2012, "cow_nmc_7.0_peacesciencer.csv": 2022}
    CODES = {"ISR": 666, "EGY": 651, "JOR": 663, "SYR": 652, "IRN": 630, "USA": 2, "CHN": 710, "RUS": 365, "IND": 750}

    def check(self, name, last, state, others, on):
        source = pathlib.Path(os.environ["CASUS_DATA"]) / "nmc" / name
        if not source.exists():
            self.skipTest(f"{source} is not there")
        values = {}
        with open(source, encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                values[int(row["ccode"]), int(row["year"])] = float(row["cinc"])
        with tempfile.TemporaryDirectory() as folder:
            store = os.path.join(folder, "h.sqlite")
            run("import", "nmc", str(source), "--out", store)
            found = document("balance", state, "--against", ",".join(others), "--on", on, "--years", "30", "--history", store)
        compared = 0
        for comparison in found["measures"][0]["comparisons"]:
            for point in comparison["points"]:
                own = values.get((self.CODES[state], point["year"]))
                other = [values.get((self.CODES[name], point["year"])) for name in comparison["against"]]
                if own is None or None in other:
                    self.assertIsNone(point["ratio"])
                    self.assertTrue(point["not_covered"])
                    continue
                self.assertLessEqual(point["year"], last)
                self.assertAlmostEqual(point["ratio"], own / sum(other), places=9)
                self.assertAlmostEqual(point["share"], own / (own + sum(other)), places=9)
                compared += 1
        return compared

    def test_israel_and_its_neighbours(self):
        for name, last in self.FILES.items():
            self.assertGreater(self.check(name, last, "ISR", ["EGY", "JOR", "SYR", "IRN"], "2012-06-01"), 100)

    def test_the_years_after_the_last_are_not_covered(self):
        compared = self.check("cow_nmc_7.0_peacesciencer.csv", 2022, "USA", ["CHN", "RUS", "IND"], "2024-06-01")
        self.assertEqual(compared, 4 * 29)


if __name__ == "__main__":
    unittest.main()
