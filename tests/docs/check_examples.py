#!/usr/bin/env python3
"""Runs every example of README.md, docs/**/*.md (docs/diagnostics has its own test) and examples/**/*.md, beside whose pages their
files lie.

How an example is marked, by the words behind the opening fence:

  ```casus                 a whole file: checks without errors or warnings; its expectations, if any, are met
  ```casus file=NAME       the same; later console examples of the page find it under that name
  ```casus part            lines and provisions of an instrument, and what stands at the top of a file
  ```casus part provision  lines of one provision        ```casus part scenario  lines of a scenario
  ```casus bad CODE        raises exactly that code; `part`, `provision`, `scenario` and `file=NAME` as above
  ```casus corpus=NAME     lines of that instrument as they stand in the corpus, in their order. White space does not count; a line
                           `…` stands for any lines, and comments, gist, phrase, note, cite, status and confidence may be left out
  ```console               `$ command` runs in a folder that holds the page's named files; what follows is its output

In expected output a line `…` stands for any lines, and `…` inside a line for any text. The sentences of `casus read`, one line
each, may be broken over lines. `--record` writes the actual output of console examples that differ into the page. Other fences
are left alone.
"""

import argparse
import difflib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import textwrap

ROOT = pathlib.Path(__file__).resolve().parents[2]
ANY = "…"
TIME_LIMIT = 60

TOP = {"include", "state", "region", "place", "lexicon", "question", "reading", "instrument", "scenario", "source", "claim",
       "pledge"}

# What a part is put into: a line is added only where the part has no such line itself, and roles only where it names none.
FRAME = {
    "kind": "kind treaty",
    "force": "force binding",
    "signed": "signed 1994-01-01",
    "in": "in force 1995-01-01 ..",
    "cite": 'cite "An example"',
    "coded": "coded 2026-11-23 status draft",
    "party": "party FJI, TON, WSM",
    "guarantor": "guarantor AUS, NZL",
    "beneficiary": "beneficiary VUT",
    "provider": "provider AUS",
    "signatory": "signatory FJI",
    "member": "member FJI, TON",
    "recipient": "recipient VUT",
}
ROLES = ("party", "guarantor", "beneficiary", "provider", "signatory", "member", "recipient")
FRAME_NAME = "example_instrument"


class Block:
    def __init__(self, page, line, info, body):
        self.page, self.line, self.body = page, line, body
        words = info.split()
        self.language = words[0] if words else ""
        self.words = words[1:]
        self.name = next((w[5:] for w in self.words if w.startswith("file=")), None)
        self.instrument = next((w[7:] for w in self.words if w.startswith("corpus=")), None)

    def where(self):
        return f"{self.page.relative_to(ROOT)}:{self.line}"


def blocks_of(page):
    """Fenced blocks with the number of their first line and, for recording, the place of their body in the page."""
    lines = page.read_text(encoding="utf-8").split("\n")
    found, start, fence, info = [], None, None, ""
    for number, line in enumerate(lines):
        mark = re.match(r"^(`{3,}|~{3,})\s*(.*)$", line)
        if start is None and mark:
            start, fence, info = number, mark.group(1), mark.group(2)
        elif start is not None and line.rstrip() == fence:
            block = Block(page, start + 1, info, lines[start + 1:number])
            block.span = (start + 1, number)
            found.append(block)
            start = None
    return lines, found


# ── casus ────────────────────────────────────────────────────────────────────────────────────────────────────────────

def brackets(line):
    plain = re.sub(r"//.*", "", re.sub(r'"(?:\\.|[^"\\])*"', '""', line))
    return plain.count("{") - plain.count("}")


def split_part(body):
    """A part's lines that stand in an instrument, and those that stand at the top of a file."""
    inside, top, depth = [], [], 0
    into = inside
    for line in body:
        word = re.match(r"\s*([a-z_]+)", line)
        if depth == 0 and word:
            into = top if word.group(1) in TOP else inside
        into.append(line)
        depth += brackets(line)
    return inside, top


def slots_of(lines):
    """The slots of an instrument that the lines have, several on a line or not."""
    text = "\n".join(re.sub(r"//.*", "", re.sub(r'"(?:\\.|[^"\\])*"', '""', line)) for line in lines)
    depth, outer = 0, ""
    for c in text:
        depth += (c == "{") - (c == "}")
        outer += c if depth == 0 else " "
    forms = {"in": r"\bin\s+force\b|\b(runs|renewed)\b|\bforce\s+(proposal|draft)\b",
             "force": r"\bforce\s+(binding|political|unilateral|proposal|draft|lapsed|disputed)\b",
             **{role: rf"\b{role}\s+[A-Z]" for role in ROLES}}
    have = {slot for slot in FRAME if re.search(forms.get(slot, rf"\b{slot}\b"), outer)}
    if "in" in have or re.search(r"\bpublished\b", outer):
        have.add("signed")
    return have | (set(ROLES) if have & set(ROLES) else set())


