"""Compares the verdicts of `cargo xtask diff` with those of cargo-semver-checks.

Usage: semver_checks.py [RULE...]

For each rule that says what a change of a page means, there is a pair of small pages. Both crates
are generated, and their rustdoc JSON is what cargo-semver-checks compares. It may say less than we
do only by the table of what it does not look at, and never more.
"""

import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

PROJECT = pathlib.Path(__file__).resolve().parent.parent
CRATE = "aliyun-demo-20200101"
LINK = "https://api.aliyun.com/#product=Demo&api={action}&type={style}&version=2020-01-01"

PAGE = """# {action}

Looks at a thing.

## Debugging

[Try it.]({link})

{syntax}## Request parameters

|Parameter|Type|{position_head}Required|Example|Description|
|--|--|{position_rule}--|--|--|
{request}

## Response parameters

|Parameter|Type|Example|Description|
|--|--|--|--|
{response}

## Examples

Sample success responses

`JSON` format

```
{sample}
```

## Error codes

|HttpCode|Error code|Error message|Description|
|--|--|--|--|
{errors}
"""

# A page of each kind; a case changes some of its texts.
RPC = {
    "action": "GetThing",
    "style": "RPC",
    "position_head": "",
    "position_rule": "",
    "syntax": "",
    "request": "|ThingId|String|Yes|t-1|The ID. |\n|Force|Boolean|No|true|By force. |",
    "response": "|RequestId|String|r-1|The ID of the request. |\n"
    "|Data|Struct| |The thing. |\n|Size|Integer|10|How big. |\n|Colour|String|red|Its colour. |",
    "sample": '{"RequestId": "r-1", "Data": {"Size": 10, "Colour": "red"}}',
    "errors": "|404|NotFound.Thing|There is no such thing.|The ID is wrong. |\n"
    "|400|Busy|The thing is busy.|Try again. |",
}
ROA = RPC | {
    "style": "ROA",
    "position_head": "Position|",
    "position_rule": "--|",
    "syntax": "## Request syntax\n\n```\nGET /things/[ThingId] HTTP/1.1\n```\n\n",
    "request": "|ThingId|String|Path|Yes|t-1|The ID. |\n|Force|Boolean|Query|No|true|By force. |",
}
LISTED = RPC | {
    "request": RPC["request"]
    + "\n|Kind|String|No|small|The kind. Valid values:\n\n-   small: Up to ten.\n-   large: All others. |",
}
PAGED = RPC | {
    "request": RPC["request"]
    + "\n|PageNumber|Integer|No|1|The number of the page. |\n|PageSize|Integer|No|10|The size of a page. |",
    "response": "|RequestId|String|r-1|The ID of the request. |\n|TotalCount|Integer|1|The total number. |\n"
    "|PageNumber|Integer|1|The number of the page. |\n|PageSize|Integer|10|The size of a page. |\n"
    "|Things|Array of Thing| |The things. |\n|Name|String|a|Its name. |",
    "sample": '{"RequestId": "r-1", "TotalCount": 1, "PageNumber": 1, "PageSize": 10, "Things": [{"Name": "a"}]}',
}
WRAPPED = RPC | {
    "response": "|RequestId|String|r-1|The ID of the request. |\n|Tags|Array of Tag| |The tags. |\n|Key|String|k|The key. |",
    "sample": '{"RequestId": "r-1", "Tags": {"Tag": [{"Key": "k"}]}}',
}
TAGGED = RPC | {"request": RPC["request"] + "\n|Tag.N.Key|String|No|k|The key of a tag. |"}
CAPITALS = RPC | {part: RPC[part].replace("Size", "SIZE") for part in ("response", "sample")}
UNLISTED = RPC | {"sample": RPC["sample"].replace('"Size"', '"Weight": 7, "Size"')}
WEIGHT = ("|Size|", "|Weight|Integer|7|How heavy. |\n|Size|")
BOTH = RPC | {"and": "ListThings"}
HOST = "endpoints: {regions: {cn-hangzhou: demo.aliyuncs.com}}\n"
GROUP = "groups: {lists: [ListThings]}\n"


