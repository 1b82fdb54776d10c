"""Holds what the sinks for annotation tools write against the records of the same articles.

usage: exchange.py FORMAT RECORDS OUTPUT

RECORDS are made with --with text.  Each format is read as its tool reads it: JSON by a JSON parser, XML by an XML
parser, brat's lines with the checks of brat's own reader.
"""
import json
import os
import re
import sys
import xml.etree.ElementTree as ElementTree


def records(path):
    with open(path, encoding="utf-8", newline="\n") as file:
        return [r for r in map(json.loads, file) if "error" not in r]


def check(condition, *what):
    if not condition:
        print(*what)
        sys.exit(1)


def wanted_spans(r):
    """label and span of all that a record places in its text; roles and units are found by the tool's output."""
    spans = [("Date", *d["span"]) for d in r["dates"]]
    spans += [("Person", *m["span"]) for p in r["people"] for m in p["mentions"]]
    spans += [("Number", *n["span"]) for n in r["numbers"]]
    spans += [("Unit", *n["unit"]["span"]) for n in r["numbers"] if "span" in n.get("unit", {})]
    spans += [("Modifier", *n["modifier"]["span"]) for n in r["numbers"] if "modifier" in n]
    spans += [("Whole", *n["of"]["span"]) for n in r["numbers"] if "of" in n]
    spans += list({("Source", *c["source"]["span"]) for c in r["claims"] if "source" in c})
    spans += [("Cue", *c["cue"]["span"]) for c in r["claims"] if "cue" in c]
    spans += [("Content", *s) for c in r["claims"] for s in c["content"]["spans"]]
    return sorted(spans)


def compare(r, spans):
    roles = [r["text"][s:e] for label, s, e in spans if label == "Role"]
    check(sorted(roles) == sorted(role for p in r["people"] for role in p.get("roles", [])), r["id"], "roles", roles)
    rest = sorted(s for s in spans if s[0] != "Role")
    check(rest == wanted_spans(r), r["id"], "spans differ", set(rest) ^ set(wanted_spans(r)))


def lines_of(path):
    with open(path, encoding="utf-8", newline="\n") as file:
        return [json.loads(line) for line in file]


def from_utf16(text, offset):
    """The code point at an offset in UTF-16 code units, as doccano counts."""
    return len(text.encode("utf-16-le")[:2 * offset].decode("utf-16-le"))


def doccano(recs, path):
    tasks = lines_of(path)
    check(len(tasks) == len(recs), "number of lines")
    for r, t in zip(recs, tasks):
        check(t["text"] == r["text"] and t["id"] == r["id"], r["id"], "text")
        compare(r, [(label, from_utf16(t["text"], s), from_utf16(t["text"], e)) for s, e, label in t["label"]])


def doccano_relations(recs, path):
    tasks, ids = lines_of(path), set()
    check(len(tasks) == len(recs), "number of lines")
    for r, t in zip(recs, tasks):
        here = {e["id"]: e for e in t["entities"]}
        check(len(here) == len(t["entities"]) and not ids & set(here), r["id"], "ids are not unique in the file")
        ids |= set(here)
        compare(r, [(e["label"], from_utf16(t["text"], e["start_offset"]), from_utf16(t["text"], e["end_offset"]))
                    for e in t["entities"]])
        for link in t["relations"]:
            check(link["from_id"] in here and link["to_id"] in here, r["id"], "a relation from or to nowhere")
            if link["type"] == "unit":
                check(here[link["to_id"]]["label"] == "Unit", r["id"], "unit")


def label_studio(recs, path):
    with open(path, encoding="utf-8") as file:
        tasks = json.load(file)
    check(len(tasks) == len(recs), "number of tasks")
    for r, t in zip(recs, tasks):
        text, result = t["data"]["text"], t["predictions"][0]["result"]
        regions = [x for x in result if x["type"] == "labels"]
        ids = {x["id"] for x in regions}
        check(text == r["text"] and len(ids) == len(regions), r["id"], "text or ids")
        for x in regions:
            check(text[x["value"]["start"]:x["value"]["end"]] == x["value"]["text"], r["id"], x)
        compare(r, [(x["value"]["labels"][0], x["value"]["start"], x["value"]["end"]) for x in regions])
        for x in result:
            check(x["type"] == "labels" or {x["from_id"], x["to_id"]} <= ids, r["id"], "a relation from or to nowhere")


