"""Fails where a score over real pages is worse than its bound.

Usage: thresholds.py SCORE.json, as `score.py --json` writes it.
"""

import json
import sys

# Name, rows that are right, all rows, least share in percent.
FLOORS = [
    ("response rows at the exact path", "rs_ok", "rs_n", 99.1),
    ("nested responses fully right", "right_nested", "ops_nested", 91.5),
    ("response paths found", "rec_s", "rec_s_n", 94.0),
    ("request rows at the exact path", "rq_ok", "rq_n", 99.9),
    ("request paths found", "rec_q", "rec_q_n", 91.0),
    ("types", "t_ok", "t_n", 99.5),
]
# Name, rows that are wrong, all rows, largest share in percent.
CEILINGS = [
    ("response rows wrong and not flagged", "silent", "rs_n", 0.1),
    ("request rows unknown to the truth", "rq_unk", "rq_n", 0.1),
    ("right operations that are flagged", "alarm", "right", 5.0),
]


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        total = json.load(file)["total"]

    def share(part, whole):
        return 100 * total.get(part, 0) / max(total.get(whole, 0), 1)

    verdicts = [(name, share(part, whole), "at least", bound, share(part, whole) >= bound)
                for name, part, whole, bound in FLOORS]
    verdicts += [(name, share(part, whole), "at most", bound, share(part, whole) <= bound)
                 for name, part, whole, bound in CEILINGS]
    for name, value, word, bound, holds in verdicts:
        print(f"{name}: {value:.2f} %, {word} {bound} %{'' if holds else ': NOT MET'}")
    sys.exit(0 if all(holds for *_, holds in verdicts) else 1)


main()
