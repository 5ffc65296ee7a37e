"""Fails where rows of real pages are lost, or too few pages are generated.

Usage: row_thresholds.py ROWS.json, as `cargo xtask rows --format json` writes it.
"""

import collections
import json
import pathlib
import sys

# Rows of tables that are none of fields, rows that say nothing, and rows that name no field.
NO_FIELDS = {
    "action", "blank", "error-code", "error-row-invalid", "name-invalid", "table-not-of-fields",
    "table-not-read",
}
# Rows that are fields, or say again what a row says that is one.
FIELDS = {"field", "repeated"}
MOST_LOST = 0.1
LEAST_GENERATED = 85.0


def main():
    rows = json.loads(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8"))
    fates = rows["fates"]
    fields = sum(count for fate, count in fates.items() if fate not in NO_FIELDS)
    lost = sum(count for fate, count in fates.items() if fate not in NO_FIELDS | FIELDS)
    lost_share = 100 * lost / max(fields, 1)
    # A page is superseded where another one of its operation is generated.
    outcomes = collections.Counter(page["outcome"] for page in rows["pages"])
    pages = sum(outcomes.values()) - outcomes["superseded"]
    generated = outcomes["generated"] + outcomes["generated-with-warnings"]
    generated_share = 100 * generated / max(pages, 1)
    verdicts = [
        (f"rows that nothing names: {rows['unnamed']} of {rows['rows']}, at most 0",
         rows["unnamed"] == 0),
        (f"rows of fields that became none: {lost} of {fields}, {lost_share:.2f} %, "
         f"at most {MOST_LOST} %", lost_share <= MOST_LOST),
        (f"pages generated: {generated} of {pages}, {generated_share:.1f} %, "
         f"at least {LEAST_GENERATED} %", generated_share >= LEAST_GENERATED),
    ]
    for text, holds in verdicts:
        print(f"{text}{'' if holds else ': NOT MET'}")
    sys.exit(0 if all(holds for _, holds in verdicts) else 1)


main()
