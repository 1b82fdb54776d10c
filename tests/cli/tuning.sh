# What is used to tune patterns: quoth fmt, explain, profile, diff, check --json.

en=$root/patterns/en
QUOTH_PATTERNS=$en
export QUOTH_PATTERNS

# ---------------------------------------------------------------------------------------------------- fmt

# Rules in a layout of their own, with comments.
untidy() {
    printf '# colours of doors\nlist colour = red | green   # two will do\n\n\n\nrule thing.colour\n   match {colour} door   # a door\n'
    printf ' set kind=door\n yes a red door\n\tno   a blue door  \n'
}

it 'lays a file out, names it, and changes nothing the second time'
untidy > a.rules
quoth fmt a.rules
status_is 0
is "$(cat out)" a.rules
cp a.rules once.rules
quoth fmt a.rules
status_is 0
lines_are 0
cmp -s a.rules once.rules || fail 'a second time it changes'
grep -q '^  match  {colour} door' a.rules || fail "not laid out: $(cat a.rules)"

it 'changes nothing but white space, comments included'
untidy > a.rules
tr -d ' \t\n' < a.rules > before
quoth fmt a.rules
tr -d ' \t\n' < a.rules > after
cmp -s before after || fail 'more than white space has changed'
grep -q '^# colours of doors$' a.rules || fail 'a comment is gone'

it 'with --check changes nothing, names what would change, and exits with 1'
untidy > a.rules
cp a.rules kept.rules
quoth fmt --check a.rules once.rules
status_is 1
is "$(cat out)" a.rules
cmp -s a.rules kept.rules || fail 'the file has changed'
quoth fmt --check once.rules
status_is 0
lines_are 0

it 'walks a folder for pattern files, and leaves others and hidden ones alone'
mkdir -p folder/deep folder/.hidden
for file in folder/b.rules folder/deep/a.rules folder/notes.txt folder/.hidden/c.rules; do untidy > $file; done
printf 'language en\nstage  word   *.rules\n\n\n' > folder/stages
printf '\n\n  Monday | Mon = 1\n\n\n\nTuesday = 2   \n' > folder/deep/day.list
quoth fmt folder
status_is 0
is "$(tr '\n' ' ' < out)" 'folder/b.rules folder/deep/a.rules folder/deep/day.list folder/stages '
untidy | cmp -s - folder/notes.txt || fail 'notes.txt has changed'
untidy | cmp -s - folder/.hidden/c.rules || fail 'a hidden file has changed'
quoth fmt --check folder
status_is 0

it 'lays standard input out to standard output, and only checks it with --check'
untidy | "$QUOTH" fmt - > out 2> err
is $? 0
cmp -s out once.rules || fail 'not what becomes of the file'
untidy | "$QUOTH" fmt --check - > out 2> err
is $? 1
is "$(cat out)" -
"$QUOTH" fmt --check - < once.rules > out 2> err
is $? 0

it 'says which file cannot be read, does the others, and exits with 2'
untidy > a.rules
quoth fmt missing.rules a.rules
status_is 2
in_err 'missing.rules: No such file or directory'
is "$(cat out)" a.rules
if [ "$(id -u)" != 0 ]; then
    chmod 0 a.rules
    quoth fmt a.rules
    status_is 2
    in_err 'a.rules: '
    chmod 600 a.rules
fi

it 'leaves a file its mode, and a link a link'
untidy > a.rules
chmod 640 a.rules
ln -sf a.rules link.rules
quoth fmt link.rules
status_is 0
[ -h link.rules ] || fail 'the link is gone'
cmp -s a.rules once.rules || fail 'what the link points to is as it was'
untidy > a.rules
quoth fmt a.rules
is "$(ls -l a.rules | cut -c 1-10)" -rw-r-----

it 'leaves every pattern file with the meaning it had'
cp -r "$en" laid
quoth fmt laid
status_is 0
quoth check laid
status_is 0
in_out ' 0 failed'
quoth fmt --check laid
status_is 0

# ------------------------------------------------------------------------------------------------ explain

it 'explains what was found: the rule with its place, its fields, the day it counts from'
quoth explain --published 2026-02-07 'It cost $3.5 million on Monday.'
status_is 0
in_out 'document date: 2026-02-07, given'
in_out '8-20 "$3.5 million"'
line=$(grep -n 'rule number.money.sign' "$en/number/money.rules" | cut -d : -f 1)
in_out "  number.money.sign  ($en/number/money.rules:$line, stage amount)"
in_out '"3.5 million" = 3500000'
in_out '  date.weekday  ('

