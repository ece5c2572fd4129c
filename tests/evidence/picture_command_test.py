"""`casus pledge picture` as a user meets it: sound SVG out of the pledges of the corpus and of a file. Run with the binary's path."""

import os
import pathlib
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree

CASUS = os.path.abspath(sys.argv.pop(1))
SVG = "{http://www.w3.org/2000/svg}"

PLEDGES = """pledge money_a {
  by CAN
  to FJI
  item "aid"
  committed 5 million CAD on 2023-01-10 source "a ministry"
  allocated 3 million CAD on 2023-03-10 source "a ministry"
}

pledge money_b {
  by NZL
  to FJI
  item "aid"
  committed 2 million CAD on 2023-02-10 source "a ministry"
  committed 4 million NZD on 2023-02-10 source "a ministry"
}
"""


def run(*words, expect=0, folder=None):
    done = subprocess.run([CASUS, "pledge", "picture", *words], capture_output=True, text=True, timeout=120, check=False,
                          cwd=folder)
    if done.returncode != expect:
        raise AssertionError(f"{words}: exit {done.returncode}\n{done.stdout[:2000]}\n{done.stderr[:2000]}")
    return done.stdout, done.stderr


def described(text):
    """What the picture says of itself to a reader that reads it aloud."""
    return xml.etree.ElementTree.fromstring(text).find(SVG + "desc").text


class Pictures(unittest.TestCase):
    def setUp(self):
        self.kept = tempfile.TemporaryDirectory()
        self.addCleanup(self.kept.cleanup)
        self.folder = pathlib.Path(self.kept.name)
        self.file = str(self.folder / "pledges.casus")
        pathlib.Path(self.file).write_text(PLEDGES, encoding="utf-8")

    def draw(self, *words, **options):
        return run(*words, "--svg", "-", folder=self.folder, **options)

    def test_a_waterfall_of_one_donor(self):
        words = described(self.draw("waterfall", "--donor", "POL", "--recipient", "UKR", "--on", "2023-03-01")[0])
        self.assertEqual(words, "POL: Leopard 2A4: announced 14, not yet delivered 10, delivered 4. ")

    def test_what_a_ceiling_leaves_open_is_one_too(self):
        words = described(self.draw("waterfall", "--under", "france_ukraine_security_agreement_2024", "--on", "2025-01-01")[0])
        self.assertEqual(words, "FRA: committed up to 3 bn EUR, not yet allocated up to 1 bn EUR, allocated at least 2 bn EUR, "
                                "delivered not covered. ")

    def test_slips_of_the_tanks(self):
        words = described(self.draw("slip", "--under", "tank_coalition_2023", "--on", "2024-07-01")[0])
        self.assertIn("DNK, NLD: Leopard 2A4: announced 2023-04-20, due 2024-03-31, late by 92 days (computed, still open on record)", words)
        self.assertNotIn("..", words)
        later = described(self.draw("slip", "--under", "tank_coalition_2023", "--on", "2025-06-01")[0])
        self.assertIn("in time, or late by up to 275 days (computed from a vague day)", later)

    def test_months_of_one_kind_of_money(self):
        given = ("months", "--corpus", self.file, "--recipient", "FJI", "--on", "2023-06-01")
        words = described(self.draw(*given, "--money", "CAD")[0])
        self.assertIn("committed 7 mn CAD, from 2023-01 to 2023-02. allocated 3 mn CAD, from 2023-03 to 2023-03. ", words)
        self.assertIn("CAD; NZD", self.draw(*given, expect=2)[1])
        self.assertIn("CAD; NZD", self.draw(*given, "--money", "EUR", expect=2)[1])

    def test_collections_are_not_added(self):
        store = str(self.folder / "p.sqlite")
        subprocess.run([CASUS, "pledge", "import", "casus", self.file, "--store", store], check=True, capture_output=True)
        message = self.draw("waterfall", "--corpus", self.file, "--store", store, "--recipient", "FJI", "--money", "CAD", expect=2)[1]
        self.assertIn("are not added", message)

    def test_nothing_that_fits(self):
        self.assertIn("no pledge on record fits", self.draw("months", "--donor", "FJI", expect=3)[1])
        self.draw("pie", expect=2)
        run("months", "--recipient", "ISR", expect=2)  # no file to write

    def test_a_file_is_written_and_the_same_each_time(self):
        for picture in ("waterfall", "months", "slip"):
            words = (picture, "--recipient", "ISR", "--on", "2024-07-01")
            path = self.folder / f"{picture}.svg"
            run(*words, "--svg", str(path), folder=self.folder)
            self.assertEqual(path.read_text(encoding="utf-8"), self.draw(*words)[0])
        run("slip", "--recipient", "ISR", "--svg", str(self.folder / "none" / "x.svg"), folder=self.folder, expect=2)


if __name__ == "__main__":
    unittest.main()
