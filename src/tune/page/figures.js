/*
 * Figures: numbers inside claims, hence who said how many, and when.  All figures of one unit make a chart, with
 * one mark each, and a table below it.
 */
const COLOURS = 8; /* sources with a colour of their own; the others share grey */

function unitOf(number) {
    const unit = object(number.raw.unit);
    return string(unit.name) || string(unit.text).toLowerCase() || `(${string(number.raw.kind) || "no unit"})`;
}

/* "2025-03-04T21:40" with a space, "2025-03-04TEV" without its evening. */
const dayText = (value) => value.replace(/T(?=\d)/, " ").replace(/T[A-Z]+$/, "");

function whenSaid(claim) {
    const date = claim.article.byId.get(string(claim.said.date));
    const said = readMoment(string(claim.said.value)) || (date && readMoment(string(date.raw.begin)));
    if (said) return { ...said, text: dayText(string(claim.said.value)), how: "said" };
    const published = readMoment(claim.article.published);
    return published ? { ...published, text: dayText(claim.article.published), how: "published" } : null;
}

/* "Officials" who open a sentence are the officials of the next: the first spelling of a name stands for all. */
const spellings = new Map();

function sameSource(name) {
    const key = name.toLowerCase();
    if (!spellings.has(key)) spellings.set(key, name);
    return spellings.get(key);
}

function newFigure(claim, number) {
    const { value, low, high, relation } = number.raw;
    const range = finite(low) !== undefined && finite(high) !== undefined;
    if (!range && finite(value) === undefined) return null;
    return {
        claim,
        number,
        relation,
        range,
        low: range ? Math.min(low, high) : value,
        high: range ? Math.max(low, high) : value,
        source: sameSource(sourceName(claim) || "(no source)"),
        when: whenSaid(claim),
        unit: unitOf(number),
    };
}

function allFigures() {
    const found = [],
        wanted = $("timeline-search").value.trim().toLowerCase();
    for (const article of articles.filter((each) => !wanted || matches(each, wanted)))
        for (const claim of article.claims)
            if (shown(claim))
                for (const number of referred(claim, "numbers")) {
                    const made = number.layer === "number" && shown(number) ? newFigure(claim, number) : null;
                    if (made) found.push(made);
                }
    return found.sort((a, b) => (a.when ? a.when.at : Infinity) - (b.when ? b.when.at : Infinity) || 0);
}

/*
 * What is counted comes before what is measured, and that before percentages, which are of anything; then units
 * with most sources first, as it is their comparison that one comes for.
 */
const KINDS = ["count", "money", "measure"];

function unitChoices(figures) {
    const units = new Map();
    for (const { unit, source, number } of figures) {
        const kind =
            KINDS.includes(number.raw.kind) && !unit.startsWith("(")
                ? KINDS.indexOf(number.raw.kind)
                : KINDS.length;
        const entry = units.get(unit) || { unit, kind, n: 0, sources: new Set() };
        entry.n++;
        entry.sources.add(source);
        units.set(unit, entry);
    }
    return [...units.values()].sort(
        (a, b) => a.kind - b.kind || b.sources.size - a.sources.size || b.n - a.n || (a.unit < b.unit ? -1 : 1),
    );
}

function sourceRanks(figures) {
    const counts = new Map();
    for (const { source } of figures) counts.set(source, (counts.get(source) || 0) + 1);
    const names = [...counts.keys()].sort((a, b) => counts.get(b) - counts.get(a) || (a < b ? -1 : 1));
    return new Map(names.map((name, i) => [name, { rank: i < COLOURS ? i : COLOURS, n: counts.get(name) }]));
}
