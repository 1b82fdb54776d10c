/* Choosing a claim (or a person): its parts stand out together, lines join source, cue and content. */
let chosen = null; /* an item */

const marksOf = (item, part) =>
    [...$("text").querySelectorAll("mark")].filter((mark) => {
        const place = places[Number(mark.dataset.place)];
        return place.item === item && (!part || place.part === part);
    });

function itemsOf(item) {
    if (item.layer !== "claim") return [item];
    const date = item.article.byId.get(string(item.said.date));
    const around = [
        sourcePerson(item),
        date,
        ...referred(item, "dates"),
        ...referred(item, "numbers"),
        ...referred(item, "people"),
    ];
    return [item, ...around.filter(Boolean)];
}

/* ---- lines */

/* Both ends in the coordinates of the text; of a part over several lines, the line nearest to the other part. */
function ends(from, to) {
    const frame = $("text").getBoundingClientRect();
    let best = null;
    for (const a of from.getClientRects())
        for (const b of to.getClientRects()) {
            const gap = Math.abs(a.top - b.top) * 3 + Math.max(0, b.left - a.right, a.left - b.right);
            if (!best || gap < best.gap) best = { gap, a, b };
        }
    if (!best) return null;
    const middle = (box) => box.left + Math.min(box.width / 2, 60) - frame.left;
    return { x1: middle(best.a), x2: middle(best.b), a: best.a, b: best.b, top: frame.top };
}

function joint(from, to, kind) {
    const e = from && to && ends(from, to);
    if (!e) return null;
    const level = Math.abs(e.a.top - e.b.top) < 8;
    const y1 = (level || e.a.top > e.b.top ? (level ? e.a.bottom : e.a.top) : e.a.bottom) - e.top;
    const y2 = (level || e.a.top < e.b.top ? (level ? e.b.bottom : e.b.top) : e.b.bottom) - e.top;
    const bend = level ? Math.min(14, 6 + Math.abs(e.x2 - e.x1) / 20) : (y2 - y1) / 2;
    const path = level
        ? `M${e.x1},${y1} C${e.x1},${y1 + bend} ${e.x2},${y2 + bend} ${e.x2},${y2}`
        : `M${e.x1},${y1} C${e.x1},${y1 + bend} ${e.x2},${y2 - bend} ${e.x2},${y2}`;
    return [
        draw("path", { d: path, class: kind }),
        draw("circle", { cx: e.x1, cy: y1, r: 2.5, class: kind }),
        draw("circle", { cx: e.x2, cy: y2, r: 2.5, class: kind }),
    ];
}

/* The last naming of the claim's person before a source that does not name them ("he"). */
function antecedent(claim) {
    const person = sourcePerson(claim);
    const source = claim.places.find((place) => place.part === "source");
    if (!person || !source) return null;
    const inside = person.places.some((place) => place.start < source.end && place.end > source.start);
    const before = marksOf(person).filter((mark) => places[Number(mark.dataset.place)].start < source.start);
    return inside ? null : before.pop() || null;
}

function drawLines() {
    const old = $("text").querySelector("svg.lines");
    if (old) old.remove();
    if (!chosen || chosen.layer !== "claim") return;
    const [source] = marksOf(chosen, "source"),
        [cue] = marksOf(chosen, "cue");
    const contents = marksOf(chosen, "content");
    const said = chosen.article.byId.get(string(chosen.said.date));
    const lines = [
        joint(source, cue, "source"),
        ...contents.slice(0, 4).map((content) => joint(cue || source, content, "content")),
        joint(antecedent(chosen), source, "person"),
    ];
    if (said) lines.push(joint(cue, marksOf(said)[0], "date"));
    $("text").append(draw("svg", { class: "lines", "aria-hidden": "true" }, lines.filter(Boolean).flat()));
}

/* ---- marking */

function showChoice() {
    const members = new Set(chosen ? itemsOf(chosen) : []);
    $("text").classList.toggle("choosing", members.size > 0);
    for (const mark of $("text").querySelectorAll("mark")) {
        const { item } = places[Number(mark.dataset.place)];
        mark.classList.toggle("chosen", item === chosen);
        mark.classList.toggle("joined", item !== chosen && members.has(item));
    }
    drawLines();
    showChosenClaim();
}

function choose(item, { scroll } = {}) {
    chosen = item;
    showChoice();
    remember();
    if (!item || !scroll) return;
    const mark = marksOf(item, "cue")[0] || marksOf(item)[0];
    if (mark) mark.scrollIntoView({ block: "center", behavior: calm() ? "auto" : "smooth" });
}

/*
 * What a click on a mark means: the innermost claim around it; where that is chosen already, the next outwards,
 * then none.  Outside of claims, the date, number or person itself.
 */
function chooseMark(mark) {
    const around = itemsAround(mark).map((place) => place.item);
    const claims = around.filter((item) => item.layer === "claim");
    const options = claims.length ? claims : around.slice(0, 1);
    choose(options[options.indexOf(chosen) + 1] || null);
}

function walkMarks(step) {
    const marks = [...$("text").querySelectorAll("mark:not(.again)")];
    const at = marks.indexOf(document.activeElement);
    const next = marks[Math.max(0, Math.min(marks.length - 1, at + step))];
    if (!next) return;
    for (const mark of $("text").querySelectorAll("mark[tabindex='0']")) mark.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
    next.scrollIntoView({ block: "nearest" });
    openMarkTip(next);
}

function startChoosing() {
    const text = $("text");
    text.addEventListener("click", (event) => {
        const mark = event.target.closest("mark");
        if (!getSelection().isCollapsed) return; /* somebody is copying text */
        if (mark) chooseMark(mark);
        else choose(null);
        if (mark && matchMedia("(hover: none)").matches) openMarkTip(mark);
    });
    text.addEventListener("keydown", (event) => {
        const mark = event.target.closest("mark");
        if (!mark || event.altKey || event.ctrlKey || event.metaKey) return;
        if (event.key === "ArrowRight" || event.key === "ArrowLeft")
            walkMarks(event.key === "ArrowRight" ? 1 : -1);
        else if (event.key === "Enter" || event.key === " ") chooseMark(mark);
        else return;
        event.preventDefault();
    });
    addEventListener("keydown", (event) => {
        if (event.key !== "Escape") return;
        if (!tip.hidden) closeTip();
        else if (chosen) choose(null);
    });
    new ResizeObserver(drawLines).observe(text);
}
