# --to sqlite:FILE

it 'writes a database that SQLite finds sound'
{ articles 50; echo broken; } > in.jsonl
records --to sqlite:x.db --with text,sentences in.jsonl
status_is 1
lines_are 0
is "$(sql x.db 'PRAGMA integrity_check')" ok
is "$(sql x.db 'PRAGMA foreign_key_check')" ''
is "$(sql x.db 'SELECT count(*) FROM article')" 50
is "$(sql x.db "SELECT id, code, source FROM error")" 'in.jsonl:51|invalid-json|in.jsonl:51'
is "$(sql x.db "SELECT title, lang, published, published_basis FROM article WHERE id = 'a7'")" 'Story 7|en|2026-03-08|given'
is "$(sql x.db 'SELECT count(*) > 0 FROM sentence')" 1
is "$(sql x.db "SELECT text LIKE 'On Monday%' FROM article WHERE id = 'a7'")" 1

it 'holds what the records hold'
records in.jsonl
python3 - <<'END' || fail 'database and records differ'
import json, sqlite3
db = sqlite3.connect("x.db")
want = {"date": 0, "person": 0, "mention": 0, "role": 0, "number": 0, "claim": 0, "claim_span": 0,
        "claim_date": 0, "claim_number": 0, "claim_person": 0}
for line in open("out", encoding="utf-8"):
    r = json.loads(line)
    if "error" in r:
        continue
    want["date"] += len(r["dates"]); want["person"] += len(r["people"])
    want["number"] += len(r["numbers"]); want["claim"] += len(r["claims"])
    for p in r["people"]:
        want["mention"] += len(p["mentions"]); want["role"] += len(p.get("roles", []))
    for c in r["claims"]:
        want["claim_span"] += len(c["content"]["spans"])
        for kind, table in (("dates", "claim_date"), ("numbers", "claim_number"), ("people", "claim_person")):
            want[table] += len(c.get(kind, []))
have = {t: db.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in want}
for t in want:
    if have[t] != want[t]:
        print(t, "records", want[t], "database", have[t])
        raise SystemExit(1)
END

it 'answers the typical question'
sql x.db 'SELECT article, published, source, source_type, cue, act, value, low, high, relation, change, unit, kind, number, content, said, negated FROM claimed_numbers' > out 2> err || fail "$(cat err)"
for view in claims claimed_dates people; do
    sql x.db "SELECT * FROM $view" > out 2> err || fail "view $view: $(cat err)"
done

it 'replaces an article that is read twice'
sql x.db 'SELECT (SELECT count(*) FROM date), (SELECT count(*) FROM number), (SELECT count(*) FROM claim), (SELECT count(*) FROM mention)' > before
records --to sqlite:x.db --with text,sentences in.jsonl
sql x.db 'SELECT (SELECT count(*) FROM date), (SELECT count(*) FROM number), (SELECT count(*) FROM claim), (SELECT count(*) FROM mention)' > after
cmp -s before after || fail "rows before: $(cat before), after: $(cat after)"
is "$(sql x.db 'SELECT count(*), count(DISTINCT id) FROM article')" '50|50'
is "$(sql x.db 'SELECT count(*) FROM error')" 1
is "$(sql x.db 'PRAGMA foreign_key_check')" ''
printf '%s\n' '{"id":"a7","text":"Nothing."}' > changed.jsonl
records --to sqlite:x.db changed.jsonl
is "$(sql x.db "SELECT count(*) FROM article WHERE id = 'a7'")" 1
is "$(sql x.db "SELECT count(*) FROM number JOIN article ON key = article WHERE article.id = 'a7'")" 0

it 'forgets an error once the article can be read'
printf '%s\n' '{"id":"late"}' > late.jsonl
records --to sqlite:x.db late.jsonl
is "$(sql x.db "SELECT code FROM error WHERE id = 'late'")" missing-text
printf '%s\n' '{"id":"late","text":"Here."}' > late.jsonl
records --to sqlite:x.db late.jsonl
is "$(sql x.db "SELECT count(*) FROM error WHERE id = 'late'")" 0

it 'gives the same tables whatever the number of jobs'
articles 800 > many.jsonl
for jobs in 1 3; do
    records --jobs $jobs --to sqlite:$jobs.db many.jsonl
    sqlite3 $jobs.db .dump > $jobs.sql
done
cmp -s 1.sql 3.sql || fail 'the dumps differ'

it 'leaves files alone that are no database, or not its own'
echo 'This is a letter.' > letter.txt
cp letter.txt copy.txt
records --to sqlite:letter.txt in.jsonl
status_is 2
in_err 'letter.txt'
cmp -s letter.txt copy.txt || fail 'the file was changed'
sql other.db 'CREATE TABLE mine (a); INSERT INTO mine VALUES (1)'
records --to sqlite:other.db in.jsonl
status_is 2
in_err 'something else'
is "$(sql other.db 'SELECT count(*) FROM sqlite_master')" 1
sql x.db 'PRAGMA user_version = 99'
records --to sqlite:x.db in.jsonl
status_is 2
in_err 'another version'

it 'reports a folder that is not there'
records --to sqlite:nowhere/x.db in.jsonl
status_is 2
in_err 'nowhere/x.db'

it 'reports a database that another program holds'
records --to sqlite:held.db in.jsonl
mkfifo hold
sqlite3 held.db < hold > held 2>&1 &
holder=$!
exec 9<> hold
printf 'BEGIN EXCLUSIVE; SELECT 1;\n' >&9
waited=0
while [ ! -s held ] && [ $waited -lt 100 ]; do sleep 0.1; waited=$((waited + 1)); done
records --to sqlite:held.db in.jsonl
status_is 2
in_err 'held.db: database is locked; another program is using it'
exec 9>&-
wait $holder

it 'reports a full disk and leaves a sound database'
(
    ulimit -f 200
    "$QUOTH" extract --to sqlite:full.db many.jsonl > out 2> err
    echo $? > status
)
status=$(cat status)
status_is 2
in_err 'full.db: '
is "$(sql full.db 'PRAGMA integrity_check')" ok
records --to sqlite:full.db many.jsonl
status_is 0
is "$(sql full.db 'SELECT count(*) FROM article')" 800

it 'leaves a sound database when it is killed'
articles 60000 > huge.jsonl
"$QUOTH" extract --to sqlite:killed.db huge.jsonl > out 2> err &
victim=$!
waited=0
while [ $waited -lt 200 ]; do
    done_so_far=$(sqlite3 killed.db 'SELECT count(*) FROM article' 2> /dev/null)
    [ "${done_so_far:-0}" -gt 0 ] 2> /dev/null && break
    sleep 0.05
    waited=$((waited + 1))
done
kill -9 $victim 2> /dev/null
wait $victim 2> /dev/null
is "$(sql killed.db 'PRAGMA integrity_check')" ok
is "$(sql killed.db 'PRAGMA foreign_key_check')" ''
head -n 2000 huge.jsonl > some.jsonl
records --to sqlite:killed.db some.jsonl
status_is 0
is "$(sql killed.db 'SELECT count(*) >= 2000 FROM article')" 1
