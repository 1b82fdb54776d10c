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
printf 'Monday|Mon =1\nTuesday = 2\n' > folder/deep/day.list
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
quoth explain 'She left on Monday.'
status_is 0
in_out '    won over   source.other ('
in_out '"She": stands later'

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
quoth explain --kind dat 'It came on Monday.'
status_is 1

it 'shows with --at which rules began there, and how far they got'
quoth explain --kind date --at 'every other Tuesday' 'It meets every other Tuesday.'
status_is 0
in_out 'stage date'
is "$(grep -c 'date.set.every  *stops after "every"  (.*/date/set.rules:[0-9]' out | awk '{ print ($1 > 0) }')" 1
is "$(grep -c 'date.weekday  *fits  *"Tuesday"  (.*/date/weekday.rules:[0-9]' out)" 1
not_in_out number.

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
in_out '"30 people"'
not_in_out '"40 people"'
quoth explain --id a4 --rule date.weekday --at Monday dump.jsonl
status_is 0
in_out 'fits        "Monday"'

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

# ------------------------------------------------------------------------------------------------ profile

# cell LAST COLUMN: a column of the row that ends with this rule or stage
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

it 'shows as many rules as asked for, and how many are left'
quoth profile --rules 3 dump.jsonl
status_is 0
is "$(grep -c '\.rules:[0-9]*$' out)" 3
in_out 'more; --all shows them'
quoth profile --rules none dump.jsonl
status_is 2
in_err '--rules takes a number, not "none"'

it 'says which rules hit their limit, which file is missing, which patterns are bad'
quoth profile dump.jsonl missing.txt
status_is 1
in_err 'missing.txt: cannot be read'
in_out '  limits  rule'
quoth profile --patterns nowhere dump.jsonl
status_is 2

# --------------------------------------------------------------------------------------------------- diff

printf '%s\n\n%s\n' 'HARBOUR TOWN, May 4, 2026 (Northern Wire) - The council meets every other Tuesday, the clerk said on Friday.' \
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
edit date/set.rules 's/match  {every} ( {Month}/match  {every} {"other"}? ( {Month}/'
quoth diff "$en" mine meetings.txt
status_is 1
in_out '1 articles, 1 changes'
in_out '       0        0        1  date.set.every'
in_out '  ~ meetings.txt 62: '
in_out '«every other Tuesday»'
in_out 'type DATE  by date.weekday  =>  value XXXX-WXX-2; type SET'

it 'shows what is gained and what is lost'
edit date/set.rules 's/^  match  {every} ( {Month} | {Weekday} {Part}? /  match  {every} ( {Month} /'
printf 'The board meets every weekday in summer.\nIt met every autumn.\n' > other.txt
cp "$en/date/set.rules" mine/date/set.rules
mkdir -p mine/extra
printf 'rule date.zorgday\n  match  {"zorgday"}\n  set    type = DATE\n  as     DATE\n  yes    zorgday\n  no     monday\n' > mine/extra/a.rules
edit stages 's,^\(stage  *date  *\),\1 extra/*.rules ,'
echo 'They came on May 5, 2026 and on zorgday.' > zorg.txt
quoth diff "$en" mine zorg.txt
