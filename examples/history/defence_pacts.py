#!/usr/bin/env python3
"""How many states have pledged defence, by decade.

    casus export state-year --out state-year
    python3 defence_pacts.py state-year

The argument is the folder that `casus export state-year --out FOLDER` makes, or the file of `--out FILE.sqlite`.
"""

import contextlib
import json
import pathlib
import sqlite3
import sys

import pandas as pd


def from_folder(folder):
    """The table of a data package, its columns typed as the package says."""
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    resource = package["resources"][0]
    schema = resource["schema"]
    # Int64 is the integer of pandas that can be missing; an empty text is a text.
    types = {field["name"]: "Int64" if field["type"] == "integer" else "string" for field in schema["fields"]}
    return pd.read_csv(folder / resource["path"], dtype=types, na_values=schema["missingValues"], keep_default_na=False)


def from_database(path):
    with contextlib.closing(sqlite3.connect(path)) as database:
        return pd.read_sql("SELECT * FROM state_year", database).astype("Int64")


def main():
    path = pathlib.Path(sys.argv[1])
    years = from_folder(path) if path.is_dir() else from_database(path)
    known = years.dropna(subset=["defense"]).assign(decade=lambda rows: rows["year"] // 10 * 10)
    print("decade  state-years  with a defence pledge  partners of those")
    for decade, rows in known.groupby("decade"):
        pledged = rows[rows["defense"] == 1]
        partners = f"{pledged['defense_partners'].mean():.1f}" if len(pledged) else "-"
        print(f"{decade}s   {len(rows):11d}  {100 * len(pledged) / len(rows):19.1f} %  {partners:>17}")


if __name__ == "__main__":
    main()
