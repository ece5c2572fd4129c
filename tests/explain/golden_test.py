"""Golden pages: what commands print, word for word. CASUS_RECORD=1 records them anew."""

import difflib
import os
import pathlib
import re
import subprocess
import sys

CASUS = os.path.abspath(sys.argv[1])
FOLDER = pathlib.Path(__file__).parent / "golden"

PAGES = {
    "read_all": ["read"],
    "read_article_5": ["read", "NATO", "article", "5"],
    "ask_poland_2023": ["ask", "RUS invades POL", "--on", "2023-02-21"],
    "ask_ukraine_2022": ["ask", "RUS invades UKR", "--on", "2022-02-24"],
    "ask_cyber_2007": ["ask", "unknown cyber_operation against EST asserted by EST to be by RUS", "--on", "2007-04-27"],
    "ask_paris_2015": ["ask", "non_state terrorist_attack against FRA at Paris", "--on", "2015-11-13"],
    "ask_israel_2024": ["ask", "IRN bombards ISR", "--on", "2024-04-13"],
    "ask_compact_supposed": ["ask", "RUS bombards UKR; UKR requests consultation; USA decides activate_extended", "--on", "2023-02-21",
                             "--suppose", "kyiv_security_compact in force"],
    "ask_crimea_in_nato": ["ask", "RUS bombards UKR at Crimea", "--on", "2023-02-21", "--suppose", "UKR party to NATO"],
    "ask_greece_turkey": ["ask", "TUR invades GRC", "--on", "1996-01-30"],
    "ask_armenia_2022": ["ask", "AZE border_clash against ARM at Jermuk; ARM requests assistance", "--on", "2022-09-13"],
    "ask_dual_alliance": ["ask", "FRA invades DEU; RUS assists FRA", "--on", "1890-06-01"],
    "ask_august_1914_honoured": ["ask", "DEU attacks RUS", "1914-08-04 DEU invades BEL", "--on", "1914-08-01", "--honour", "all",
                                 "--refuse", "AUH"],
    "ask_poland_2023_armed": ["ask", "RUS invades POL", "--on", "2023-02-21", "--honour", "USA,GBR", "--form", "force"],
    "replay_july_1914": ["replay", "july_1914"],
    "conflicts_2023": ["conflicts", "--on", "2023-02-21"],
    "conflicts_greece_turkey": ["conflicts", "TUR attacks GRC; GRC attacks TUR", "--on", "1996-01-31"],
    "why_usa_poland": ["why", "USA", "RUS invades POL", "--on", "2023-02-21"],
    "why_estonia_cyber": ["why", "LVA", "cyber_operation against EST", "--on", "2007-04-27"],
    "flip_estonia_2007": ["flip", "cyber_operation against EST", "--on", "2007-04-27"],
    "flip_two_incidents": ["flip", "RUS border_clash against EST; RUS border_clash against EST", "--on", "2015-06-01"],
    "flip_nothing_open": ["flip", "RUS invades MDA", "--on", "2023-02-21"],
    "brief_poland_2023": ["brief", "RUS invades POL", "--on", "2023-02-21"],
    "brief_cyber_2007": ["brief", "cyber_operation against EST", "--on", "2007-04-27"],
    "diff_treaty_and_compact": ["diff", "UKR party to NATO", "kyiv_security_compact", "--on", "2023-02-21", "--brief"],
    "diff_unknown": ["diff", "UKR party to NATTO", "kyiv_security_compact", "--on", "2023-02-21"],
    "diff_for_whom": ["diff", "UKR party to NATO", "MDA party to NATO", "--on", "2023-02-21"],
    "ask_contradiction": ["ask", "RUS invades UKR", "--on", "2023-02-21", "--suppose", "UKR party to NATO", "--suppose",
                          "UKR not party to NATO"],
    "diff_one_only": ["diff", "UKR party to NATO", "--on", "2023-02-21"],
    "diff_matrix": ["diff", "--matrix", "NATO = UKR party to NATO", "Compact = kyiv_security_compact", "--on", "2023-02-21"],
    "whynot_usa_moldova": ["whynot", "USA", "RUS invades MDA", "--on", "2023-02-13"],
    "whynot_finland_poland": ["whynot", "FIN", "RUS invades POL", "--on", "2023-02-21"],
    "gaps_2023": ["gaps", "--on", "2023-02-21"],
    "gaps_1914_by_germany": ["gaps", "--on", "1914-07-31", "--by", "DEU", "--all"],
    "atlas_2023": ["atlas", "--on", "2023-02-21"],
    "atlas_years": ["atlas", "--years", "1905-1914"],
    "timeline_belgium": ["timeline", "BEL"],
}


def main():
    record = os.environ.get("CASUS_RECORD") == "1"
    FOLDER.mkdir(exist_ok=True)
    failed = 0
    for name, words in PAGES.items():
        run = subprocess.run([CASUS, *words, "--plain"], capture_output=True, text=True, timeout=60)
        page = f"$ casus {' '.join(words)}\n{run.stdout}{run.stderr}[exit {run.returncode}]\n"
        page = re.sub(r"sha256:[0-9a-f]{64}", "sha256:…", page)  # of the corpus; it changes with every file
        path = FOLDER / f"{name}.txt"
        if record:
            path.write_text(page)
            continue
        expected = path.read_text() if path.exists() else ""
        if page != expected:
            failed += 1
            sys.stdout.writelines(difflib.unified_diff(expected.splitlines(True), page.splitlines(True), str(path), "now"))
    stray = {p.stem for p in FOLDER.glob("*.txt")} - set(PAGES)
    if stray:
        print("no page is named so:", ", ".join(sorted(stray)))
    print(f"{len(PAGES) - failed} passed, {failed + len(stray)} failed")
    return 1 if failed or stray else 0


if __name__ == "__main__":
    sys.exit(main())
