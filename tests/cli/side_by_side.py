"""Holds `quoth eval` against another scorer, row by row.

    side_by_side.py QUOTH SCORER GOLD... 

For each gold file both judge what quoth finds, and a spoiled copy of the gold: entries dropped, doubled, moved and
changed by a fixed recipe, so that every row has something to count however good or bad the patterns are.
SCORER is called as: SCORER GOLD RECORDS --json --input TEXTS.
"""
import json
import os
import random
import subprocess
import sys
import tempfile


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode > 1:
        sys.exit(f"{' '.join(command)}: {done.stderr.strip()[-400:]}")
    return done.stdout


def lines(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def write(path, records):
    with open(path, "w", encoding="utf-8") as file:
        file.writelines(json.dumps(record) + "\n" for record in records)


def move(chance, span):
    if chance.random() < 0.3:
        span[1] = max(span[0], span[1] + chance.choice([-1, 1, 3, 9]))
    if chance.random() < 0.1:
        span[0] = max(0, span[0] - chance.choice([1, 5]))


def spoil_fields(chance, entry, others):
    for name in "value type mod begin end bound relation change kind unit normalized_unit".split():
        if name in entry and chance.random() < 0.1:
            del entry[name]
        elif name in entry and chance.random() < 0.1:
            entry[name] = chance.choice(others).get(name, entry[name])


def spoil_claim(chance, claim):
    for part in ("source", "cue"):
        if part in claim and chance.random() < 0.15:
            del claim[part]
        elif part in claim:
            move(chance, claim[part]["span"])
    for span in claim["content"]["spans"]:
        move(chance, span)
        if chance.random() < 0.3:
            span[1] = span[0] + (span[1] - span[0]) * chance.randrange(1, 20) // 10
    if chance.random() < 0.2:
        claim["negated"] = True


def spoil_people(chance, people):
    for person in people:
        person["mentions"] = [mention for mention in person["mentions"] if chance.random() < 0.9]
        for mention in person["mentions"]:
            move(chance, mention["span"])
        if chance.random() < 0.2:
            person["name"] = chance.choice([person["name"].upper(), "Nobody"])
        if chance.random() < 0.2:
            person["roles"] = person.get("roles", []) + ["chief"]
    if len(people) > 1 and chance.random() < 0.4:
        people[0]["mentions"] += people.pop()["mentions"]


def spoiled(chance, record):
    record = json.loads(json.dumps(record))
    record.pop("layers", None)
    for name in ("dates", "numbers", "quantities", "claims"):
        entries = [entry for entry in record.get(name, []) if chance.random() < 0.85]
        entries += [json.loads(json.dumps(entry)) for entry in entries if chance.random() < 0.1]
        for entry in entries:
            if "span" in entry:
                move(chance, entry["span"])
            entry.pop("concept", None)      # the one thing that quoth eval leaves out
            entry.setdefault("text", "")
            spoil_fields(chance, entry, entries)
            if name == "claims":
                spoil_claim(chance, entry)
        if name in record:
            record[name] = entries
    spoil_people(chance, record.get("people", []))
    return record


def texts_of(gold):
    beside = gold.replace(".gold.jsonl", ".input.jsonl")
    if beside != gold and os.path.exists(beside):
        return [{"id": article["id"], "text": article["text"]} for article in lines(beside)]
    texts = []
    for record in lines(gold):
        with open(record["id"], encoding="utf-8", newline="") as file:
            texts.append({"id": record["id"], "text": file.read()})
    return texts


def differences(theirs, ours):
    rows = {(section, row) for side in (theirs, ours) for section in side for row in side[section]}
    for section, row in sorted(rows):
        one, other = theirs.get(section, {}).get(row), ours.get(section, {}).get(row)
        if one is None or other is None:
            yield f"{section}, {row}: only in {'theirs' if one else 'ours'}"
            continue
        for name, value in one.items():
            if abs(value - other[name]) > 1e-9:
                yield f"{section}, {row}: {name} is {value} there, {other[name]} here"


def compare(quoth, scorer, gold, records, texts, what, extra):
    theirs = json.loads(run(sys.executable, scorer, gold, records, "--json", "--input", texts))
    ours = json.loads(run(quoth, "eval", "--json", *extra, gold))["sections"]
    found = list(differences(theirs, ours))
    for line in found:
        print(f"{os.path.basename(gold)}, {what}: {line}")
    return sum(map(len, ours.values())), len(found)


def main():
    quoth, scorer, *golds = sys.argv[1:]
    rows = bad = 0
    with tempfile.TemporaryDirectory() as work:
        texts, found, spoilt = (os.path.join(work, name) for name in ("texts", "found.jsonl", "spoilt.jsonl"))
        for gold in golds:
            articles, chance = texts_of(gold), random.Random(1)
            write(texts, articles)
            beside = gold.replace(".gold.jsonl", ".input.jsonl")
            inputs = [beside] if beside != gold else [article["id"] for article in articles]
            with open(found, "w", encoding="utf-8") as file:
                file.write(run(quoth, "extract", "--quiet", *inputs))
            write(spoilt, [spoiled(chance, record) for record in lines(gold) if chance.random() < 0.95])
            for what, records, extra in (("found", found, []), ("spoilt", spoilt, ["--records", spoilt])):
                n, wrong = compare(quoth, scorer, gold, records, texts, what, extra)
                rows, bad = rows + n, bad + wrong
    print(f"{len(golds)} gold files, {rows} rows, {bad} differences")
    sys.exit(bad > 0)


main()
