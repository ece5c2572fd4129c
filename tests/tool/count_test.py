"""`casus count`: golden pages, the document against its schema, what counts and why not, bad input. Run with the binary's path.

CASUS_RECORD=1 records the pages anew; the difference is read."""

import csv
import difflib
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
GOLDEN = pathlib.Path(__file__).parent / "golden"
DAYS = {"defense_one_2017": "2017-02-03", "state_department_2018": "2018-07-20", "metrocosm_defense_pacts": "2016-01-01",
        "beckley_2015": "2015-06-01"}
PAGES = {f"count_{name}": ["count", "--protector", "USA", "--by", name, "--on", day] for name, day in DAYS.items()}
PAGES["list_definitions"] = ["list", "definitions"]


def casus(*words, expect=0):
    """Runs casus; returns standard output and error. Fails on another exit code."""
    run = subprocess.run([CASUS, *words], capture_output=True, text=True, timeout=120)
    if run.returncode != expect:
        raise AssertionError(f"casus {' '.join(words)}: exit {run.returncode}, expected {expect}\n{run.stdout[:2000]}\n{run.stderr}")
    return run.stdout, run.stderr


def counted(by, on, *more, protector="USA"):
    return json.loads(casus("count", "--protector", protector, "--by", by, "--on", on, "--json", *more)[0])


def codes(document):
    return {s["state"] for s in document["states"]}


