"""The API: the answers of the command line, and its description. Run with the binary's path."""

import json
import random
import subprocess
import sys
import threading
import unittest

import jsonschema

from served import Served, casus_path

POLAND = {"event": ["RUS invades POL"], "on": "2023-02-21"}


def printed(*words, text=None):
    ran = subprocess.run([casus_path(), *words], input=text, capture_output=True, text=True, check=False)
    return ran.returncode, ran.stdout, ran.stderr


class Answers(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Served("--store", "/nonexistent/pledges.sqlite")

    @classmethod
    def tearDownClass(cls):
        assert cls.server.stop() == 0

    def same(self, name, body, *words, text=None):
        code, out, err = printed(*words, text=text)
        status, headers, bytes_read = self.server.request("POST", f"/api/{name}", json.dumps(body).encode())
        if status == 200:
            self.assertEqual(bytes_read.decode(), out)
            self.assertEqual(int(headers["Casus-Exit"]), code)
        else:
            self.assertEqual((status, bytes_read.decode()), (422, err))
            self.assertEqual(out, "")

    def test_documents_are_those_of_the_command_line(self):
        on = ("--on", "2023-02-21", "--json")
        for name, body, words in (
            ("ask", POLAND, ("ask", "RUS invades POL", *on)),
            ("ask", {"event": ["RUS invades UKR"], "on": "2023-02-21", "suppose": ["UKR party to north_atlantic_treaty"]},
             ("ask", "RUS invades UKR", "--suppose", "UKR party to north_atlantic_treaty", *on)),
            ("ask", {**POLAND, "honour": ["all"], "refuse": "HUN"}, ("ask", "RUS invades POL", "--honour", "all", "--refuse", "HUN", *on)),
            ("ask", {**POLAND, "stance": ["USA"]}, ("ask", "RUS invades POL", "--stance", "USA", *on)),
            ("why", {**POLAND, "debtor": "USA"}, ("why", "USA", "RUS invades POL", *on)),
            ("whynot", {**POLAND, "debtor": "UKR"}, ("whynot", "UKR", "RUS invades POL", *on)),
            ("flip", {"event": ["cyber_operation against EST"], "on": "2007-04-27"},
             ("flip", "cyber_operation against EST", "--on", "2007-04-27", "--json")),
            ("diff", {"arrangement": ["kyiv_security_compact", "UKR party to north_atlantic_treaty"], "on": "2023-02-21"},
             ("diff", "kyiv_security_compact", "UKR party to north_atlantic_treaty", *on)),
            ("gaps", {"on": "2023-02-21"}, ("gaps", *on)),
            ("timeline", {"state": "POL"}, ("timeline", "POL", "--json")),
            ("read", {"name": ["north_atlantic_treaty"]}, ("read", "north_atlantic_treaty", "--json")),
            ("list", {"what": "states", "on": "2023-02-21"}, ("list", "states", *on)),
            ("show", {"name": "north_atlantic_treaty", "on": "2023-02-21"}, ("show", "north_atlantic_treaty", *on)),
            ("search", {"words": ["armed", "attack"], "limit": 3}, ("search", "armed", "attack", "--limit", "3", "--json")),
            ("coverage", {}, ("coverage", "--json")),
            ("conflicts", {"on": "2023-02-21", "state": "TUR"}, ("conflicts", "--state", "TUR", *on)),
            ("claims/check", {}, ("claims", "check", "--json")),
            ("pledge/status", {"recipient": "UKR", "on": "2023-06-01"},
             ("pledge", "status", "--recipient", "UKR", "--on", "2023-06-01", "--json", "--store", "/nonexistent/pledges.sqlite")),
        ):
            with self.subTest(name=name, body=body):
                self.same(name, body, *words)

    def test_faults_are_those_of_the_command_line(self):
        for name, body, words in (
            ("ask", {"event": ["RUS invads POL"], "on": "2023-02-21"}, ("ask", "RUS invads POL", "--on", "2023-02-21", "--json")),
            ("ask", {"event": ["RUS invades POL"], "on": "2023-02-30"}, ("ask", "RUS invades POL", "--on", "2023-02-30", "--json")),
            ("why", {"debtor": "XXX", **POLAND}, ("why", "XXX", "RUS invades POL", "--on", "2023-02-21", "--json")),
        ):
            with self.subTest(body=body):
                self.same(name, body, *words)

    def test_a_text_stands_in_place_of_a_file(self):
        text = "scenario x {\n  on 2023-02-21\n  RUS invades POL\n  expect USA must assist POL under north_atlantic_treaty\n}\n"
        self.same("run", {"text": text}, "run", "-", "--json", text=text)
        self.same("check", {"text": text + "nonsense"}, "check", "-", "--json", text=text + "nonsense")
        spread = text.replace("\n", " ")
        self.assertEqual(self.server.ask("fmt", {"text": spread})["text"], printed("fmt", "-", text=spread)[1])

    def test_texts_are_wrapped(self):
        told = self.server.ask("brief", POLAND)
        self.assertEqual(told["schema"], "casus/text/1")
        self.assertIn("North Atlantic Treaty", told["text"])

    def test_nothing_of_a_request_stays_behind(self):
        """Whatever is asked before, and beside, an answer is the same."""
        before = self.server.request("POST", "/api/ask", json.dumps(POLAND).encode())[2]
        rng = random.Random(7)
        odd = [{"event": [f"unheard_of_{i} attacks POL"], "on": "2023-02-21"} for i in range(10)]
        odd += [{"event": ["RUS invades UKR"], "on": "2023-02-21", "suppose": [s]} for s in (
            "UKR party to north_atlantic_treaty", "question cyber_is_armed_attack yes", "kyiv_security_compact in force", "no such thing",
            "UKR guarantor of kyiv_security_compact", "POL not party to north_atlantic_treaty")]
        odd += [{"event": [f"{a} bombards {b} at {p}"], "on": f"{y}-03-01"} for a, b, p, y in (
            ("RUS", "UKR", "Crimea", 2014), ("DEU", "POL", "Danzig", 1939), ("CHN", "JPN", "Senkaku_Islands", 2023), ("ARG", "GBR", "Nowhere", 1982))]
        kinds = ["ask", "flip", "brief"]

        def ask_some(seed):
            mine = random.Random(seed)
            for _ in range(25):
                self.server.request("POST", f"/api/{mine.choice(kinds)}", json.dumps(mine.choice(odd)).encode())

        threads = [threading.Thread(target=ask_some, args=(rng.random(),)) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(self.server.request("POST", "/api/ask", json.dumps(POLAND).encode())[2], before)

    def test_progress_is_streamed_and_the_answer_is_the_last_event(self):
        body = {"on": "2023-02-21", "state": "TUR"}
        _, headers, text = self.server.request("POST", "/api/conflicts", json.dumps(body).encode(),
                                               {**self.server.headers(), "Accept": "text/event-stream"})
        self.assertEqual(headers["Content-Type"], "text/event-stream")
        events = [dict_of(event) for event in text.decode().split("\n\n") if event.strip(": \n")]
        self.assertTrue(any(event["event"] == "progress" for event in events))
        last = events[-1]
        self.assertEqual((last["event"], last["id"]), ("answer", "200"))
        self.assertEqual(json.loads(last["data"]), self.server.ask("conflicts", body))


def dict_of(event):
    fields = {}
    for line in event.split("\n"):
        key, _, value = line.partition(": ")
        fields[key] = f"{fields[key]}\n{value}" if key in fields else value
    return fields


class Description(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Served()
        cls.description = json.loads(cls.server.request("GET", "/api/openapi.json")[2])

    @classmethod
    def tearDownClass(cls):
        cls.server.stop()

    def test_every_path_answers_as_it_is_described(self):
        bodies = {"ask": POLAND, "why": {**POLAND, "debtor": "USA"}, "whynot": {**POLAND, "debtor": "USA"}, "flip": POLAND, "brief": POLAND,
                  "diff": {"arrangement": ["nothing", "kyiv_security_compact"]}, "run": {"text": "scenario x { on 2023-02-21 RUS invades POL }"},
                  "fmt": {"text": "scenario x { on 2023-02-21 RUS invades POL }"}, "show": {"name": "north_atlantic_treaty"}, "source": {"name": "NATO"},
                  "search": {"words": ["attack"]}, "cite": {"what": ["north_atlantic_treaty"]}, "count": {"protector": "USA", "by": "formal_defense_commitment"},
                  "replay": {"scenario": "july_1914"}, "timeline": {"state": "POL"}, "list": {"what": "instruments"}}
        self.assertEqual(self.description["openapi"], "3.1.0")
        schemas = self.description["components"]["schemas"]
        for path, item in self.description["paths"].items():
            with self.subTest(path=path):
                post = item["post"]
                body = bodies.get(path.removeprefix("/api/"), {})
                if path.removeprefix("/api/") == "count":
                    definitions = self.server.ask("list", {"what": "definitions"})
                    body = {"protector": "USA", "by": next(iter(rows_of(definitions)))["name"]}
                jsonschema.validate(body, post["requestBody"]["content"]["application/json"]["schema"])
                status, _, text = self.server.request("POST", path, json.dumps(body).encode())
                self.assertIn(str(status), post["responses"])
                # Data that the user has not named is missing, everything else is there.
                self.assertEqual(status, 422 if path in ("/api/backtest", "/api/reliability", "/api/pledge/list") else 200, text[:300])
                name = post["responses"][str(status)]["content"]["application/json"]["schema"]["$ref"].rsplit("/", 1)[1]
                jsonschema.validate(json.loads(text), {**schemas[name], "components": {"schemas": schemas}})

    def test_fields_that_are_not_described_are_refused(self):
        for path in self.description["paths"]:
            for field in ("corpus", "manifest", "store", "history", "svg", "out", "no-builtin", "text2"):
                status, _, text = self.server.request("POST", path, json.dumps({field: "x"}).encode())
                self.assertEqual(status, 400, (path, field))
                self.assertIn("error", json.loads(text))

    def test_wrong_kinds_are_refused(self):
        for body in ({"event": 5.5}, {"event": {"a": 1}}, {"event": [[]]}, {"event": None}, {"event": []}, {"on": ["2023-01-01", "2023-01-02"], "event": ["x"]},
                     {"all": "yes", "event": ["x"]}, [], "text", 7, None):
            status, _, text = self.server.request("POST", "/api/ask", json.dumps(body).encode())
            self.assertEqual(status, 400, body)
            self.assertTrue(json.loads(text)["error"]["message"])
        for text in (b"{", b"\xff\xfe", b'{"event": "\xff"}', b"[" * 100_000, b'{"a":' * 50_000):
            self.assertEqual(self.server.request("POST", "/api/ask", text)[0], 400)

    def test_values_are_no_options(self):
        for value in ("--help", "--version", "--corpus=/etc", "-", "--", "@/etc/passwd"):
            status, _, _ = self.server.request("POST", "/api/ask", json.dumps({"event": [value], "on": "2023-02-21"}).encode())
            self.assertEqual(status, 422, value)
            status, _, _ = self.server.request("POST", "/api/ask", json.dumps({**POLAND, "on": value}).encode())
            self.assertIn(status, (400, 422), value)


def rows_of(document):
    """The list that a listing holds."""
    return next(value for value in document.values() if isinstance(value, list))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
