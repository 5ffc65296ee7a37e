"""Counts the samples of real pages that generated crates read without loss, and fails if there are too
few, or if no diagnostic of a page explains why its sample is not.

Usage: samples.py FOLDER LOCALE...

FOLDER holds of each locale the crates (LOCALE/) and what `codegen --format json` printed
(LOCALE.json). Where it also holds what `cargo test --test samples` printed without and with
`--ignored` (LOCALE-tests.txt, LOCALE-ignored.txt), the tests must do as they are marked.
"""

import json
import re
import sys
from pathlib import Path

# In percent, of the samples of all locales.
LEAST = 97.0

SOURCE = re.compile(r" from (?P<source>.+); do not edit\.$")
IGNORED = re.compile(r'^#\[ignore = "(?P<reason>(?:[^"\\]|\\.)*)"\]$', re.MULTILINE)
TEST = re.compile(r"^test operation::.+::every_value_is_kept \.\.\. (?P<result>\w+)", re.MULTILINE)


def read_findings(path):
    """The ids of the rules that found something, by page."""
    rules = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        finding = json.loads(line)
        if "page" in finding:
            rules.setdefault(finding["page"], set()).add(finding["rule"])
    return rules


def rules_of(source, findings):
    pages = [page for page in findings if page == source or page.endswith("/" + source)]
    return sorted({rule for page in pages for rule in findings[page]})


def results(path):
    """How many tests had which result; None where they were not run."""
    if not path.exists():
        return None
    found = [match["result"] for match in TEST.finditer(path.read_text(encoding="utf-8"))]
    return {result: found.count(result) for result in set(found)}


def count(folder, locale):
    """How many samples there are and how many are kept; yields what is wrong, last the numbers."""
    findings = read_findings(folder / f"{locale}.json")
    files = sorted((folder / locale).glob("*/tests/samples/operation/*.rs"))
    problems, lost = [], 0
    for file in files:
        text = file.read_text(encoding="utf-8")
        mark = IGNORED.search(text)
        if not mark:
            continue
        lost += 1
        rules = rules_of(SOURCE.search(text.split("\n", 1)[0])["source"], findings)
        name = f"{file.relative_to(folder / locale).parts[0]} {file.stem}"
        print(f"  {name}: {mark['reason']} [{', '.join(rules)}]")
        if not rules:
            problems.append(f"{name}: no diagnostic of the page says what is wrong")
    kept = len(files) - lost
    for suffix, expected in (("tests", {"ok": kept, "ignored": lost}), ("ignored", {"FAILED": lost})):
        ran = results(folder / f"{locale}-{suffix}.txt")
        expected = {result: number for result, number in expected.items() if number}
        if ran is not None and ran != expected:
            problems.append(f"{locale}: of the tests of samples ({suffix}) {expected} was expected, not {ran}")
    print(f"{locale}: {kept} of {len(files)} samples are kept")
    return kept, len(files), problems


def main():
    folder, locales = Path(sys.argv[1]), sys.argv[2:]
    counts = [count(folder, locale) for locale in locales]
    kept, samples = sum(it[0] for it in counts), sum(it[1] for it in counts)
    problems = [problem for it in counts for problem in it[2]]
    share = 100 * kept / max(samples, 1)
    print(f"{kept} of {samples} samples are kept: {share:.1f} %, at least {LEAST} %")
    if share < LEAST:
        problems.append("too many samples are not kept")
    for problem in problems:
        print(f"error: {problem}", file=sys.stderr)
    sys.exit(bool(problems))


main()
