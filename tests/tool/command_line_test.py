"""The command line as a user meets it: answers, documents, exit codes, bad input. Run with the binary's path."""

import contextlib
import csv
import hashlib
import io
import json
import pathlib
import os
import re
import resource
import shlex
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import unittest
import xml.etree.ElementTree

import jsonschema

CASUS = os.path.abspath(sys.argv.pop(1))
POLAND = ["ask", "RUS invades POL", "--on", "2023-02-21"]


def casus(*words, stdin="", expect=0, environment=None):
    """Runs casus; returns standard output and error. Fails on another exit code, and on a crash in any case."""
    run = subprocess.run(
        [CASUS, *words], input=stdin if isinstance(stdin, bytes) else stdin.encode(), capture_output=True, timeout=120,
        env={**os.environ, **(environment or {})})
    out, err = run.stdout.decode(), run.stderr.decode()
    if run.returncode != expect:
        raise AssertionError(f"casus {' '.join(words)}: exit {run.returncode}, expected {expect}\n{out[:2000]}\n{err[:2000]}")
    return out, err


def document(*words, **options):
    return json.loads(casus(*words, **options)[0])


def schema(name):
    return json.loads(casus("schema", name)[0])


class Answers(unittest.TestCase):
    def test_poland_binds_twenty_nine(self):
        duties = [d for d in document(*POLAND, "--json")["duties"]
                  if d["instrument"] == "north_atlantic_treaty" and d["provision"] == "article 5"]
        self.assertEqual(len(duties), 29)
        self.assertEqual({(d["status"], d["act"], d["discretion"]) for d in duties}, {("arises", "assist", "means")})
        self.assertEqual({d["beneficiary"] for d in duties}, {"POL"})
        self.assertNotIn("POL", {d["debtor"] for d in duties})

    def test_poland_before_accession_binds_none(self):
        duties = document("ask", "RUS invades POL", "--on", "1998-01-01", "--json")["duties"]
        self.assertEqual([d for d in duties if d["instrument"] == "north_atlantic_treaty"], [])

    def test_the_table_folds_debtors(self):
        out, _ = casus(*POLAND)
        self.assertRegex(out, r"North Atlantic Treaty, article 5\s+29 parties")
        self.assertIn("ALB BEL BGR", out)
        self.assertIn("NOT BOUND", out)

    def test_supposition_adds_a_party(self):
        out = document("ask", "RUS bombards UKR at Kyiv", "--on", "2023-02-21", "--json",
                       "--suppose", "UKR party to north_atlantic_treaty")
        self.assertEqual(sum(d["provision"] == "article 5" for d in out["duties"]), 30)
        self.assertEqual(out["scenario"]["suppose"], ["UKR party to north_atlantic_treaty"])

    def test_open_answer_names_its_terms(self):
        out = document("ask", "unknown cyber_operation against EST asserted by EST to be by RUS", "--on", "2007-04-27", "--json")
        terms = {json.dumps(d["on_questions"], sort_keys=True) for d in out["duties"] if d["provision"] == "article 5"}
        self.assertEqual(terms, {'[{"attributable_to_state": true, "cyber_is_armed_attack": true}]'})

    def test_reading_answers(self):
        out = document("ask", "RUS cyber_operation against EST", "--on", "2020-04-27", "--json", "--reading", "effects_doctrine")
        self.assertEqual({d["status"] for d in out["duties"] if d["provision"] == "article 5"}, {"arises"})

    def test_whynot_nearest_first(self):
        clauses = document("whynot", "USA", "RUS invades MDA", "--on", "2023-02-13", "--json")["clauses"]
        distance = [(c["steps_failing"], -c["steps_passed"]) for c in clauses]
        self.assertEqual(distance, sorted(distance))
        self.assertIn("north_atlantic_treaty", [c["instrument"] for c in clauses])

    def test_why_proves_each_step(self):
        proofs = document("why", "USA", *POLAND[1:], "--json")["proofs"]
        article = [p for p in proofs if p["provision"] == "article 5"]
        self.assertEqual(len(article), 1)
        self.assertEqual({s["status"] for s in article[0]["steps"]}, {"holds"})
        self.assertTrue(article[0]["cite"].startswith("https://"))


class Manifests(unittest.TestCase):
    def test_a_run_is_repeated_and_a_change_is_found(self):
        with tempfile.TemporaryDirectory() as folder:
            own = pathlib.Path(folder) / "own.casus"
            own.write_text("scenario s { on 2023-02-21 RUS invades POL expect USA must assist POL }")
            held = pathlib.Path(folder) / "manifest.json"
            plain, _ = casus("run", str(own))
            through, _ = casus("run", str(own), "--manifest", str(held))
            self.assertEqual(plain, through)
            manifest = json.loads(held.read_text())
            jsonschema.validate(manifest, schema("manifest"))
            self.assertEqual(list(manifest["inputs"]), [str(own)])
            self.assertIn("verified", casus("verify", str(held))[0])
            own.write_text(own.read_text().replace("USA", "CAN"))
            out, _ = casus("verify", str(held), expect=1)
            self.assertIn("inputs differs", out)
            manifest["command"] = ["ask", "RUS invades EST", "--on", "2023-02-21"]
            held.write_text(json.dumps(manifest))
            self.assertIn("output differs", casus("verify", str(held), expect=1)[0])

    def test_what_is_no_manifest(self):
        with tempfile.TemporaryDirectory() as folder:
            for text in ("", "{", "[]", '{"schema": "casus/ask/1"}', '{"schema": "casus/manifest/1", "command": [1]}'):
                path = pathlib.Path(folder) / "x.json"
                path.write_text(text)
                self.assertIn("is no manifest", casus("verify", str(path), expect=3)[1])
        casus("run", "-", "--manifest", "x.json", stdin="", expect=2)
        casus("ask", *POLAND[1:], "--manifest", "/", expect=3)


class Documents(unittest.TestCase):
    def test_documents_follow_their_schema(self):
        scenario = "scenario s { on 2023-02-21 RUS invades POL expect USA must assist POL expect UKR must assist POL }"
        cases = [
            ("ask", [*POLAND, "--json"], 0),
            ("ask", [*POLAND, "--json", "--all"], 0),
            ("ask", ["ask", "unknown cyber_operation against EST", "--on", "2010-01-01", "--json"], 0),
            ("ask", ["run", "-", "--ndjson"], 1),
            ("why", ["why", "USA", *POLAND[1:], "--json"], 0),
            ("whynot", ["whynot", "UKR", *POLAND[1:], "--json"], 0),
            ("read", ["read", "--json"], 0),
            ("ask", [*POLAND, "--json", "--honour", "all"], 0),
            ("ask", ["run", "-", "--ndjson", "--honour", "USA"], 1),
            ("replay", ["replay", "july_1914", "--json"], 0),
            ("flip", ["flip", "cyber_operation against EST", "--on", "2010-01-01", "--json"], 0),
            ("flip", ["flip", *POLAND[1:], "--json"], 0),
            ("diff", ["diff", "UKR party to NATO", "kyiv_security_compact", "--on", "2023-02-21", "--json"], 1),
            ("diff", ["diff", "nothing", "nothing", "--for", "UKR", "--on", "2023-02-21", "--json"], 0),
            ("matrix", ["diff", "--matrix", "nothing", "kyiv_security_compact", "--on", "2023-02-21", "--json"], 0),
            ("conflicts", ["conflicts", "--on", "1914-08-01", "--json"], 1),
            ("conflicts", ["conflicts", "TUR attacks GRC; GRC attacks TUR", "--on", "1996-01-31", "--json"], 1),
            ("conflicts", ["conflicts", *POLAND[1:], "--state", "USA", "--json"], 0),
        ]
        for name, words, code in cases:
            with self.subTest(words=words):
                jsonschema.validate(document(*words, stdin=scenario, expect=code), schema(name))

    def test_diagnostics_follow_their_schema(self):
        _, err = casus("check", "-", "--json", stdin="instrument x { partty POL }", expect=3)
        jsonschema.validate(json.loads(err), schema("diagnostics"))

    def test_sarif_is_json_with_results(self):
        _, err = casus("check", "-", "--sarif", stdin="instrument x { partty POL }", expect=3)
        log = json.loads(err)
        self.assertEqual(log["version"], "2.1.0")
        self.assertEqual(log["runs"][0]["results"][0]["ruleId"], "C0103")

    def test_two_runs_give_the_same_bytes(self):
        self.assertEqual(casus(*POLAND, "--json", "--all"), casus(*POLAND, "--json", "--all"))

    def test_csv_reads_back(self):
        rows = list(csv.DictReader(io.StringIO(casus(*POLAND, "--csv")[0])))
        self.assertEqual(sum(r["instrument"] == "north_atlantic_treaty" and r["provision"] == "article 5" for r in rows), 29)

    def test_no_colour_where_output_is_no_terminal(self):
        self.assertNotIn("\x1b[", casus(*POLAND)[0])