def change(base, **texts):
    """A case: a page, and the page with some texts in place of others."""
    after = dict(base)
    for part, (old, new) in texts.items():
        if old not in after[part]:
            sys.exit(f"no {old!r} in {part}")
        after[part] = after[part].replace(old, new)
    return base, after


# By rule: the page before, and the page after.
CASES = {
    "operation-added": (RPC, BOTH),
    "operation-removed": (BOTH, RPC),
    "style-changed": (RPC, ROA | {"request": RPC["request"], "position_head": "", "position_rule": "", "syntax": "## Request syntax\n\n```\nGET /things HTTP/1.1\n```\n\n"}),
    "method-changed": change(ROA, syntax=("GET", "PUT")),
    "path-changed": change(ROA, syntax=("/things/", "/stuff/")),
    "parameter-added": change(RPC, request=("|Force|", "|Deep|Boolean|No|true|All of it. |\n|Force|")),
    "required-parameter-added": change(RPC, request=("|Force|", "|Zone|String|Yes|z|The zone. |\n|Force|")),
    "parameter-removed": change(RPC, request=("\n|Force|Boolean|No|true|By force. |", "")),
    "field-added": change(RPC, response=WEIGHT, sample=('"Size"', '"Weight": 7, "Size"')),
    "field-removed": change(RPC, response=("|Size|Integer|10|How big. |\n", ""), sample=('"Size": 10, ', "")),
    "field-listed": change(UNLISTED, response=WEIGHT),
    "field-unlisted": change(UNLISTED, response=WEIGHT)[::-1],
    "moved": change(RPC, response=("|Data|Struct| |The thing. |\n|Size|Integer|10|How big. |", "|Size|Integer|10|How big. |\n|Data|Struct| |The thing. |"), sample=('"Data": {"Size": 10, ', '"Size": 10, "Data": {')),
    "retyped": change(RPC, response=("|Size|Integer|", "|Size|Long|")),
    "wrapper-changed": change(WRAPPED, sample=('{"Tag": [{"Key": "k"}]}', '[{"Key": "k"}]')),
    "required-changed": change(RPC, request=("|Force|Boolean|No|", "|Force|Boolean|Yes|")),
    "position-changed": change(ROA, request=("|Force|Boolean|Query|", "|Force|Boolean|Header|")),
    "error-added": change(RPC, errors=("|400|", "|403|Forbidden|You may not.|Ask. |\n|400|")),
    "error-removed": change(RPC, errors=("\n|400|Busy|The thing is busy.|Try again. |", "")),
    "error-changed": change(RPC, errors=("The thing is busy.", "The thing is very busy.")),
    "reordered": change(RPC, response=("|Size|Integer|10|How big. |\n|Colour|String|red|Its colour. |", "|Colour|String|red|Its colour. |\n|Size|Integer|10|How big. |")),
    "doc-changed": change(RPC, response=("How big.", "How very big.")),
    "example-changed": change(RPC, response=("|10|", "|11|")),
    "values-listed": change(RPC, response=("Its colour.", "Its colour. Valid values:\n\n-   red: Warm.\n-   blue: Cold.")),
    "values-unlisted": change(LISTED, request=(" Valid values:\n\n-   small: Up to ten.\n-   large: All others.", "")),
    "value-added": change(LISTED, request=("large: All others.", "large: More.\n-   huge: Yet more.")),
    "value-removed": change(LISTED, request=("large: All others.", "huge: All others.")),
    "pagination-added": change(PAGED | {"request": RPC["request"]}, request=("|Force|", "|PageNumber|Integer|No|1|The number of the page. |\n|PageSize|Integer|No|10|The size of a page. |\n|Force|")),
    "pagination-removed": change(PAGED, request=("\n|PageNumber|Integer|No|1|The number of the page. |\n|PageSize|Integer|No|10|The size of a page. |", "")),
    "sample-changed": change(RPC, sample=('"red"', '"blue"')),
    "endpoint-added": (RPC, RPC | {"spec": HOST}),
    "endpoint-removed": (RPC | {"spec": HOST}, RPC),
    "endpoint-changed": (RPC | {"spec": HOST}, RPC | {"spec": HOST.replace("demo.", "things.")}),
    "item-retyped": change(TAGGED, response=("|Data|", "|Tag|Struct| |The tag. |\n|Value|String|v|Its value. |\n|Data|"), sample=('"Data"', '"Tag": {"Value": "v"}, "Data"')),
    "item-renamed": change(CAPITALS, response=("|SIZE|", "|Size|Integer|7|How long. |\n|SIZE|"), sample=('"SIZE"', '"Size": 7, "SIZE"')),
    "failure-rule-changed": (RPC, RPC | {"spec": "failure_in_200: {success: Success}\n"}),
    "feature-added": (BOTH, BOTH | {"spec": GROUP}),
    "feature-removed": (BOTH | {"spec": GROUP}, BOTH),
    "feature-extended": (BOTH | {"spec": GROUP}, BOTH | {"spec": GROUP.replace("[", "[GetThing, ")}),
    "feature-changed": (BOTH | {"spec": GROUP}, BOTH | {"spec": GROUP.replace("ListThings", "GetThing")}),
}

