"""Fails where a reading of real pages is worse than its bounds.

Usage: thresholds.py CORPUS LOCALE TRUTH SCORE.json FIELDS.json SUMMARY.json

CORPUS is the folder of pages, TRUTH that of what is known of them, SCORE what `score.py --json`
writes, FIELDS what `cargo xtask fields --format json` writes, and SUMMARY the last line of
`cargo xtask codegen --format json`.
"""

import json
import pathlib
import re
import sys

# Name, rows that are right, all rows, least share in percent.
FLOORS = [
    ("response rows at the exact path", "rs_ok", "rs_n", 99.4),
    ("nested responses fully right", "right_nested", "ops_nested", 94.0),
    ("response paths found", "rec_s", "rec_s_n", 93.5),
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
LEAST_GENERATED = 99.5
MOST_FLAGGED = 2.0


def share(part, whole):
    return 100 * part / max(whole, 1)


def load(path):
    return json.loads(pathlib.Path(path).read_text(encoding="utf-8"))


def score_verdicts(score):
    total = score["total"]
    for name, part, whole, bound in FLOORS:
        value = share(total.get(part, 0), total.get(whole, 0))
        yield f"{name}: {value:.2f} %, at least {bound} %", value >= bound
    for name, part, whole, bound in CEILINGS:
        value = share(total.get(part, 0), total.get(whole, 0))
        yield f"{name}: {value:.2f} %, at most {bound} %", value <= bound


def flag_verdict(services):
    rows = [row for service in services for operation in service["operations"].values()
            for row in operation["response"]]
    value = share(sum(row["flagged"] for row in rows), len(rows))
    return f"response rows flagged: {value:.2f} %, at most {MOST_FLAGGED} %", value <= MOST_FLAGGED


def outcome_verdict(summary):
    pages = summary["generated"] + summary["rejected"]
    value = share(summary["generated"], pages)
    text = f"API pages generated: {value:.2f} % of {pages}, at least {LEAST_GENERATED} %"
    return text, value >= LEAST_GENERATED


def coverage_verdict(corpus, locale, truth, services):
    """Every operation that a page links to and the truth knows must have been read."""
    known = {}
    for file in pathlib.Path(truth).glob("*.json"):
        document = load(file)
        product = document["product"].lower()
        known.setdefault(product, set()).update(document["operations"])
    read = {(service["product"].lower(), action) for service in services
            for action in service["operations"]}
    missing = set()
    for page in pathlib.Path(corpus).glob(f"*/{locale}/**/*.md"):
        text = page.read_text(encoding="utf-8")
        links = re.findall(r"[#?]product=([^&)\s]+)&(?:amp;)?api=(\w+)", text)
        for product, action in links:
            product = product.lower()
            if action in known.get(product, ()) and (product, action) not in read:
                missing.add(f"{product} {action}")
    text = f"known operations not read: {len(missing)} {', '.join(sorted(missing)[:5])}"
    return text.rstrip(), not missing


def main():
    corpus, locale, truth, score, fields, summary = sys.argv[1:]
    services = load(fields)
    verdicts = list(score_verdicts(load(score)))
    verdicts.append(flag_verdict(services))
    verdicts.append(outcome_verdict(load(summary)["summary"]))
    verdicts.append(coverage_verdict(corpus, locale, truth, services))
    for text, holds in verdicts:
        print(text if holds else f"{text}: NOT MET")
    sys.exit(0 if all(holds for _, holds in verdicts) else 1)


main()