class Rounds(unittest.TestCase):
    AUGUST = ["ask", "DEU attacks RUS", "1914-08-04 DEU invades BEL", "--on", "1914-08-01"]

    def test_acts_are_events_of_the_next_round(self):
        out = document(*self.AUGUST, "--honour", "all", "--json")
        first, second = out["chain"][:2]
        self.assertEqual([e["id"] for e in first["events"]], ["e1", "e2"])
        self.assertTrue(all("under" not in e for e in first["events"]))
        self.assertEqual([(e["kind"], e["by"], e["against"], e["on"]) for e in second["events"]],
                         [("entry_into_war", ["FRA"], ["DEU"], "1914-08-01"), ("assistance", ["FRA"], ["RUS"], "1914-08-01")])
        for event in second["events"]:
            self.assertEqual(event["under"], [{"instrument": "franco_russian_convention_1892", "provision": "article 1(2)",
                                               "act": "assist", "victim": "RUS", "event": "e1"}])
        # The list of events is in the order of days; told ones keep their numbers.
        self.assertEqual([e["id"] for e in out["scenario"]["events"]], ["e1", "e3", "e4", "e2"])
        rounds = {d["round"] for d in out["duties"]}
        self.assertEqual(rounds, {1, 2})
        self.assertTrue(out["chain_complete"])

    def test_who_refuses_is_left_out(self):
        out = document(*self.AUGUST, "--honour", "all", "--refuse", "FRA", "--json")
        self.assertEqual(len(out["chain"]), 1)
        self.assertEqual(out["policy"], {"all": True, "honour": [], "except": ["FRA"], "form": "least", "force": []})

    def test_nobody_acts(self):
        plain = document(*self.AUGUST, "--json")
        none = document(*self.AUGUST, "--honour", "none", "--json")
        for key in ("scenario", "duties", "breaches", "questions", "conflicts", "gaps"):
            self.assertEqual(plain[key], none[key], key)
        self.assertNotIn("chain", plain)
        self.assertEqual(len(none["chain"]), 1)

    def test_nothing_is_told_without_a_policy(self):
        self.assertNotIn("CHAIN", casus(*self.AUGUST)[0])

    def test_the_least_is_no_war(self):
        kinds = {form: {e["kind"] for r in document(*POLAND, "--honour", "all", "--form", form, "--json")["chain"][1:]
                        for e in r["events"]} for form in ("least", "force")}
        self.assertEqual(kinds["least"], {"assistance"})
        self.assertIn("entry_into_war", kinds["force"])

    def test_each_act_stands_once(self):
        out = document("ask", "DEU invades POL unprovoked", "--on", "1939-09-01", "--honour", "all", "--form", "force", "--json")
        acts = [(e["kind"], e["by"][0], tuple(e["against"])) for r in out["chain"] for e in r["events"]]
        self.assertGreater(len(out["chain"]), 3)
        self.assertEqual(len(acts), len(set(acts)))

    def test_a_duty_that_falls_away_says_when(self):
        path = os.path.join(os.path.dirname(__file__), "..", "meaning", "rounds.casus")
        [one] = [json.loads(line) for line in casus("run", path, "--only", "neutral_until_calia_joins", "--ndjson")[0].splitlines()]
        [neutral] = [d for d in one["duties"] if d["act"] == "stay_neutral"]
        self.assertEqual((neutral["debtor"], neutral["round"], neutral["ended_in_round"]), ("BOR", 1, 2))
        self.assertEqual([d["round"] for d in one["duties"] if d["debtor"] == "BOR" and d["act"] == "assist"], [2])

    def test_the_chain_stands_under_the_head(self):
        out = casus(*self.AUGUST, "--honour", "all")[0]
        self.assertLess(out.index("CHAIN"), out.index("BOUND TO ASSIST"))
        self.assertIn("1 August 1914: France enters the war against the German Empire · Franco-Russian Military", out)
        self.assertIsNone(Words.FORBIDDEN.search(out[out.index("CHAIN"):out.index("BOUND TO ASSIST")]))

    def test_bad_policies(self):
        _, err = casus(*POLAND, "--honour", "FRB", expect=3)
        self.assertIn("C0203", err)
        self.assertIn("did you mean", err)
        _, err = casus(*POLAND, "--honour", "all", "--refuse", "Polland", expect=3)
        self.assertIn("did you mean", err)
        casus(*POLAND, "--refuse", "FRA", expect=2)
        casus(*POLAND, "--honour", "all", "--form", "much", expect=2)
        scenario = "scenario s { on 2023-02-21 RUS invades POL honour FRB }"
        self.assertIn("C0203", casus("run", "-", stdin=scenario, expect=3)[1])

    def test_the_command_line_goes_before_the_scenario(self):
        scenario = "scenario s { on 1914-08-01 DEU attacks RUS honour all expect only FRA must assist RUS in round 2 }"
        [own] = [json.loads(line) for line in casus("run", "-", "--ndjson", stdin=scenario)[0].splitlines()]
        [none] = [json.loads(line) for line in casus("run", "-", "--ndjson", "--honour", "none", stdin=scenario)[0].splitlines()]
        self.assertEqual((len(own["chain"]), len(none["chain"])), (2, 1))

    def test_a_state_that_is_gone_does_not_act(self):
        _, err = casus("ask", "AUH invades SRB", "--on", "1920-01-01", "--honour", "all", expect=3)
        self.assertIn("C0304", err)


class Replay(unittest.TestCase):
    def test_day_by_day(self):
        days = document("replay", "july_1914", "--json")["days"]
        self.assertEqual([d["day"] for d in days], sorted(d["day"] for d in days))
        self.assertEqual(days[0]["day"], "1914-07-28")
        duties = {(d["debtor"], d["instrument"], d["act"], day["day"]): d for day in days for d in day["duties"]}
        mobilise = duties["FRA", "franco_russian_convention_1892", "mobilise", "1914-07-31"]
        self.assertEqual(mobilise["status"], "open")
        self.assertEqual([(e["on"], e["kind"]) for e in mobilise["did"]], [("1914-08-01", "mobilisation")])
        belgium = duties["GBR", "treaty_of_london_1839", "guarantee", "1914-08-04"]
        self.assertEqual([e["kind"] for e in belgium["did"]], ["declaration_of_war"])
        self.assertEqual(duties["PRT", "anglo_portuguese_alliance", "assist", "1914-08-04"]["did"], [])

    def test_nothing_is_said_twice(self):
        days = document("replay", "july_1914", "--json")["days"]
        keys = [json.dumps([d[k] for k in ("debtor", "instrument", "provision", "kind", "act", "modality", "victim", "status",
                                           "on_questions", "event")]) for day in days for d in day["duties"]]
        self.assertEqual(len(keys), len(set(keys)))

    def test_law_and_behaviour_stand_apart(self):
        out = casus("replay", "july_1914")[0]
        self.assertIsNone(re.search(r"\b(honoured|kept|broken|breached|failed|betrayed|fulfilled)\b", out))
        self.assertIsNone(Words.FORBIDDEN.search(out))
        self.assertIn("nothing told", out)

    def test_of_a_file(self):
        scenario = "scenario s { on 2023-02-21 RUS invades POL 2023-02-22 DEU assists POL }"
        out = casus("replay", "-", stdin=scenario)[0]
        self.assertIn("DEU  22 February 2023: Germany assists Poland", out)

    def test_unknown(self):
        _, err = casus("replay", "july_1915", expect=3)
        self.assertIn("did you mean `july_1914`", err)
