"""Checks a SARIF log against the schema of the standard, and its places against the files.

Usage: sarif.py SCHEMA LOG
"""

import copy
import json
import pathlib
import sys
import urllib.parse

import jsonschema


def main(schema_path, log_path):
    schema = json.loads(pathlib.Path(schema_path).read_text("utf-8"))
    log = json.loads(pathlib.Path(log_path).read_text("utf-8"))
    kind = jsonschema.validators.validator_for(schema)
    kind.check_schema(schema)
    validator = kind(schema, format_checker=kind.FORMAT_CHECKER)
    problems = [
        f"{error.json_path}: {error.message}" for error in validator.iter_errors(log)
    ]
    problems += [f"the validator accepts {what}" for what in accepted(validator, log)]
    results = log["runs"][0]["results"]
    rules = log["runs"][0]["tool"]["driver"]["rules"]
    texts = {}
    for result in results:
        if rules[result["ruleIndex"]]["id"] != result["ruleId"]:
            problems.append(f"{result['ruleId']} is not the rule at its index")
        for location in result["locations"] + result.get("relatedLocations", []):
            problems += misplaced(location["physicalLocation"], texts)
    if not results:
        problems.append("there are no findings, so that nothing was tried")
    for problem in problems[:20]:
        print(problem, file=sys.stderr)
    found = {result["ruleId"] for result in results}
    print(f"{len(results)} findings of {len(found)} rules, {len(problems)} problems")
    return bool(problems)


def accepted(validator, log):
    """The broken logs that the validator accepts: it must be known to look."""
    broken = {
        "another version": lambda it: it.update(version="2.2.0"),
        "an unknown key": lambda it: it.update(surplus=1),
        "a level that is none": lambda it: it["runs"][0]["results"][0].update(level="bad"),
        "a finding without a message": lambda it: it["runs"][0]["results"][0].pop("message"),
    }
    for what, damage in broken.items():
        other = copy.deepcopy(log)
        other["runs"][0]["results"] = other["runs"][0]["results"][:1]
        damage(other)
        if validator.is_valid(other):
            yield what


def misplaced(place, texts):
    """What is wrong with a place: its file is not there, or ends before it."""
    uri = place["artifactLocation"]["uri"]
    if uri not in texts:
        path = pathlib.Path(urllib.parse.unquote(uri.removeprefix("file://")))
        if not path.is_file():
            yield f"there is no file {uri}"
            return
        text = path.read_text("utf-8-sig", errors="replace")
        texts[uri] = text.split("\n")
    lines, region = texts[uri], place["region"]
    for end in ["start", "end"]:
        line, column = region[f"{end}Line"], region[f"{end}Column"]
        if line > len(lines) or column > len(lines[line - 1]) + 1:
            yield f"{uri} has no line {line} with a column {column}"
    if (region["endLine"], region["endColumn"]) < (region["startLine"], region["startColumn"]):
        yield f"a place in {uri} ends before it starts"


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
