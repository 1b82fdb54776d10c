# quoth check: pattern files that are good, that are wrong, and whose examples fail.

# A folder of patterns with one rule; the pattern, the `yes` line and the `no` line are given.
patterns() {
    mkdir -p small
    printf 'language en\nstage word *.rules\n' > small/stages
    printf 'list colour = red | green\n\nrule thing.colour\n  match  %s\n  yes    %s\n  no     %s\n' "$@" > small/a.rules
}

it 'passes good patterns'
patterns '{colour} door' 'a red door' 'a blue door'
quoth check small
status_is 0
in_out 'small: 1 rule, 2 examples: 2 passed, 0 failed'
is "$(cat err)" ''

it 'says which example fails, and exits with 1'
patterns '{colour} door' 'a blue door' 'a red door'
quoth check small
status_is 1
in_out 'small/a.rules:5:'
in_out 'small/a.rules:6:'
in_out '  5 |   yes    a blue door'
in_out '0 passed, 2 failed'

it 'shows an error with its place, the line and a caret, and exits with 2'
patterns '{color} door' 'a red door' 'a blue door'
quoth check small
status_is 2
in_out 'small/a.rules:4:'
in_out ': error: '
in_out '  4 |   match  {color} door'
in_out '    |           ^'
in_out 'small: 1 error'

it 'shows all errors at once'
printf 'list colour = red\nrule thing.a\n  match {no1}\n  yes a\n  no b\nrule thing.b\n  match {no2}\n  yes a\n  no b\n' > small/a.rules
quoth check small
status_is 2
in_out 'small/a.rules:3:'
in_out 'small/a.rules:7:'
in_out 'small: 2 errors'

it 'extracts nothing with patterns that hold errors'
echo 'A red door.' > story.txt
records --patterns small story.txt
status_is 2
lines_are 0
in_err 'small/a.rules:3:'
in_err 'small/a.rules:7:'

it 'refuses to check what is not there, or two folders at once'
quoth check /nonexistent
status_is 2
quoth check one two
status_is 2
quoth check --nonsense
status_is 2
