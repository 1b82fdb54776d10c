# The program explains itself, and wrong use is told apart from bad input.

it 'prints its usage when called with nothing'
quoth
status_is 2
in_err 'usage: quoth COMMAND'

it 'explains itself'
for words in 'help' '--help' '-h'; do
    quoth $words
    status_is 0
    in_out 'extract'
    in_out 'check'
done

it 'explains each command'
for command in extract check eval; do
    quoth $command --help
    status_is 0
    in_out "usage: quoth $command"
    in_out 'Exit status'
    cp out help
    quoth help $command
    status_is 0
    cmp -s out help || fail "quoth help $command differs from quoth $command --help"
done

it 'has a help line for each option'
quoth extract --help
for option in from to patterns published genre date-order jobs with quiet help; do in_out "--$option"; done

it 'prints its version'
quoth --version
status_is 0
in_out 'quoth 0.'
cp out version
quoth version
cmp -s out version || fail 'quoth version and quoth --version differ'

it 'suggests the nearest command'
quoth extrat
status_is 2
in_err 'did you mean "extract"'

it 'suggests extract where a file was named'
echo text > story.txt
quoth story.txt
status_is 2
in_err 'quoth extract story.txt'

it 'refuses unknown options and bad arguments'
for words in '--nonsense' '--jobs 0' '--jobs many' '--with pictures' '--from xml' '--to csv' '--to sqlite' \
    '--to jsonl:file' '--published yesterday' '--published 2026-02-30'; do
    records $words < /dev/null
    status_is 2
    in_err 'quoth extract'
done

it 'says where it has looked for patterns that are not there'
records --patterns /nonexistent/patterns < /dev/null
status_is 2
in_err '/nonexistent/patterns'

it 'takes the pattern folder from the environment'
QUOTH_PATTERNS=/nonexistent/other quoth extract < /dev/null
status_is 2
in_err '/nonexistent/other'

it 'finds its patterns beside a program that was moved'
mkdir -p moved/bin moved/share/quoth
cp "$QUOTH" moved/bin/quoth
cp -R "$root/patterns" moved/share/quoth/patterns
echo 'Hello.' | moved/bin/quoth extract > out 2> err
status=$?
status_is 0
lines_are 1

it 'ends with one line of summary, and with none when quiet'
articles 3 > three.jsonl
records three.jsonl
status_is 0
in_err '3 articles, '
in_err ' 0 errors'
is "$(wc -l < err | tr -d ' ')" 1
records --quiet three.jsonl
status_is 0
is "$(cat err)" ''
