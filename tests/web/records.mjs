// Records to view, independent of how good the rules are: the gold of corpus/en with its texts put in, rules and
// confidences that no pattern file holds, and a few articles that try to break the page.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

// Gold has no rules; these are named after what the entry is, and confidences go round a few values.
function finish(entries, rule) {
    return entries.map((entry, i) => ({
        ...entry,
        rule: rule(entry),
        confidence: [0.95, 0.9, 0.8, 0.65, 0.5][i % 5],
    }));
}

export function corpus(root) {
    const folder = join(root, "corpus/en/gold"),
        records = [];
    for (const file of readdirSync(folder).sort())
        for (const line of readFileSync(join(folder, file), "utf8").split("\n").filter(Boolean)) {
            const gold = JSON.parse(line);
            records.push({
                ...gold,
                text: readFileSync(join(root, gold.id), "utf8"),
                dates: finish(gold.dates, (date) => `date.${(date.type || "date").toLowerCase()}`),
                people: finish(gold.people, () => "person.name"),
                numbers: finish(gold.numbers, (number) => `number.${number.kind}`),
                claims: finish(gold.claims, (claim) => `claim.${claim.kind}`),
            });
        }
    return records;
}

const evil = `</script><script>window.broken = 1</script><img src=x onerror="window.broken = 2"><!-- <script> \u2028 ]]> & "' \\`;

// Text that would be markup, in every field that holds text.
export const hostile = {
    schema: 1,
    id: `${evil} id`,
    title: `${evil} title`,
    url: "javascript:window.broken=3",
    published: { value: "2026-02-07", basis: evil },
    text: `${evil} The mayor said 12 </script> boats sank.`,
    dates: [],
    people: [
        {
            id: "p1",
            name: evil,
            roles: [{ text: evil }],
            mentions: [{ span: [0, 9], text: "</script>" }],
            rule: evil,
            confidence: 0.5,
        },
    ],
    numbers: [
        {
            id: "n1",
            span: [evil.length + 16, evil.length + 18],
            text: "12",
            kind: "count",
            value: 12,
            unit: { name: evil },
            rule: evil,
            confidence: 0.5,
        },
    ],
    claims: [
        {
            id: "c1",
            kind: "indirect",
            source: { span: [evil.length + 1, evil.length + 10], text: evil, type: evil, name: evil },
            cue: { span: [evil.length + 11, evil.length + 15], text: evil, act: evil },
            content: { spans: [[evil.length + 16, evil.length + 39]], text: evil },
            said: { value: evil },
            numbers: ["n1"],
            rule: evil,
            confidence: 0.5,
        },
    ],
    warnings: [{ code: "x", message: evil }],
};

// Spans that cross each other, run over paragraphs, lie behind an emoji and a combining mark, or make no sense.
export const crossing = {
    schema: 1,
    id: "crossing",
    text: "🌊 Ane\u0301 said: one two three\n\nfour five.\nsix",
    dates: [
        { id: "d1", span: [13, 20], text: "one two", type: "DATE", value: "2026", rule: "date.x", confidence: 1 },
    ],
    people: [
        {
            id: "p1",
            name: "Ané",
            mentions: [{ span: [2, 6], text: "Ane\u0301" }, { span: [900, 901] }, { span: "no" }, null],
            rule: "person.x",
            confidence: 1,
        },
    ],
    numbers: [
        { id: "n1", span: [17, 26], text: "two three", kind: "count", value: 2, rule: "number.x", confidence: 1 },
        17,
        null,
    ],
    claims: [
        {
            id: "c1",
            kind: "direct",
            source: { span: [2, 6], text: "Ane\u0301", person: "p1" },
            cue: { span: [7, 11], text: "said" },
            content: { spans: [[13, 37]], text: "one two three four five" },
            dates: ["d1", "d9"],
            numbers: ["n1"],
            rule: "claim.x",
            confidence: 1,
        },
    ],
};

export const broken = {
    schema: 1,
    id: "dump.jsonl:17",
    error: { code: "invalid-json", message: "not valid JSON at column <3>", source: "dump.jsonl:17" },
};
export const textless = {
    schema: 1,
    id: "textless",
    title: "A record without its text",
    dates: [],
    people: [],
    numbers: [],
    claims: [],
};
