#!/usr/bin/env python3
"""Write verb.list and adverb.list: the forms of English verbs, and adverbs.

    make-verbs.py WORDNET WORDS

Run it again after adding verbs to cue.list: their forms are taken from there.

WORDNET is the folder of WordNet 3.0's files (Debian: wordnet-base, /usr/share/wordnet), WORDS a list of common English
words with their inflected forms (Debian: wamerican-small, /usr/share/dict/american-english-small, from SCOWL).
Both may be used and passed on freely; only facts are taken: which words are verbs and adverbs, and how often each is
used so (SemCor's counts).
"""
import collections
import pathlib
import re
import sys

# Words of grammar.
SMALL = set("""a am an and are as at be been being but by can could did do does doing done for had has have having he her his i if in is it
its like may might must no not of on or our out over own shall she should so some such than that the their them then there these they
this those to under until up us was we were what when where which while who will with would you your""".split())
# Forms that are hardly ever verbs in news.
NOT = SMALL | set("""ought need needs down off near round right fine wrong well better best free open close present past last second forward
best even still long second third back while average bare blind calm clean clear cool correct corrupt deaf dirty double dry dull
empty equal even exempt faint firm further green grey humble idle lame lean lower mature minute narrow native neat parallel
patent perfect pink plain pretty prompt quiet rough secure separate shy slack slick slim smart smooth sober sour spare square
steady still subject tame thin total triple trim utter vacant warm wet worst upper
yellow white black brown blue red bill bills may march august friday monday mark president senator people man men woman women
state states house houses party parties week weeks day days month months year years time times number numbers""".split())
# In news nouns as often as verbs.
NOUNS = set("""rival delegate sponsor advocate associate boycott feud pardon pledge probe purge rebuke resort suspect finance exile convict
export permit ban overhaul massacre arrest mix forecast slap hearing filing meeting ruling gathering shooting killing funding spending""".split())
ADVERBS = set("""also now then often later once again still even ever always already soon just only almost nearly first
recently previously initially repeatedly twice here there together apart too further meanwhile instead nevertheless nonetheless
however therefore thus hence indeed perhaps maybe sometimes long yet quite rather very further early late much
better best yesterday today tomorrow tonight""".split())
NOT_ADVERBS = set("""not never nor a as about above across after along around before below by down for in near of off on out over past round
since that the through to under up within without like but no all any some more most less least home back north south east west
west well right high low hard fast daily weekly monthly yearly early late half double
up each both either neither when where why how why so no what please aside
alike alone away forward forth next only one two three four five six seven eight nine ten""".split())


def vowel(c):
    return c in "aeiou"


def forms_of(verb, irregular):
    """form -> tags"""
    result = collections.defaultdict(set)
    stem = verb[:-1] if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")) else verb
    consonant_y = verb.endswith("y") and not vowel(verb[-2:-1])
    result[verb].add("base")
    result[verb[:-1] + "ies" if consonant_y else verb + "es" if re.search("(s|x|z|ch|sh|o)$", verb) else verb + "s"].add("s")
    result[stem + "ing"].add("ing")
    odd = irregular.get(verb, set())
    pasts = {f for f in odd if not f.endswith(("ing", "s"))}
    for f in odd:
        if f.endswith("ing"):
            result[f].add("ing")
    if pasts:
        participles = {f for f in pasts if re.search("(en|wn|ne|ung|un|orn|awn)$", f)}
        for f in pasts:
            result[f] |= {"pp"} if f in participles and len(pasts) > 1 else {"past"} if participles and len(pasts) > 1 else {"past", "pp"}
    else:
        ed = verb + "d" if verb.endswith("e") else verb[:-1] + "ied" if consonant_y else verb + "ed"
        result[ed] |= {"past", "pp"}
    if re.search("[^aeiou][aeiou][bdgklmnprtv]$", verb):
        result[verb + verb[-1] + "ing"].add("ing")
        result[verb + verb[-1] + "ed"] |= {"past", "pp"}
    return result


def read_index(folder, name):
    with open(folder / f"index.{name}") as f:
        return {line.split(" ", 1)[0] for line in f if not line.startswith(" ")}


def read_exceptions(folder):
    result = collections.defaultdict(set)
    with open(folder / "verb.exc") as f:
        for line in f:
            form, *lemmas = line.split()
            for lemma in lemmas:
                result[lemma].add(form)
    return result


def read_counts(folder):
    counts = {k: collections.Counter() for k in "12345"}
    with open(folder / "cntlist.rev") as f:
        for line in f:
            key, _, n = line.split()
            lemma, rest = key.split("%")
            counts[rest[0]][lemma] += int(n)
    return counts