def framed(inside, top):
    """The part inside an instrument that has all that an instrument needs."""
    if not any(line.strip() and not line.strip().startswith("//") for line in inside):
        return "\n".join(top)
    have = slots_of(inside)
    frame = [line for slot, line in FRAME.items() if slot not in have]
    return "\n".join([f'instrument {FRAME_NAME} "Example" {{', *frame, *inside, "}", *top])


def provision(body):
    text = "\n".join(body)
    trigger = "" if re.search(r"(?m)^\s*(when|standing|after)\b|\bstanding\b", text) else "when armed_attack on a party\n"
    return ['article 1 "Example" {', trigger + text, "}"]


def text_of(block):
    body = block.body
    if "provision" in block.words:
        inside, top = split_part(body)
        return framed(provision(inside), top)
    if "scenario" in block.words:
        dated = any(re.match(r"\s*on\s+\d", line) for line in body)
        return "\n".join(["scenario example {", *([] if dated else ["on 2023-02-21"]), *body, "}"])
    if "part" in block.words:
        return framed(*split_part(body))
    return "\n".join(body)


class Runner:
    def __init__(self, casus):
        self.casus = str(casus)
        self.env = {**os.environ, "NO_COLOR": "1", "LC_ALL": "C.UTF-8",
                    "PATH": f"{pathlib.Path(casus).parent}{os.pathsep}{os.environ.get('PATH', '')}"}

    def run(self, command, folder):
        done = subprocess.run(command, cwd=folder, env=self.env, shell=isinstance(command, str), stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=TIME_LIMIT)
        return done.returncode, done.stdout.decode("utf-8", "replace")

    def diagnostics(self, name, folder):
        code, output = self.run([self.casus, "check", "--json", name], folder)
        try:
            return json.loads(output)["diagnostics"] if output.strip() else []
        except ValueError:
            return [{"code": f"exit {code}", "severity": "error", "message": output, "file": name}]


def told(diagnostics):
    return "\n".join(f"    {d['severity']}[{d['code']}] line {d.get('line', '?')}: {d['message']}"
                     + (f"\n      help: {d['hint']}" if d.get("hint") else "") for d in diagnostics)


def decisive(text):
    """The text of a clause without comments and the lines that only tell of it, in single blanks."""
    text = re.sub(r"(?m)^\s*//.*$", "", text)
    text = re.sub(r'(?m)^\s*(?:gist|phrase|note|cite)\s+"(?:\\.|[^"\\])*"(?:\s*"(?:\\.|[^"\\])*")*\s*$', "", text)
    return " ".join(re.sub(r"(?m)^\s*(?:status|confidence) \w+\s*$", "", text).split())


def check_corpus(block):
    """Whether the block's lines stand in the instrument's file, in that order."""
    files = list((ROOT / "corpus/instruments").rglob(f"{block.instrument}.casus"))
    if len(block.words) != 1 or len(files) != 1:
        return f"  `corpus={block.instrument}` stands alone and names an instrument that has a file of its own"
    rest = f" {decisive(files[0].read_text(encoding='utf-8'))} "
    for run in re.split(rf"(?m)^\s*{ANY}\s*$", "\n".join(block.body)):
        wanted = f" {decisive(run)} "
        if wanted.strip():
            found, rest = wanted in rest, " " + rest.partition(wanted)[2]
            if not found:
                return f"  not in {files[0].relative_to(ROOT)}, or not in this order:\n    {wanted.strip()}"
    return None


def check_casus(block, runner, folder):
    if block.instrument:
        return check_corpus(block)
    known = {"part", "provision", "scenario", "bad"}
    wanted = next((w for w in block.words if re.fullmatch(r"C\d{4}", w)), None)
    odd = [w for w in block.words if w not in known and w != wanted and not w.startswith("file=")]
    if odd:
        return f"  the fence says `{' '.join(odd)}`, which means nothing"
    if ("bad" in block.words) != (wanted is not None):
        return "  `bad` and a code, as C0202, stand together"
    name = block.name or f"line_{block.line}.casus"
    (folder / name).write_text(text_of(block) + "\n", encoding="utf-8")
    diagnostics = runner.diagnostics(name, folder)
    own = [d for d in diagnostics if d["severity"] == "error" or d.get("file") == name]
    if wanted:
        codes = {d["code"] for d in own}
        return None if codes == {wanted} else f"  expected {wanted} and nothing else, got:\n{told(own) or '    nothing'}"
    bad = [d for d in own if d["severity"] == "error" or not {"part", "provision", "scenario"} & set(block.words)]
    if bad:
        return "  expected no faults, got:\n" + told(bad)
    if any(re.match(r"\s*expect\b", line) for line in block.body):
        code, output = runner.run([runner.casus, "run", name], folder)
        if code != 0:
            return "  the expectations are not met:\n" + "\n".join("    " + line for line in output.rstrip().split("\n"))
    return None


