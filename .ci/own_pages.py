"""Fails where the API of our own pages differs from the vendor's without a reason.

Usage: own_pages.py DIFF.json CORRECTIONS.json TRUTH.json

DIFF is what `cargo xtask diff --format json` writes, from the vendor's pages to ours. CORRECTIONS
names the differences that are meant: a rule, a reason, and paths by operation. TRUTH is what the
vendor's own SDK knows: a correction of fields or of "required" must agree with it.
"""

import json
import pathlib
import sys

CRATE = "aliyun-ccc-20200701"
# Differences of words, of samples, and of where the pages lie.
WORDS = {
    "summary-changed", "description-changed", "doc-changed", "example-changed", "sample-changed",
    "source-changed", "group-changed", "link-changed",
}
# Differences of words where both sides say something.
WORDS_OF_BOTH = {"advice-changed"}
NUMBERS = {"int32": "int", "int64": "int", "float": "float", "double": "float"}


def load(path):
    return json.loads(pathlib.Path(path).read_text(encoding="utf-8"))


def is_words(change):
    if change["rule"] == "values-changed" and change["old"] and change["new"]:
        return listed(change["old"]) == listed(change["new"])
    both = change["old"] is not None and change["new"] is not None
    return change["rule"] in WORDS or (change["rule"] in WORDS_OF_BOTH and both)


def listed(values):
    """The values of a list as `a: words; b: words`."""
    return {value.split(":")[0].strip() for value in values.split(";")}


def wire_type(text):
    """A type as the SDK has it: one whole number, one fraction, and JSON text as a string."""
    if text.startswith("json<"):
        return "string"
    if text.startswith("array<"):
        return "array"
    return NUMBERS.get(text, text)


def contradiction(change, truth):
    """What the SDK says otherwise, if it does."""
    side, _, path = change["path"].partition(".")
    fields = truth.get(change["operation"], {}).get(side, [])
    field = next((it for it in fields if it["path"] == path), None)
    rule = change["rule"]
    if rule in ("field-removed", "parameter-removed") and field is not None:
        return "the SDK has it"
    if rule in ("field-added", "parameter-added", "required-changed") and field is None:
        return "the SDK does not have it"
    if rule in ("field-added", "parameter-added"):
        known, ours = NUMBERS.get(field["type"], field["type"]), wire_type(change["new"])
        if known != ours:
            return f"the SDK says {known}, not {ours}"
    if rule == "required-changed" and field.get("required", False) != (change["new"] == "true"):
        return "the SDK says otherwise"
    return None


def main():
    diff, corrections, truth = (load(path) for path in sys.argv[1:])
    truth = truth["operations"]
    changes = [change for it in diff["crates"] if it["crate"] == CRATE for change in it["changes"]]
    if not changes:
        sys.exit("nothing was compared")
    named = {
        (correction["rule"], operation, path)
        for correction in corrections
        for operation, paths in correction["paths"].items()
        for path in paths
    }
    problems = []
    words, used = 0, set()
    for change in changes:
        if is_words(change):
            words += 1
            continue
        key = (change["rule"], change["operation"], change["path"])
        said = f"{change['operation']} {change['path']} {change['rule']}: " \
            f"{change['old']} -> {change['new']}"
        if key not in named:
            problems.append(f"{said}: not named in .ci/own_pages.json")
            continue
        used.add(key)
        if against := contradiction(change, truth):
            problems.append(f"{said}: {against}")
    problems += [f"{' '.join(key)}: named, but there is no such difference" for key in named - used]
    for problem in sorted(problems):
        print(problem)
    print(f"own pages of {CRATE}: {words} differences of words, {len(used)} corrections, "
          f"{len(problems)} problems")
    sys.exit(1 if problems else 0)


main()
