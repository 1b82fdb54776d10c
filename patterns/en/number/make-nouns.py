#!/usr/bin/env python3
"""Write noun.list, plural.list and modifier.list: the words of a counted noun phrase ("political prisoners").

    make-nouns.py WORDNET DICT

WORDNET is the folder of WordNet 3.0's files (Debian: wordnet-base, /usr/share/wordnet), DICT one with lists of English words and
their inflected forms from SCOWL, common ones (Debian: wamerican-small, wbritish-small) and more (wamerican, wbritish; all in
/usr/share/dict).
All may be used and passed on freely; only facts are taken: which words are nouns, adjectives and participles, how often each
is (SemCor's counts), and which adjectives mean "of or relating to".
"""
import collections
import pathlib
import re
import sys

# Words of grammar that WordNet has as nouns too, and nouns that behind a number are most often something else.
NOT = set("""a about above after again all also am an and any are as at be because been before being below between both but by
can could did do does doing down during each few for from further had has have having he her here hers him his how i if
in into is it its just me might more most must my no nor not now of off on once only or other our out over own per same
she should so some such than that the their them then there these they this those through to too under until up us very
was we were what when where which while who whom why will with would you your yes yet may shall one two three four five six
seven eight nine ten eleven twelve twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion
trillion dozen first second third fourth fifth half quarter percent per am pm ago else like next last much many little less
least ever even still well back away around across against along among until versus minus plus time both
today yesterday tomorrow monday tuesday wednesday thursday friday saturday sunday january february march april june july august
september october november december said says goes does has was thus yours ours hers its whereas besides always perhaps
sometimes afterwards towards upwards downwards backwards forwards overseas alas ins outs ups downs pros
apart behind beyond near within without including following according regarding concerning excluding during having involving using
depending barring pending""".split())
PLURALS_MORE = """wells cyclists smartphones tweets emails websites followers laptops startups tablets lawmakers gunmen airstrikes migrants hostages
detainees frontrunners mosques caregivers policymakers livestreams podcasts influencers hackers apps gigs
retweets servers downloads datasets vaccines variants drones respondents shareholders stakeholders yards
peacekeepers jobseekers emojis gamers cardholders ratepayers lockdowns townhomes datacenters automakers carmakers steelmakers
steelworkers ceasefires breakouts payouts cellphones awardees bondholders timeouts buyouts handovers chatbots slots
playmakers cornerbacks linebackers midfielders goaltenders
""".split()
# Nouns whose plural, or use behind a number, is the same word: two aircraft, 30 police.
PLURAL_ALREADY = """aircraft spacecraft hovercraft watercraft sheep deer elk moose bison swine cattle livestock poultry fish salmon trout cod
shrimp species offspring police personnel staff crew clergy militia infantry cavalry headquarters corps
""".split()
# Adjectives that say of what kind a thing is, though WordNet derives them from no noun.
OF_KIND_MORE = """amateur armed armored armoured artificial bilateral conservative conventional criminal democratic ethnic external
female foreign hybrid illegal independent indigenous indoor inland internal international joint liberal male mobile moral
multilateral native natural nonprofit online organic primary private public religious renewable secondary socialist sovereign
wholesale wireless
""".split()
# Singulars, or no plurals, that look like plurals.
NO_PLURAL = """news politics economics series gas anus apparatus genus forceps mars polices personnels cattles swines aircrafts
""".split()


def vowel(c):
    return c in "aeiou"


def regular_plural(noun):
    if re.search(r"(s|x|z|ch|sh)$", noun):
        return noun + "es"
    if noun.endswith("y") and not vowel(noun[-2]):
        return noun[:-1] + "ies"
    return noun + "s"


def plurals_of(noun, irregular):
    """All plurals that the noun may have."""
    forms = list(irregular.get(noun, [])) or [regular_plural(noun)]
    if noun.endswith("o"):
        forms.append(noun + "es")
    if noun.endswith("man"):
        forms.append(noun[:-3] + "men")
    return forms


def inflected(verb, past):
    """Participles of a verb, regular ones by the usual spelling."""
    stem = verb[:-1] if verb.endswith("e") else verb
    ed = verb + "d" if verb.endswith("e") else verb[:-1] + "ied" if verb.endswith("y") and not vowel(verb[-2]) else verb + "ed"
    return {stem + "ing", ed, verb + verb[-1] + "ed", verb + verb[-1] + "ing"} | past.get(verb, set())


def compared(adjective, irregular):
    """Comparative and superlative."""
    stem = adjective[:-1] if adjective.endswith(("e", "y")) else adjective
    middle = "i" if adjective.endswith("y") else "e" if adjective.endswith("e") else ""
    ends = ("r", "st") if middle == "e" else ("er", "est")
    return {stem + middle + end for end in ends} | irregular.get(adjective, set())


def read_index(folder, name):
    with open(folder / f"index.{name}") as f:
        return {line.split(" ", 1)[0] for line in f if not line.startswith(" ")}


def read_exceptions(folder, name):
    result = collections.defaultdict(set)
    with open(folder / f"{name}.exc") as f:
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


def relational(folder):
    """Adjectives with a pertainym: political, parliamentary."""
    result = set()
    with open(folder / "data.adj") as f:
        for line in f:
            if not line.startswith(" ") and " \\ " in line:
                parts = line.split(" ")
                result.update(parts[4 + 2 * k] for k in range(int(parts[3], 16)))
    return result


