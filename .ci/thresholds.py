"""Fails where a score over real pages falls under its floor.

Usage: thresholds.py SCORE.json, as `score.py --json` writes it.
"""

import json
import sys

# Name, rows that are right, all rows, least share in percent.
FLOORS = [
    ("response rows at the exact path", "rs_ok", "rs_n", 95.0),
    ("nested responses fully right", "right_nested", "ops_nested", 80.0),
    ("request rows at the exact path", "rq_ok", "rq_n", 99.0),
    ("types", "t_ok", "t_n", 97.0),
]


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        total = json.load(file)["total"]
    failed = False
    for name, right, rows, floor in FLOORS:
        share = 100 * total.get(right, 0) / max(total.get(rows, 0), 1)
        verdict = "ok" if share >= floor else "TOO LOW"
        failed |= share < floor
        print(f"{name}: {share:.2f} % (floor {floor} %) {verdict}")
    sys.exit(1 if failed else 0)


main()
