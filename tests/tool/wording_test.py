"""What headlines and lines say where a careless word would mislead: whom help is for, on what footing, by which rank."""

import json
import re
import subprocess
import sys
import unittest

CASUS = sys.argv.pop(1)


def told(*words):
    """What the command prints, on one line."""
    run = subprocess.run([CASUS, *words], capture_output=True, text=True, timeout=120, check=False)
    return re.sub(r"\s+", " ", run.stdout)


class Help(unittest.TestCase):
    def test_help_for_the_aggressor_is_named_as_such(self):
        page = told("ask", "DEU invades POL", "--on", "1939-09-01")
        self.assertIn("Pact of Steel, article III Italy for the German Reich", page)
        self.assertRegex(page, r"article 1 United Kingdom for Poland")

    def test_headlines_count_each_state_helped_apart(self):
        page = told("brief", "GBR invades EGY", "--on", "1956-10-31")
        self.assertIn("6 states are bound to assist Egypt, one to assist the United Kingdom.", page)

    def test_the_headline_counts_whom_the_document_names(self):
        asked = ["RUS invades POL", "--on", "2023-02-21"]
        run = subprocess.run([CASUS, "ask", *asked, "--json"], capture_output=True, text=True, timeout=120, check=False)
        helpers = {d["debtor"] for d in json.loads(run.stdout)["duties"]
                   if d["act"] in ("assist", "meet_common_danger", "guarantee", "use_force", "use_all_forces")
                   and d["modality"] == "must" and d["status"] == "arises" and d["force"] in ("binding", "unilateral")}
        self.assertTrue(helpers)
        self.assertIn(f"{len(helpers)} states are bound to assist Poland.", told("brief", *asked))

    def test_a_text_of_disputed_force_binds_nobody_beyond_dispute(self):
        for command in ("brief", "flip"):
            page = told(command, "GEO attacks ABK", "--on", "2024-06-01")
            self.assertIn("Nobody is bound beyond dispute to assist.", page)
            self.assertIn("If texts whose force is disputed bind, one state is bound to assist Abkhazia.", page)
        page = told("ask", "GEO attacks ABK", "--on", "2024-06-01")
        self.assertIn("BOUND TO ASSIST, IF THE TEXT BINDS", page)
        self.assertNotIn("BOUND TO ASSIST Russia", page)


class Flip(unittest.TestCase):
    def test_smallest_answers_are_all_told_where_they_are_few(self):
        page = told("flip", "IND attacks PAK", "--on", "2025-10-01")
        self.assertIn("The United States would be bound to assist Pakistan, if attacker_under_international_communism = yes.", page)
        self.assertIn("Saudi Arabia would be bound to assist Pakistan, if saudi_pakistan_text_orders_help = yes.", page)


class Conflicts(unittest.TestCase):
    def test_a_rank_is_a_claim(self):
        for command in ("ask", "conflicts"):
            page = told(command, "ISR invades LBN", "--on", "1996-04-11")
            self.assertIn("the Egypt–Israel Peace Treaty claims to prevail between its parties (article VI(5)", page)
            self.assertNotIn("Treaty prevails", page)

    def test_a_pair_is_told_once_however_many_events_bring_it_about(self):
        page = told("ask", "ISR invades EGY; GBR invades EGY; FRA invades EGY", "--on", "1956-10-31")
        lines = page.split("CONFLICTS", 1)[1].split("NOT BOUND")[0].split("JOR: ")[1:]
        pairs = [frozenset(re.sub(r", if both.*", "", line).strip().split(" against ")) for line in lines]
        self.assertTrue(pairs)
        self.assertEqual(len(pairs), len(set(pairs)))


class Replay(unittest.TestCase):
    def test_a_duty_that_hangs_on_each_debtors_own_decision_is_told_once(self):
        page = told("replay", "kuwait_1990")
        self.assertEqual(page.count("Pact of the League of Arab States, article 7 if"), 1)
        self.assertIn("Where it tells nothing of a state, that state may still have acted.", page)


if __name__ == "__main__":
    unittest.main()