class Conflicts(unittest.TestCase):
    DAY = ["conflicts", "--on", "2023-02-21", "--state", "AUT"]

    def accepted(self, text, *words, expect):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "accepted.txt")
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
            return casus(*self.DAY, "--accepted", path, *words, expect=expect)

    def test_an_accepted_conflict_is_no_finding(self):
        casus(*self.DAY, expect=1)
        out, err = self.accepted(
            "# Looked at in 2023.\n\n"
            "treaty_on_european_union article 42(7) | austrian_neutrality_act_1955 article I(1) | the proviso leaves room\n",
            expect=0)
        self.assertIn("0 conflicts of duties", out)
        self.assertIn("1 more accepted", out)
        self.assertEqual(err, "")

    def test_what_is_no_longer_found_is_told(self):
        _, err = self.accepted("north_atlantic_treaty article 5 | north_atlantic_treaty article 6 | old\n", expect=1)
        self.assertIn("accepted.txt:1: accepted, but not among the conflicts found", err)

    def test_bad_lines_are_told_by_number(self):
        cases = {
            "north_atlantic_treaty article 5\n": ":1: write `instrument provision | instrument provision | reason`",
            "# x\nnot_there article 1 | un_charter article 51 | no\n": ":2: no instrument is called `not_there`",
            "un_charter article 999 | un_charter article 51 | no\n": ":1: un_charter has no article 999",
            "un_charter | un_charter article 51 | no\n": ":1: a provision is missing behind `un_charter`",
        }
        for text, told in cases.items():
            with self.subTest(text=text):
                out, err = self.accepted(text, expect=3)
                self.assertIn(told, err)
                self.assertEqual(out, "")

    def test_bad_words(self):
        casus("conflicts", "--events", "3", expect=2)
        casus("conflicts", "--on", "2023-02-21", "--kinds", "picnic", expect=3)
        casus("conflicts", "--on", "2023-02-21", "--kinds", "request", expect=3)
        casus("conflicts", "--on", "2023-02-21", "--state", "XQX", expect=3)
        casus("conflicts", "--on", "2023-02-21", "--accepted", "/not/there", expect=3)

    def test_a_file_of_another_search_is_refused(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "state.json")
            with open(path, "w", encoding="utf-8") as file:
                file.write('{"schema": "casus/conflicts-progress/1", "search": "another", "done": "", "findings": []}')
            self.assertIn("of another search", casus(*self.DAY, "--resume", path, expect=3)[1])
            with open(path, "w", encoding="utf-8") as file:
                file.write("{")
            self.assertIn("does not hold a stopped search", casus(*self.DAY, "--resume", path, expect=3)[1])

    def test_interrupted_and_resumed(self):
        words = ["conflicts", "--on", "1890-06-01", "--events", "2", "--json", "--threads", "1"]
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "state.json")
            run = subprocess.Popen([CASUS, *words, "--resume", path], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            # Only once the search listens: before, the signal ends the process as it ends any other.
            while True:
                with open(f"/proc/{run.pid}/status", encoding="utf-8") as status:
                    caught = next(line.split()[1] for line in status if line.startswith("SigCgt"))
                if int(caught, 16) >> (signal.SIGINT - 1) & 1:
                    break
                time.sleep(0.01)
            run.send_signal(signal.SIGINT)
            out, err = run.communicate(timeout=120)
            self.assertEqual((run.returncode, out), (130, b""), err)
            self.assertIn(b"goes on from here", err)
            with open(path, encoding="utf-8") as file:
                self.assertIn("0", json.load(file)["done"])
            resumed, _ = casus(*words, "--resume", path, expect=1)
            self.assertFalse(os.path.exists(path))
        self.assertEqual(resumed, casus(*words[:-1], "2", expect=1)[0])

    def test_the_witness_is_a_command(self):
        for found in document("conflicts", "--on", "1939-09-01", "--json", expect=1)["conflicts"][:5]:
            words = shlex.split(found["witness"]["command"])
            self.assertEqual(words[:2], ["casus", "ask"])
            inside = document(*words[1:], "--json")["conflicts"]
            sides = [{(c[s]["instrument"], c[s]["provision"]) for s in ("first", "second")} for c in inside]
            self.assertIn({(found[s]["instrument"], found[s]["provision"]) for s in ("first", "second")}, sides)

    def test_csv_reads_back(self):
        out, _ = casus(*self.DAY, "--csv", expect=1)
        rows = list(csv.DictReader(io.StringIO(out)))
        self.assertEqual([r["debtors"] for r in rows], ["AUT"])


class SeveralAttackers(unittest.TestCase):
    def test_force_is_told_against_each(self):
        found = document("ask", "RUS attacks UKR; BLR attacks UKR", "--on", "2023-06-01", "--json")["duties"]
        against = {r["target"] for r in found if r["instrument"] == "un_charter" and r["debtor"] == "UKR" and r["act"] == "use_force"}
        self.assertEqual(against, {"RUS", "BLR"})

    def test_help_is_told_once(self):
        found = document("ask", "RUS attacks POL; BLR attacks POL", "--on", "2023-06-01", "--json")["duties"]
        self.assertEqual(len([r for r in found if r["instrument"] == "north_atlantic_treaty" and r["debtor"] == "DEU"
                              and r["act"] == "assist"]), 1)


class Import(unittest.TestCase):
    def test_what_cannot_be_read_leaves_nothing_behind(self):
        with tempfile.TemporaryDirectory() as folder:
            table, out = os.path.join(folder, "atop.csv"), os.path.join(folder, "atop")
            self.assertIn("C0601", casus("import", "atop", table, "--out", out, expect=3)[1])
            with open(table, "w", encoding="utf-8") as file:
                file.write("atopid;member\n1005;200\n")
            self.assertIn("row 1: `atopid;member` is no column", casus("import", "atop", table, "--out", out, expect=3)[1])
            self.assertEqual(os.listdir(folder), ["atop.csv"])

    def test_bad_words(self):
        casus("import", "nothing", "x.csv", "--out", "y", expect=2)
        casus("import", "atop", "x.csv", expect=2)

    @unittest.skipUnless(os.environ.get("CASUS_DATA"), "CASUS_DATA names no folder")
    def test_atop_is_the_same_on_every_run_and_checks(self):
        table = os.path.join(os.environ["CASUS_DATA"], "atop", "atop4_01m.csv")
        with tempfile.TemporaryDirectory() as folder:
            first, second = os.path.join(folder, "first"), os.path.join(folder, "second")
            self.assertIn("742 alliances", casus("import", "atop", table, "--out", first)[0])
            casus("import", "atop", table, "--out", second)
            self.assertFalse(subprocess.run(["diff", "-r", first, second], capture_output=True).stdout)
            self.assertIn("already", casus("import", "atop", table, "--out", first, expect=3)[1])
            self.assertIn("0 warnings", casus("check", "--corpus", first)[1])


STATES = "stateabb,ccode,statenme,styear,stmonth,stday,endyear,endmonth,endday,version\n"
PAPERLAND = "PAP,991,Paperland,1816,1,1,1918,11,12,2016\n"
MAJORS = "stateabb,ccode,styear,stmonth,stday,endyear,endmonth,endday,version\nPAP,991,1816,1,1,1918,11,11,2011\n"
HONOURED = ("war,atopid,ccode1,honor3,milinst,formal,chcap2d,dinstch2,origtar1,honor2,chalcapd,chcp2d20,regch2,wartime,active,bilat\n"
            "10,9999,991,0,2,1,1,1,1,0,0,1,0,0,1,1\n")


class ImportOfRows(unittest.TestCase):
    """Rows of any data set into a SQLite file, from small files made by hand in the columns of the makers."""

    def setUp(self):
        kept = tempfile.TemporaryDirectory()
        self.addCleanup(kept.cleanup)
        self.folder = pathlib.Path(kept.name)
        self.store = self.folder / "history.sqlite"

    def file(self, name, text):
        path = self.folder / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return str(path)

    def import_(self, group, *files, store=None, **options):
        return casus("import", group, *files, "--out", str(store or self.store), **options)

    def rows(self, statement, store=None):
        with contextlib.closing(sqlite3.connect(f"file:{store or self.store}?mode=ro", uri=True)) as database:
            return database.execute(statement).fetchall()

    def test_tables_as_others_read_them(self):
        states = self.file("states.csv", STATES + PAPERLAND)
        out, _ = self.import_("states", states)
        self.assertIn("1 rows of the Correlates of War, State System Membership 2016 written to", out)
        self.assertEqual(self.rows("SELECT row, ccode, statenme, typeof(styear), typeof(version) FROM states"),
                         [(2, 991, "Paperland", "integer", "text")])
        digest = hashlib.sha256((STATES + PAPERLAND).encode()).hexdigest()
        self.assertEqual(self.rows("SELECT name, version, file, sha256, rows, covered_from, covered_to, may_pass_on FROM data_set"),
                         [("states", "2016", "states.csv", digest, 1, "1816-01-01", "2016-12-31", 0)])

    def test_what_is_there_stays_and_what_comes_anew_replaces_it(self):
        states, majors, honoured = (self.file("s.csv", STATES + PAPERLAND), self.file("m.csv", MAJORS), self.file("h.csv", HONOURED))
        self.import_("states", states, majors)
        self.import_("leeds_anac", honoured)
        other = self.folder / "other.db"
        self.import_("leeds_anac", honoured, store=other)
        self.import_("states", majors, store=other)
        self.import_("states", states, store=other)
        self.assertEqual(self.store.read_bytes(), other.read_bytes(), "the same files in another order")
        self.import_("states", self.file("s.csv", STATES + PAPERLAND + PAPERLAND.replace("991", "992")))
        self.assertEqual(self.rows("SELECT count(*) FROM states"), [(2,)])
        self.assertEqual(self.rows("SELECT name FROM data_set ORDER BY name"), [("leeds_anac",), ("majors",), ("states",)])

    def test_bad_input_leaves_everything_as_it_was(self):
        self.import_("leeds_anac", self.file("h.csv", HONOURED))
        before = self.store.read_bytes()
        good = STATES + PAPERLAND
        for text, words in ((good[:-8], "row 2: 9 values, the header has 10"),
                            (good.replace(",", ";"), "parted by commas"),
                            (good.replace(",", "\t"), "parted by commas"),
                            (good.replace("2016", "2011"), "row 2, column `version`: version `2011` is not known"),
                            (good.replace("1816,1,1", "1914,2,30"), "row 2, column `stday`: there is no such day as 1914-02-30"),
                            (good + PAPERLAND, "row 3: a second row of ccode 991"),
                            (good.encode("utf-16"), "is no"),
                            (good.replace("Paperland", "Papierländ").encode("latin-1"), "row 2, value 3: byte 0xe4"),
                            (good.replace("endday,", ""), "row 1: without the column endday"),
                            (good.replace("statenme", "statename"), "row 1, column 3: `statename` is no column of the Correlates"),
                            (HONOURED, "row 1: these are the columns of the alliances in wars of Leeds and Anac 2005"),
                            (STATES, "a header and no rows"), ("", "is empty")):
            err = self.import_("states", self.file("bad.csv", text), expect=3)[1]
            self.assertIn(words, err)
            self.assertIn(str(self.folder / "bad.csv"), err)
            # Where one of several files is at fault none is imported.
            self.import_("states", self.file("m.csv", MAJORS), str(self.folder / "bad.csv"), expect=3)
        self.assertEqual(self.store.read_bytes(), before)
        self.assertEqual(sorted(os.listdir(self.folder)), ["bad.csv", "h.csv", "history.sqlite", "m.csv"])

    def test_line_ends_and_a_byte_order_mark(self):
        plain = self.import_("states", self.file("s.csv", STATES + PAPERLAND))
        rows = self.rows("SELECT * FROM states")
        for end in ("\r\n", "\r"):
            self.import_("states", self.file("s.csv", b"\xef\xbb\xbf" + (STATES + PAPERLAND).replace("\n", end).encode()))
            self.assertEqual(self.rows("SELECT * FROM states"), rows)
        self.assertTrue(plain)

    def test_files_without_end_and_paths_that_cannot_be_read(self):
        for path, words in (("/dev/zero", "a byte of zero"), (str(self.folder), "a folder"), ("/nowhere/x.csv", "No such file")):
            self.assertIn(words, self.import_("states", path, expect=3)[1])
        self.assertEqual(os.listdir(self.folder), [])

    def test_what_casus_did_not_make_is_not_written_over(self):
        states = self.file("s.csv", STATES + PAPERLAND)
        text = self.file("text.db", "dear diary")
        self.assertIn("C0707", self.import_("states", states, store=text, expect=3)[1])
        mine = self.folder / "mine.sqlite"
        with contextlib.closing(sqlite3.connect(mine)) as database:
            database.execute("CREATE TABLE photo (name)")
            database.commit()
        before = mine.read_bytes()
        self.assertIn("did not make", self.import_("states", states, store=mine, expect=3)[1])
        self.assertEqual(mine.read_bytes(), before)
        os.mkfifo(self.folder / "pipe")
        os.symlink("/dev/full", self.folder / "full.db")
        self.assertIn("C0707", self.import_("states", states, store=self.folder / "full.db", expect=3)[1])
        self.assertIn("cannot be written", self.import_("states", states, store=self.folder / "nowhere" / "x.db", expect=3)[1])

    def test_a_disk_that_is_full(self):
        states = self.file("s.csv", STATES + PAPERLAND)
        self.import_("states", states)
        before = self.store.read_bytes()

        def full():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

        run = subprocess.run([CASUS, "import", "leeds_anac", self.file("h.csv", HONOURED), "--out", str(self.store)],
                             capture_output=True, preexec_fn=full, timeout=60)
        self.assertEqual(run.returncode, 3)
        self.assertIn(b"cannot be written", run.stderr)
        self.assertEqual(self.store.read_bytes(), before)
        self.assertEqual(sorted(os.listdir(self.folder)), ["h.csv", "history.sqlite", "s.csv"])

    def test_source_files_are_made_of_atop_only(self):
        states = self.file("s.csv", STATES + PAPERLAND)
        self.assertIn("--out NAME.sqlite", casus("import", "states", states, "--out", str(self.folder / "x"), expect=2)[1])

    def test_whom_to_cite_and_on_what_terms(self):
        self.import_("states", self.file("s.csv", STATES + PAPERLAND))
        self.import_("leeds_anac", self.file("h.csv", HONOURED))
        text = casus("cite", "--history", str(self.store))[0]
        self.assertIn("without written permission", text)
        self.assertIn("International Interactions 31 (2005)", text)
        items = document("cite", "--history", str(self.store), "--json")
        self.assertEqual([(i["id"], i["type"]) for i in items], [("leeds_anac", "dataset"), ("states", "dataset")])
        self.assertTrue(casus("cite", "--history", str(self.store), "--style", "bibtex")[0].startswith("@misc{leeds_anac,\n"))
        self.assertIn("C0707", casus("cite", "--history", self.file("x.csv", STATES), expect=3)[1])
        casus("cite", expect=2)
        casus("cite", "north_atlantic_treaty", "--history", str(self.store), expect=2)

    @unittest.skipUnless(os.environ.get("CASUS_DATA"), "CASUS_DATA names no folder")
    def test_every_file_of_the_makers(self):
        data = pathlib.Path(os.environ["CASUS_DATA"])
        groups = {"atop": "atop", "wars": "cow_wars", "mid": "cow_mid", "states": "cow_states", "nmc": "nmc",
                  "contiguity": "cow_contiguity", "icb": "icb", "ucdp": "ucdp", "dcad": "dcad", "leeds_anac": "alliance_reliability"}
        for group, folder in groups.items():
            self.import_(group, *map(str, sorted((data / folder).glob("*.csv"))))
        first = self.store.read_bytes()
        second = self.folder / "second.sqlite"
        for group, folder in reversed(groups.items()):
            self.import_(group, *map(str, sorted((data / folder).glob("*.csv"), reverse=True)), store=second)
        self.assertEqual(first, second.read_bytes())
        self.assertEqual(self.rows("SELECT count(*), count(DISTINCT WarNum) FROM wars"), [(337, 95)])
        self.assertEqual(self.rows("SELECT count(*), sum(yrexit = 0) FROM atop"), [(2398, 1062)])
        self.assertEqual(self.rows("SELECT count(*) FROM mid_participants WHERE stday IS NULL"), [(596,)])
        self.assertEqual(len(self.rows("SELECT name FROM data_set")), 20)


IMPORTED = """instrument atop_9999 "ATOP 9999" {
  kind treaty
  force binding
  signed 1900-01-01
  in force 1900-01-01 ..
  cite "Made by hand"
  coded 2026-11-25 status draft
  confidence medium

  party FRA, GBR from 1900-01-01

  section "defense" "Defence" {
    gist "Active military help where a partner is attacked."
    cite "Made by hand"
    confidence medium
    when armed_attack on a party
    each other party must assist the victim with armed_force
  }
}
"""


class Rights(unittest.TestCase):
    """Tables made of imported data are printed where their terms allow it, or the user says so."""

    def setUp(self):
        kept = tempfile.TemporaryDirectory()
        self.addCleanup(kept.cleanup)
        self.corpus = os.path.join(kept.name, "atop_9999.casus")
        with open(self.corpus, "w", encoding="utf-8") as file:
            file.write(IMPORTED)

    def test_refused_without_rights(self):
        line = ("export", "directed-dyad-year", "--corpus", self.corpus, "--years", "1950-1950", "--pledged")
        for only in (["--only", "atop_"], []):
            out, err = casus(*line, *only, expect=3)
            self.assertEqual(out, "")
            self.assertIn("C0708", err)
            self.assertIn("--i-have-rights", err)
        self.assertIn("200,220,1950,1,0,0,0,0", casus(*line, "--only", "atop_", "--i-have-rights")[0])
        # What is not made of it is not concerned.
        casus(*line, "--only", "north_atlantic_treaty")

    def test_an_instrument_names_the_data_set_it_was_made_of(self):
        out = casus("cite", "atop_9999", "--corpus", self.corpus)[0]
        self.assertIn("@misc{atop_9999,", out)
        self.assertIn("@misc{atop,", out)
        self.assertIn("annotation", out)
        self.assertNotIn("annotation", casus("cite", "north_atlantic_treaty", "--corpus", self.corpus)[0])


class Export(unittest.TestCase):
    UNIT = ("export", "directed-dyad-year")

    def test_columns_of_the_field(self):
        out, _ = casus(*self.UNIT, "--only", "us_japan_security_treaty_1960", "--years", "1959-1961", "--pledged")
        rows = list(csv.DictReader(io.StringIO(out)))
        self.assertEqual(list(rows[0]), ["ccode1", "ccode2", "year", "defense", "offense", "neutral", "nonagg", "consul"])
        self.assertEqual({(r["ccode1"], r["ccode2"], r["year"]) for r in rows if r["defense"] == "1"},
                         {(a, b, y) for a, b in (("2", "740"), ("740", "2")) for y in ("1960", "1961")})

    def test_every_dyad_of_the_state_system(self):
        out, _ = casus(*self.UNIT, "--only", "us_japan_security_treaty_1960", "--years", "1961-1961")
        rows = list(csv.DictReader(io.StringIO(out)))
        states = {r["ccode1"] for r in rows}
        self.assertEqual(len(rows), len(states) * (len(states) - 1))
        self.assertEqual(sum(r["defense"] == "1" for r in rows), 2)

    def test_what_is_not_covered_is_no_zero(self):
        out, _ = casus(*self.UNIT, "--only", "north_atlantic_treaty", "--years", "9000-9000", "--pledged")
        self.assertEqual({r["defense"] for r in csv.DictReader(io.StringIO(out))}, {"NA"})
        lines = casus(*self.UNIT, "--only", "north_atlantic_treaty", "--years", "9000-9000", "--pledged", "--ndjson")[0]
        self.assertIsNone(json.loads(lines.splitlines()[0])["defense"])

    def test_bad_words(self):
        casus("export", "nothing", expect=2)
        for words in (("state-day", "--rule", "any"), ("dyad-year", "--states", "USA"), ("dyad-year", "--json"),
                      ("dyad-year", "--ndjson", "--out", "x"), ("dyad-year", "--rule", "some")):
            casus("export", *words, expect=2)
        self.assertIn("`XYZ`", casus("export", "state-year", "--states", "USA,XYZ", expect=3)[1])
        for years in ("2018", "2018-1816", "x-y", "1816-2018-2020"):
            casus(*self.UNIT, "--years", years, expect=2)
        self.assertIn("no instrument", casus(*self.UNIT, "--only", "not_there_", expect=3)[1])


class ExportedTables(unittest.TestCase):
    """Every unit, and every way to write it."""

    UNITS = ("state-year", "dyad-year", "directed-dyad-year", "member-spell", "alliance", "state-day")
    # Any unit of a text that is in force and binds.
    WORDS = ("--only", "us_japan_security_treaty_1960", "--years", "1959-1961")

    @staticmethod
    def cells(text):
        return [tuple(row) for row in csv.reader(io.StringIO(text))]

    def test_a_folder_holds_the_table_and_what_it_means(self):
        for unit in self.UNITS:
            with self.subTest(unit=unit), tempfile.TemporaryDirectory() as folder:
                printed = casus("export", unit, *self.WORDS)[0]
                out = os.path.join(folder, "made")
                self.assertEqual(casus("export", unit, *self.WORDS, "--out", out)[0], "")
                self.assertEqual(set(os.listdir(out)), {"datapackage.json", f"{unit}.csv"})
                self.assertEqual(os.listdir(folder), ["made"])
                table = pathlib.Path(out, f"{unit}.csv").read_text(encoding="utf-8")
                self.assertEqual(table, printed)
                package = json.loads(pathlib.Path(out, "datapackage.json").read_text(encoding="utf-8"))
                resource = package["resources"][0]
                self.assertEqual(resource["path"], f"{unit}.csv")
                self.assertEqual(package["sources"][0]["title"], "US–Japan Security Treaty of 1960")
                self.assertTrue(package["casus"]["corpus"].startswith("sha256:"))
                self.assertEqual(package["licenses"][0]["name"], "Apache-2.0")
                self.assertEqual("rule" in package["casus"], unit.endswith("year"))
                header, *rows = self.cells(table)
                fields = resource["schema"]["fields"]
                self.assertEqual(list(header), [field["name"] for field in fields])
                self.assertTrue(rows)
                key = [header.index(name) for name in resource["schema"]["primaryKey"]]
                self.assertEqual(len({tuple(row[i] for i in key) for row in rows}), len(rows))
                for row in rows:
                    for field, value in zip(fields, row):
                        self.fits(field, value)

    def fits(self, field, value):
        """The value is what the package says that it is."""
        limits = field.get("constraints", {})
        if value == "NA":
            self.assertNotIn("required", limits, field)
        elif field["type"] == "integer":
            self.assertLessEqual(limits.get("minimum", 0), int(value), field)
            self.assertLessEqual(int(value), limits.get("maximum", 10000), field)
        elif field["type"] == "date":
            self.assertRegex(value, r"^\d{4}-\d\d-\d\d$")
        else:
            self.assertEqual(field["type"], "string")

    def test_a_database_and_objects_hold_the_same_rows(self):
        for unit in self.UNITS:
            with self.subTest(unit=unit), tempfile.TemporaryDirectory() as folder:
                header, *rows = self.cells(casus("export", unit, *self.WORDS)[0])
                objects = [json.loads(line) for line in casus("export", unit, *self.WORDS, "--ndjson")[0].splitlines()]
                told = [tuple("NA" if value is None else str(value) for value in one.values()) for one in objects]
                self.assertEqual(told, rows)
                self.assertEqual(list(objects[0]), list(header))
                out = os.path.join(folder, "made.sqlite")
                casus("export", unit, *self.WORDS, "--out", out)
                self.assertEqual(os.listdir(folder), ["made.sqlite"])
                with contextlib.closing(sqlite3.connect(out)) as database:
                    table = database.execute(f"SELECT * FROM {unit.replace('-', '_')}").fetchall()
                    self.assertEqual({tuple("NA" if value is None else str(value) for value in row) for row in table}, set(rows))
                    self.assertEqual([name for name, in database.execute("SELECT name FROM fields")], list(header))
                    self.assertEqual(dict(database.execute("SELECT * FROM about"))["unit"], unit)

    def test_the_same_bytes_on_every_run(self):
        with tempfile.TemporaryDirectory() as folder:
            for name in ("first", "second"):
                casus("export", "alliance", "--out", os.path.join(folder, name))
                casus("export", "alliance", "--out", os.path.join(folder, f"{name}.sqlite"))
            self.assertFalse(subprocess.run(["diff", "-r", f"{folder}/first", f"{folder}/second"], capture_output=True).stdout)
            self.assertEqual(*(pathlib.Path(folder, f"{name}.sqlite").read_bytes() for name in ("first", "second")))

    def test_nothing_is_lost_and_nothing_half_written(self):
        with tempfile.TemporaryDirectory() as folder:
            kept = pathlib.Path(folder, "kept.sqlite")
            kept.write_text("kept", encoding="utf-8")
            self.assertIn("already", casus("export", "state-year", *self.WORDS, "--out", str(kept), expect=3)[1])
            self.assertIn("already", casus("export", "state-year", *self.WORDS, "--out", folder, expect=3)[1])
            nowhere = os.path.join(folder, "not_there", "made.sqlite")
            self.assertIn("cannot be written", casus("export", "state-year", *self.WORDS, "--out", nowhere, expect=3)[1])
            self.assertEqual(os.listdir(folder), ["kept.sqlite"])
            self.assertEqual(kept.read_text(encoding="utf-8"), "kept")

    def test_states_and_years_limit_the_rows(self):
        rows = list(csv.DictReader(io.StringIO(casus("export", "state-day", "--states", "JPN,2", *self.WORDS)[0])))
        self.assertEqual({row["state"] for row in rows}, {"JPN", "USA"})
        self.assertEqual(min(row["begin"] for row in rows), "1959-01-01")
        self.assertEqual(max(row["end"] for row in rows), "1962-01-01")
        self.assertIn("JPN", {row["defense"] for row in rows if row["state"] == "USA"})
        years = list(csv.DictReader(io.StringIO(casus("export", "state-year", "--states", "USA", "--pledged", *self.WORDS)[0])))
        self.assertEqual([(row["year"], row["defense_partners"], row["bilatno"], row["atopally"]) for row in years],
                         [("1960", "1", "1", "1"), ("1961", "1", "1", "1")])


class Words(unittest.TestCase):
    FORBIDDEN = re.compile(r"\b(will|must go to war|red line|ally|allies|protected by|guarantees that)\b", re.IGNORECASE)

    def test_sentences_keep_to_the_lexicon(self):
        events = ["RUS invades POL", "CHN blockades TWN", "RUS threatens EST", "cyber_operation against DEU",
                  "non_state terrorist_attack against FRA", "TUR invades GRC", "RUS mobilises against LTU"]
        for event in events:
            for words in (["ask", event, "--on", "2023-02-21"], ["why", "DEU", event, "--on", "2023-02-21"],
                          ["whynot", "MDA", event, "--on", "2023-02-21"]):
                with self.subTest(words=words):
                    out, _ = casus(*words)
                    # Citations, paraphrases and titles are the corpus's words, not the lexicon's.
                    told = "\n".join(line for line in out.splitlines() if "note:" not in line and "text:" not in line)
                    told = told.replace("Major non-NATO ally status", "")
                    self.assertIsNone(self.FORBIDDEN.search(told), self.FORBIDDEN.search(told))


class ExitCodes(unittest.TestCase):
    def test_usage(self):
        casus(expect=2)
        casus("frobnicate", expect=2)
        casus("ask", expect=2)
        casus("ask", "RUS invades POL", "--json", "--csv", expect=2)
        casus("schema", "nothing", expect=2)

    def test_help_and_version(self):
        self.assertIn("casus", casus("--version")[0])
        self.assertIn("whynot", casus("--help")[0])

    def test_failed_expectation_is_a_finding(self):
        text = "scenario s { on 2023-02-21 RUS invades POL expect UKR must assist POL }"
        _, err = casus("run", "-", stdin=text, expect=1)
        self.assertIn("C0505", err)
        casus("run", "-", stdin=text.replace("expect UKR must", "expect USA must"))


    def test_strict(self):
        casus(*POLAND, "--suppose", "question founding_act_still_counts no", "--strict")
        casus("ask", "cyber_operation against EST", "--on", "2010-01-01", "--strict", expect=4)
        casus("ask", "GMY invades POL", "--on", "2023-02-21", "--strict", expect=4)
        casus("ask", "GMY invades POL", "--on", "2023-02-21", expect=3)

    def test_more_terms_than_are_listed(self):
        pairs = "; ".join(f"any of {{ question a{i}; question b{i} }}" for i in range(9))
        questions = "\n".join(f'question {x}{i} factual "{x}{i}?"' for i in range(9) for x in "ab")
        text = (f'{questions}\ninstrument x "X" {{ kind treaty force binding signed 2000-01-01 in force 2000-01-01 .. cite "c" '
                f'coded 2026-01-01 status draft party POL, DEU from 2000-01-01 article 1 {{ when all of {{ armed_attack on a party; {pairs} }} '
                "each other party must assist the victim } }\nscenario s { on 2005-01-01 FRA invades POL }")
        _, err = casus("run", "-", stdin=text)
        self.assertIn("[C0507]", err)


class BadInput(unittest.TestCase):
    """Every one gets a diagnostic with its code and the right exit code; nothing crashes, nothing is silently taken."""

    def fails(self, code, *words, stdin="", expect=3):
        _, err = casus(*words, stdin=stdin, expect=expect)
        self.assertIn(f"[{code}]", err)
        return err

    def test_event_lines(self):
        day = ["--on", "2023-02-21"]
        err = self.fails("C0304", "ask", "RUS invades POL", "--on", "1970-01-01")
        self.assertIn("SUN", err)
        self.fails("C0203", "ask", "RUS invades XYZ", *day)
        self.fails("C0204", "ask", "GMY invades POL", *day)
        self.fails("C0202", "ask", "RUS invades POL at Atlantis", *day)
        self.fails("C0502", "ask", "RUS invaids POL", *day)
        self.fails("C0503", "ask", "RUS invades", *day)
        self.fails("C0506", "ask", "RUS invades RUS", *day)
        self.fails("C0203", "ask", "ITA attacks nobody", *day)
        self.fails("C0301", "ask", "RUS invades POL", "--on", "yesterday")
        self.fails("C0302", "ask", "RUS invades POL", "--on", "2023-02-30")
        self.fails("C0508", "ask", "", *day)
        self.fails("C0202", "ask", "RUS invades POL", *day, "--reading", "no_such_reading")
        self.fails("C0202", "ask", "RUS invades POL", *day, "--suppose", "UKR party to no_such_treaty")
        self.fails("C0101", "ask", "RUS invades POL POL POL", *day)

    def test_files(self):
        with tempfile.TemporaryDirectory() as folder:
            def path(name, content):
                full = os.path.join(folder, name)
                with open(full, "wb") as file:
                    file.write(content)
                return full
            self.fails("C0604", "check", path("empty.casus", b""))
            self.fails("C0604", "check", path("blank.casus", b" \n\n"))
            self.fails("C0001", "check", path("binary.casus", bytes(range(256)) * 40))
            self.fails("C0001", "check", path("latin1.casus", "instrument x \"Verträge\" {}".encode("latin-1")))
            self.fails("C0601", "check", os.path.join(folder, "missing.casus"))
            self.fails("C0601", "run", folder + "/nothing")
            self.fails("C0602", "check", path("line.casus", b"a" * (100 * 1024 * 1024)))
            self.fails("C0603", "check", path("self.casus", b'include "self.casus"\n'))
            path("a.casus", b'include "b.casus"\n')
            self.fails("C0603", "check", path("b.casus", b'include "a.casus"\n'))
            inner = os.path.join(folder, "folder.casus")
            os.mkdir(inner)
            self.fails("C0601", "check", inner)
            if os.geteuid() != 0:
                secret = path("secret.casus", b"instrument x {}")
                os.chmod(secret, 0)
                self.fails("C0601", "check", secret)

    def test_a_long_line_below_the_limit(self):
        # 30 MB on one line: faults are reported, with an excerpt that fits a screen.
        _, err = casus("check", "-", stdin="{" * (8 << 20), expect=3)
        self.assertLess(max(len(line) for line in err.splitlines()), 400)

    def test_deep_nesting(self):
        text = "instrument x { article 1 { when " + "any of { " * 50000 + "question q" + " }" * 50000 + " } }"
        self.fails("C0106", "check", "-", stdin=text)


# An alliance as `import atop` writes it.
ATLANTIC = """instrument atop_3180 "ATOP 3180" {
  kind treaty
  force binding
  signed 1949-04-04
  in force 1949-04-04 ..
  cite "made by hand"
  coded 2026-11-30 status draft
  party CAN from 1949-08-24
  party USA from 1949-04-04
  party POL from 1997-12-16
  section "defense" { when armed_attack on a party  each other party must assist the victim with armed_force }
}
"""


class Accession(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.alliances = os.path.join(self.folder, "atop")
        os.mkdir(self.alliances)
        self.write("atop/atop_3180.casus", ATLANTIC)

    def write(self, name, text):
        with open(os.path.join(self.folder, name), "w", encoding="utf-8") as file:
            file.write(text)
        return os.path.join(self.folder, name)

    def agree(self, *words, **options):
        rights = ["--i-have-rights"] if {"--csv", "--json"} & set(words) else []
        return casus("agree", "corpus", self.alliances, *words, *rights, **options)

    def test_days_state_by_state(self):
        out, _ = self.agree("--only", "north_atlantic_treaty", expect=1)
        self.assertIn("north_atlantic_treaty · ATOP 3180 · signed 1949-04-04 · binding\n", out)
        self.assertRegex(out, r"POL +party +1999-03-12 +1997-12-16 +451 +accession +open +open +– +same\n")
        self.assertRegex(out, r"USA +party +1949-08-24 +1949-04-04 +142 +signature +open +open +– +same\n")
        self.assertRegex(out, r"SWE +party +2024-03-07 +– +– +not_covered")
        self.assertIn("1 pair of 1 instrument and 1 alliance; 32 states, 32 spells, 1 of them the same\n", out)
        self.assertEqual(self.agree("--only", "north_atlantic_treaty", expect=1)[0], out)

    def test_the_same_as_a_table(self):
        rows = list(csv.DictReader(io.StringIO(self.agree("--csv", expect=1)[0])))
        self.assertEqual({row["instrument"] for row in rows}, {"north_atlantic_treaty"})
        self.assertEqual([row["state"] for row in rows], sorted(row["state"] for row in rows))
        (poland,) = (row for row in rows if row["state"] == "POL")
        self.assertEqual(poland, {
            "instrument": "north_atlantic_treaty", "alliance": "3180", "signed": "1949-04-04", "force": "binding", "state": "POL",
            "ccode": "290", "role": "party", "question": "", "presence": "both", "corpus_begin": "1999-03-12",
            "atop_begin": "1997-12-16", "begin_days_least": "451", "begin_days_most": "451", "begin_difference": "accession",
            "corpus_end": "open", "atop_end": "open", "end_days_least": "NA", "end_days_most": "NA", "end_difference": "same"})
        (belgium,) = (row for row in rows if row["state"] == "BEL")
        self.assertEqual((belgium["presence"], belgium["atop_begin"], belgium["begin_difference"]), ("corpus_only", "NA", "NA"))

    def test_the_same_as_a_document(self):
        found = document("agree", "corpus", self.alliances, "--json", "--i-have-rights", expect=1)
        jsonschema.validate(found, schema("accession"))
        (pair,) = found["pairs"]
        self.assertEqual((pair["instruments"], pair["alliances"]), (["north_atlantic_treaty"], [3180]))
        (poland,) = (spell for spell in pair["spells"] if spell["state"] == "POL")
        self.assertEqual(poland["begin"], {"corpus": "1999-03-12", "atop": "1997-12-16", "days": {"least": 451, "most": 451},
                                           "difference": "accession"})
        self.assertEqual(found["summary"]["presence"]["both"], 3)
        self.assertEqual(found["doubtful"], [])
        self.assertIn({"instrument": "brussels_treaty", "alliance": 3130}, found["absent"])

    def test_pledges(self):
        out, _ = self.agree("--pledges", expect=1)
        self.assertRegex(out, r"defense +6 +0 +0 +both\n")
        self.assertRegex(out, r"consul +0 +6 +0 +corpus_only\n")
        rows = list(csv.DictReader(io.StringIO(self.agree("--pledges", "--csv", expect=1)[0])))
        self.assertEqual([(row["pledge"], row["finding"]) for row in rows], [("defense", "both"), ("consul", "corpus_only")])

    def test_pairs_of_the_user(self):
        corpus = self.write("mine.casus", ATLANTIC.replace("atop_3180", "mine").replace("ATOP 3180", "Mine"))
        pairs = self.write("pairs.txt", "mine 3180\nbrussels_treaty 3180 doubtful \"no\"\n")
        out, _ = self.agree("--corpus", corpus, "--pairs", pairs)
        self.assertIn("3 spells, 3 of them the same", out)
        self.assertIn("brussels_treaty, ATOP 3180: no\n", out)

    def test_bad_words(self):
        self.assertIn("line 1: there is no instrument `mine`", self.agree("--pairs", self.write("a.txt", "mine 3180"), expect=3)[1])
        self.assertIn("C0709", self.agree("--pairs", self.write("b.txt", "north_atlantic_treaty"), expect=3)[1])
        self.assertIn("C0601", self.agree("--pairs", os.path.join(self.folder, "none.txt"), expect=3)[1])
        self.assertIn("C0601", self.agree("--pairs", self.folder, expect=3)[1])
        self.assertIn("begins with `nato`", self.agree("--only", "nato", expect=3)[1])
        empty = os.path.join(self.folder, "empty")
        os.mkdir(empty)
        self.assertIn("C0601", casus("agree", "corpus", os.path.join(self.folder, "none"), expect=3)[1])
        mine = self.write("mine.casus", ATLANTIC.replace("atop_3180", "mine").replace("ATOP 3180", "Mine"))
        self.assertIn("holds no alliance of ATOP", casus("agree", "corpus", mine, expect=3)[1])
        self.assertIn("agree corpus", casus("agree", mine, mine, "--pledges", expect=2)[1])

    @unittest.skipUnless(os.environ.get("CASUS_DATA"), "CASUS_DATA names no folder")
    def test_the_real_file(self):
        table = os.path.join(os.environ["CASUS_DATA"], "atop", "atop4_01m.csv")
        out = os.path.join(self.folder, "real")
        casus("import", "atop", table, "--out", out)
        found = document("agree", "corpus", out, "--json", "--i-have-rights", expect=1)
        jsonschema.validate(found, schema("accession"))
        self.assertEqual((found["summary"]["pairs"], found["absent"]), (119, []))
        rows = list(csv.DictReader(io.StringIO(casus("agree", "corpus", out, "--csv", "--i-have-rights", expect=1)[0])))
        self.assertEqual(len(rows), found["summary"]["spells"])
        # docs/guide/accession.md has these counts.
        rows = list(csv.DictReader(io.StringIO(casus("agree", "corpus", out, "--pledges", "--csv", "--i-have-rights", expect=1)[0])))
        self.assertEqual({finding: [sum(row["finding"] == finding and row["pledge"] == pledge for row in rows)
                                    for pledge in ("defense", "offense", "neutral", "nonagg", "consul")]
                          for finding in ("both", "in_part", "apart", "corpus_only", "atop_only")},
                         {"both": [58, 4, 9, 13, 42], "in_part": [9, 4, 0, 1, 4], "apart": [0] * 5,
                          "corpus_only": [2, 2, 0, 2, 6], "atop_only": [13, 8, 11, 30, 31]})


class Backtests(unittest.TestCase):
    """A war made by hand (tests/history/fixtures): France attacks Belgium, Britain comes to its aid."""

    FIXTURES = pathlib.Path(__file__).resolve().parent.parent / "history" / "fixtures"

    @classmethod
    def setUpClass(cls):
        cls.kept = tempfile.TemporaryDirectory()
        cls.folder = pathlib.Path(cls.kept.name)
        cls.store = str(cls.folder / "history.sqlite")
        for group, names in (("atop", ["atop"]), ("wars", ["wars", "wars_initiators"]), ("mid", ["mid", "mid_participants"]),
                             ("leeds_anac", ["leeds_anac"])):
            casus("import", group, *(str(cls.FIXTURES / f"{name}.csv") for name in names), "--out", cls.store)

    @classmethod
    def tearDownClass(cls):
        cls.kept.cleanup()

    def run_(self, *words, **options):
        return casus(*words, "--history", self.store, **options)

    def test_a_war_as_a_table(self):
        out, err = self.run_("backtest", "--war", "991")
        self.assertEqual(err, "")
        for line in ("War 991, Paper War: 1900-05-01 to 1900-11-30", "1900-05-10  GBR attacks FRA  (joins)"):
            self.assertIn(line, out)
        for words in (r"ATOP 9001 GBR +defense +kept +due: FRA attacks BEL, 1900-05-01\n +joined 1900-05-10",
                      r"ATOP 9002 DEU +defense +open on location\n +stayed out",
                      r"ATOP 9003 NLD +neutral +kept +due: FRA attacks BEL",
                      r"ATOP 9005 FRA +nonagg +not kept +due: FRA attacks BEL, 1900-05-01\n +fought against it from 1900-05-01, struck first",
                      r"ATOP 9007 ITA +defense +not kept +due: FRA attacks BEL"):
            self.assertRegex(out, words)
        # Help for Belgium is an attack on France by the definition that is the default, and none by the strict one.
        self.assertRegex(out, r"ATOP 9006 AUH +defense +not kept +due: GBR attacks FRA")
        strict, _ = self.run_("backtest", "--war", "991", "--definition", "strict", "--all")
        self.assertRegex(strict, r"ATOP 9006 AUH +defense +not due: ")
        self.assertRegex(strict, r"ATOP 9001 BEL +defense +not due: nobody attacked it")
        # What ended before the war is not there.
        self.assertNotIn("ATOP 9004", strict)

    def test_documents_and_tables(self):
        for words in (["backtest"], ["backtest", "--war", "991"], ["backtest", "--dispute", "9901"]):
            found = json.loads(self.run_(*words, "--json")[0])
            jsonschema.validate(found, schema("backtest"))
            self.assertEqual(len(found["conflicts"]), 1)
        cases = {(c["instrument"], c["member"], c["pledge"]): c for c in found["conflicts"][0]["cases"]}
        self.assertEqual(cases["atop_9001", "GBR", "defense"]["verdict"], "kept")
        self.assertEqual(cases["atop_9003", "NLD", "neutral"]["on_questions"], ["hostilities_are_war_e1"])
        rows = list(csv.DictReader(io.StringIO(self.run_("backtest", "--csv")[0])))
        self.assertEqual({r["verdict"] for r in rows}, {"kept", "not kept", ""})
        self.assertEqual(self.run_("backtest", "--json"), self.run_("backtest", "--json"))

    def test_reliability(self):
        found = json.loads(self.run_("reliability", "--deterrence", "--json")[0])
        jsonschema.validate(found, schema("reliability"))
        shares = {s["what"]: (s["kept"], s["of"]) for s in found["shares"]}
        self.assertEqual(shares, {"all": (2, 5), "before_1945": (2, 5), "since_1945": (0, 0), "defense": (1, 3), "offense": (0, 0),
                                  "neutral": (1, 1), "nonagg": (0, 1)})
        self.assertEqual(found["open"], 1)
        self.assertEqual((found["agreement"]["both"], found["agreement"]["same"]), (2, 1))
        self.assertEqual(found["deterrence"]["defence_pact"]["attacked"], 2)
        out, _ = self.run_("reliability")
        self.assertRegex(out, r"all +2 +5 +40.0 % +11.8 % to 76.9 % +73 of 146, 50.0 %")
        self.assertIn("not kept: ITA toward BEL (defense), by FRA attacks BEL, 1900-05-01: stayed out", out)
        rows = list(csv.DictReader(io.StringIO(self.run_("reliability", "--csv")[0])))
        self.assertEqual([r["verdict"] for r in rows], ["kept", "open", "kept", "not kept", "not kept", "not kept"])
        for name in casus("reliability", "--definitions")[0].split("\n")[:-1]:
            self.run_("reliability", "--definition", name.split()[0])

    def test_where_no_text_is_read_no_case_is_listed(self):
        out, _ = self.run_("reliability", "--definition", "every-pact-every-dispute")
        self.assertRegex(out, r"all +2 +5")
        self.assertNotIn("Cases", out)

    def test_pictures(self):
        for words in (["backtest", "--war", "991", "--svg"], ["reliability", "--svg"], ["reliability", "--table-svg"]):
            path = str(self.folder / "picture.svg")
            self.run_(*words, path)
            with open(path, encoding="utf-8") as file:
                self.assertTrue(xml.etree.ElementTree.fromstring(file.read()).tag.endswith("svg"))

    def test_a_definition_of_ones_own(self):
        path = self.folder / "mine.json"
        path.write_text('{"title": "Mine", "source": "me", "unit": "member", "answers": {"location": true}}')
        out, _ = self.run_("reliability", "--definition", str(path))
        self.assertIn("not kept: DEU toward BEL (defense), by FRA attacks BEL, 1900-05-01: stayed out", out)
        path.write_text('{"title": "Mine", "source": "me", "unit": "aliance"}')
        err = self.run_("reliability", "--definition", str(path), expect=3)[1]
        self.assertIn("C0710", err)
        self.assertIn("`aliance`", err)

    def test_what_is_not_there(self):
        self.assertIn("no war of the number 992", self.run_("backtest", "--war", "992", expect=3)[1])
        self.assertIn("berkemeier-fuhrmann-2018", self.run_("reliability", "--definition", "nobody", expect=3)[1])
        self.run_("backtest", "--war", "991", "--dispute", "1", expect=2)
        self.run_("backtest", "--war", "991", "--definition", "disputes", expect=2)
        self.run_("backtest", "--svg", str(self.folder / "x.svg"), expect=2)
        empty = str(self.folder / "atop.sqlite")
        casus("import", "atop", str(self.FIXTURES / "atop.csv"), "--out", empty)
        self.assertIn("casus import wars FILE", casus("backtest", "--history", empty, expect=3)[1])
        self.assertIn("C0601", casus("backtest", "--history", str(self.folder / "none.sqlite"), expect=3)[1])
        self.assertIn("--history", casus("backtest", environment={"CASUS_HISTORY": str(self.folder / "none")}, expect=3)[1])


if __name__ == "__main__":
    unittest.main()
