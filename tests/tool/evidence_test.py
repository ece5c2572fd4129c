"""Claims and pledges as a user meets them. Run with the binary's path."""

import json
import pathlib
import tempfile
import unittest

import jsonschema

from command_line_test import casus, document, schema


class Claims(unittest.TestCase):
    """`casus claims check`."""

    REPORT = """
source paper "A paper" { kind news  dated 2023-02-21 }
claim right in paper statement 1 { gist "Israel is no member."  holds ISR is not party to north_atlantic_treaty  verdict supported }
claim wrong in paper statement 2 { gist "Poland | is no member."  holds POL is not party to north_atlantic_treaty }
"""

    def check(self, text, *words, expect=0):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, "report.casus")
            path.write_text(text, encoding="utf-8")
            return casus("claims", "check", str(path), *words, expect=expect)

    def test_the_seed_report_comes_out(self):
        found = document("claims", "check", "--json")
        jsonschema.validate(found, schema("claims"))
        claims = {c["name"]: c for c in found["claims"] if c["source"] == "poland_asks_nato"}
        self.assertEqual({int(c["statement"]) for c in claims.values()}, set(range(1, 20)))
        verdicts = {name: c["verdict"] for name, c in claims.items()}
        # An office misnamed, an anniversary called a centenary, a name misspelt; and two spellings of the capital's.
        self.assertEqual(verdicts["biden_lands"], "contradicted")
        self.assertEqual(verdicts["centenary"], "contradicted")
        self.assertEqual(verdicts["rasmussen_spelt"], "contradicted")
        for first, second in (("biden_lands", "17"), ("centenary", "3"), ("capital_as_kiev", "7"), ("capital_as_kyiv", "6"),
                              ("rasmussen_spelt", "9")):
            self.assertTrue(any(f"statement {second} " in line for line in claims[first]["inconsistent"]), first)
        self.assertEqual(verdicts["israel_and_the_united_states"], "supported")
        self.assertEqual(verdicts["nato_forces_need_not_fight"], "supported")
        self.assertEqual(verdicts["attack_on_poland"], "supported")
        self.assertEqual(verdicts["attack_elsewhere"], "contradicted")
        self.assertEqual(verdicts["moldovan_neutrality"], "contradicted")
        self.assertEqual(verdicts["transfers_are_enough"], "opinion")
        self.assertTrue(all(c["as_expected"] for c in claims.values()))
        for claim in claims.values():
            for hold in claim["holds"]:
                self.assertTrue(hold["grounds"], (claim["name"], hold["text"]))

    def test_a_verdict_that_was_not_expected_is_a_finding(self):
        self.check(self.REPORT)
        out, _ = self.check(self.REPORT.replace("verdict supported", "verdict contradicted"), expect=1)
        self.assertIn("expected: contradicted", out)

    def test_the_table_is_one(self):
        out, _ = self.check(self.REPORT, "--markdown")
        rows = [line for line in out.splitlines() if line.startswith("|")]
        self.assertEqual(len(rows), 4)
        # A bar in a text is no column.
        self.assertEqual({row.replace(r"\|", "").count("|") for row in rows}, {7})
        self.assertIn("contradicted", rows[3])

    def test_bad_words(self):
        casus("claims", expect=2)
        self.assertIn("there is no source `nobody`", casus("claims", "check", "--source", "nobody", expect=3)[1])
        self.assertIn("C0202", self.check(self.REPORT.replace("in paper statement 1", "in papr statement 1"), expect=3)[1])
        self.assertIn("no claim to check", self.check("question q factual \"Is it?\"\n", expect=3)[1])
        self.assertIn("C0822", casus("ask", "RUS invades POL", "--on", "2023-02-21", "--stance", "POL", expect=3)[1])

    def test_a_stance_is_told_and_settles(self):
        asked = ("ask", "FRA invades DEU", "RUS invades AUH at Galicia", "--on", "1914-08-07")
        open_duties = lambda found: {(d["debtor"], d["status"]) for d in found["duties"]
                                     if d["instrument"] == "triple_alliance" and d["provision"] == "article II(2)"}
        self.assertEqual(open_duties(document(*asked, "--json")), {("ITA", "open")})
        found = document(*asked, "--stance", "ITA", "--json")
        self.assertEqual(open_duties(found), set())
        self.assertEqual(found["scenario"]["facts"],
                         [{"question": "unprovoked", "answer": False, "asserted_by": [], "stance_of": "ITA"}])


if __name__ == "__main__":
    unittest.main()
