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

it 'says why an example finds nothing: where the rule stopped, what it lost to'
cat > small/a.rules <<'END'
list colour = red | green

rule thing.colour
  match  {colour} front door
  match  old {colour} door
  yes    the red front gate
  yes    a blue gate
  no     a red gate

rule thing.twin
  match  {colour} front
  yes    a red front door
  no     a door
END
quoth check small
status_is 1
in_out 'a.rules:6:10: error: rule thing.colour finds nothing here: it stops after "red front" before "gate" (line 4)'
in_out 'a.rules:7:10: error: rule thing.colour finds nothing here: none of its words stands here in its first place'
in_out 'a.rules:12:10: error: rule thing.twin finds nothing here: it fits "red front" but loses to thing.colour: shorter'

it 'warns of lists and lets without use, places where no word can stand, patterns that never win, rules that hit limits'
cat > small/a.rules <<'END'
list colour = red | green
list animal = cat | dog
let Spare {colour} door

rule thing.colour
  match  {colour} door
  match  {colour & animal} house
  yes    a red door
  no     a red house

rule thing.again
  match  {colour} door
  match  blue door
  yes    a blue door
  no     a red door

rule thing.slow
  match  red ( . | . . | . . . ){0,15} zebra
  yes    a red and striped zebra
END
words='one two three four five six seven eight nine ten'
echo "  no     red $words $words $words $words $words zebra" >> small/a.rules
quoth check small
status_is 0
in_out 'a.rules:3:1: warning: nothing uses the let Spare'
in_out 'a.rules:7:10: warning: nothing can stand here'
in_out 'a.rules:12:10: warning: this pattern never wins: rule thing.colour has the same one'
in_out 'a.rules:17:1: warning: rule thing.slow hits its step limit'
in_out 'small: 4 warnings'
quoth check --json small
status_is 0
is "$(grep -c '"severity":"warning"' out)" 4

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

it 'refuses what would match where no word stands, and patterns and stages that are too large'
printf 'rule thing.end\n  match door | <s>\n  yes a door\n  no a house\n' > small/a.rules
quoth check small
status_is 2
in_out 'small/a.rules:2:9: error: this pattern can match nothing, or a boundary alone'
{
    printf 'rule thing.fields\n  match door'
    for i in $(seq 64); do printf ' (?<f%d> x )?' "$i"; done
    printf '\n  yes a door\n  no a house\n'
} > small/a.rules
quoth check small
status_is 2
in_out 'this pattern has 64 named groups; 63 are the most'
for i in $(seq 5000); do printf 'rule thing.r%d\n  match w%d\n  yes w%d\n  no x\n' "$i" "$i" "$i"; done > small/a.rules
quoth check small
status_is 2
in_out 'has more than 4,000 different word places'

it 'runs the examples of rules that hold no error beside those that do'
printf 'rule thing.a\n  match {no1}\n  yes a\n  no b\nrule thing.b\n  match door\n  yes gate\n  no wall\n' > small/a.rules
quoth check small
status_is 2
in_out 'small/a.rules:2:'
in_out 'small/a.rules:7:7: error: rule thing.b finds nothing here'
in_out 'small: 1 error'
in_out '2 examples of those without errors: 1 passed, 1 failed'

it 'refuses to check what is not there, or two folders at once'
quoth check /nonexistent
status_is 2
quoth check one two
status_is 2
quoth check --nonsense
status_is 2