it 'shows what was won over, and why'
quoth explain 'The company left on Monday.'
status_is 0
in_out '    won over   phrase.body ('
in_out '"The company": stands later'

it 'says so when the text is the name of a file'
echo 'He left on Monday.' > letter.txt
quoth explain letter.txt
in_err 'letter.txt is a file, but its name is what is explained'
quoth explain "$(cat letter.txt)"
not_in_err 'is a file'

it 'takes the words of a text as one argument or as several'
quoth explain --kind number About 20 people came.
status_is 0
in_out '6-8 "20"'

it 'shows only the kind or the rule asked for, and exits with 1 when there is none'
quoth explain --kind date 'It cost $3.5 million on Monday.'
status_is 0
in_out date.weekday
not_in_out number.
quoth explain --rule date.weekday 'It cost $3.5 million on Monday.'
in_out date.weekday
not_in_out tense.
quoth explain --kind date 'Nothing happened.'
status_is 1

it 'shows with --at which rules began there, and how far they got'
quoth explain --kind date --at 'every alternate Tuesday' 'It meets every alternate Tuesday.'
status_is 0
in_out 'stage date'
line=$(grep -n '^rule date.set.every' "$en/date/set.rules" | cut -d : -f 1)
grep -q "date.set.every  *stops after \"every\" before \"alternate\"  (.*/date/set.rules:$((line + 1)))" out ||
    fail "where date.set.every stopped is not told: $(cat out)"
is "$(grep -c 'date.weekday  *fits  *"Tuesday", kept  (.*/date/weekday.rules:[0-9]' out)" 1
not_in_out number.

it 'tells what became of patterns that fit, and what stood in the way of others'
mkdir -p place
printf 'language en\nstage word a.rules\nstage pair b.rules\n' > place/stages
cat > place/a.rules <<'END'
rule thing.door
  match  red door
  as     DOOR
  yes    a red door
  no     a door

rule thing.wide
  match  red door wide
  match  red door open
  as     DOOR
  yes    the red door wide
  no     the red door

rule thing.late
  match  wide enough
  yes    so wide enough
  no     wide
END
cat > place/b.rules <<'END'
rule pair.of
  match  see red
  match  see it red
  yes    we see red
  no     we see
END
quoth explain --patterns place --at 'red door wide' 'We see red door wide enough.'
status_is 0
in_out '  thing.door                           fits        "red door", loses to thing.wide: shorter  (place/a.rules:2)'
in_out '  thing.wide                           fits        "red door wide", kept  (place/a.rules:8)'
in_out '  thing.wide                           stops after "red door" before "wide"  (place/a.rules:9)'
in_out '  thing.late                           fits        "wide enough", not tried: thing.wide has taken "red door wide"  (place/a.rules:15)'
quoth explain --patterns place --rule pair.of --at see 'We see red door wide.'
in_out '  pair.of                              stops after "see" before "red door wide", found by thing.wide  (place/b.rules:2)'
in_out '  pair.of                              stops after "see" before "red door wide", found by thing.wide  (place/b.rules:3)'
quoth explain --patterns place --rule pair.of --at see 'We see it.'
in_out '  pair.of                              stops after "see it" before "."  (place/b.rules:3)'
quoth explain --patterns place --rule pair.of --at see 'We cannot see'
in_out '  pair.of                              stops after "see" at the end of the sentence  (place/b.rules:2)'

it 'says that no rule begins at a place, and what was found there'
quoth explain --patterns place --kind pair --at door 'A red door.'
status_is 1
in_out 'no such rule begins there; what was found:'
in_out '  thing.door                           finds       "red door"  (place/a.rules:1)'
quoth explain --patterns place --at zebra 'A zebra.'
status_is 1
in_out 'no rule begins there'

it 'says so, with exit status 1, when the words do not stand in the text'
quoth explain --at Friday 'It meets on Tuesday.'
status_is 1
in_err '"Friday" does not stand in the text'

it 'takes a span in code points, and cuts it at the end of the text'
quoth explain --kind date --span 8-14 'Zoë is «Monday».'
status_is 0
in_out 'date.weekday'
quoth explain --kind date --span 8-900 'Zoë is «Monday».'
status_is 0
quoth explain --span 90-99 'Zoë is «Monday».'
status_is 1
in_err 'before the span 90-99'

