# Records held against gold.

# figure SECTION ROW FIELD: a figure of `quoth eval --json`, in ./out
figure() {
    python3 -c 'import json, sys; print(round(json.load(open("out"))["sections"][sys.argv[1]][sys.argv[2]][sys.argv[3]], 4))' "$@"
}

# A small set: three dates in two articles.  One is found as gold has it; what is found otherwise we say ourselves.
cat > set.input.jsonl <<'END'
{"id":"a","published":"2026-03-04","text":"The bridge at Vadborg was closed on 2 March 2026. It had rained since Monday."}
{"id":"b","published":"2026-03-04","text":"Nothing happened."}
END
cat > set.gold.jsonl <<'END'
{"id":"a","dates":[{"span":[36,48],"text":"2 March 2026","type":"DATE","value":"2026-03-02"},{"span":[70,76],"text":"Monday","type":"DATE","value":"2026-03-02"}]}
{"id":"b","dates":[{"span":[0,7],"text":"Nothing","type":"SET","value":"P1D"}]}
END
cat > records.jsonl <<'END'
{"id":"a","dates":[{"span":[36,48],"text":"2 March 2026","type":"DATE","value":"2026-03-02","rule":"date.x","confidence":0.8},{"span":[67,76],"text":"ce Monday","type":"DATE","value":"2026-03-02","rule":"date.y","confidence":0.5}]}
{"id":"c"}
END

it 'judges what the patterns find in the articles beside the gold'
quoth eval --json set.gold.jsonl
status_is 0
is "$(figure dates strict gold)" 3
is "$(figure dates strict p)" 1
is "$(figure dates strict r)" 0.6667
in_out '"missed":{"dates":{"SET":1}}'

it 'prints a table'
quoth eval --errors 1 set.gold.jsonl
status_is 0
in_out 'dates                             P      R     F1    gold  output   match'
in_out '  strict                      100.0   66.7   80.0       3       2       2'
in_out 'dates, missed: 1 SET'
in_out '  MISSED      b 0-7  SET P1D'
in_out '      «Nothing» happened.'

it 'judges given records instead, and says what they lack'
quoth eval --records records.jsonl --errors 5 set.gold.jsonl
status_is 1
in_err '1 of the 2 articles have no record'
in_err '1 record of articles that are not in the gold'
in_out '  strict                       50.0   33.3   40.0       3       2       1'
in_out '  relaxed                     100.0   66.7   80.0       3       2       2'
in_out '  EXTENT      a 70-76  output "ce Monday"  [date.y]'
grep -q 'date.y  *1  *0  *1  *0  *0.0  *0.50' out || fail 'no row for the rule date.y'

it 'keeps to one layer, one rule, as many rules as asked for'
quoth eval --records records.jsonl --layer claims set.gold.jsonl
not_in_out 'strict'
quoth eval --records records.jsonl --errors 5 --rule date.x set.gold.jsonl
not_in_out 'EXTENT'
quoth eval --records records.jsonl --rules 1 set.gold.jsonl
in_out 'and 1 more: --rules all'
quoth eval --records records.jsonl --rules all set.gold.jsonl
in_out 'date.x'
in_out 'date.y'

it 'takes the articles from a file, from the gold, or from the files that ids name'
quoth eval --json set.gold.jsonl
cp out wanted
cp set.gold.jsonl gold.jsonl
quoth eval --json gold.jsonl set.input.jsonl
cmp -s out wanted || fail 'INPUT gives another result'
python3 - <<'END'
import json
gold = [json.loads(line) for line in open("set.gold.jsonl")]
texts = {a["id"]: a for a in map(json.loads, open("set.input.jsonl"))}
with open("whole.jsonl", "w") as file:
    for g in gold:
        a = texts[g["id"]]
        file.write(json.dumps({**g, "text": a["text"], "published": {"value": a["published"], "basis": "given"}}) + "\n")
import os
os.makedirs("deep/gold"), os.makedirs("deep/texts")
with open("deep/gold/set.jsonl", "w") as file:
    for g in gold:
        open(f"deep/texts/{g['id']}.txt", "w").write(texts[g["id"]]["text"])
        file.write(json.dumps({**g, "id": f"texts/{g['id']}.txt"}) + "\n")
END
quoth eval --json whole.jsonl
cmp -s out wanted || fail 'texts in the gold give another result'
quoth eval --json deep/gold/set.jsonl
status_is 0
is "$(figure dates strict hit)" 2
quoth eval --json deep/gold
is "$(figure dates strict hit)" 2