WIRE = "the types are the same; what is sent, or where, is not"
TYPES = "it compares no types of parameters and results"
STATE = "it compares no tuples in type parameters, in which a builder's type says what is required"
NAMES = "there is an item of each name as before, though it is another's"
FEATURES = "rustdoc's JSON, which it compares, says nothing of features"
ADDED = "it has no checks for what is only added"
# What cargo-semver-checks does not look at: by rule, its verdict, and why it is less than ours.
RESTRICTIONS = {
    "style-changed": ("none", WIRE),
    "method-changed": ("none", WIRE),
    "path-changed": ("none", WIRE),
    "wrapper-changed": ("none", WIRE),
    "position-changed": ("none", WIRE),
    "retyped": ("none", TYPES),
    "values-listed": ("none", TYPES),
    "field-listed": ("none", TYPES),
    "field-unlisted": ("none", TYPES),
    "required-parameter-added": ("none", STATE),
    "required-changed": ("none", STATE),
    "item-renamed": ("none", NAMES),
    "operation-added": ("none", ADDED),
    "parameter-added": ("none", ADDED),
    "field-added": ("none", ADDED),
    "error-added": ("none", ADDED),
    "value-added": ("none", ADDED),
    "pagination-added": ("none", ADDED),
    "endpoint-added": ("none", WIRE),
    "endpoint-removed": ("none", WIRE),
    "endpoint-changed": ("none", WIRE),
    "failure-rule-changed": ("none", "the types are the same; which answers are errors is not"),
    "feature-added": ("none", FEATURES),
    "feature-removed": ("none", FEATURES),
    "feature-extended": ("none", FEATURES),
    "feature-changed": ("none", FEATURES),
}

# What no pair of pages can show, or nothing that compares two crates can say anything of.
NOT_TRIED = {
    "product-changed": "another product is another crate",
    "version-changed": "another version is another crate",
    "crate-renamed": "another name is another crate",
    "item-removed": "it stands for what no other rule says, and no pages are known that show it",
    "action-changed": "operations are compared by their actions: one goes, one comes",
}


def main(wanted):
    known = rules()
    failed = report_missing(known)
    with tempfile.TemporaryDirectory() as work:
        for rule, (before, after) in CASES.items():
            if not wanted or rule in wanted:
                failed |= not agrees(rule, known[rule], before, after, pathlib.Path(work, rule))
    return failed


