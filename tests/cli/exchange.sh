# --to brat, doccano, label-studio, prodigy, conll, timeml, and gold read back from brat.  exchange.py reads what
# was written as the tools do and holds it against the records.

holds() { python3 "$root/tests/cli/exchange.py" "$@" > why 2>&1 || fail "$1: $(tail -n 1 why | head -c 600)"; }

python3 - <<'PY'
import json
hard = ("\ufeffVADBORG, March 2 \u2013 \U0001F600\U0001F469\u200d\U0001F692 Mayor Mira Sole\u0301n said on Monday that over 40 "
        "houses & <sheds> \"were\" flooded.\r\n\r\n\u201cWe waited,\u201d Sole\u0301n said, \u201cand nobody came before "
        "February 13.\r\n\r\n\u201cNow we\tstart \U0001F3E0 with at least 12 homes,\u201d she added.\u0007 According to the city, "
        "19 per cent had left since early 2024.\u2028The governor of Vadborg, Odo Kestrin, denied on Tuesday that\n"
        "two dozen people\r\nwere hurt \U0001F198.\n#hash\ttag. Kestrin said it cost $3.5 million ]]> and \uffff more; \\ less.")
articles = [
    {"id": "news/\u00e4 1", "url": "http://example.org/?a=1&b=2", "title": "T\u00eftle \"<&>\"", "published": "2026-03-03", "text": hard},
    {"id": "News/\u00e4 1", "text": "On Monday Odo Kestrin, a judge, said two dozen people were hurt. \U0001F600"},
    {"id": "news/\u00e4 1", "text": hard[::1] + "\n" + hard},
    {"id": "../../etc/passwd", "text": "Mira Solen said so."},
    {"id": "x" * 300 + "/end.txt", "text": "Nothing."},
    {"id": ".hidden", "text": "\U0001F600"},
]
with open("in.jsonl", "w") as f:
    for a in articles:
        f.write(json.dumps(a) + "\n")
    f.write('{"id":"without text"}\n')