it 'gives the same for any number of jobs'
for jobs in 1 3; do
    quoth eval --jobs $jobs --json "$root/corpus/en/gold"
    status_is 0
    cp out jobs-$jobs
done
cmp -s jobs-1 jobs-3 || fail 'the number of jobs changes the result'

it 'finds no fault in gold held against itself'
cat "$root"/corpus/en/gold/*.jsonl > all.jsonl
quoth eval --json --records all.jsonl "$root/corpus/en/gold"
status_is 0
python3 - <<'END' || fail 'gold is not perfect by itself'
import json
out = json.load(open("out"))
figures = [(s, r, f) for s, rows in out["sections"].items() for r, f in rows.items()]
bad = [(s, r) for s, r, f in figures if f["f1"] != 1 and f.get("gold", f.get("of")) > 0]
raise SystemExit(f"{bad}" if bad or len(figures) < 40 or out["mistakes"] else 0)
END

it 'agrees row by row with the scorer of the evaluation sets'
scorer=$root/../shared/eval/score.py
if [ -f "$scorer" ]; then
    set -- "$root"/corpus/en/gold/*.jsonl
    for gold in "$root"/../shared/eval/dev/*.gold.jsonl "$root"/../shared/gold/*.gold.jsonl; do
        [ -f "$gold" ] && set -- "$@" "$gold"
    done
    (cd "$root" && python3 tests/cli/side_by_side.py "$QUOTH" "$scorer" "$@") > out 2> err || fail "$(cat out err)"
else
    echo "skip eval: there is no ../shared/eval/score.py to be held against" >&2
fi

it 'says what is wrong with files'
quoth eval
status_is 2
in_err 'gold'
quoth eval missing.jsonl
status_is 2
in_err 'missing.jsonl'
echo '{"id":"a","dates":[{"span":[3,1]}]}' > bad.jsonl
quoth eval bad.jsonl set.input.jsonl
status_is 2
in_err 'bad.jsonl:1: a span must be'
printf '{"id":"a","dates":[]}\n{"id":"a","dates":[]}\n' > bad.jsonl
quoth eval bad.jsonl set.input.jsonl
status_is 2
in_err 'bad.jsonl:2:'
echo '{"id":"nowhere","dates":[]}' > bad.jsonl
quoth eval bad.jsonl
status_is 2
in_err 'name the input behind the gold'
quoth eval set.gold.jsonl set.input.jsonl third
status_is 2
for words in '--layer verbs' '--errors many' '--jobs 0' '--output x'; do
    quoth eval $words set.gold.jsonl
    status_is 2
    in_err 'quoth eval'
done

it 'writes how often each rule was right'
quoth eval --calibrate --output - "$root/corpus/en/gold" set.gold.jsonl
status_is 0
in_out '# From gold, set.gold.jsonl'
grep -q '^date = 0\.[0-9]' out || fail 'no line for dates'
grep -q '^date\.weekday = ' out || fail 'no line for date.weekday'
quoth eval --calibrate --output confidence.list set.gold.jsonl
status_is 0
in_err 'confidence.list'
[ -s confidence.list ] || fail 'nothing was written'
quoth eval --calibrate --output nowhere/confidence.list set.gold.jsonl
status_is 2
in_err 'nowhere/confidence.list cannot be written'

it 'takes the confidence of entries from that file'
cp -R "${QUOTH_PATTERNS:-$root/patterns/en}" own
printf 'date = 0.61\ndate.weekday = 0.87\n' > own/confidence.list
printf 'It rained on Monday. The mayor came on 30 February 2026 and left on 3 March 2026.' > story.txt
records --patterns own --published 2026-03-04 story.txt
status_is 0
is "$(field 1 dates.0.confidence)" 0.87
is "$(field 1 dates.1.confidence)" 0.3
is "$(field 1 dates.2.confidence)" 0.61
quoth eval --calibrate --patterns own set.gold.jsonl
status_is 0
in_err 'own/confidence.list'
grep -q '^date = ' own/confidence.list || fail 'the file was not written anew'
quoth check own
status_is 0

it 'says what is wrong with that file'
printf 'date = 0.6\ndate.weekday = sure\n' > own/confidence.list
quoth check own
status_is 2
in_out 'confidence.list:2:1: error: write: RULE = VALUE'
printf 'date.gone = 0.6\n' > own/confidence.list
quoth check own
in_out 'confidence.list:1:1: warning: there is no rule date.gone'