it 'refuses a span that is none'
for span in 9-2 -5 5 5- a-b 5-5 ' 1-3' 1--3 1-3x; do
    quoth explain "--span=$span" 'She left on Monday.'
    status_is 2
    in_err '--span takes START-END'
    lines_are 0
done

it 'finds an article of a JSON Lines file by its id'
articles 5 > dump.jsonl
quoth explain --id a3 --kind number dump.jsonl
status_is 0
in_out 'document date: 2026-03-04, given'
in_out '"30"'
not_in_out '"40"'
quoth explain --id a4 --rule date.weekday --at Monday dump.jsonl
status_is 0
in_out 'fits        "Monday", kept'

it 'says when no article has the id, or the file cannot be read'
quoth explain --id a33 dump.jsonl
status_is 1
lines_are 0
in_err 'no article has the id a33'
quoth explain --id a3 missing.jsonl
in_err 'missing.jsonl: cannot be read'
status_is 1

it 'refuses wrong use: no text, no files, no date, no patterns'
quoth explain
status_is 2
in_err 'give the text'
quoth explain --id a3
status_is 2
in_err 'name the files'
quoth explain --published yesterday 'She left on Monday.'
status_is 2
in_err '"yesterday" is no date: write YYYY-MM-DD'
quoth explain --patterns nowhere 'She left on Monday.'
status_is 2
in_err nowhere
quoth explain --rule date.no-such 'She left on Monday.'
status_is 2
in_err 'there is no rule "date.no-such"'
quoth explain --kind dat 'She left on Monday.'
status_is 2
in_err 'there is no kind of rules "dat"'

it 'shows every error in patterns that cannot be loaded'
mkdir -p wrong
printf 'language en\nstage a a.rules\n' > wrong/stages
printf 'rule a.b\n  match {nothing}\n  yes x\n' > wrong/a.rules
for command in extract explain profile view; do
    echo 'It rained.' > rain.txt
    quoth $command --patterns wrong rain.txt
    status_is 2
    in_err 'wrong/a.rules:2:10: error: "nothing" is no list'
    in_err 'wrong/a.rules:1:1: error: rule a.b has no `no` line'
    is "$(grep -c '"nothing"' err)" 1
done

# ------------------------------------------------------------------------------------------------ profile

# cell NAME COLUMN: that column (2 tries, 3 matches, 4 kept, 5 limits) of the row of this rule or stage
cell() {
    awk -v name="$1" -v column="$2" '$6 == name { print $column; exit }' out
}

it 'counts what stages and rules did, and puts places to them'
articles 4 > dump.jsonl
quoth profile --all dump.jsonl
status_is 0
in_out '4 articles, 0.00 MB'
is "$(cell date.weekday 4)" 4
is "$(cell date.weekday 5)" 0
[ "$(cell date.weekday 2)" -ge "$(cell date.weekday 3)" ] || fail 'fewer tries than matches'
[ "$(cell date.weekday 3)" -ge 4 ] || fail 'fewer matches than kept'
[ "$(cell date 2)" -gt 0 ] || fail 'the stage date has no tries'
in_out "date.weekday  $en/date/weekday.rules:"
in_out "$en/stages:"
is "$(grep -c '^ .*/stages:[0-9]*$' out)" "$(grep -cE '^(stage|quotations)' "$en/stages")"

it 'adds up for a stage what its rules have matched and kept'
echo 'We see red door wide enough, and a red door.' > doors.txt
quoth profile --patterns place doors.txt
is "$(cell thing.wide 3) $(cell thing.wide 4), $(cell thing.door 3) $(cell thing.door 4)" '1 1, 2 1'
is "$(cell word 3) $(cell word 4)" '3 2'

it 'shows as many rules as asked for, and how many are left'
quoth profile --rules 3 dump.jsonl
status_is 0
is "$(grep -c '\.rules:[0-9]*$' out)" 3
in_out 'more; --all shows them'
quoth profile --rules none dump.jsonl
status_is 2
in_err '--rules takes a number, not "none"'

it 'reads what can be read and says which file is missing; needs patterns'
quoth profile --all dump.jsonl missing.txt
status_is 1
in_err 'missing.txt: cannot be read'
is "$(cell date.weekday 4)" 4
quoth profile --patterns nowhere dump.jsonl
status_is 2

# --------------------------------------------------------------------------------------------------- diff

printf '%s\n\n%s\n' 'HARBOUR TOWN, May 4, 2026 (Northern Wire) - The council meets every alternate Tuesday, the clerk said on Friday.' \
    'The ferry board meets every Monday.' > meetings.txt
