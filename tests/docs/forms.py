#!/usr/bin/env python3
"""Runs the tables in docs/dates.md, docs/numbers.md, docs/people.md and docs/claims.md.

    forms.py FILE.md BUILD

What a table holds, its head tells:
    form | source | cue | content | besides   a sentence a row, and the source, cue and content of a claim that must come from
        it, spans joined by " … ", then what else the claim must be: "negated", "unsaid" (at no known
        time), or a field and its value.  An empty source: none.
    no claim in                               sentences from which no claim comes.
    form | people     a text a row, and all its people in order, separated by ";": the name, behind it how many mentions there
        are if more than one ("×2"), and the roles in brackets, separated by "/".  An empty cell: nobody.
    name | given | family                     a name, and its parts.
    text | on | value                         a text, its day if it has one, and the value of one of its dates.
    text | numbers                            all numbers of the text, separated by ";", or "none": change, relation, value or
        low..high, the unit's name, "of" what, and in parentheses the kind, if it is not count.  Rows in bold are headings.
"""
import json
import pathlib
import re
import subprocess
import sys

OTHER = {
    "unsaid": lambda claim, value: "said" not in claim,
    "negated": lambda claim, value: claim.get("negated") is True,
    "kind": lambda claim, value: claim["kind"] == value,
    "act": lambda claim, value: claim["cue"].get("act") == value,
    "name": lambda claim, value: claim["source"].get("name") == value,
    "type": lambda claim, value: claim["source"].get("type") == value,
    "said": lambda claim, value: claim.get("said", {}).get("value") == value,
}


def fits(claim, text, source, cue, content, *other):
    def words(spans):
        return " … ".join(text[start:end] for start, end in spans)
    if claim.get("source", {}).get("text", "") != source or claim["cue"]["text"] != cue:
        return False
    if words(claim["content"]["spans"]) != content:
        return False
    pairs = [part.strip().partition(" ") for part in ",".join(other).split(",") if part.strip()]
    return all(OTHER[field](claim, value) for field, _, value in pairs)


def claims_of(record):
    came = ("; ".join(" / ".join((c.get("source", {}).get("text", ""), c["cue"]["text"], c["content"]["text"]))
                      for c in record.get("claims", [])))
    return came or "no claim"


def check_claim(text, cells, record):
    return any(fits(claim, text, *cells) for claim in record.get("claims", [])), claims_of(record)


def check_no_claim(text, cells, record):
    return not record.get("claims"), claims_of(record)


def check_people(text, cells, record):
    def show(person):
        count = len(person["mentions"])
        roles = " [%s]" % " / ".join(person["roles"]) if person.get("roles") else ""
        return person["name"] + (f" ×{count}" if count > 1 else "") + roles
    came = "; ".join(show(person) for person in record.get("people", []))
    return came == re.sub(r"\s+", " ", cells[0]), came or "nobody"


def check_name(text, cells, record):
    people = record.get("people", [])
    came = " | ".join(people[0].get(part, "") for part in ("given", "family")) if people else "nobody"
    return len(people) == 1 and came == " | ".join(cells), came


def check_date(text, cells, record):
    values = [date["value"] for date in record.get("dates", [])]
    return cells[1] in values, ", ".join(values) or "no date"


def show_number(number):
    def digits(value):
        return f"{value:.3g}" if value < 1 else f"{value:.12g}"
    value = digits(number["value"]) if "value" in number else f"{number['low']:.12g}..{number['high']:.12g}"
    of = "of " + number["of"]["text"] if "of" in number else None
    kind = f"({number['kind']})" if number["kind"] != "count" else None
    parts = (number.get("change"), number.get("relation"), value, number.get("unit", {}).get("name"), of, kind)
    return " ".join(part for part in parts if part)


def check_numbers(text, cells, record):
    came = "; ".join(show_number(number) for number in record.get("numbers", [])) or "none"
    return came == cells[0], came


def some_day(cells):
    return "2026-02-07"


# The beginning of a table's head, how a row's first cell becomes a text, its day, and what is held against the record.
SORTS = {
    ("form", "source"): ("{}", some_day, check_claim),
    ("no claim in",): ("{}", some_day, check_no_claim),
    ("form", "people"): ("{}", some_day, check_people),
    ("name", "given"): ("They met {} in town.", some_day, check_name),
    ("text", "on"): ("{}", lambda cells: cells[1], check_date),
    ("text", "numbers"): ("{}", lambda cells: "", check_numbers),
}


def rows(text):
    """(line number, sort, cells) of each row of the tables."""
    sort = None
    for number, line in enumerate(text.split("\n"), 1):
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")] if line.startswith("|") else []
        if not cells:
            sort = None
        elif tuple(cells[:2]) in SORTS or tuple(cells[:1]) in SORTS:
            sort = SORTS.get(tuple(cells[:2])) or SORTS[tuple(cells[:1])]
        elif sort and set(cells[0]) != {"-"} and not cells[0].startswith("**"):
            yield number, sort, cells


def main():
    path, build = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    table = list(rows(path.read_text(encoding="utf-8")))
    texts = [frame.format(cells[0].replace("⏎", "\n")) for _, (frame, _, _), cells in table]
    articles = "".join(json.dumps({"id": str(number), "published": day(cells), "text": text}) + "\n"
                       for (number, (_, day, _), cells), text in zip(table, texts))
    done = subprocess.run([build / "quoth", "extract", "--quiet", "--patterns", "patterns/en", "--from", "jsonl", "-"],
                          input=articles, capture_output=True, text=True, check=False)
    records = [json.loads(line) for line in done.stdout.split("\n") if line]
    failed = len(table) - len(records) + (not table)
    for (number, (_, _, check), cells), text, record in zip(table, texts, records):
        good, came = check(text, cells[1:], record)
        if not good:
            failed += 1
            print(f"{path}:{number}: {cells[0]}: expected {' | '.join(cells[1:]) or 'none'}, came {came}")
    print(f"{len(table) - failed} passed, {failed} failed")
    sys.exit(failed > 0)


main()