def demonyms(folder):
    """Names for people by origin, faith or party: American."""
    result = set()
    with open(folder / "data.noun") as f:
        for line in f:
            parts = line.split(" ")
            if not line.startswith(" ") and parts[1] == "18":
                words = [parts[4 + 2 * k] for k in range(int(parts[3], 16))]
                result.update(w for w in words if re.fullmatch(r"[A-Z][a-z]+", w)
                              and " @i " not in line)
    return result


def write(name, head, lines):
    path = pathlib.Path(__file__).with_name(name)
    lines = sorted(set(lines))
    path.write_text("".join(f"# {h}\n" for h in head) + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    print(name, len(lines))


def main():
    wordnet, lists = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    common, wide = (set().union(*((lists / f"{x}-english{size}").read_text(encoding="utf-8").split() for x in ("american", "british")))
                    for size in ("-small", ""))
    nouns, verbs, adjectives = (read_index(wordnet, x) for x in ("noun", "verb", "adj"))
    counts, of_kind = read_counts(wordnet), relational(wordnet).union(OF_KIND_MORE)
    adjective_forms = read_exceptions(wordnet, "adj")
    noun_forms, verb_forms = read_exceptions(wordnet, "noun"), read_exceptions(wordnet, "verb")
    as_noun, as_verb, as_adverb = counts["1"], counts["2"].copy(), counts["4"]
    as_adjective = counts["3"] + counts["5"]
    for verb, forms in verb_forms.items():
        for form in forms:
            as_verb[form] += counts["2"][verb]

    def word(w):
        return re.fullmatch(r"[a-z]{3,}", w) and w in common and w not in NOT

    def mainly(own, others, w, share):
        return own[w] >= share * sum(other[w] for other in others)

    def rarer(w):       # a word of the longer list alone
        return re.fullmatch(r"[a-z]{3,}", w) and w in wide and w not in common and w not in NOT

    singulars = [w for w in nouns if word(w) and mainly(as_noun, (as_verb, as_adjective, as_adverb), w, 0.3)] + ["time", "win"]
    singulars += [w for w in nouns - verbs - adjectives if rarer(w)]
    plurals = {}
    for noun in sorted(nouns):
        if re.fullmatch(r"[a-z]{2,}", noun) and noun not in NOT and noun in wide:
            for form in plurals_of(noun, noun_forms):
                if form in wide and form not in NOT:
                    plurals[form] = max(noun, plurals.get(form, noun), key=lambda n: (as_noun[n], form == regular_plural(n), n))
    for noun in filter(word, singulars):
        for form in plurals_of(noun, noun_forms):
            if form not in NOT and as_noun[noun]:
                plurals.setdefault(form, noun)
    for form in wide:       # shootings, and what WordNet lacks
        if re.fullmatch(r"[a-z]{4,}[^sui]s", form) and form[:-1] in wide and form[:-1] not in verbs | adjectives | NOT:
            plurals.setdefault(form, form[:-1])
    for form in PLURALS_MORE:
        plurals.setdefault(form, re.sub("ie$", "y", form.removesuffix("s")))
    plurals.update(people="person", gunmen="gunman", defensemen="defenseman", coronaviruses="coronavirus", times="time", troops="troop", men="man",
                   women="woman", children="child", lives="life", feet="foot", leaves="leaf")
    plurals.update((form, form) for form in PLURAL_ALREADY)
    for form in NO_PLURAL:
        plurals.pop(form, None)
    peoples = {d + "s": d for d in demonyms(wordnet) if not d.endswith("s")}
    participles = set()
    for verb in verbs:
        if re.fullmatch(r"[a-z]{3,}", verb):
            participles |= {f for f in inflected(verb, verb_forms) if f in common and re.search("(ed|ing|en|n|t)$", f)}
    modifiers = {w for w in adjectives if word(w) and (as_adjective[w] or not as_noun[w])}
    modifiers |= {w for w in nouns if word(w) and counts["2"][w] > 2} - set(singulars)       # hate groups, work crews
    modifiers |= {w for w in participles if word(w)}
    modifiers |= {w for w in adjectives - nouns if rarer(w)} | {"wireless"}
    degrees = {w for a in modifiers for w in compared(a, adjective_forms) if w in common and w not in NOT}
    degrees -= set(nouns)
    modifiers |= degrees
    modifiers -= {w for w in modifiers if as_adverb[w] > 3 * as_adjective[w] + 3} | set(singulars) & set(plurals)

    adverbs = {w for w in read_index(wordnet, "adv") if w.endswith("ly") and word(w)} - modifiers - set(singulars)

    source = ["Made by make-nouns.py from WordNet 3.0 (Princeton University; free with notice) and SCOWL (free with notice)."]
    write("noun.list", ["Common nouns."] + source, singulars)
    write("plural.list", ["Plural nouns and their singulars."] + source,
          [f"{p} = {s}" for p, s in plurals.items()] + [f"{p} = {s}" for p, s in peoples.items()])
    write("modifier.list", ["Adjectives and participles.  class: those that say of what kind a thing is (political).",
                             "degree: comparatives and superlatives (larger)."] + source,
          [f"{w} ; class" if w in of_kind else f"{w} ; degree" if w in degrees else w for w in modifiers])
    only_verbs = {w for w in verbs if word(w) and counts["2"][w] > 15 and counts["2"][w] > 4 * (as_noun[w] + as_adjective[w])}
    write("verb.list", ["Verbs that are seldom nouns, as they stand behind a plural (remain)."] + source, only_verbs)
    write("adverb.list", ["Adverbs that may stand before an adjective (highly)."] + source, adverbs | {"very"})


main()
