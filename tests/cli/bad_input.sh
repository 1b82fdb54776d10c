# Whatever is wrong with the input costs that record and no other, and is told with its file and line.

it 'reports a file that is not there'
article 1 > good.jsonl
records missing.txt good.jsonl
status_is 1
lines_are 2
is "$(field 1 error.code) $(field 1 id) $(field 1 error.source)" 'unreadable missing.txt missing.txt'
is "$(field 2 id)" a1
in_err 'quoth: missing.txt: cannot be read: No such file'
in_err '1 error'

it 'reports a dangling link and an unreadable folder inside a folder'
mkdir -p tree
ln -s nowhere tree/b.txt
echo A. > tree/a.txt
echo C. > tree/c.txt
records tree
status_is 1
lines_are 3
is "$(field 2 error.code) $(field 2 id)" 'unreadable tree/b.txt'
in_err 'tree/b.txt: cannot be read'

it 'reports broken JSON with file and line'
{ article 1; echo '{"id":"x","text":"unfinished'; echo 'no json at all'; echo '[1,2]'; echo '"text"'; article 2; } > bad.jsonl
records bad.jsonl
status_is 1
lines_are 6
is "$(field 1 id) $(field 6 id)" 'a1 a2'
is "$(field 2 error.code) $(field 2 error.source) $(field 2 id)" 'invalid-json bad.jsonl:2 bad.jsonl:2'
is "$(field 3 error.code)" invalid-json
is "$(field 4 error.code) $(field 5 error.code)" 'not-an-object not-an-object'
in_err 'quoth: bad.jsonl:2: not valid JSON at column'

it 'reports a missing and an empty text'
printf '%s\n' '{"id":"m","title":"only"}' '{"id":"e","text":""}' '{"id":"w","text":" \n\t"}' '{"id":"n","text":null}' \
    '{"id":"l","text":["a"]}' '{"id":"o","text":"None"}' > texts.jsonl
records texts.jsonl
status_is 1
is "$(for i in 1 2 3 4 5 6; do field $i error.code; done | tr '\n' ' ')" \
    'missing-text empty-text empty-text missing-text missing-text missing-text '
is "$(field 1 id) $(field 1 error.source)" 'm texts.jsonl:1'
in_err 'texts.jsonl:2: '

it 'reports empty files'
: > zero.txt
printf ' \n\n' > blank.txt
printf '\357\273\277' > mark.txt
: > zero.jsonl
records zero.txt blank.txt mark.txt zero.jsonl
status_is 1
lines_are 3
is "$(field 1 error.code) $(field 2 error.code) $(field 3 error.code)" 'empty-text empty-text empty-text'

it 'replaces bytes that are not UTF-8, in text'
printf 'Caf\351 \377\376 said 12.\n' > latin.txt
records --with text latin.txt
status_is 0
is "$(field 1 warnings.0.code) $(field 1 warnings.0.count)" 'invalid-utf8 3'
is "$(field 1 text)" "$(printf 'Caf\357\277\275 \357\277\275\357\277\275 said 12.\n\n')"

it 'replaces bytes that are not UTF-8, in JSON'
{ printf '{"id":"l1","text":"Caf\351 \377 said 12."}\n'; article 2; } > latin.jsonl
records --with text latin.jsonl
status_is 0
is "$(field 1 warnings.0.code) $(field 1 warnings.0.count)" 'invalid-utf8 2'
is "$(field 1 text)" "$(printf 'Caf\357\277\275 \357\277\275 said 12.')"
is "$(field 2 warnings)" '(absent)'

it 'replaces halves of surrogate pairs and keeps whole ones'
printf '%s\n' '{"text":"a \ud83d b \ude00 c \ud83d\ude00 d \\ud83d"}' > halves.jsonl
records --with text halves.jsonl
status_is 0
is "$(field 1 text)" "$(printf 'a \357\277\275 b \357\277\275 c \360\237\230\200 d \\ud83d')"

