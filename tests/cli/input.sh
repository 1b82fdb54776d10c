# What is read: files, folders, standard input, and which fields of a JSON record.

it 'reads a text file as one article named by its path'
printf 'Mira Solen said on Monday that 12 houses burned.\n' > story.txt
records story.txt
status_is 0
lines_are 1
is "$(field 1 id)" story.txt
is "$(field 1 schema)" 1

it 'reads standard input as one text'
records < story.txt
status_is 0
is "$(field 1 id)" stdin:1
records - < story.txt
is "$(field 1 id)" stdin:1

it 'takes text that begins with a brace for JSON Lines, from standard input'
printf '\n  \n{"text":"One."}\n{"text":"Two."}\n' | quoth extract
status_is 0
lines_are 2
is "$(field 1 id)" stdin:3
is "$(field 2 id)" stdin:4

it 'reads it as text when told so'
printf '{"text":"One."}\n{"text":"Two."}\n' | quoth extract --from text
status_is 0
lines_are 1

it 'reads a file of any name as JSON Lines when told so, or when it looks so'
article 1 > dump
records --from jsonl dump
is "$(field 1 id)" a1
records dump
is "$(field 1 id)" a1

it 'skips a byte-order mark before the first line'
{ printf '\357\273\277'; article 7; } > bom.jsonl
records bom.jsonl
status_is 0
is "$(field 1 id)" a7

it 'accepts CRLF line ends and a last line without its end'
{ article 1 | sed 's/$/\r/'; printf '%s' "$(article 2)"; } > crlf.jsonl
records crlf.jsonl
status_is 0
lines_are 2
is "$(field 2 id)" a2

it 'walks folders in the order of their names'
mkdir -p walk/b walk/c.txt walk/.hidden
echo A. > walk/a.txt
echo B. > walk/b/inner.TXT
echo C. > walk/c.txt/deep.txt
article 4 > walk/d.ndjson
article 5 > walk/e.json-lines
echo no > walk/z.html
echo no > walk/.hidden/x.txt
echo no > walk/.y.txt
records walk
status_is 0
is "$(for i in 1 2 3 4 5; do field $i id; done | tr '\n' ' ')" 'walk/a.txt walk/b/inner.TXT walk/c.txt/deep.txt a4 a5 '
lines_are 5
records walk/
is "$(field 1 id)" walk/a.txt

it 'keeps the order of its arguments'
records walk/d.ndjson story.txt walk/b
is "$(for i in 1 2 3; do field $i id; done | tr '\n' ' ')" 'a4 story.txt walk/b/inner.TXT '

it 'says when a folder holds no articles'
mkdir empty
records empty
status_is 0
lines_are 0
in_err 'empty: no articles'

it 'takes the first text field that is there'
cat > fields.jsonl <<'END'
{"id":"1","body":"e","content":"d","article":"c","maintext":"b","text":"a"}
{"id":"2","body":"e","content":"d","article":"c","maintext":"b","text":""}
{"id":"3","body":"e","content":"d","article":"c","maintext":null,"text":"None"}
{"id":"4","body":"e","content":"d","article":" \n"}
{"id":"5","body":"e"}
END
records --with text fields.jsonl
status_is 0
is "$(for i in 1 2 3 4 5; do field $i text; done | tr -d '\n')" abcde

it 'takes the first date that is there'
cat > dates.jsonl <<'END'
{"text":"x","date":"2026-01-05","published_date":"2026-01-04","publish_date":"2026-01-03","date_publish":"2026-01-02 10:00:00","published":"2026-01-01T08:00:00Z"}
{"text":"x","date":"2026-01-05","published_date":"2026-01-04","publish_date":"2026-01-03","date_publish":"2026-01-02 10:00:00","published":"None"}
{"text":"x","date":"2026-01-05","published_date":"2026-01-04","publish_date":"2026-01-03","date_publish":""}
{"text":"x","date":"2026-01-05","published_date":"2026-01-04","publish_date":null}
{"text":"x","date":"2026-01-05"}
{"text":"x"}
END
records dates.jsonl
is "$(for i in 1 2 3 4 5 6; do field $i published.value; done | tr '\n' ' ')" \
    '2026-01-01 2026-01-02 2026-01-03 2026-01-04 2026-01-05 (absent) '
is "$(field 1 published.basis)" given

it 'falls back on the date of the option'
records --published 2026-02-03 dates.jsonl
is "$(field 6 published.value) $(field 6 published.basis)" '2026-02-03 option'
is "$(field 5 published.value)" 2026-01-05

it 'reads 03/04/2025 as the option says, else as the rest of the article shows'
cat > order.jsonl <<'END'
{"text":"It was signed 03/04/2025."}
{"text":"It was signed 03/04/2025 and paid 25/04/2025."}
{"text":"It was signed 03/04/2025 and paid 04/25/2025."}
END
records order.jsonl
is "$(for i in 1 2 3; do field $i dates.0.value; done | tr '\n' ' ')" '2025-03-04 2025-04-03 2025-03-04 '
is "$(for i in 1 2 3; do field $i warnings.0.code; done | tr '\n' ' ')" 'ambiguous-date (absent) (absent) '
records --date-order dmy order.jsonl
is "$(for i in 1 2 3; do field $i dates.0.value; done | tr '\n' ' ')" '2025-04-03 2025-04-03 2025-04-03 '
is "$(field 1 warnings)" '(absent)'
is "$(field 3 dates.1.value)" 2025-04-25
records --date-order mdy order.jsonl
is "$(for i in 1 2 3; do field $i dates.0.value; done | tr '\n' ' ')" '2025-03-04 2025-03-04 2025-03-04 '
quoth extract --date-order european order.jsonl
status_is 2
in_err '--date-order takes auto, mdy or dmy, not "european"'