class Count(unittest.TestCase):
    def by(self, body, on, *more, protector="USA"):
        """The document of a definition written for the test."""
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "mine.casus"
            path.write_text(f"definition mine {{ {body} }}")
            return counted(str(path), on, *more, protector=protector)

    def test_pages(self):
        for name, words in PAGES.items():
            with self.subTest(page=name):
                out, err = casus(*words, "--plain")
                page = f"$ casus {' '.join(words)}\n{out}{err}"
                path = GOLDEN / f"{name}.txt"
                if os.environ.get("CASUS_RECORD") == "1":
                    path.write_text(page)
                expected = path.read_text() if path.exists() else ""
                self.assertEqual(page, expected, "".join(difflib.unified_diff(
                    expected.splitlines(True), page.splitlines(True), str(path), "now")))

    def test_documents_follow_their_schema(self):
        schema = json.loads(casus("schema", "count")[0])
        for name, day in DAYS.items():
            with self.subTest(definition=name):
                jsonschema.validate(counted(name, day), schema)
        jsonschema.validate(self.by("force political act assist", "2023-02-21", "--attacker", "RUS"), schema)

    def test_totals_are_what_is_listed(self):
        for name, day in DAYS.items():
            with self.subTest(definition=name):
                document = counted(name, day)
                states = document["states"]
                self.assertEqual(document["total"], len(states))
                self.assertEqual(len(codes(document)), len(states))
                self.assertEqual(document["open"], sum(s["status"] == "open" for s in states))
                self.assertNotIn("USA", codes(document))
                self.assertEqual(codes(document) & {n["state"] for n in document["near"]}, set())

    def test_the_north_atlantic_treaty_alone(self):
        nato = "force binding act assist under north_atlantic_treaty"
        self.assertEqual(self.by(nato, "1998-01-01")["total"], 15)
        self.assertEqual(self.by(nato, "2023-02-21")["total"], 29)
        self.assertEqual(self.by(nato, "2023-02-21", protector="POL")["total"], 29)
        self.assertEqual(self.by(nato, "2023-02-21", protector="CHE")["total"], 0)

    def test_each_criterion_leaves_out_and_says_so(self):
        day = "2023-02-21"
        tested = {
            "force": "force political act assist, meet_common_danger under north_atlantic_treaty",
            "act": "force binding act declare_war under north_atlantic_treaty",
            "modality": "force binding act assist modality should under north_atlantic_treaty",
            "discretion": "force binding act assist discretion none under north_atlantic_treaty",
            "status": "force binding act assist status draft under north_atlantic_treaty",
            "text": "force binding act assist under rio_treaty",
        }
        for criterion, body in tested.items():
            with self.subTest(criterion=criterion):
                document = self.by(body, day)
                self.assertNotIn("POL", codes(document))
                self.assertIn(("POL", criterion, "north_atlantic_treaty"),
                              {(n["state"], n["criterion"], n["instrument"]) for n in document["near"]})

    def test_states_that_hold_no_role(self):
        rio = "force binding act assist under rio_treaty"
        self.assertIn("MEX", codes(self.by(rio, "2015-06-01")))
        document = self.by(rio + " protects parties", "2015-06-01")
        self.assertNotIn("MEX", codes(document))
        self.assertIn(("MEX", "protects"), {(n["state"], n["criterion"]) for n in document["near"]})
        self.assertIn("MEX", codes(self.by(rio + " protects parties", "2001-09-12")))

    def test_a_doubt_stays_one(self):
        thailand = "force binding act meet_common_danger under manila_pact"
        self.assertNotIn("THA", codes(self.by(thailand, "2016-01-01")))
        document = self.by(thailand + " open yes", "2016-01-01")
        status = {s["state"]: s["status"] for s in document["states"]}
        self.assertEqual(status["THA"], "open")
        questions = [d["on_questions"] for s in document["states"] if s["state"] == "THA" for d in s["duties"]]
        self.assertEqual(questions, [[{"aggression_is_communist": True}]])
        answered = self.by(thailand + " answer aggression_is_communist yes", "2016-01-01")
        self.assertEqual({s["state"]: s["status"] for s in answered["states"]}["THA"], "arises")
        self.assertEqual(self.by(thailand + " open yes answer aggression_is_communist no", "2016-01-01")["total"], 0)

    def test_no_text_that_does_not_bind_is_told_as_if_it_did(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "mine.casus"
            path.write_text("definition mine { force political modality must, should act meet_common_danger "
                            "answer aggression_is_communist yes }")
            out, _ = casus("count", "--protector", "USA", "--by", str(path), "--on", "2016-01-01", "--plain")
        self.assertIn("Thailand", out)
        self.assertIn("do not bind", out)
        self.assertIn("(political, should)", out)
        self.assertNotIn("is bound", out)

    def test_membership_in_doubt(self):
        rio = "force binding act assist protects parties under rio_treaty open yes"
        cuba = {s["state"]: s for s in self.by(rio, "2015-06-01")["states"]}["CUB"]
        self.assertEqual(cuba["status"], "open")
        self.assertIn({"exclusion_ends_rio_duties_of_cuba": False}, cuba["duties"][0]["on_questions"])
        self.assertNotIn("CUB", codes(self.by(rio + " answer exclusion_ends_rio_duties_of_cuba yes", "2015-06-01")))

    def test_suppositions_and_attackers(self):
        nato = "force binding act assist under north_atlantic_treaty"
        self.assertIn("UKR", codes(self.by(nato, "2023-02-21", "--suppose", "UKR party to north_atlantic_treaty")))
        self.assertEqual(self.by(nato, "2023-02-21", "--attacker", "GRC")["total"], 0)  # no outsider
        self.assertIn("POL", codes(self.by(nato, "2023-02-21", "--attacker", "RUS")))

    def test_a_state_counts_where_asking_finds_the_duty(self):
        """The same by another way: `ask` about single attacks."""
        document = counted("defense_one_2017", "2017-02-03")
        for state in document["states"]:
            for duty in state["duties"]:
                answer = json.loads(casus("ask", f"{duty['attacker']} armed_attack {state['state']}", "--on", "2017-02-03",
                                          "--json")[0])
                found = [d for d in answer["duties"] if d["debtor"] == "USA" and d["instrument"] == duty["instrument"]
                         and d["provision"] == duty["provision"] and d["act"] == duty["act"]]
                self.assertTrue(found, f"{state['state']} {duty}")
                if state["status"] == "arises" and not duty["on_questions"]:
                    self.assertIn("arises", {d["status"] for d in found}, f"{state['state']} {duty}")

    def test_the_same_by_asking_of_every_state(self):
        """What counts, found again from the answers of `ask` to one attack on each state."""
        day, attacker = "2016-01-01", "RUS"
        acts = {"assist", "meet_common_danger", "guarantee", "use_force", "use_all_forces", "declare_war"}
        insiders = {}

        def is_outsider(instrument):
            if instrument not in insiders:
                roles = json.loads(casus("show", instrument, "--on", day, "--json")[0])["roles"]
                insiders[instrument] = attacker in {m["state"] for m in roles}
            return not insiders[instrument]

        found = {}
        for state in json.loads(casus("list", "states", "--on", day, "--json")[0])["items"]:
            if state["code"] in ("USA", attacker):
                continue
            run = subprocess.run([CASUS, "ask", f"{attacker} armed_attack {state['code']}", "--on", day, "--json"],
                                 capture_output=True, text=True)
            if run.returncode == 3:  # an organisation has no territory and is no state
                continue
            for duty in json.loads(run.stdout)["duties"]:
                if (duty["debtor"] == "USA" and duty["force"] == "binding" and duty["modality"] == "must" and duty["act"] in acts
                        and duty["victim"] == state["code"] and is_outsider(duty["instrument"])
                        and not duty["instrument"].startswith("compact_of_free_association")
                        and duty["discretion"] != "existence"):
                    found.setdefault(state["code"], set()).add(duty["status"])
        beckley = counted("beckley_2015", day, "--attacker", attacker)
        self.assertEqual(codes(beckley), set(found))
        self.assertEqual({s["state"] for s in beckley["states"] if s["status"] == "arises"},
                         {s for s, status in found.items() if "arises" in status})
        metrocosm = counted("metrocosm_defense_pacts", day, "--attacker", attacker)
        self.assertEqual(codes(metrocosm), {s for s, status in found.items() if "arises" in status})
        self.assertGreater(len(codes(beckley)), len(codes(metrocosm)))

    def test_the_published_figure(self):
        document = counted("state_department_2018", "2018-07-20")
        published = document["published"]
        self.assertEqual(published["difference"], document["total"] - published["number"])
        there = {s["state"] for s in published["there_not_here"]}
        self.assertEqual(published["number"], document["total"] - len(published["here_not_there"]) + len(there))
        self.assertTrue(all(s["reasons"] for s in published["there_not_here"]))
        self.assertIsNone(counted("state_department_2018", "2018-07-20", protector="GBR")["published"])

    def test_csv_reads_back(self):
        rows = list(csv.DictReader(io.StringIO(casus("count", "--protector", "USA", "--by", "beckley_2015", "--on", "2015-06-01",
                                                     "--csv")[0])))
        self.assertEqual({r["state"] for r in rows if r["counts"] == "yes"}, codes(counted("beckley_2015", "2015-06-01")))

    def test_strict(self):
        words = ["count", "--protector", "USA", "--on", "2015-06-01", "--strict", "--by"]
        casus(*words, "beckley_2015", expect=4)
        casus(*words, "metrocosm_defense_pacts", expect=0)


class BadInput(unittest.TestCase):
    def fails(self, code, hint, *words, expect=3):
        _, err = casus("count", *words, expect=expect)
        self.assertIn(f"[{code}]", err)
        self.assertIn(hint, err)

    def test_words(self):
        us, by = ["--protector", "USA"], ["--by", "beckley_2015"]
        self.fails("C0203", "did you mean", "--protector", "USAA", *by)
        self.fails("C0202", "did you mean `beckley_2015`?", *us, "--by", "becklei_2015")
        self.fails("C0304", "RUS", "--protector", "SUN", *by, "--on", "2015-06-01")
        self.fails("C0301", "year-month-day", *us, *by, "--on", "yesterday")
        self.fails("C0302", "calendar", *us, *by, "--on", "2023-02-30")
        self.fails("C0203", "did you mean", *us, *by, "--attacker", "RUSS")
        self.fails("C0506", "the same state", *us, *by, "--attacker", "USA")
        self.fails("C0601", "", *us, "--by", "no_such_file.casus")
        casus("count", *us, expect=2)
        casus("count", *by, expect=2)

    def test_files(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "mine.casus"
            us = ["--protector", "USA", "--by", str(path)]
            for code, hint, text in [
                ("C0202", "holds no definition", "// nothing\nquestion q interpretive \"Is it?\""),
                ("C0202", "holds 2 definitions", "definition a { force binding act assist } definition b { force binding act assist }"),
                ("C0418", "has no `force` line", "definition a { act assist }"),
                ("C0418", "has no `act` line", "definition a { force binding }"),
                ("C0418", "has no `published` line", "definition a { force binding act assist lists POL }"),
                ("C0205", "did you mean `assist`?", "definition a { force binding act asist }"),
                ("C0202", "did you mean `rio_treaty`?", "definition a { force binding act assist under rio_traty }"),
                ("C0103", "did you mean `force`?", "definition a { forse binding act assist }"),
                ("C0101", "`parties` or `anyone`", "definition a { force binding act assist protects nobody }"),
                ("C0406", "second time", "definition a { force binding force political act assist }"),
            ]:
                with self.subTest(text=text):
                    path.write_text(text)
                    self.fails(code, hint, *us)


if __name__ == "__main__":
    unittest.main()
