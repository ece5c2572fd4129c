"""The flagship instruments are coded twice: every unit of the one coding stands in the other, but for provisions added since,
which are draft; and reviewed is only what was compared. `second/` holds the second coding as its coder left it."""

import json
import os
import pathlib
import re
import subprocess
import sys
import unittest

CASUS = os.path.abspath(sys.argv.pop(1))
HERE = pathlib.Path(__file__).parent
CORPUS = HERE.parent.parent / "corpus" / "instruments"
TWICE = {path.stem for path in (HERE / "second").glob("*.casus")}


def drafts():
    """The provisions that say of themselves that they are draft, as `agree` names them."""
    found = set()
    provision = re.compile(r'^  (article|section|paragraph|protocol) ("[^"]*"|\S+).*?\{\n(.*?)^  \}', re.M | re.S)
    for path in CORPUS.rglob("*.casus"):
        for kind, label, body in provision.findall(path.read_text()):
            if re.search(r"^    status draft$", body, re.M):
                found.add(f"{path.stem} {kind} {label.strip(chr(34))}")
    return found


class Agreement(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        run = subprocess.run([CASUS, "agree", str(CORPUS), str(HERE / "second"), "--json"], capture_output=True, text=True)
        assert run.returncode == 1, run.stderr
        cls.result = json.loads(run.stdout)

    def test_fifteen_instruments_are_coded_twice(self):
        self.assertEqual(len(TWICE), 15)
        self.assertEqual(next(f["units"] for f in self.result["fields"] if f["field"] == "kind"), 15)
        self.assertEqual(self.result["only_second"], [])

    def test_every_provision_of_theirs_is_or_is_draft(self):
        alone = [name for name in self.result["only_first"] if name.split()[0] in TWICE]
        self.assertEqual([name for name in alone if name not in drafts()], [])

    def test_the_codings_agree_well_beyond_chance(self):
        self.assertGreater(self.result["alpha"], 0.667)  # Krippendorff's floor for tentative conclusions

    def test_only_what_was_compared_is_reviewed(self):
        reviewed = {path.stem for path in CORPUS.rglob("*.casus") if "status reviewed" in path.read_text()}
        self.assertEqual(reviewed - TWICE, set())
        self.assertEqual(TWICE - reviewed, set())


if __name__ == "__main__":
    unittest.main()
