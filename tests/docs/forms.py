#!/usr/bin/env python3
"""Runs the tables of forms in docs/claims.md.

    forms.py FILE.md BUILD

A table whose head begins with "form" holds a sentence a row, and the source, cue and content of a claim that must come from
it, spans joined by " … ", then what else the claim must be: "negated", or a field and its value.  An empty source: none.
A table whose head is "no claim in" holds sentences from which no claim comes.
"""
import json
import pathlib
import subprocess
import sys

OTHER = {
    "negated": lambda claim, value: claim.get("negated") is True,
    "kind": lambda claim, value: claim["kind"] == value,
    "act": lambda claim, value: claim["cue"].get("act") == value,
    "name": lambda claim, value: claim["source"].get("name") == value,
    "type": lambda claim, value: claim["source"].get("type") == value,
    "said": lambda claim, value: claim.get("said", {}).get("value") == value,
}


def rows(text):
    """(line number, whether a claim is wanted, cells) of each row of both sorts of tables."""
    sort = None
    for number, line in enumerate(text.split("\n"), 1):
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")] if line.startswith("|") else []
        if not cells:
            sort = None
        elif cells[0] in ("form", "no claim in"):
            sort = cells[0]
        elif sort and set(cells[0]) != {"-"}:
            yield number, sort == "form", cells


def fits(claim, text, source, cue, content, *other):
    def words(spans):
        return " … ".join(text[start:end] for start, end in spans)
    if claim.get("source", {}).get("text", "") != source or claim["cue"]["text"] != cue:
        return False
    if words(claim["content"]["spans"]) != content:
        return False
    pairs = [part.strip().partition(" ") for part in ",".join(other).split(",") if part.strip()]
    return all(OTHER[field](claim, value) for field, _, value in pairs)


def main():
    path, build = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    table = list(rows(path.read_text(encoding="utf-8")))
    articles = "".join(json.dumps({"id": str(number), "published": "2026-02-07", "text": cells[0].replace("⏎", "\n")}) + "\n"
                       for number, _, cells in table)
    done = subprocess.run([build / "quoth", "extract", "--quiet", "--patterns", "patterns/en", "--from", "jsonl", "-"],
                          input=articles, capture_output=True, text=True, check=False)
    records = [json.loads(line) for line in done.stdout.split("\n") if line]
    failed = len(table) - len(records)
    for (number, wanted, cells), record in zip(table, records):
        claims, text = record.get("claims", []), cells[0].replace("⏎", "\n")
        if any(fits(claim, text, *cells[1:]) for claim in claims) if wanted else not claims:
            continue
        failed += 1
        came = "; ".join(" / ".join((c.get("source", {}).get("text", ""), c["cue"]["text"], c["content"]["text"])) for c in claims)
        print(f"{path}:{number}: {cells[0]}: {'expected ' + ' / '.join(cells[1:]) + ', ' if wanted else ''}came {came or 'no claim'}")
    print(f"{len(table) - failed} passed, {failed} failed")
    sys.exit(failed > 0)


main()