cp -r "$en" mine
edit() {
    sed "$2" "$en/$1" > "mine/$1"
}

it 'exits with 0 when two states of the patterns find the same'
quoth diff "$en" mine meetings.txt "$root/corpus/en/articles/port-city-post.txt"
status_is 0
is "$(cat out)" '2 articles, 0 changes'

it 'shows what has changed: by rule, with its place and values, and exits with 1'
edit date/set.rules 's/match  {every} {"other"/match  {every} {"alternate" | "other"/'
quoth diff "$en" mine meetings.txt
status_is 1
in_out '1 article, 1 change'
in_out '       0        0        1  date.set.every'
in_out '  ~ meetings.txt 62: '
in_out '«every alternate Tuesday»'
in_out 'type DATE  by date.weekday  =>  value XXXX-WXX-2; type SET'

it 'shows what is denied now, and of what a percentage is'
cp -r "$en" changed
sed -i '/^rule share.percent/,/^$/s/"of" {Whose}?/"at" {Whose}?/' changed/number/count.rules
sed -i '/^rule claim.says/,/^$/{ /^  set /d; s/^  yes /  set negated = true\n&/ }' changed/claim/indirect.rules
echo 'They said that 60% of the boats sank.' > denied.txt
quoth diff "$en" changed denied.txt
status_is 1
in_out 'of boats; kind percent  =>  value 60; unit percent; kind percent'
in_out 'negated true'

# Without its first pattern the rule no longer finds "Friday"; its examples fail, which diff does not mind.
without_weekday() {
    cp "$en/date/set.rules" mine/date/set.rules
    edit date/weekday.rules '/^  match  {Weekday} ( {Part} |/d'
}

it 'shows what is gained and what is lost'
without_weekday
echo 'The ferry arrived on Friday with 20 people.' > ferry.txt
quoth diff "$en" mine ferry.txt
status_is 1
in_out '       0        1        0  date.weekday'
in_out '  - ferry.txt 21: The ferry arrived on «Friday» with 20 people.'
quoth diff mine "$en" ferry.txt
status_is 1
in_out '       1        0        0  date.weekday'
in_out '  + ferry.txt 21: The ferry arrived on «Friday» with 20 people.'

it 'shows as many examples of a rule as asked for, counts all, and can keep to one rule'
for day in 1 2 3 4 5; do echo "{\"id\":\"d$day\",\"text\":\"The ferry arrived on Friday.\"}"; done > days.jsonl
quoth diff --examples 2 "$en" mine days.jsonl
in_out '       0        5        0  date.weekday'
is "$(grep -c '^  - d' out)" 2
quoth diff --rule number.count "$en" mine days.jsonl
status_is 0
quoth diff --examples some "$en" mine days.jsonl
status_is 2
in_err '--examples takes a number'

it 'notices a change deep in a long claim'
long='that the old harbour wall, which was built by the grandfathers of those who now pay for it, and which nobody'
long="$long had looked at in all the years since the flood, would have to be taken down and built again, stone by stone"
printf '{"id":"c","text":"Mira Solen said %s."}\n' "$long" > long.jsonl
mkdir -p small less
printf 'language en\nstage claim *.rules by cue\n' | tee small/stages > less/stages
claim() {
    printf 'rule claim.said\n  match  ^ . . (?<cue> said ) (?<content> that .+%s )\n' "$1"
    printf '  set    act = say\n  yes    Mira Solen said that it is so again, by stone\n  no     none\n'
}
claim '' > small/a.rules
claim ' (?= stone by stone )' > less/a.rules
quoth extract --quiet --patterns small long.jsonl
if [ "$(field 1 claims.0.rule)" = claim.said ]; then
    quoth diff small less long.jsonl
    status_is 1
    in_out '       0        0        1  claim.said'
    in_out ' … '
else
    fail "the long claim is not there: $(head -c 300 out)"
fi

it 'shows with --gold how F1 changes'
quoth diff "$en" mine "$root/corpus/en/articles" --gold "$root/corpus/en/gold/port.jsonl"
status_is 1
in_out 'F1 against gold'
is "$(awk '$1 == "dates" && $2 == "strict" { print ($3 > $4 && $5 < 0) }' out)" 1
quoth diff "$en" "$en" ferry.txt --gold "$root/corpus/en/gold/port.jsonl"
status_is 0
is "$(tail -n 1 out | cut -c 1-15)" 'F1 against gold'
quoth diff "$en" mine ferry.txt --gold missing.jsonl
status_is 2
in_err missing.jsonl

