/*
 * The text with its marks.  Spans may lie in each other and may cross; elements can only lie in each other.  So a
 * span that crosses the end of another or of a paragraph is closed there and goes on in a second element.
 */
let places = []; /* of the article on show, in text order; mark.dataset.place is an index into it */

function order(a, b) {
    return a.start - b.start || b.end - a.end || PARTS.indexOf(a.part) - PARTS.indexOf(b.part);
}

function visiblePlaces(article) {
    const all = [];
    for (const item of article.items)
        if (shown(item)) all.push(...item.places.filter((place) => !filter.layersOff.has(place.part)));
    return all.sort(order);
}

/* Paragraphs as [start, end): between blank lines, or where there are none, lines. */
function paragraphs(text) {
    const gap = /\S[^\S\n]*\n[^\S\n]*\n/.test(text) ? /[^\S\n]*\n[^\S\n]*\n\s*/g : /[^\S\n]*\n\s*/g;
    const found = [];
    let at = 0;
    for (const match of text.matchAll(gap)) {
        if (match.index > at) found.push([at, match.index]);
        at = match.index + match[0].length;
    }
    if (at < text.length) found.push([at, text.length]);
    return found;
}

class Weaver {
    constructor(text) {
        this.text = text;
        this.open = []; /* { place, index, end, node } from the outside in */
        this.begun = new Set();
    }

    top() {
        return this.open.length ? this.open[this.open.length - 1].node : this.paragraph;
    }

    push(entry) {
        const { part, item } = entry.place;
        const again = this.begun.has(entry.index);
        this.begun.add(entry.index);
        entry.node = make("mark", {
            class: `${part}${again ? " again" : ""}`,
            "data-place": entry.index,
            "data-id": item.id,
            tabindex: again ? null : -1,
        });
        this.top().append(entry.node);
        this.open.push(entry);
    }

    /* Closes what ends here; what lies inside it but goes on is opened again. */
    close(at) {
        const first = this.open.findIndex((entry) => entry.end <= at);
        if (first < 0) return;
        const going = this.open.splice(first).filter((entry) => entry.end > at);
        for (const entry of going) this.push({ ...entry });
    }

    write(from, to) {
        if (from < to) this.top().append(this.text.slice(from, to));
    }

    begin(paragraph) {
        const going = this.open;
        this.open = [];
        this.paragraph = paragraph;
        for (const entry of going) this.push({ ...entry });
    }
}

function weave(article) {
    const text = article.text,
        starts = codePointStarts(text);
    const offset = (n) => (starts ? starts[Math.min(n, starts.length - 1)] : Math.min(n, text.length));
    places = visiblePlaces(article);
    const spans = places.map((place, index) => ({
        place,
        index,
        start: offset(place.start),
        end: offset(place.end),
    }));
    const ends = spans.map((span) => span.end).sort((a, b) => a - b);
    const weaver = new Weaver(text),
        result = document.createDocumentFragment();
    let s = 0,
        e = 0;
    for (const [start, end] of paragraphs(text)) {
        const paragraph = make("p");
        let at = start;
        /* What has ended in the gap before is over; what began there begins now. */
        while (e < ends.length && ends[e] <= start) e++;
        weaver.open = weaver.open.filter((entry) => entry.end > start);
        weaver.begin(paragraph);
        while (at < end) {
            weaver.close(at);
            for (; s < spans.length && spans[s].start <= at; s++)
                if (spans[s].end > at) weaver.push({ ...spans[s] });
            while (e < ends.length && ends[e] <= at) e++;
            const next = Math.min(end, s < spans.length ? spans[s].start : end, e < ends.length ? ends[e] : end);
            weaver.write(at, next);
            at = next;
        }
        result.append(paragraph);
    }
    return result;
}

function showHead(article) {
    const published = article.published && `published ${article.published}`;
    const basis = string(object(article.raw.published).basis);
    const facts = [
        published && (basis ? `${published} (${basis})` : published),
        article.id !== article.name && article.id,
        plural(article.claims.filter(shown).length, "claim"),
    ];
    const warnings = list(article.raw.warnings)
        .map((warning) => string(object(warning).message))
        .filter(Boolean);
    const spans = facts.filter(Boolean).map((fact) => make("span", null, fact));
    const head = [make("h2", null, article.name), make("p", { class: "muted facts" }, spans, link(article.url))];
    if (warnings.length) head.push(make("p", { class: "notice" }, `Read with a loss: ${warnings.join("; ")}`));
    $("article-head").replaceChildren(...head);
}

/* Only addresses of the web become links. */
function link(address) {
    let url;
    try {
        url = new URL(address);
    } catch {
        return null;
    }
    if (url.protocol !== "https:" && url.protocol !== "http:") return null;
    return make("a", { href: url.href, rel: "noreferrer noopener", target: "_blank" }, url.hostname);
}

function showText(article) {
    places = [];
    const notice = (...words) => $("text").replaceChildren(make("p", { class: "notice" }, ...words));
    showHead(article);
    if (article.error)
        notice(
            `This article could not be read (${string(article.error.code)}): ${string(article.error.message)} `,
            string(article.error.source),
        );
    else if (article.text === null)
        notice("This record holds no text. ", make("code", null, "quoth extract --with text"), " puts it in.");
    else $("text").replaceChildren(weave(article));
    const first = $("text").querySelector("mark");
    if (first) first.tabIndex = 0;
}