def read_cues():
    """Of the verbs in cue.list: form -> tags, told by their place and first word's ending: base, -s, past ..., -ing."""
    result = collections.defaultdict(set)
    for line in pathlib.Path(__file__).with_name("cue.list").read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or " = " not in line:
            continue
        forms = [f.strip() for f in line.split(" = ")[0].split("|")]
        forms = [f for f in forms if re.fullmatch("[a-z]+( [a-z]+)*", f)]
        particle = forms[0].partition(" ")[2] if forms else ""
        forms = [f for f in forms if f.partition(" ")[2] == particle]
        for i, whole in enumerate(forms):
            form = whole.split(" ")[0]
            past = re.search("(ed|t|ed|d|n|g|e|w|m|k|p)$", form) and not form.endswith("ing")
            tags = {"ing"} if form.endswith("ing") and i else {"base"} if i == 0 else {"s"} if form.endswith("s") else set()
            if past and i > 1 and not tags:
                participle = re.search("(en|wn|ne|ung|un|orn)$", form) and len(forms) > 4
                tags = {"pp"} if participle else {"past"} if len(forms) > 4 and forms[i + 1].split(" ")[0].endswith(("en", "wn")) else {"past", "pp"}
            if form.endswith("ise"):
                tags = {"base"}
            result[whole] |= tags or {"base"}
    return result


def write(name, head, lines):
    path = pathlib.Path(__file__).with_name(name)
    path.write_text("".join(f"# {h}\n" for h in head) + "".join(f"{line}\n" for line in sorted(lines)), encoding="utf-8")
    print(name, len(lines))


def main():
    wordnet, common = pathlib.Path(sys.argv[1]), set(open(sys.argv[2], encoding="utf-8").read().split())
    nouns, verbs, adjectives, adverbs = (read_index(wordnet, x) for x in ("noun", "verb", "adj", "adv"))
    irregular, counts = read_exceptions(wordnet), read_counts(wordnet)
    as_noun, as_verb, as_adverb = counts["1"], counts["2"], counts["4"]
    as_adjective = counts["3"] + counts["5"]
    forms, lemmas = collections.defaultdict(set), collections.defaultdict(set)
    for verb in verbs:
        if not re.fullmatch("[a-z]{2,}", verb) or verb not in common or verb in SMALL:
            continue
        if as_verb[verb] * 12 < as_noun[verb] + as_adjective[verb] or not as_verb[verb] and verb in nouns | adjectives:
            continue
        for form, tags in forms_of(verb, irregular).items():
            if form in common and form not in NOT:
                forms[form] |= tags
                lemmas[form].add(verb)
    for form, tags in read_cues().items():
        if form not in forms:
            forms[form] |= tags | ({"noun"} if "s" in tags and form[:-1] in nouns else set())
            lemmas[form].add(form)
    for form, tags in forms.items():
        of = max(lemmas[form], key=lambda v: as_verb[v])
        if tags & {"base", "s"} and (as_noun[of] * 4 > as_verb[of] or {form, form.removesuffix("s")} & NOUNS):
            tags.add("noun")
        elif tags & {"past", "pp", "ing"} and (form in nouns and as_noun[form] * 3 > as_verb[of] or form in NOUNS):
            tags.add("noun")
        if form in adjectives and (tags & {"base"} and as_adjective[form] * 4 > as_verb[of] or tags & {"past", "pp", "ing"}
                                   and as_adjective[form] * 2 > as_verb[of]):
            tags.add("adj")
    source = ["Made by make-verbs.py from WordNet 3.0 (Princeton University; free with notice) and SCOWL (free with notice)."]
    by_tags = collections.defaultdict(list)
    for form, tags in forms.items():
        by_tags[" ".join(sorted(tags))].append(form)
    lines = []
    for tags, words in by_tags.items():
        words.sort()
        for i in range(0, len(words), 10):
            lines.append(" | ".join(words[i:i + 10]) + " ; " + tags)
    write("verb.list", ["The forms of verbs: base, s (says), past, pp (past participle), ing; noun, adj: often such instead."] + source, lines)
    found = {w for w in adverbs if re.fullmatch("[a-z]{3,}", w) and w in common and w not in NOT_ADVERBS and w not in nouns
             and (w.endswith("ly") or as_adverb[w] > as_adjective[w] + as_noun[w] + as_verb[w])} | ADVERBS
    found |= {w for w in adverbs if re.fullmatch("[a-z]{4,}ly", w) and w not in nouns | adjectives and w not in NOT_ADVERBS}
    words = sorted(found - {"likely", "friendly", "only"} | {"only"})
    write("adverb.list", ["Adverbs."] + source, [" | ".join(words[i:i + 12]) for i in range(0, len(words), 12)])


main()
