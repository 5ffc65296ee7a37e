"""Compares each revision of real pages with the one before, and counts what changed.

Usage: updates.py XTASK VERDICTS.json FOLDER [--json FILE]

FOLDER/updates/PRODUCT/ACTION/NN.md are revisions of a page. Each is read alone, which is harder than
daily use: there the other pages of the product are witnesses. VERDICTS says of each update that breaks users
whether the page did (`real`) or our reading of it (`misread`), and why. Fails if one that breaks has
no verdict, or too many are misread, or one that is misread is not questioned.
"""

import argparse
import collections
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

# Of all updates: those that are said to break by a misreading, and those that are misread at all.
# Where all that breaks is questioned, nothing is said yet.
MOST_SAID = 1 / 50
MOST_MISREAD = 1 / 50
LINK = re.compile(r"[#?]product=([^&)\s]+)&(?:amp;)?api=(\w+)&[^)\s]*?version=([\d-]+)")
CLASSES = ["none", "docs", "addition", "breaking", "questioned"]
JUDGED = ["breaking", "questioned"]


def identity(texts):
    """Product, action and version by the last revision that links to the explorer."""
    found = [match.groups() for text in texts if (match := LINK.search(text))]
    return found[-1] if found else None


def compare(xtask, before, after, action):
    command = [xtask, "diff", "--base", before, "--specs", after, "--action", action,
               "--format", "json"]
    run = subprocess.run(command, capture_output=True, text=True)
    if run.returncode > 1 or not run.stdout:
        sys.exit(f"{action}: {run.stderr}")
    return json.loads(run.stdout)


def verdict_class(document):
    """The worst class; an update is questioned if all of it that breaks is."""
    summary = document["summary"]
    kept = any(it["kept"] for it in document["crates"])
    if kept or (summary["breaking"] and summary["questioned"] == summary["breaking"]):
        return "questioned"
    return next((it for it in ("breaking", "addition", "docs") if summary[it]), "none")


def updates(xtask, shared):
    for folder in sorted((shared / "updates").glob("*/*")):
        if not folder.is_dir():
            continue
        revisions = sorted(folder.glob("*.md"))
        texts = [it.read_text(encoding="utf-8") for it in revisions]
        known = identity(texts)
        action = known[1] if known else folder.name
        with tempfile.TemporaryDirectory() as work:
            sides = [pathlib.Path(work) / side for side in ("before", "after")]
            for side in sides:
                side.mkdir()
                if known:
                    text = f'product: {known[0]}\nversion: "{known[2]}"\n'
                    (side / "spec.yaml").write_text(text, encoding="utf-8")
            for before, after in zip(revisions, revisions[1:]):
                for side, revision in zip(sides, (before, after)):
                    shutil.copyfile(revision, side / f"{folder.name}.md")
                document = compare(xtask, *sides, action)
                name = f"{folder.parent.name}/{folder.name} {before.stem} {after.stem}"
                yield name, document


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("xtask")
    parser.add_argument("verdicts", type=pathlib.Path)
    parser.add_argument("shared", type=pathlib.Path)
    parser.add_argument("--json", type=pathlib.Path)
    arguments = parser.parse_args()
    verdicts = json.loads(arguments.verdicts.read_text(encoding="utf-8"))
    counts, judged = collections.Counter(), collections.Counter()
    problems, documents, classes = [], {}, {}
    misread, said = 0, 0
    for name, document in updates(arguments.xtask, arguments.shared):
        documents[name] = document
        found = verdict_class(document)
        counts[found] += 1
        classes[name] = found
        if found not in JUDGED:
            continue
        verdict = verdicts.get(name, {}).get("verdict")
        judged[found, verdict] += 1
        if verdict is None:
            problems.append(f"{name}: {found}, and nobody has read it")
        if verdict == "misread":
            misread += 1
            said += found == "breaking"
            if not document["summary"]["questioned"]:
                problems.append(f"{name}: misread, and not questioned")
    for name in sorted(set(verdicts) - {name for name, found in classes.items() if found in JUDGED}):
        problems.append(f"{name}: has a verdict, but does not break")
    total = sum(counts.values())
    for found in CLASSES:
        print(f"{found:>12} {counts[found]:>4}")
    for (found, verdict), count in sorted(judged.items(), key=str):
        print(f"{found}, {verdict}: {count}")
    print(f"{misread} of {total} misread, {said} of them not questioned as a whole")
    for count, most in ((said, MOST_SAID), (misread, MOST_MISREAD)):
        if count > total * most:
            problems.append(f"{count} misread are more than {most:.1%}")
    if arguments.json:
        arguments.json.write_text(json.dumps(documents, ensure_ascii=False), encoding="utf-8")
    for problem in problems:
        print(problem)
    sys.exit(1 if problems else 0)


main()