# ── console ──────────────────────────────────────────────────────────────────────────────────────────────────────────

def commands_of(body):
    """Pairs of a command and the output that is expected of it."""
    found = []
    for line in body:
        if line.startswith("$ "):
            found.append([[line[2:]], []])
        elif found and found[-1][0][-1].endswith("\\") and not found[-1][1]:
            found[-1][0].append(line)
        elif found:
            found[-1][1].append(line)
    return found


def line_matches(expected, actual):
    if ANY not in expected:
        return expected.rstrip() == actual.rstrip()
    return re.fullmatch(".*".join(re.escape(part) for part in expected.rstrip().split(ANY)), actual.rstrip()) is not None


def matches(expected, actual):
    """Whether the lines agree, where a line `…` agrees with any lines."""
    reach = {0}
    for line in expected:
        if line.strip() == ANY:
            reach = set(range(min(reach), len(actual) + 1)) if reach else set()
        else:
            reach = {k + 1 for k in reach if k < len(actual) and line_matches(line, actual[k])}
    return len(actual) in reach


def trimmed(lines):
    lines = list(lines)
    while lines and not lines[-1].strip():
        lines.pop()
    while lines and not lines[0].strip():
        lines.pop(0)
    return lines


def wrapped(lines):
    """The sentences of `casus read` broken over lines, as the pages have them."""
    return [part for line in lines
            for part in textwrap.wrap(line.strip(), 128, initial_indent=line[:len(line) - len(line.lstrip())],
                                      subsequent_indent="    ", break_on_hyphens=False) or [""]]


def check_console(block, runner, folder, record):
    faults, body = [], []
    for command, expected in commands_of(block.body):
        _, output = runner.run("\n".join(command), folder)
        actual = trimmed(output.split("\n"))
        if command[0].startswith("casus read "):
            actual = wrapped(actual)
            same = line_matches(" ".join(" ".join(expected).split()), " ".join(" ".join(actual).split()))
        else:
            same = matches(trimmed(expected), actual)
        body += ["$ " + command[0], *command[1:], *(expected if same else [line.rstrip() for line in actual])]
        if not same and not record:
            diff = difflib.unified_diff(trimmed(expected), actual, "expected", "actual", lineterm="", n=2)
            faults.append("  $ " + command[0] + "\n" + "\n".join("    " + line for line in diff))
    return body, "\n".join(faults) or None


# ── pages ────────────────────────────────────────────────────────────────────────────────────────────────────────────

def check_page(page, runner, record):
    lines, blocks = blocks_of(page)
    ran, faults, changed = 0, [], []
    with tempfile.TemporaryDirectory(prefix="casus_docs_") as folder:
        folder = pathlib.Path(folder)
        if ROOT / "examples" in page.parents:
            shutil.copytree(page.parent, folder, dirs_exist_ok=True)
        for block in blocks:
            fault = None
            if block.language == "casus":
                fault = check_casus(block, runner, folder)
            elif block.language == "console":
                body, fault = check_console(block, runner, folder, record)
                if record and body != block.body:
                    changed.append((block.span, body))
            else:
                continue
            ran += 1
            if fault:
                faults.append(f"{block.where()}: ```{block.language} {' '.join(block.words)}\n{fault}\n")
    for (begin, end), body in reversed(changed):
        lines[begin:end] = body
        print(f"{page.relative_to(ROOT)}:{begin}: recorded")
    if changed:
        page.write_text("\n".join(lines), encoding="utf-8")
    return ran, faults


def main():
    parser = argparse.ArgumentParser(description="Runs the examples of the documentation.")
    parser.add_argument("pages", nargs="*", type=pathlib.Path, help="pages; all of them where none is named")
    parser.add_argument("--casus", type=pathlib.Path, default=ROOT / "build/release/bin/casus", help="the binary")
    parser.add_argument("--record", action="store_true", help="write the actual output of console examples into the pages")
    options = parser.parse_args()
    if not options.casus.is_file():
        sys.exit(f"there is no binary at {options.casus}; name it with --casus")
    pages = [p.resolve() for p in options.pages] or sorted(
        p for p in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md"), *(ROOT / "examples").rglob("*.md")]
        if p.is_file() and ROOT / "docs/diagnostics" not in p.parents)
    runner = Runner(options.casus.resolve())
    total, faults = 0, []
    for page in pages:
        ran, found = check_page(page, runner, options.record)
        total += ran
        faults += found
    for fault in faults:
        print(fault)
    print(f"{total} examples in {len(pages)} pages, {len(faults)} wrong")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