it 'warns of a day that does not exist and takes its month, as one expression'
echo '{"text":"It opened on Feb 29, 2015 and closed on April 31, 2016."}' > nosuch.jsonl
records nosuch.jsonl
is "$(field 1 dates.0.text) $(field 1 dates.0.value) $(field 1 dates.1.value)" 'Feb 29, 2015 2015-02 2016-04'
is "$(field 1 warnings.0.code) $(field 1 warnings.0.count)" 'impossible-date 2'
is "$(python3 -c 'import json; print(len(json.loads(open("out").readline())["dates"]))')" 2

it 'takes no number beyond the calendar for a year'
echo '{"text":"It fell in the year 150000, or in 65000000 BC, or in the 120th century."}' > absurd.jsonl
records absurd.jsonl
is "$(field 1 dates)" '[]'

it 'counts dates as the genre says, and the record tells of a narrative'
echo '{"published":"2026-03-04","text":"The fort fell on 3 May 1950. In July it was rebuilt."}' > genre.jsonl
records genre.jsonl
is "$(field 1 dates.1.value) $(field 1 genre)" '2025-07 (absent)'
records --genre narrative genre.jsonl
is "$(field 1 dates.1.value) $(field 1 genre)" '1950-07 narrative'
records --genre news genre.jsonl
is "$(field 1 dates.1.value) $(field 1 genre)" '2025-07 (absent)'
quoth extract --genre novel genre.jsonl
status_is 2
in_err '--genre takes auto, news or narrative, not "novel"'

it 'takes what tells of one past year, in the past, for a narrative'
cat > year.jsonl <<'END'
{"published":"2026-03-04","text":"In 1821 the mill burned. It had been built in May 1821. In June 1821 it rose again. On the 20th it fell."}
{"published":"2026-03-04","text":"In 1821 the mill burned. It had been built in May 1821. In June 1821 it rose. It will open on the 20th."}
{"published":"2026-03-04","text":"In 1821 the mill burned. It was built in May 1821. In June 1821 it rose. It fell on Monday, the 2nd."}
END
records year.jsonl
is "$(field 1 dates.3.value) $(field 1 genre)" '1821-06-20 narrative'
is "$(field 2 dates.3.value) $(field 2 genre)" '2026-03-20 (absent)'
is "$(field 3 dates.3.value) $(field 3 genre)" '2026-03-02 (absent)'

it 'comes back to its story behind a year that a sentence of a narrative recalls'
cat > recalled.jsonl <<'END'
{"text":"The fort fell on 3 May 1950. The keep, which was built in March 1947, burned. On 2 June it was rebuilt."}
END
records --genre narrative recalled.jsonl
is "$(field 1 dates.1.value) $(field 1 dates.2.value)" '1947-03 1950-06-02'

it 'says when a date cannot be read'
echo '{"text":"x","published":"last Tuesday"}' > odd.jsonl
records odd.jsonl
status_is 0
is "$(field 1 warnings.0.code)" unread-date

it 'carries id, url and title over'
cat > carried.jsonl <<'END'
{"id":17,"url":"https://example.org/a?b=\"c\"","title":"A\ttab and a \u2028 line","text":"x"}
{"id":1.5,"text":"x"}
{"id":9007199254740993,"text":"x"}
{"id":123456789012345678901234567890,"text":"x"}
{"id":"None","url":"","title":null,"text":"x"}
{"id":true,"text":"x"}
END
records carried.jsonl
status_is 0
is "$(field 1 id) $(field 2 id) $(field 3 id)" '17 1.5 9007199254740993'
is "$(field 1 url)" 'https://example.org/a?b="c"'
is "$(field 1 title)" "$(printf 'A\ttab and a \342\200\250 line')"
is "$(field 4 id)" 123456789012345678901234567890
is "$(field 5 id) $(field 6 id)" 'carried.jsonl:5 carried.jsonl:6'
is "$(field 5 url) $(field 5 title)" '(absent) (absent)'

it 'writes one line for one record, without raw tabs'
is "$(grep -c "$(printf '\t')" out)" 0
lines_are 6

it 'adds text and sentences when asked'
printf 'One. Two.\n' > two.txt
records --with text,sentences two.txt
is "$(field 1 text)" "$(printf 'One. Two.\n\n')"
is "$(field 1 sentences.0.span.0)" 0
records two.txt
not_in_out '"text":"One.'
not_in_out '"sentences"'

it 'writes a record before the input ends'
mkfifo pipe
rm -f out
"$QUOTH" extract --from jsonl pipe > out 2> err &
reader=$!
exec 9<> pipe # for reading too, so that it does not wait for a reader
article 1 >&9
waited=0
while [ ! -s out ] && [ $waited -lt 100 ]; do sleep 0.1; waited=$((waited + 1)); done
[ -s out ] || { fail 'nothing after ten seconds'; kill $reader; }
exec 9>&-
wait $reader
