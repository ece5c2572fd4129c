"""The commands on a store of pledges, and what becomes of one whose writers are killed. Run with the paths of casus and pledge_writer."""

import contextlib
import json
import os
import pathlib
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import unittest

import jsonschema

WRITER = os.path.abspath(sys.argv.pop(2))
CASUS = os.path.abspath(sys.argv.pop(1))

TABLE = '''pledge,title,by,to,item,category,entry,quantity,in_all,bound,amount,currency,on,known,source,note,corrects
leopards,Leopards,DEU,UKR,Leopard 2A6,military,announced,14,,,,,2023-01-25,,"a, speech","say ""so""",
leopards,,,,,,announced,18,1,at_least,,,2023-02,,a list,,
leopards,,,,,,delivered,18,,,,,2023-03-27~,,a ministry,,
leopards,,,,,,delivered,17,,about,,,2023-03-27~,2023-05-01,a ministry," padded ",3
money,Money,DNK+NLD,UKR,,financial,committed,,,,3300000000.5,EUR,[2023-02-03..2023-02-09],,a budget,,
money,,,,,,delivered,,,,1.5,EUR,2023-06-01,,a budget,,
'''


class Case(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="casus_pledges_"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        (self.folder / "table.csv").write_text(TABLE, encoding="utf-8")

    def casus(self, *words, expect=0, before=None, environment=None):
        run = subprocess.run([CASUS, "pledge", *words], cwd=self.folder, capture_output=True, timeout=120, preexec_fn=before,
                             env={**{k: v for k, v in os.environ.items() if k != "CASUS_PLEDGES"}, **(environment or {})})
        out, err = run.stdout.decode(), run.stderr.decode()
        self.assertEqual(run.returncode, expect, f"casus pledge {' '.join(words)}\n{out}\n{err}")
        return out, err

    def document(self, *words, expect=0):
        found = json.loads(self.casus(*words, "--json", expect=expect)[0])
        name = found["schema"].split("/")[1]
        jsonschema.validate(found, json.loads(subprocess.run([CASUS, "schema", name], capture_output=True, check=True).stdout))
        return found

    def fails(self, code, *words, **options):
        out, err = self.casus(*words, expect=3, **options)
        self.assertIn(f"error[{code}]", err)
        self.assertIn("help:", err)
        self.assertEqual(out, "")
        return err


class Commands(Case):
    def test_import_list_export(self):
        imported = self.document("import", "csv", "table.csv")
        self.assertEqual([(f["pledges"], f["entries"], f["already_there"]) for f in imported["files"]], [(2, 6, 0)])
        self.assertEqual(self.document("import", "csv", "table.csv")["files"][0]["already_there"], 6)
        self.assertEqual([(p["pledge"], p["entries"], p["corrected"]) for p in self.document("list")["pledges"]],
                         [("leopards", 4, 1), ("money", 2, 0)])
        self.assertEqual([p["pledge"] for p in self.document("list", "--donor", "NLD")["pledges"]], ["money"])
        self.assertEqual([p["pledge"] for p in self.document("list", "--item", "LEOPARD")["pledges"]], ["leopards"])
        log = self.document("list", "leopards")["pledges"][0]["entries"]
        self.assertEqual([e["corrected_by"] for e in log], [None, None, 4, None])
        self.assertEqual(log[3]["note"], " padded ")
        out, _ = self.casus("list", "leopards")
        self.assertIn("corrected by 4", out)
        money = self.document("export", "money")["pledges"][0]["entries"]
        self.assertEqual(money[0]["money"]["amount"], "3300000000.5")
        self.assertEqual([e["iati_transaction_type"] for e in money], ["2", "3"])

    def test_table_there_and_back(self):
        self.casus("import", "csv", "table.csv")
        first, _ = self.casus("export")
        (self.folder / "again.csv").write_bytes(first.encode())
        self.casus("import", "csv", "again.csv", "--store", "second.sqlite")
        self.assertEqual(self.casus("export", "--store", "second.sqlite")[0], first)
        # The logs have the same digests, entry by entry.
        digests = [self.document("verify", *words)["digest"] for words in ((), ("--store", "second.sqlite"))]
        self.assertEqual(digests[0], digests[1])

    def test_known_as_of(self):
        self.casus("import", "csv", "table.csv")
        for day, entries in (("2023-01-24", 0), ("2023-01-25", 1), ("2023-04-30", 3), ("2023-05-01", 4)):
            found = [p for p in self.document("export", "--known-as-of", day)["pledges"] if p["pledge"] == "leopards"]
            self.assertEqual(sum(len(p["entries"]) for p in found), entries, day)
            for pledge in found:
                for entry in pledge["entries"]:
                    self.assertLessEqual(entry["known"], day)
                    self.assertEqual(entry["corrected_by"], 4 if entry["number"] == 3 and day == "2023-05-01" else None)
        self.fails("C0301", "export", "--known-as-of", "yesterday")

    def test_language(self):
        self.casus("add", 'pledge leopards "Leopards" { by DEU to UKR item "Leopard 2A6" '
                          'announced 18 on 2023-01-25 source "a speech" }')
        self.casus("add", "--to-pledge", "leopards", "--known", "2023-04-01", 'delivered 18 on 2023-03-27 source "a ministry"')
        added = self.document("add", "--to-pledge", "leopards", "--corrects", "2",
                              'delivered 17 on 2023-03-27 source "a ministry"')
        self.assertEqual(added["numbers"], [3])
        self.casus("add", "--withdraw", "1", "--source", "nobody said so")
        entries = self.document("export")["pledges"][0]["entries"]
        self.assertEqual([(e["entry"], e["corrected_by"]) for e in entries],
                         [("announced", 4), ("delivered", 3), ("delivered", None), ("withdrawn", None)])
        self.assertEqual(entries[1]["known"], "2023-04-01")
        self.assertEqual(entries[2]["known"], time.strftime("%Y-%m-%d", time.gmtime()))
        text, err = self.casus("export", "--format", "casus")
        self.assertIn("3 entries are left out", err)
        self.assertEqual(text.count("delivered"), 1)
        (self.folder / "p.casus").write_text(text, encoding="utf-8")
        self.casus("import", "casus", "p.casus", "--store", "second.sqlite")
        self.assertEqual(self.casus("export", "--format", "casus", "--store", "second.sqlite")[0], text)
        # `replaced by` finds a pledge of the store.
        self.casus("add", 'pledge older { by DEU to UKR announced 1 on 2022 source "a" replaced by leopards on 2023 source "b" }')
        self.assertEqual(self.document("verify")["findings"], [])

    def test_words_that_are_wrong(self):
        self.casus("add", expect=2)
        self.casus("add", "x", "--withdraw", "1", expect=2)
        self.fails("C0820", "add", 'pledge p { by DEU to UKR announced 14 on 2023-01-25 }')
        self.assertFalse((self.folder / "pledges.sqlite").exists(), "what is wrong makes no store")
        self.fails("C0202", "add", "--to-pledge", "none", 'announced 1 on 2023 source "a"')
        self.fails("C0801", "add", "--withdraw", "1", "--source", "a")
        self.casus("import", "csv", "table.csv")
        self.fails("C0202", "list", "leopard")
        self.fails("C0808", "add", "--withdraw", "77", "--source", "a")
        self.fails("C0808", "add", "--to-pledge", "leopards", "--corrects", "3", 'delivered 1 on 2024 source "a"')
        self.fails("C0820", "add", "--withdraw", "1")
        (self.folder / "other.csv").write_text("pledge,by,to,entry,on,source\nleopards,FRA,UKR,announced,2023,a\n")
        self.fails("C0807", "import", "csv", "other.csv")
        (self.folder / "bad.csv").write_text("pledge,by,to,entry,on,source\nleopards,DEU,UKR,anounced,2023,a\nleopards,DNK,,late,2023,a\n")
        err = self.fails("C0809", "import", "csv", "bad.csv")
        self.assertIn("bad.csv, row 2, column `entry`", err)
        self.assertIn("bad.csv, row 3, column `by`", err)
        self.fails("C0601", "import", "csv", "missing.csv")

    def test_environment_names_the_store(self):
        self.casus("import", "csv", "table.csv", environment={"CASUS_PLEDGES": "mine.sqlite"})
        self.assertTrue((self.folder / "mine.sqlite").exists())
        self.fails("C0801", "list")
        self.casus("list", environment={"CASUS_PLEDGES": "mine.sqlite"})


class Files(Case):
    def test_changed_by_hand(self):
        self.casus("import", "csv", "table.csv")
        with contextlib.closing(sqlite3.connect(self.folder / "pledges.sqlite")) as database:
            with self.assertRaises(sqlite3.IntegrityError):
                database.execute("UPDATE entry SET quantity = 1 WHERE number = 1")
            database.execute("DROP TRIGGER entry_stays")
            database.execute("UPDATE entry SET quantity = 1 WHERE number = 2")
            database.commit()
        found = self.document("verify", expect=1)["findings"]
        self.assertEqual([f["where"] for f in found], ["entry 2"])

    def test_digests_can_be_taken_by_others(self):
        """The format of the digests is written down (docs/pledge-store.md), and this is all that it takes."""
        import hashlib
        self.casus("import", "csv", "table.csv")
        netstring = lambda value: f"{len(str(value).encode())}:{value},".encode()
        with contextlib.closing(sqlite3.connect(self.folder / "pledges.sqlite")) as database:
            last, pledges = bytes(32), {}
            for row in database.execute("SELECT id, digest, name, title, donors, recipients, item, category, instrument, provision, "
                                        "period, origin, covers, note FROM pledge ORDER BY id"):
                last = hashlib.sha256(last + b"".join(map(netstring, row[2:]))).digest()
                self.assertEqual(row[1], last)
                pledges[row[0]] = last
            last = bytes(32)
            text = lambda column: f"(SELECT value FROM text WHERE id = e.{column})"
            for row in database.execute(
                    "SELECT e.digest, e.pledge, e.number, iif(t.kind = 'stage', t.stage, t.kind), e.quantity, t.bound, e.money, "
                    "m.currency, m.constant_year, m.valuation, t.in_all, e.earliest, e.latest, t.uncertain, e.known, t.category, "
                    f"{text('item')}, {text('by_pledge')}, {text('accepted')}, {text('source')}, {text('note')}, e.corrects "
                    "FROM entry e JOIN told t ON t.id = e.told LEFT JOIN money_kind m ON m.id = e.money_kind ORDER BY e.number"):
                content = b"".join(netstring("" if value is None else value) for value in row[2:])
                last = hashlib.sha256(last + pledges[row[1]] + content).digest()
                self.assertEqual(row[0], last, f"entry {row[2]}")
            self.assertEqual(self.document("verify")["digest"], "sha256:" + last.hex())

    def test_moved_and_opened_by_sqlite(self):
        self.casus("import", "csv", "table.csv")
        self.assertEqual(sorted(p.name for p in self.folder.iterdir()), ["pledges.sqlite", "table.csv"])
        (self.folder / "pledges.sqlite").rename(self.folder / "moved.sqlite")
        self.assertEqual(len(self.document("list", "--store", "moved.sqlite")["pledges"]), 2)
        with contextlib.closing(sqlite3.connect(self.folder / "moved.sqlite")) as database:
            self.assertEqual(database.execute("SELECT count(*) FROM log WHERE pledge = 'leopards'").fetchone(), (4,))

    def test_files_that_are_no_store(self):
        self.fails("C0801", "list")
        self.fails("C0801", "list", "--store", ".")
        self.fails("C0801", "import", "csv", "table.csv", "--store", "no/folder/a.sqlite")
        self.fails("C0802", "list", "--store", "table.csv")
        self.fails("C0802", "import", "csv", "table.csv", "--store", "table.csv")
        self.casus("import", "csv", "table.csv")
        whole = (self.folder / "pledges.sqlite").read_bytes()
        (self.folder / "cut.sqlite").write_bytes(whole[:len(whole) // 2])
        self.fails("C0803", "list", "--store", "cut.sqlite")
        with contextlib.closing(sqlite3.connect(self.folder / "pledges.sqlite")) as database:
            database.execute("PRAGMA user_version = 2")
        self.fails("C0804", "list")

    def as_nobody(self):
        """Root may write anything: the command runs as somebody who may not."""
        if os.geteuid() != 0:
            return None
        os.chmod(self.folder, 0o755)
        return lambda: (os.setgroups([]), os.setgid(65534), os.setuid(65534))

    def test_read_only(self):
        self.casus("import", "csv", "table.csv")
        before = (self.folder / "pledges.sqlite").read_bytes()
        user = self.as_nobody()
        os.chmod(self.folder / "pledges.sqlite", 0o444)
        os.chmod(self.folder, 0o555)
        self.addCleanup(os.chmod, self.folder, 0o755)
        # Somebody who may only read, reads.
        self.casus("list", before=user)
        self.casus("verify", before=user)
        self.fails("C0806", "add", "--withdraw", "1", "--source", "a", before=user)
        self.fails("C0806", "import", "csv", "table.csv", "--store", "new.sqlite", before=user)
        # A file that may be written, in a folder that may not: there is no place for the journal.
        os.chmod(self.folder / "pledges.sqlite", 0o666)
        self.fails("C0806", "add", "--withdraw", "1", "--source", "a", before=user)
        self.assertEqual((self.folder / "pledges.sqlite").read_bytes(), before)

    def test_unreadable(self):
        self.casus("import", "csv", "table.csv")
        user = self.as_nobody()
        os.chmod(self.folder / "pledges.sqlite", 0)
        self.fails("C0806", "list", before=user)

    def test_full_disk(self):
        self.casus("import", "csv", "table.csv")
        before, _ = self.casus("export")
        rows = "".join(f"big,DEU,UKR,announced,2023,{'s' * 200}{i}\n" for i in range(5000))
        (self.folder / "big.csv").write_text("pledge,by,to,entry,on,source\n" + rows)

        def no_room():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
        self.fails("C0806", "import", "csv", "big.csv", before=no_room)
        self.assertEqual(self.casus("export")[0], before)
        self.assertEqual(self.document("verify")["findings"], [])
        self.casus("import", "csv", "big.csv")
        self.assertEqual(self.document("verify")["entries"], 5006)

    def test_a_write_that_was_cut_off_where_nothing_can_be_written(self):
        """A journal is left, and who may only read cannot undo the write: that is said, and not an older state told."""
        self.casus("import", "csv", "table.csv")
        before, _ = self.casus("export")
        store = self.folder / "pledges.sqlite"
        # A writer that spills to the disk, and is gone before it commits.
        subprocess.run([sys.executable, "-c", f"""
import os, sqlite3
database = sqlite3.connect({str(store)!r}, isolation_level=None)
database.execute("PRAGMA cache_size = 1")
database.execute("BEGIN IMMEDIATE")
for i in range(2000): database.execute("INSERT INTO text (value) VALUES (?)", ("x" * 500 + str(i),))
os._exit(0)
"""], check=True)
        self.assertTrue((self.folder / "pledges.sqlite-journal").exists())
        user = self.as_nobody()
        os.chmod(self.folder, 0o555)
        os.chmod(store, 0o444)
        os.chmod(self.folder / "pledges.sqlite-journal", 0o444)
        self.addCleanup(os.chmod, self.folder, 0o755)
        self.fails("C0806", "list", before=user)
        os.chmod(self.folder, 0o755)
        os.chmod(store, 0o644)
        os.chmod(self.folder / "pledges.sqlite-journal", 0o644)
        self.assertEqual(self.casus("export")[0], before)
        self.assertFalse((self.folder / "pledges.sqlite-journal").exists())
        self.assertEqual(self.document("verify")["findings"], [])


class Killed(Case):
    def test_nothing_acknowledged_is_lost(self):
        """A thousand random writes, by writers that are killed in the middle of them again and again."""
        store = self.folder / "pledges.sqlite"
        chance = random.Random(20230125)
        acknowledged = {}
        writes = seed = 0
        while writes < 1000:
            seed += 1
            writer = subprocess.Popen([WRITER, str(store), str(seed), "100000"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            lines = [writer.stdout.readline() for _ in range(chance.randint(0, 60))]
            # Some moment of the writes that follow.
            time.sleep(chance.uniform(0, 0.02))
            writer.kill()
            out, err = writer.communicate()
            self.assertEqual(writer.returncode, -signal.SIGKILL, err.decode())
            # A line that was cut off is no acknowledgement.
            for line in (b"".join(lines) + out).decode().split("\n")[:-1]:
                numbers, notes = line.split(" |")
                writes += 1
                for number, note in zip(numbers.split(), notes.split(), strict=True):
                    self.assertNotIn(int(number), acknowledged)
                    acknowledged[int(number)] = note
            self.check(store, acknowledged)
        self.assertGreater(seed, 5)

    def check(self, store, acknowledged):
        if not acknowledged:
            return  # killed before there was a store
        self.assertEqual(self.document("verify")["findings"], [])
        there = {e["number"]: e["note"] for p in self.document("export")["pledges"] for e in p["entries"]}
        self.assertEqual(sorted(there), list(range(1, len(there) + 1)))
        for number, note in acknowledged.items():
            self.assertEqual(there.get(number), note)
        # A write is there with all of its entries or with none: notes of one count from 0 without a gap.
        writes = {}
        for note in there.values():
            seed, write, entry = note.split("/")
            writes.setdefault((seed, write), []).append(int(entry))
        for write, entries in writes.items():
            self.assertEqual(sorted(entries), list(range(len(entries))), write)

    def test_commands_at_once(self):
        self.casus("add", 'pledge p { by DEU to UKR announced 100 on 2022 source "a" }')
        runs = [subprocess.Popen([CASUS, "pledge", "add", "--to-pledge", "p", f'delivered {i + 1} on 2023 source "a"'],
                                 cwd=self.folder, stdout=subprocess.PIPE) for i in range(12)]
        numbers = sorted(run.communicate()[0].decode().split()[1] for run in runs)
        self.assertEqual([run.returncode for run in runs], [0] * 12)
        self.assertEqual(numbers, sorted(str(i) for i in range(2, 14)))
        quantities = {e["quantity"] for e in self.document("export")["pledges"][0]["entries"]}
        self.assertEqual(quantities, {str(i) for i in range(1, 13)} | {"100"})


if __name__ == "__main__":
    unittest.main()
