#!/usr/bin/env python3
"""`casus pledge status`, `late` and `due` as they are called: golden outputs on made-up pledges, documents against their schema, and
what is refused. `--update` writes the golden files anew."""
import csv
import io
import json
import os
import subprocess
import sys
import tempfile
import unittest

import jsonschema

HERE = os.path.dirname(os.path.abspath(__file__))
FIXTURES = os.path.join(HERE, "fixtures")
GOLDEN = os.path.join(HERE, "golden")
CASUS = None
UPDATE = False

# Name of the golden file, and the words after `casus pledge`.
CALLS = {
    "status": ["status", "--recipient", "UKR", "--on", "2023-06-15"],
    "status_rates": ["status", "--donor", "Germany", "--on", "2023-12-31", "--rates", "rates.csv", "--by", "category"],
    "status_month": ["status", "--donor", "DEU", "--on", "2023-12-31", "--by", "month"],
    "status_item": ["status", "--item", "TANK", "--on", "2024-01-01"],
    "status_known": ["status", "--item", "tank", "--on", "2023-04-10", "--known-as-of", "2023-04-10"],
    "status_under": ["status", "--under", "yearly_grant", "--on", "2021-12-01"],
    "late": ["late", "--on", "2024-03-01"],
    "late_in_time": ["late", "--donor", "DEU", "--on", "2023-03-31"],
    "due": ["due", "--on", "2024-03-01", "--within", "60"],
    "due_periods": ["due", "--on", "2022-08-01", "--under", "yearly_grant"],
    "nothing": ["status", "--donor", "ISR", "--on", "2024-01-01"],
}


def run(words, folder, expect=0):
    environment = {k: v for k, v in os.environ.items() if k != "CASUS_PLEDGES"}
    words = [os.path.join(FIXTURES, w) if w == "rates.csv" else w for w in words]
    done = subprocess.run([CASUS, "pledge", *words, "--no-builtin", "--corpus", os.path.join(FIXTURES, "pledges.casus")],
                          capture_output=True, text=True, cwd=folder, env=environment)
    assert done.returncode == expect, f"{words}: {done.returncode}\n{done.stdout}{done.stderr}"
    return done.stdout, done.stderr


