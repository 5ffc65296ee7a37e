"""Fails where the two pages of an operation are read differently and no diagnostic says so.

Usage: two_languages.py ONE.json OTHER.json DIAGNOSTICS

ONE and OTHER are what `cargo xtask fields --format json` writes of either language alone, and
DIAGNOSTICS is what `cargo xtask codegen --format json` writes of both together, ONE first.
"""

import json
import pathlib
import sys

RULE = "locales-differ"


def operations(path):
    services = json.loads(pathlib.Path(path).read_text(encoding="utf-8"))
    return {(service["product"].lower(), service["version"], action): operation
            for service in services for action, operation in service["operations"].items()}


def meaning(operation):
    """All fields with their types and requiredness, in no order; whether one is in doubt is none."""
    sides = {side: rows for side, rows in operation.items() if side != "page"}
    return {side: sorted(json.dumps({key: row[key] for key in row if key != "flagged"}, sort_keys=True)
                         for row in rows)
            for side, rows in sides.items()}


def pages_with_a_named_difference(path):
    lines = pathlib.Path(path).read_text(encoding="utf-8").splitlines()
    diagnostics = map(json.loads, lines)
    return {it["page"] for it in diagnostics if it.get("rule") == RULE}


def main(one, other, diagnostics):
    one, other = operations(one), operations(other)
    named = pages_with_a_named_difference(diagnostics)
    both = sorted(one.keys() & other.keys())
    if not both:
        sys.exit("no operation has pages in both languages: the comparison is void")
    differing = [key for key in both if meaning(one[key]) != meaning(other[key])]
    silent = [key for key in differing if one[key]["page"] not in named]
    print(f"operations with pages in both languages: {len(both)}, of the same fields: "
          f"{len(both) - len(differing)}, of other fields without a diagnostic: {len(silent)}, at most 0")
    for key in silent:
        print("  ", *key)
    sys.exit(1 if silent else 0)


main(*sys.argv[1:])