PY
articles 40 >> in.jsonl
cp "$root"/corpus/en/articles/*.txt .
"$QUOTH" extract -q --with text in.jsonl ./*.txt > records
grep -qF '"claims":[{' records || echo 'exchange.sh: there are no claims in the records' >&2

for format in doccano doccano-relations label-studio prodigy conll; do
    it "writes what $format reads"
    quoth extract -q --to $format in.jsonl ./*.txt
    status_is 1
    mv out $format.out
    holds $format records $format.out

    it "writes $format to a file, the same, with any number of jobs"
    quoth extract -q --jobs 3 --to $format:$format.file in.jsonl ./*.txt
    status_is 1
    lines_are 0
    cmp -s $format.out $format.file || fail 'file and standard output differ'
    is "$(ls | grep -c '\.part$')" 0
done

it 'writes what brat reads'
quoth extract -q --to brat:b in.jsonl ./*.txt
status_is 1
holds brat records b
is "$(ls b | grep -c '\.part$')" 0
[ -f b/annotation.conf ] && [ -f b/visual.conf ] || fail 'no configuration'

it 'reads from brat what it has written'
quoth gold --from brat b
status_is 0
cp out back
holds gold records back

it 'writes the same folder with any number of jobs'
quoth extract -q --jobs 3 --to brat:b3 in.jsonl ./*.txt
diff -r b b3 > why || fail "$(head -n 3 why)"

it 'writes well-formed TimeML'
quoth extract -q --to timeml:t in.jsonl ./*.txt
status_is 1
holds timeml records t

it 'leaves annotations alone that are there'
quoth extract -q --to brat:b in.jsonl
status_is 2
in_err 'b: there are annotations in it already'
diff -r b b3 > why || fail "$(head -n 3 why)"
mkdir mine && echo '[entities]' > mine/annotation.conf
quoth extract -q --to brat:mine in.jsonl
status_is 1
is "$(cat mine/annotation.conf)" '[entities]'

it 'says when a folder cannot be made'
quoth extract -q --to brat:nowhere/b in.jsonl
status_is 2
in_err 'nowhere/b: No such file or directory; make its folder first'
quoth extract -q --to timeml:in.jsonl in.jsonl
status_is 2
in_err 'in.jsonl: Not a directory'

it 'says which target is missing'
quoth extract -q --to brat in.jsonl
status_is 2
in_err 'brat:FOLDER'
quoth extract -q --to conll: in.jsonl
status_is 2
in_err 'conll:FILE'
quoth extract -q --to nonsense in.jsonl
status_is 2
in_err 'conll[:FILE]'
in_err 'timeml:FOLDER'

it 'reports a full disk and leaves the old file'
if [ -c /dev/full ]; then
    for format in doccano label-studio conll; do
        quoth extract -q --to $format:/dev/full in.jsonl
        status_is 2
        in_err '/dev/full: No space left on device'
    done
fi
articles 3000 > many.jsonl
echo old > kept
(ulimit -f 100; "$QUOTH" extract -q --to prodigy:kept many.jsonl > out 2> err; echo $? > status)
is "$(cat status)" 2
in_err 'kept: File too large'
is "$(cat kept)" old
is "$(ls | grep -c '\.part$')" 0

it 'ends quietly when the reader has gone'
{ "$QUOTH" extract -q --to conll many.jsonl 2> err; echo $? > status; } | head -n 1 > first
is "$(cat status)" 2
is "$(cat err)" ''

it 'reads corrections'
mkdir fixed
printf 'Mira Solen said 😀 40\r\nhouses burned on May 4. Two left.' > fixed/a.txt
printf '%s\n' \
    'T1	Person 0 10	Mira Solen' \
    'T7	Source 0 10	Mira Solen' \
    'T2	Claim 11 15	said' \
    'T3	Content 18 20;22 35;46 54	40 houses burned Two left' \
    'T4	Date 39 44	May 4' \
    'T5	Number 18 20	40' \
    'T6	Unit 22 28	houses' \
    'E1	Claim:T2 Source:T7 Content:T3' \
    'R1	Refers_to Arg1:T7 Arg2:T1	' \
    'R2	Has_unit Arg1:T5 Arg2:T6	' \
    'A1	DateType T4 DATE' \
    'A2	Negated E1' \
    'A3	Act E1 deny' \
    'A4	Compared T5 at_most' \
    '#1	AnnotatorNotes T4	value=2026-05-04' \
    '#2	AnnotatorNotes T5	value=40; unit=house' > fixed/a.ann
quoth gold --from brat --no-text fixed
status_is 0
is "$(field 1 id)" a
is "$(field 1 claims.0.content.spans)" '[[18, 35], [46, 54]]'
is "$(field 1 claims.0.source.person)" p1
is "$(field 1 claims.0.negated)" True
is "$(field 1 claims.0.cue.act)" deny
is "$(field 1 claims.0.numbers)" "['n1']"
is "$(field 1 dates.0.begin)" 2026-05-04
is "$(field 1 numbers.0.relation)" '<='
is "$(field 1 numbers.0.unit.name)" house
is "$(field 1 people.0.name)" 'Mira Solen'
is "$(field 1 text)" '(absent)'

it 'says which line is wrong'
printf '%s\n' 'T1	Date 39 44	May 5' 'T2	Date 3 900	x' 'T3	Date x y	x' 'nonsense' 'A1	DateType T9 DATE' 'T4	Date 39 44	May 4' 'E1	' > fixed/a.ann
quoth gold --from brat fixed
status_is 1
in_err 'fixed/a.ann:1: the text at these offsets is another one'
in_err 'fixed/a.ann:2: the offsets lie outside of the text'
in_err 'fixed/a.ann:3: the offsets are no numbers'
in_err 'fixed/a.ann:4: no line of annotations'
in_err 'fixed/a.ann:5: what this line refers to is not there'
in_err 'fixed/a.ann:6: a date without value'
in_err 'fixed/a.ann:7: an event needs a trigger'
is "$(field 1 dates.0.text)" 'May 4'
rm fixed/a.txt
quoth gold --from brat fixed
in_err 'fixed/a.txt: No such file or directory'

it 'explains wrong use of gold'
quoth gold fixed
status_is 2
in_err '--from brat'
quoth gold --from brat
status_is 2
in_err 'name the folder'
quoth gold --from doccano fixed
status_is 2
in_err 'not from "doccano"'
quoth gold --from brat nowhere
status_is 2
in_err 'nowhere: No such file or directory'
mkdir empty
quoth gold --from brat empty
status_is 2
in_err 'empty: no articles'
quoth gold --help
status_is 0
in_out 'usage: quoth gold'