class Status(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def call(self, *words, expect=0):
        return run(list(words), self.folder.name, expect)

    def document(self, *words):
        document = json.loads(self.call(*words, "--json")[0])
        schema = json.loads(subprocess.run([CASUS, "schema", "pledges"], capture_output=True, text=True, check=True).stdout)
        jsonschema.validate(document, schema)
        return document

    def test_golden(self):
        for name, words in CALLS.items():
            with self.subTest(name):
                path = os.path.join(GOLDEN, name + ".txt")
                out = self.call(*words)[0]
                if UPDATE:
                    os.makedirs(GOLDEN, exist_ok=True)
                    with open(path, "w", encoding="utf-8") as file:
                        file.write(out)
                with open(path, encoding="utf-8") as file:
                    self.assertEqual(out, file.read())

    def test_documents_follow_their_schema(self):
        for name, words in CALLS.items():
            with self.subTest(name):
                self.document(*words)

    def test_sums_are_exact_and_kinds_apart(self):
        section = self.document("status", "--donor", "DEU", "--on", "2023-12-31")["collections"][0]
        sums = {m["currency"]: m["stages"]["committed"]["amount"] for m in section["money"]}
        self.assertEqual(sums, {"EUR": "6500000000", "USD": "250000000"})
        self.assertEqual(section["money"][0]["to_be_allocated"], "4500000000")

    def test_a_converted_figure_says_by_which_rate(self):
        section = self.document("status", "--donor", "DEU", "--on", "2023-12-31", "--rates", "rates.csv")["collections"][0]
        (money,) = section["money"]
        self.assertEqual(money["stages"]["committed"]["amount"], "6735000000")
        self.assertEqual(money["converted_by"], ["1 USD = 0.94 EUR on 2023-03-01 (European Central Bank)"])

    def test_late_says_who_says_so(self):
        late = {line["pledge"]: line for line in self.document("late", "--on", "2024-03-01")["pledges"]}
        self.assertEqual(late["tanks_germany"]["days"], 5)
        self.assertEqual(late["tanks_germany"]["done"]["latest"], "2023-04-05")
        self.assertEqual(late["tanks_joint"]["days"], 61)
        self.assertTrue(late["tanks_joint"]["called_late"] and late["tanks_joint"]["computed"])
        self.assertNotIn("shells_poland", late, "its deliveries are recorded by nobody")

    def test_what_was_not_known_yet_is_not_told(self):
        document = self.document("late", "--on", "2023-04-10", "--known-as-of", "2023-04-10")
        (line,) = document["pledges"]
        self.assertEqual((line["pledge"], line["days"], line["done"]), ("tanks_germany", 10, None))

    def test_periods(self):
        (duty,) = self.document("status", "--under", "yearly_grant", "--on", "2021-12-01")["duties"]
        self.assertEqual({p["period"]: p["state"] for p in duty["periods"]},
                         {"2019": "performed", "2020": "overdue", "2021": "not_known", "2022": "running"})
        self.assertEqual(duty["debtors"], ["USA"])

    def test_csv(self):
        rows = list(csv.DictReader(io.StringIO(self.call("status", "--donor", "DEU", "--on", "2023-12-31", "--csv")[0])))
        (committed,) = [r for r in rows if r["group"] == "all" and r["stage"] == "committed" and r["currency"] == "EUR"]
        self.assertEqual(committed["amount"], "6500000000")
        late = list(csv.DictReader(io.StringIO(self.call("late", "--on", "2024-03-01", "--csv")[0])))
        self.assertEqual({r["pledge"] for r in late}, {"tanks_germany", "tanks_joint"})

    def test_what_is_refused(self):
        self.assertIn("C0203", self.call("status", "--donor", "Atlantis", expect=3)[1])
        self.assertIn("C0202", self.call("status", "--under", "no_such_text", expect=3)[1])
        self.assertIn("C0301", self.call("status", "--on", "soon", expect=3)[1])
        self.call("status", "--by", "colour", expect=2)
        self.call("due", "--within", "-3", expect=2)
        self.assertIn("C0801", self.call("status", "--store", "none.sqlite", expect=3)[1])
        rates = os.path.join(self.folder.name, "r.csv")
        with open(rates, "w", encoding="utf-8") as file:
            file.write("currency,base,rate,on,source\nTIV,EUR,1,2023-01-01,a yearbook\n")
        self.assertIn("not money", self.call("status", "--rates", rates, expect=3)[1])


class Kiel(unittest.TestCase):
    def test_import_and_status(self):
        with tempfile.TemporaryDirectory() as folder:
            def casus(*words, expect=0):
                done = subprocess.run([CASUS, "pledge", *words], capture_output=True, text=True, cwd=folder,
                                      env={k: v for k, v in os.environ.items() if k != "CASUS_PLEDGES"})
                self.assertEqual(done.returncode, expect, done.stdout + done.stderr)
                return done.stdout + done.stderr
            files = [os.path.join(FIXTURES, "kiel", n) for n in ("months.csv", "arms.csv", "release.csv")]
            self.assertIn("3 pledges and 8 entries of 5 rows", casus("import", "kiel", *files))
            self.assertIn("8 entries were there already", casus("import", "kiel", *files))
            document = json.loads(casus("status", "--recipient", "UKR", "--json", "--origin", "A Support Tracker, Release 7 (03/2023)"))
            (section,) = document["collections"]
            self.assertEqual(section["collection"]["not_covered"], ["announced", "contracted", "shipped", "delivered", "cancelled"])
            (money,) = section["money"]
            self.assertEqual(money["stages"]["committed"]["amount"], "18500002000")
            self.assertEqual(money["stages"]["allocated"]["amount"], "550004000")
            self.assertEqual(money["to_be_allocated"], "17949998000")
            self.assertIn("records no deliveries", casus("late"))
            self.assertIn("C0819", casus("import", "kiel", self.broken(folder), expect=3))

    def test_the_release_itself(self):
        data = os.path.join(os.environ.get("CASUS_DATA", ""), "kiel_ukraine")
        if "CASUS_DATA" not in os.environ or not os.path.isdir(data):
            self.skipTest("CASUS_DATA names no folder with the tracker")
        with tempfile.TemporaryDirectory() as folder:
            def casus(*words):
                return subprocess.run([CASUS, "pledge", *words, "--store", "p.sqlite"], capture_output=True, text=True, cwd=folder,
                                      check=True).stdout
            casus("import", "kiel", os.path.join(data, "data_explorer.csv"), os.path.join(data, "release_info.csv"))
            out = casus("status", "--recipient", "UKR")
            self.assertRegex(out, r"all +548\.0 bn +358\.4 bn +189\.6 bn\n")
            self.assertRegex(out, r"not covered +announced, contracted, shipped, delivered, cancelled; days before")
            self.assertRegex(out, r"(?m)^    DEU +47\.7 bn +29\.9 bn")
            before = casus("status", "--recipient", "UKR", "--known-as-of", "2026-08-03")
            self.assertNotIn("548.0", before, "the release was not out")

    @staticmethod
    def broken(folder):
        with open(os.path.join(FIXTURES, "kiel", "months.csv"), encoding="utf-8") as file:
            text = file.read().replace("0.5,0.2,", "0.5,0.3,")
        path = os.path.join(folder, "broken.csv")
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path


if __name__ == "__main__":
    CASUS = os.path.abspath(sys.argv.pop(1))
    if "--update" in sys.argv:
        sys.argv.remove("--update")
        UPDATE = True
    unittest.main()
