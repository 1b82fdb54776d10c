# What is written, and what happens when it cannot be.

it 'writes the same bytes whatever the number of jobs'
{ articles 3000; echo broken; articles 500; } > many.jsonl
mkdir texts
for i in 1 2 3 4 5 6 7 8 9; do article $i > texts/$i.txt; done
ln -s nowhere texts/5a.txt
records --jobs 1 many.jsonl texts
status_is 1
mv out one
for jobs in 2 3 8; do
    records --jobs $jobs many.jsonl texts
    status_is 1
    cmp -s out one || fail "--jobs $jobs gives other output than --jobs 1"
done
is "$(wc -l < one | tr -d ' ')" 3511

it 'keeps the order of the input'
python3 - <<'END' || fail 'the order differs'
import json
ids = [json.loads(line)["id"] for line in open("one", encoding="utf-8")][:3501]
wanted = [f"a{i}" for i in range(1, 3001)] + ["many.jsonl:3001"] + [f"a{i}" for i in range(1, 501)]
raise SystemExit(ids != wanted)
END

it 'writes the same bytes however the input arrives'
cat many.jsonl | "$QUOTH" extract - texts > out 2> err
sed 's/stdin:/many.jsonl:/g' out | cmp -s - one || fail 'a pipe gives other output than a file'
python3 -c '
import sys, time
data = open("many.jsonl", "rb").read()[:40000]
data = data[:data.rindex(b"\n") + 1]
for at in range(0, len(data), 997):
    sys.stdout.buffer.write(data[at:at + 997])
    sys.stdout.flush()
' | "$QUOTH" extract --jobs 3 > out 2> err
head -n "$(wc -l < out)" one | cmp -s - out || fail 'small pieces give other output than a file'

it 'reports a full disk once'
if [ -c /dev/full ]; then
    "$QUOTH" extract many.jsonl > /dev/full 2> err
    status=$?
    status_is 2
    in_err 'No space left on device'
    is "$(wc -l < err | tr -d ' ')" 1
    "$QUOTH" help > /dev/full 2> err
    status=$?
    status_is 2
fi

it 'ends quietly when the reader has gone'
{ "$QUOTH" extract --jobs 2 many.jsonl 2> err; echo $? > status; } | head -n 1 > first
status=$(cat status)
status_is 2
is "$(cat err)" ''
is "$(wc -l < first | tr -d ' ')" 1

it 'fails when standard output is closed'
"$QUOTH" extract many.jsonl 2> err >&-
status=$?
status_is 2
