"""Hold records against the schema, and their spans and ids against their text.

usage: validate.py SCHEMA RECORDS     (records made with --with text,sentences)
"""
import json
import sys

from jsonschema import Draft202012Validator


def pieces(record):
    """Every (span, text) pair in the record."""
    for date in record["dates"]:
        yield date["span"], date["text"]
    for person in record["people"]:
        for mention in person["mentions"]:
            yield mention["span"], mention["text"]
    for number in record["numbers"]:
        yield number["span"], number["text"]
        for part in ("modifier", "unit", "of"):
            if "span" in number.get(part, {}):
                yield number[part]["span"], number[part]["text"]
    for claim in record["claims"]:
        for part in ("source", "cue"):
            if part in claim:
                yield claim[part]["span"], claim[part]["text"]


def ids(record):
    """Every id that refers to an entry."""
    for claim in record["claims"]:
        yield from claim.get("dates", []) + claim.get("numbers", []) + claim.get("people", [])
        if "person" in claim.get("source", {}):
            yield claim["source"]["person"]
        if "date" in claim.get("said", {}):
            yield claim["said"]["date"]


def problems(record, validator):
    for error in validator.iter_errors(record):
        best = max(error.context, key=lambda e: len(e.absolute_path), default=error)
        yield f"{'/'.join(map(str, best.absolute_path))}: {best.message[:200]}"
    if "error" in record:
        return
    text = record["text"]
    for (start, end), piece in pieces(record):
        if not start < end <= len(text) or text[start:end] != piece:
            yield f"span [{start}, {end}) is {text[start:end]!r}, text is {piece!r}"
    for claim in record["claims"]:
        spans = claim["content"]["spans"]
        if " ".join(text[start:end] for start, end in spans) != claim["content"]["text"]:
            yield f"content {spans} is not its text"
    for sentence in record["sentences"]:
        start, end = sentence["span"]
        if not start < end <= len(text):
            yield f"sentence [{start}, {end})"
    for name, letter in (("dates", "d"), ("people", "p"), ("numbers", "n"), ("claims", "c")):
        for index, entry in enumerate(record[name], 1):
            if entry["id"] != f"{letter}{index}":
                yield f"{name}[{index - 1}] has id {entry['id']}"
    known = {entry["id"] for name in ("dates", "people", "numbers") for entry in record[name]}
    for missing in set(ids(record)) - known:
        yield f"{missing} refers to nothing"


def main():
    schema = json.load(open(sys.argv[1], encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    passed = failed = 0
    for line in open(sys.argv[2], "rb").read().decode("utf-8").split("\n")[:-1]:
        found = []
        try:
            record = json.loads(line, parse_constant=lambda name: found.append(f"{name} is no JSON"))
            found += list(problems(record, validator))
        except (ValueError, LookupError) as error:
            found.append(str(error))
        if found:
            failed += 1
            print(f"FAIL {line[:80]}")
            for problem in found[:8]:
                print(f"     {problem}")
        else:
            passed += 1
    print(f"{passed} passed, {failed} failed")
    sys.exit(failed > 0)


main()
