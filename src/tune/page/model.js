/*
 * The records of the page, brought into one shape: articles with items (dates, people, numbers, claims), each item
 * with its parts in the text.  Records may come from anywhere: what is not of the type it should be is left out.
 */
const PARTS = ["content", "source", "cue", "date", "number", "person"]; /* outermost first where spans are equal */
const PART_NAMES = {
    date: "Dates",
    person: "People",
    number: "Numbers",
    source: "Sources",
    cue: "Cues",
    content: "Contents",
};

const list = (x) => (Array.isArray(x) ? x : []);
const object = (x) => (x !== null && typeof x === "object" && !Array.isArray(x) ? x : {});
const string = (x) => (typeof x === "string" ? x : typeof x === "number" ? String(x) : "");
const finite = (x) => (typeof x === "number" && Number.isFinite(x) ? x : undefined);
const plural = (n, one, many) => `${n.toLocaleString("en")} ${n === 1 ? one : many || one + "s"}`;

/* Where each code point begins in the UTF-16 of the text; null where the two count alike. */
function codePointStarts(text) {
    if (!/[\ud800-\udfff]/.test(text)) return null;
    const starts = [];
    for (let at = 0; at < text.length; at += text.codePointAt(at) > 0xffff ? 2 : 1) starts.push(at);
    starts.push(text.length);
    return starts;
}

function readSpan(article, span, part, item) {
    const [start, end] = list(span);
    if (!Number.isInteger(start) || !Number.isInteger(end) || start < 0 || end <= start) return;
    item.places.push({ start, end, part, item });
}

function newItem(article, raw, layer) {
    const item = { id: string(raw.id), layer, raw, article, places: [], rule: string(raw.rule) || "(no rule)" };
    item.confidence = finite(raw.confidence);
    return item;
}

function readClaim(article, raw) {
    const item = newItem(article, raw, "claim");
    item.source = object(raw.source);
    item.cue = object(raw.cue);
    item.content = object(raw.content);
    item.said = object(raw.said);
    readSpan(article, item.source.span, "source", item);
    readSpan(article, item.cue.span, "cue", item);
    for (const span of list(item.content.spans)) readSpan(article, span, "content", item);
    return item;
}

function readPerson(article, raw) {
    const item = newItem(article, raw, "person");
    for (const mention of list(raw.mentions)) readSpan(article, object(mention).span, "person", item);
    return item;
}

function readSimple(layer) {
    return (article, raw) => {
        const item = newItem(article, raw, layer);
        readSpan(article, raw.span, layer, item);
        return item;
    };
}

function readArticle(value, index) {
    const raw = object(value);
    const article = { index, id: string(raw.id), title: string(raw.title), url: string(raw.url), raw };
    article.text = typeof raw.text === "string" ? raw.text : null;
    article.error = raw.error ? object(raw.error) : null;
    article.published = string(object(raw.published).value);
    const all = (name, read) => list(raw[name]).map((entry) => read(article, object(entry)));
    article.dates = all("dates", readSimple("date"));
    article.people = all("people", readPerson);
    article.numbers = all("numbers", readSimple("number"));
    article.claims = all("claims", readClaim);
    article.items = [...article.dates, ...article.people, ...article.numbers, ...article.claims];
    article.byId = new Map(article.items.map((item) => [item.id, item]));
    article.name = article.title || firstLine(article.text) || article.id || `Article ${index + 1}`;
    return article;
}

function firstLine(text) {
    const line = /\S[^\n]*/.exec((text || "").slice(0, 2000));
    return line ? (line[0].length > 120 ? line[0].slice(0, 119).trimEnd() + "…" : line[0].trim()) : "";
}

/* The items that a claim refers to by id, as far as they are there. */
function referred(claim, field) {
    return list(claim.raw[field])
        .map((id) => claim.article.byId.get(id))
        .filter(Boolean);
}

function sourcePerson(claim) {
    const person = claim.article.byId.get(string(claim.source.person));
    return person && person.layer === "person" ? person : null;
}

function sourceName(claim) {
    const person = sourcePerson(claim);
    return string(claim.source.name) || (person && string(person.raw.name)) || string(claim.source.text);
}

const data = object(JSON.parse(document.getElementById("data").textContent));
const articles = list(data.records).map(readArticle);