def prodigy(recs, path):
    tasks = lines_of(path)
    check(len(tasks) == len(recs), "number of lines")
    for r, t in zip(recs, tasks):
        text, tokens = t["text"], t["tokens"]
        check(text == r["text"], r["id"], "text")
        for i, k in enumerate(tokens):
            check(k["id"] == i and text[k["start"]:k["end"]] == k["text"] != "", r["id"], k)
            behind = text[k["end"]:tokens[i + 1]["start"]] if i + 1 < len(tokens) else ""
            check(behind if k["ws"] else not behind or not behind[0].isspace(), r["id"], "ws", k)
        starts = [s["start"] for s in t["spans"]]
        check(starts == sorted(starts), r["id"], "spans are not in order")
        everything = list(t["spans"])
        for link in t["relations"]:
            check(link["head"] == link["head_span"]["token_end"] and link["child"] == link["child_span"]["token_end"], link)
            everything += [link["head_span"], link["child_span"]]
        for s in everything:
            check(tokens[s["token_start"]]["start"] == s["start"] and tokens[s["token_end"]]["end"] == s["end"],
                  r["id"], "no token begins or ends with", s)
        compare(r, [(s["label"], s["start"], s["end"]) for s in t["spans"]])


def conll(recs, path):
    with open(path, encoding="utf-8", newline="\n") as file:
        first, *lines = file.read().split("\n")
    check(first.startswith("# global.columns = ID FORM "), "first line")
    articles, sentence_ends = [], True
    for line in lines:
        if line.startswith("# newdoc id = "):
            articles.append([])
        if line.startswith("# ") and sentence_ends:
            continue
        if not line:
            sentence_ends = True
            continue
        fields = line.split("\t")
        check(len(fields) == 10 and (fields[0] == "1") == sentence_ends, line)
        sentence_ends = False
        articles[-1].append(fields)
    check(len(articles) == len(recs), "number of articles")
    for r, words in zip(recs, articles):
        for w in words:
            check(r["text"][int(w[2]):int(w[3])] == w[1] and not re.search(r"\s", w[1]), r["id"], w)
        iob_matches(r, words, 4, [d["span"] for d in r["dates"]])
        iob_matches(r, words, 5, [m["span"] for p in r["people"] for m in p["mentions"]])
        iob_matches(r, words, 6, [n["span"] for n in r["numbers"]])
        iob_matches(r, words, 7, [c["source"]["span"] for c in r["claims"] if "source" in c])
        iob_matches(r, words, 8, [c["cue"]["span"] for c in r["claims"] if "cue" in c])
        iob_matches(r, words, 9, [s for c in r["claims"] for s in c["content"]["spans"]])


def iob_matches(r, words, column, spans):
    """The column's spans are those of the record, of overlapping ones the first and longest."""
    found = []
    for at, w in enumerate(words):
        tag = w[column]
        check(re.fullmatch(r"O|[BI]-[A-Z_]+", tag), r["id"], "tag", w)
        if tag[0] == "B":
            found.append([int(w[2]), int(w[3])])
        elif tag[0] == "I":
            check(at and words[at - 1][column][1:] == tag[1:], r["id"], "I behind something else", w)
            found[-1][1] = int(w[3])
    kept = []
    for s in sorted(map(list, spans), key=lambda s: (s[0], -s[1])):
        if not kept or s[0] >= kept[-1][1]:
            kept.append(s)
    check(found == kept, r["id"], "column", column, found, kept)