def rules():
    """The rules of the comparison, with what the class of each means for the version."""
    text = (PROJECT / "crates/ir/src/compare/kinds.rs").read_text("utf-8")
    bumps = {"Breaking": "major", "Addition": "minor", "Docs": "patch"}
    found = re.findall(r'= "([a-z-]+)", (Breaking|Addition|Docs), "', text)
    # Those of Rust items alone have one class.
    items = re.findall(r'"(item-[a-z]+)"', (PROJECT / "crates/review/src/change.rs").read_text("utf-8"))
    return {rule: bumps[kind] for rule, kind in found} | dict.fromkeys(items, "major")


def report_missing(known):
    """Rules that are neither tried nor said to be untried, but for those of docs alone."""
    missing = [rule for rule, bump in known.items()
               if bump != "patch" and rule not in CASES and rule not in NOT_TRIED]
    stale = [rule for rule in [*CASES, *RESTRICTIONS, *NOT_TRIED] if rule not in known]
    for rule in missing:
        print(f"{rule}: not tried", file=sys.stderr)
    for rule in stale:
        print(f"{rule}: there is no such rule", file=sys.stderr)
    return bool(missing or stale)


def agrees(rule, bump, before, after, work):
    for name, page in [("before", before), ("after", after)]:
        write(page, work / name / "specs")
        run("cargo", "xtask", "codegen", "--specs", work / name / "specs", "--out", work / name / "out")
    review = json.loads(run("cargo", "xtask", "diff", "--specs", work / "after/specs",
                            "--base", work / "before/out", "--format", "json"))
    ours = review["crates"][0]
    found = [it["rule"] for it in ours["changes"]]
    theirs, lints = verdict(rustdoc(work / "before/out"), rustdoc(work / "after/out"))
    expected, reason = RESTRICTIONS.get(rule, ("none" if bump == "patch" else bump, ""))
    problems = []
    if rule not in found:
        problems.append(f"the pages show {', '.join(found) or 'nothing'} instead")
    if ours["bump"] != bump:
        problems.append(f"our verdict is {ours['bump']}, and the class of the rule means {bump}")
    if theirs != expected:
        problems.append(f"its verdict is expected to be {expected}")
    why = f" ({reason})" if reason else ""
    print(f"{rule}: ours {ours['bump']}, cargo-semver-checks {theirs}{why} {' '.join(lints)}", flush=True)
    for problem in problems:
        print(f"{rule}: {problem}", file=sys.stderr)
    return not problems


def write(page, folder):
    """Writes a page, another page of the same kind where it says so, and its `spec.yaml`."""
    folder.mkdir(parents=True)
    for action in [page["action"], page.get("and")]:
        if action:
            link = LINK.format(action=action, style=page["style"])
            (folder / f"{action}.md").write_text(PAGE.format(**page | {"action": action, "link": link}), "utf-8")
    (folder / "spec.yaml").write_text(page.get("spec", ""), "utf-8")


def rustdoc(out):
    """The rustdoc JSON of a crate."""
    target = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", PROJECT / "target"), "semver-checks")
    # The compiler's own switch for what is not stable, as cargo-semver-checks sets it.
    environment = os.environ | {"RUSTC_BOOTSTRAP": "1", "CARGO_TARGET_DIR": str(target)}
    run("cargo", "rustdoc", "--quiet", "--lib", "--all-features", "--manifest-path", out / "demo-20200101/Cargo.toml",
        "--", "-Zunstable-options", "--output-format=json", "--cap-lints=allow", env=environment)
    made = target / "doc" / f"{CRATE.replace('-', '_')}.json"
    return made.rename(out / "rustdoc.json")


def verdict(before, after):
    """What cargo-semver-checks says of two crates, and by which lints."""
    done = subprocess.run(
        ["cargo", "semver-checks", "--baseline-rustdoc", before, "--current-rustdoc", after,
         "--release-type", "patch", "--color", "never"],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    summary = re.search(r"Summary (.*)", done.stdout)
    if not summary:
        sys.exit(f"no verdict:\n{done.stdout}")
    required = re.search(r"new (major|minor) version", summary[1])
    lints = re.findall(r"--- failure ([a-z_]+):", done.stdout)
    return required[1] if required else "none", lints


def run(*command, **options):
    done = subprocess.run(command, cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
