# quoth view: one page, from records or from articles.  What the page does in a browser: make check-web.

# page PYTHON: runs it on the page in ./out; `data` is what stands in it
page() {
    python3 - "$1" <<'END' || fail "$1"
import base64, hashlib, json, re, sys
html = open("out", encoding="utf-8").read()
data = json.loads(re.search(r'<script type="application/json" id="data">\n(.*?)</script>', html, re.S).group(1))
policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html).group(1)
def digest(tag):
    inside = re.search(rf"<{tag}>(.*?)</{tag}>", html, re.S).group(1)
    return base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
sys.exit(not eval(sys.argv[1]))
END
}

it 'shows records as they are, without pattern files'
{ article 1; article 2; } > in.jsonl
records --with text in.jsonl
mv out records.jsonl
QUOTH_PATTERNS=/nonexistent quoth view records.jsonl
status_is 0
in_err '2 articles, 0 errors'
page 'data["records"] == [json.loads(line) for line in open("records.jsonl", encoding="utf-8")]'
page 'html.startswith("<!DOCTYPE html>") and html.endswith("</html>\n")'

it 'gives the same page from articles as from their records'
quoth view records.jsonl
mv out from-records
quoth view in.jsonl
cmp -s out from-records || fail 'the pages differ'
cat in.jsonl | quoth view
cmp -s out from-records || fail 'the page from standard input differs'

it 'mixes records and articles, and takes their title'
printf 'Mira Solen said on Monday that 12 houses burned.\n' > story.txt
quoth view --title 'Fire & "water"' --published 2026-02-07 records.jsonl story.txt
status_is 0
page 'len(data["records"]) == 3 and data["title"] == "Fire & \"water\""'
page 'data["records"][2]["id"] == "story.txt" and data["records"][2]["published"]["basis"] == "option"'

it 'lets no text end its script element'
printf '%s\n' '{"id":"<!--","title":"</title><script>","text":"</script><script>alert(1)</script> <!-- said 12 men. \u003c/script>"}' > evil.jsonl
quoth view --title '</script>' evil.jsonl
status_is 0
page 'html.count("<script") == 2 and html.count("</script") == 2 and html.count("<!--") == 0'
page 'data["records"][0]["text"].startswith("</script><script>alert(1)") and data["title"] == "</script>"'

it 'allows its own style and script by their hashes and nothing else (make page-hashes)'
quoth view records.jsonl
page '"script-src \x27sha256-" + digest("script") + "\x27;" in policy'
page '"style-src \x27sha256-" + digest("style") + "\x27;" in policy'
page 'policy.startswith("default-src \x27none\x27;") and "unsafe" not in policy and "http" not in policy'
page 'not re.search(r"(src|href)=\"(?!data:)", html) and " style=" not in html and not re.search(r"\son[a-z]+=\"", html)'

it 'shows error records, and tells of records without text'
{ echo broken; article 3; } > bad.jsonl
records bad.jsonl
mv out bad-records.jsonl
quoth view bad-records.jsonl
status_is 1
in_err '1 record without text'
in_err '2 articles, 1 error'
page '"error" in data["records"][0] and data["records"][1]["id"] == "a3"'
quoth view bad.jsonl missing.txt
status_is 1
in_err 'bad.jsonl:1: not valid JSON'
in_err 'missing.txt: cannot be read'
page '[("error" in record) for record in data["records"]] == [True, False, True]'
quoth view --quiet bad.jsonl
is "$(cat err)" ''

it 'shows a page without articles where there are none'
quoth view < /dev/null
page 'len(data["records"]) <= 1'
: > none.jsonl
quoth view none.jsonl
status_is 0
page 'data["records"] == []'

it 'refuses what it cannot do'
quoth view --nonsense
status_is 2
in_err 'Try: quoth view --help'
quoth view --from xml records.jsonl
status_is 2
in_err 'unknown input format'
quoth view --published yesterday records.jsonl
status_is 2
in_err 'is no date'
quoth view --patterns /nonexistent story.txt
status_is 2
printf '%s\n' '{"schema":99,"claims":[],"text":"A."}' > future.jsonl
quoth view future.jsonl
status_is 2
in_err 'future.jsonl:1: this record was made by a newer quoth'

it 'reports a full disk, and ends quietly when the reader has gone'
if [ -c /dev/full ]; then
    "$QUOTH" view records.jsonl > /dev/full 2> err
    status=$?
    status_is 2
    in_err 'No space left on device'
fi
{ "$QUOTH" view records.jsonl 2> err; echo $? > status; } | true
status=$(cat status)
not_in_err 'Broken pipe'

it 'explains itself'
quoth view --help
status_is 0
for option in from patterns published title quiet help; do in_out "--$option"; done
in_out 'usage: quoth view'