it 'refuses what is nested too deeply, and reads on'
{ printf '{"text":"One.","more":'; head -c 300000 /dev/zero | tr '\0' '['; echo; article 1; } > deep.jsonl
records deep.jsonl
status_is 1
is "$(field 1 error.code) $(field 2 id)" 'invalid-json a1'

it 'says what to do with files that are neither text nor JSON Lines'
article 1 | gzip > packed.jsonl.gz
article 1 > in.jsonl
tar cf packed.tar in.jsonl
echo '[ {"text":"Mira Solen said 12."} ]' > array.json
printf '\377\376M\000i\000' > wide.txt
head -c 4096 /dev/zero > zeros.txt
records packed.jsonl.gz packed.tar array.json wide.txt zeros.txt in.jsonl
status_is 1
lines_are 6
for n in 1 2 3 4 5; do is "$(field $n error.code)" unreadable; done
is "$(field 1 error.message)" 'cannot be read: it is compressed: gzip -dc FILE | quoth extract -'
is "$(field 6 id)" a1

it 'takes NUL bytes for white space'
printf 'Mira\000Solen said\000\00012 houses burned.\n' > nul.txt
printf '%s\n' '{"text":"Mira\u0000Solen said 12."}' > nul.jsonl
records nul.txt nul.jsonl
status_is 0
lines_are 2
printf '{"id":"raw","text":"a\000b"}\n' > raw.jsonl
{ cat raw.jsonl; article 3; } > rawnul.jsonl
records rawnul.jsonl
status_is 1
is "$(field 1 error.code) $(field 2 id)" 'invalid-json a3'

it 'survives file names that are not UTF-8'
printf 'One.\n' > "$(printf 'caf\351.txt')"
records "$(printf 'caf\351.txt')"
status_is 0
is "$(field 1 id)" "$(printf 'caf\357\277\275.txt')"

it 'skips a line of 100 MB without holding it'
{
    article 1
    printf '{"id":"long","text":"'
    head -c 100000000 /dev/zero | tr '\0' 'a'
    printf '"}\n'
    article 2
} > long.jsonl
python3 - "$QUOTH" <<'END' > peak
import resource, subprocess, sys
with open("out", "wb") as out, open("err", "wb") as err:
    status = subprocess.call([sys.argv[1], "extract", "--jobs", "1", "long.jsonl"], stdout=out, stderr=err)
print(status, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
END
read -r status peak < peak
status_is 1
lines_are 3
is "$(field 2 error.code) $(field 2 error.source)" 'too-long long.jsonl:2'
is "$(field 1 id) $(field 3 id)" 'a1 a2'
case $BUILD in *asan*) ;; *) [ "$peak" -lt 65536 ] || fail "peak memory $peak kB" ;; esac
rm -f long.jsonl

it 'skips a text of 100 MB'
head -c 100000000 /dev/zero | tr '\0' 'a' > long.txt
records long.txt good.jsonl
status_is 1
is "$(field 1 error.code) $(field 1 error.source) $(field 2 id)" 'too-long long.txt a1'
rm -f long.txt

it 'reads a line of 7 MB'
{ printf '{"id":"big","text":"'; awk 'BEGIN { for (i = 0; i < 750000; i++) printf "He left. " }'; printf '"}\n'; } > big.jsonl
records big.jsonl
status_is 0
is "$(field 1 id)" big
rm -f big.jsonl

it 'shows the first messages only, and counts the rest'
awk 'BEGIN { for (i = 0; i < 50; i++) print "broken" }' > many.jsonl
records --from jsonl many.jsonl
status_is 1
lines_are 50
in_err '30 more messages'
is "$(wc -l < err | tr -d ' ')" 22

it 'is silent about them when quiet, and still exits with 1'
records --quiet --from jsonl many.jsonl
status_is 1
is "$(cat err)" ''