def timeml(recs, folder):
    by_id = {}
    for name in os.listdir(folder):
        check(name.endswith(".tml"), name)
        tree = ElementTree.parse(os.path.join(folder, name)).getroot()
        check(tree.tag == "TimeML" and not len(tree.find("DOCID")), name)
        by_id.setdefault(tree.find("DOCID").text, []).append(tree)
    check(sum(map(len, by_id.values())) == len(recs), "number of files")
    for r in recs:
        tree = by_id[r["id"]].pop()
        text = re.sub("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "", r["text"])
        check("".join(tree.find("TEXT").itertext()) == text, r["id"], "the text has changed")
        tags = tree.find("TEXT").findall("TIMEX3")
        check(not any(len(tag) for tag in tags), r["id"], "a TIMEX3 with tags inside")
        got = sorted((tag.get("tid"), tag.get("type"), tag.get("value"), tag.get("mod"),
                      re.sub(r"\s", " ", tag.text or tag.get("comment"))) for tag in tags)
        want = sorted(("t" + d["id"][1:], d["type"], d["value"], d.get("mod"),
                       re.sub(r"\s", " ", d["text"])) for d in r["dates"])
        check(got == want, r["id"], got, want)
        dct = tree.find("DCT").find("TIMEX3")
        check((dct is None) == ("published" not in r), r["id"], "DCT")
        check(dct is None or dct.get("value") == r["published"]["value"], r["id"], "DCT")


def brat(recs, folder):
    """What brat's reader checks: lines, offsets, and that the text of a line is that of its fragments."""
    with open(os.path.join(folder, "quoth.index"), encoding="utf-8") as file:
        names = {e["file"]: e["id"] for e in map(json.loads, file) if "file" in e}
    check(sorted(names.values()) == sorted(r["id"] for r in recs), "index")
    check(len({name.lower() for name in names}) == len(names), "names that differ by case only")
    types, values = configuration(folder)
    for name in names:
        check(re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9._-]*", name), "name", name)
        with open(os.path.join(folder, name + ".txt"), encoding="utf-8", newline="") as file:
            text = file.read()
        with open(os.path.join(folder, name + ".ann"), encoding="utf-8", newline="") as file:
            lines = file.read().splitlines()  # as Python's codecs do: at every kind of line break
        ids = {line.split("\t")[0] for line in lines} - {"*"}
        check(len(ids) == sum(not line.startswith("*") for line in lines), name, "ids are not unique")
        for line in lines:
            brat_line(name, line, text, ids, types, values)


def configuration(folder):
    types, values, section = set(), {}, None
    with open(os.path.join(folder, "annotation.conf"), encoding="utf-8") as file:
        for line in file.read().splitlines():
            if line.startswith("["):
                section = line
            elif section == "[attributes]" and line:
                key, rest = line.split("\t")
                values[key] = set(rest.split("Value:")[1].split("|")) if "Value:" in rest else {None}
            elif line and not line.startswith("#"):
                types.add(line.split("\t")[0])
    return types, values


def brat_line(name, line, text, ids, types, values):
    parts = line.split("\t", 2)
    check(len(parts) >= 2 and re.fullmatch(r"[TERA#]\d+|\*", parts[0]), name, line)
    kind, data = parts[0][0], parts[1].split(" ")
    if kind == "T":
        check(data[0] in types, name, "type", line)
        spans = [tuple(map(int, s.split(" "))) for s in parts[1].split(" ", 1)[1].split(";")]
        check(all(s < e <= len(text) for s, e in spans), name, "offsets", line)
        check(all(a[1] <= b[0] for a, b in zip(spans, spans[1:])), name, "fragments overlap", line)
        check(" ".join(text[s:e] for s, e in spans) == parts[2], name, "text", line)
    elif kind == "A":
        check(data[0] in values and data[1] in ids, name, "attribute", line)
        check((data[2] if len(data) > 2 else None) in values[data[0]], name, "value", line)
    elif kind in "ER":
        references = data if kind == "E" else data[1:]
        check(all(x.split(":")[1] in ids for x in references), name, "refers to nothing", line)
        check((data[0].split(":")[0]) in types, name, "type", line)
    elif kind == "#":
        check(data[0] == "AnnotatorNotes" and data[1] in ids and parts[2], name, "note", line)
    else:
        check(data[0] == "Equiv" and set(data[1:]) <= ids, name, "equivalence", line)


def gold(recs, path):
    """The records themselves, but for rule and confidence."""
    back = lines_of(path)
    check(len(back) == len(recs), "number of records", len(back), len(recs))
    for r, g in zip(recs, back):
        r.pop("warnings", None)
        for layer in ("dates", "people", "numbers", "claims"):
            for entry in r[layer]:
                entry.pop("rule")
                entry.pop("confidence")
            for a, b in zip(r[layer], g[layer]):
                check(a == b, r["id"], layer, a, b)
        check(r == g, r["id"], {k for k in r if r[k] != g.get(k)})


def main():
    form, recs, output = sys.argv[1:]
    globals()[form.replace("-", "_")](records(recs), output)


main()