it 'compares with a revision of the repository that the patterns are in'
mkdir -p repo/patterns
cp -r "$en" repo/patterns/en
(cd repo && git init -q . && git add . && git -c user.name=a -c user.email=a@example.org -c commit.gpgsign=false \
    commit -q -m first) > git.log 2>&1 || fail "no repository: $(cat git.log)"
TMPDIR=$PWD/temporary
export TMPDIR
mkdir -p temporary
quoth diff --git HEAD --patterns repo/patterns/en ferry.txt
status_is 0
is "$(cat out)" '1 article, 0 changes'
cp mine/date/weekday.rules repo/patterns/en/date/weekday.rules
quoth diff --git HEAD --patterns repo/patterns/en ferry.txt
status_is 1
in_out '  - ferry.txt 21: '

it 'says when there is no such revision, or no repository, and leaves nothing behind'
quoth diff --git no-such --patterns repo/patterns/en ferry.txt
status_is 2
in_err 'cannot get the patterns of repo/patterns/en at revision no-such'
not_in_err tar
quoth diff --git HEAD --patterns mine ferry.txt
status_is 2
in_err 'cannot get the patterns of mine at revision HEAD'
is "$(ls -A temporary)" ''
unset TMPDIR

it 'shows the errors of patterns once, and exits with 2'
cp "$en/date/weekday.rules" mine/date/weekday.rules
edit date/set.rules 's/match  {every} {"other"/match  {evry} {"other"/'
quoth diff "$en" mine ferry.txt
status_is 2
is "$(grep -c '"evry" is no list' err)" 1
in_err 'mine/date/set.rules:'
cp "$en/date/set.rules" mine/date/set.rules

it 'exits with 2 when an article cannot be read, or none is named'
quoth diff "$en" mine missing.txt
status_is 2
in_err 'missing.txt: cannot be read'
quoth diff "$en" mine
status_is 2
in_err 'two pattern folders and the articles'
quoth diff --git HEAD
status_is 2

# ------------------------------------------------------------------------------------------- check --json

# problems: each line of out as FILE:LINE:COLUMN, then what stands at the column, by a reader of JSON
problems() {
    python3 - <<'END'
import json
for line in open("out", encoding="utf-8"):
    p = json.loads(line)
    print("%s:%d:%d %s %s" % (p["file"], p["line"], p["column"], p["severity"], p["excerpt"][p["column"] - 1:]))
END
}

mkdir -p broken
printf 'language en\nstage word *.rules\n' > broken/stages

it 'tells all errors at once as JSON, with file, line and column'
cat > broken/a.rules <<'END'
list colour = red | green

rule thing.typo
  match  "é" {color} door
  yes    a red door
  no     a blue door

rule thing.unclosed
  match  the ( {colour} door
  yes    the red door
  no     a blue door

rule thing.empty
  match  door (?<size> {colour}? )
  yes    door red
  no     a blue wall

rule thing.quantified
  match  red doors? here
  yes    red doors here
  no     a blue wall

rule thing.typo
  match  {colour} wall
  yes    red wall
  no     a blue wall
END
quoth check --json broken
status_is 2
is "$(cat err)" ''
problems | sort -t : -k 2n > told
cat > expected <<'END'
broken/a.rules:4:15 error color} door
broken/a.rules:9:14 error ( {colour} door
broken/a.rules:14:15 error (?<size> {colour}? )
broken/a.rules:19:19 error ? here
broken/a.rules:23:1 error rule thing.typo
END
cmp -s told expected || fail "told: $(cat told)"
in_out 'write \"doors\"? if that is what you mean'
in_out 'broken/a.rules:3 has it too'

it 'tells examples that fail as JSON, and exits with 1'
cat > broken/a.rules <<'END'
list colour = red | green

rule thing.wall
  match  {colour} wall
  yes    a blue wall
  yes    a red wall -> text a red wall
  no     a green wall
END
quoth check --json broken
status_is 1
problems > told
cat > expected <<'END'
broken/a.rules:5:10 error a blue wall
broken/a.rules:6:10 error a red wall -> text a red wall
broken/a.rules:7:10 error a green wall
END
cmp -s told expected || fail "told: $(cat told)"

it 'tells nothing when all is good, and one thing when there is no folder'
quoth check --json "$en"
status_is 0
is "$(grep -c '"severity":"error"' out)" 0
quoth check --json nowhere
status_is 2
lines_are 1
is "$(field 1 severity)" error
in_out nowhere
