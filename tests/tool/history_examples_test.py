"""The scripts of examples/history read what `casus export` writes, and agree. Run with the binary's path.

What is not installed (R with data.table, RSQLite, pandas) is skipped, saying so."""

import importlib.util
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

CASUS = os.path.abspath(sys.argv.pop(1))
EXAMPLES = pathlib.Path(__file__).resolve().parents[2] / "examples" / "history"
HAS_PANDAS = importlib.util.find_spec("pandas") is not None


def has_r(*packages):
    """Whether R is installed with these packages."""
    if shutil.which("Rscript") is None:
        return False
    words = "; ".join(f"library({package})" for package in packages)
    return subprocess.run(["Rscript", "-e", words], capture_output=True).returncode == 0


HAS_R = has_r("data.table")
HAS_R_DATABASE = HAS_R and has_r("DBI", "RSQLite")


def run(*words):
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True, timeout=300)
    if done.returncode != 0:
        raise AssertionError(f"{words}: exit {done.returncode}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}")
    return done.stdout


def python(path):
    return run(sys.executable, EXAMPLES / "defence_pacts.py", path)


def r(path):
    return run("Rscript", EXAMPLES / "defence_pacts.R", path)


class Examples(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory()
        cls.folder = pathlib.Path(cls.temporary.name, "state-year")
        cls.database = pathlib.Path(cls.temporary.name, "state-year.sqlite")
        # Years that are not covered are among them: no row of the table may come of those.
        for out in (cls.folder, cls.database):
            run(CASUS, "export", "state-year", "--years", "1816-2150", "--states", "USA,GBR,FRA,POL,JPN", "--out", out)

    @classmethod
    def tearDownClass(cls):
        cls.temporary.cleanup()

    def check(self, table):
        header, *rows = table.splitlines()
        self.assertTrue(header.startswith("decade"))
        decades = [row.split()[0] for row in rows]
        self.assertEqual(decades, sorted(set(decades)))
        self.assertEqual(decades[0], "1810s")
        self.assertLess(decades[-1], "2100s")
        cold_war = next(row.split() for row in rows if row.startswith("1960s"))
        # Five states in ten years.
        self.assertEqual(cold_war[1], "50")
        self.assertEqual(cold_war[3], "%")
        self.assertGreater(float(cold_war[4]), 5)

    @unittest.skipUnless(HAS_PANDAS, "pandas is not installed")
    def test_python_reads_folder_and_database_alike(self):
        table = python(self.folder)
        self.check(table)
        self.assertEqual(python(self.database), table)

    @unittest.skipUnless(HAS_R, "R with data.table is not installed")
    def test_r_reads_the_folder(self):
        self.check(r(self.folder))

    @unittest.skipUnless(HAS_R_DATABASE, "R with RSQLite is not installed")
    def test_r_reads_the_database(self):
        self.assertEqual(r(self.database), r(self.folder))

    @unittest.skipUnless(HAS_R and HAS_PANDAS, "R with data.table and pandas are not both installed")
    def test_both_print_the_same(self):
        self.assertEqual(r(self.folder), python(self.folder))


if __name__ == "__main__":
    unittest.main(verbosity=2)
