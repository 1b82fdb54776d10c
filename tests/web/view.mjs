// What somebody sees and does in the page of quoth view.  usage: node view.mjs ROOT WORK
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { startBrowser, openPage, closePage } from "./browser.mjs";
import { broken, corpus, crossing, hostile, textless } from "./records.mjs";

const [root, work] = process.argv.slice(2);
const records = [...corpus(root), hostile, crossing, broken, textless];
const at = (record) => records.indexOf(record) + 1;
const mine = records.findIndex((record) => record.id.includes("mine-continental")) + 1;

function writePage(name, lines, ...options) {
    const source = join(work, `${name}.jsonl`),
        file = join(work, `${name}.html`);
    writeFileSync(source, lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
    const run = () =>
        execFileSync(process.env.QUOTH, ["view", "--quiet", ...options, source], { maxBuffer: 1 << 28 });
    try {
        writeFileSync(file, run());
    } catch (error) {
        assert.equal(error.status, 1, String(error.stderr)); // some records are errors, as is meant
        writeFileSync(file, error.stdout);
    }
    return file;
}

const browser = await startBrowser(work);
const file = writePage("page", records, "--title", "News & <b>claims</b>");
let passed = 0,
    failed = 0;

// it(what, options, body): body gets a fresh page, which must not complain
async function it(what, options, body) {
    let page;
    try {
        page = await openPage(browser, options.file || file, { ...options, file: undefined });
        await body(page);
        assert.deepEqual(await closePage(page), []);
        passed++;
    } catch (error) {
        failed++;
        console.log(`FAIL ${what}\n     ${String(error.message).split("\n").slice(0, 12).join("\n     ")}`);
        if (page) await page.screenshot({ path: join(work, `failed-${failed}.png`) }).catch(() => {});
    }
}

const shot = (page, name, full) => page.screenshot({ path: join(work, `${name}.png`), fullPage: Boolean(full) });
const texts = (page, selector) => page.locator(selector).allTextContents();
const joinMarks = (page, selector) => texts(page, selector).then((all) => all.join("|"));
const squeeze = (text) => text.replace(/\s+/g, "");

// ---- reading

await it("shows title, totals, every article, and the first one's text", {}, async (page) => {
    assert.equal(await page.title(), "News & <b>claims</b>");
    assert.equal(await page.textContent("#title"), "News & <b>claims</b>");
    assert.equal(await page.locator("#articles-list button").count(), records.length);
    assert.match(await page.textContent("#totals"), new RegExp(`^${records.length} articles`));
    assert.equal(squeeze(await page.textContent("#text")), squeeze(records[0].text));
    assert.equal(await page.locator("#claims-list > li").count(), records[0].claims.length);
});

await it("shows every article with its text as it was, and every span that makes sense", {}, async (page) => {
    for (const record of records.filter((each) => each.text)) {
        await page.evaluate((n) => (location.hash = `article=${n}`), at(record));
        await page.waitForFunction(
            (n) => document.querySelector(`[data-article="${n}"]`)?.getAttribute("aria-current"),
            at(record) - 1,
        );
        assert.equal(squeeze(await page.textContent("#text")), squeeze(record.text), record.id);
        for (const date of record.dates) {
            const shown = await texts(page, `mark.date[data-id="${date.id}"]`);
            assert.equal(squeeze(shown.join("")), squeeze(date.text), `${record.id} ${date.id}`);
        }
        for (const claim of record.claims.filter((each) => each.source && record !== hostile)) {
            const shown = await texts(page, `mark.source[data-id="${claim.id}"]`);
            assert.equal(squeeze(shown.join("")), squeeze(claim.source.text), `${record.id} ${claim.id}`);
        }
    }
});

await it(
    "splits spans that cross, also over paragraphs and behind an emoji",
    { hash: `#article=${at(crossing)}` },
    async (page) => {
        assert.equal(await joinMarks(page, "mark.person"), "Ane\u0301");
        assert.equal(await joinMarks(page, "mark.date"), "one two");
        assert.equal(await joinMarks(page, "mark.number"), "two| three");
        assert.equal(await joinMarks(page, "mark.content"), "one two three|four five");
        assert.equal(await page.locator("#text p").count(), 2);
    },
);

await it("shows hostile text as text", { hash: `#article=${at(hostile)}` }, async (page) => {
    assert.equal(await page.evaluate(() => window.broken), undefined);
    assert.equal(
        await page
            .locator("#text p")
            .first()
            .evaluate((p) => p.querySelectorAll("img, script").length),
        0,
    );
    assert.equal(await page.locator("script").count(), 2);
    assert.equal(await page.textContent("#article-head h2"), hostile.title);
    assert.equal(await page.locator("#article-head a").count(), 0); // javascript: is no link
    await page.hover("mark.number");
    assert.ok((await page.textContent("#tip")).includes("<img src=x onerror="));
    await page.keyboard.press("Escape");
    await page.click("mark.cue");
    await page.click("#rules summary");
    await page.click("#tab-timeline");
    await page.selectOption("#unit", hostile.numbers[0].unit.name);
    await page.locator("g.figure").first().hover();
    assert.equal(await page.evaluate(() => window.broken), undefined);
    await shot(page, "hostile");
});

await it("tells of errors and of records without text", { hash: `#article=${at(broken)}` }, async (page) => {
    assert.match(
        await page.textContent("#text"),
        /could not be read \(invalid-json\).*column <3>.*dump\.jsonl:17/s,
    );
    await page.click("#next");
    assert.match(await page.textContent("#text"), /holds no text.*--with text/s);
    assert.ok(await page.isDisabled("#next"));
});

await it("finds articles by their text", {}, async (page) => {
    await page.fill("#articles-search", "greywater");
    const wanted = records.filter((record) => (record.text || "").toLowerCase().includes("greywater")).length;
    assert.ok(wanted > 0 && wanted < records.length);
    assert.equal(await page.locator("#articles-list button").count(), wanted);
    await page.locator("#articles-list button").nth(1).click();
    assert.match((await page.textContent("#text")).toLowerCase(), /greywater/);
});

// ---- pointing, choosing

await it("shows fields where the pointer is, and Esc closes them", { hash: `#article=${mine}` }, async (page) => {
    const date = records[mine - 1].dates.find((each) => each.text === "4 March");
    await page.hover(`mark.date[data-id="${date.id}"]`);
    const tip = await page.innerText("#tip");
    for (const wanted of ["Date", date.value, "DATE", "date.date"])
        assert.ok(tip.includes(wanted), `${wanted} in ${tip}`);
    await page.keyboard.press("Escape");
    assert.ok(await page.isHidden("#tip"));
});

await it("walks from mark to mark by keyboard and tells fields there", {}, async (page) => {
    await page.focus("#text mark[tabindex='0']");
    const first = await page.evaluate(() => document.activeElement.textContent);
    await page.keyboard.press("ArrowRight");
    assert.ok(await page.isVisible("#tip"));
    assert.notEqual(await page.evaluate(() => document.activeElement.textContent), first);
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-describedby")), "tip");
    await page.keyboard.press("ArrowLeft");
    assert.equal(await page.evaluate(() => document.activeElement.textContent), first);
    assert.equal(await page.locator("#text mark[tabindex='0']").count(), 1);
    while (!(await page.evaluate(() => document.activeElement.matches("mark.cue"))))
        await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    assert.ok((await page.locator("mark.chosen").count()) >= 2);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    assert.equal(await page.locator("mark.chosen").count(), 0);
});

await it(
    "marks the parts of a claim that is clicked, with what belongs to it",
    { hash: `#article=${mine}` },
    async (page) => {
        const claim = records[mine - 1].claims.find(
            (each) => each.said && each.said.date && each.source.type === "organization",
        );
        await page.click(`mark.cue[data-id="${claim.id}"]`);
        assert.equal(await joinMarks(page, "mark.chosen.source"), claim.source.text);
        assert.equal(await joinMarks(page, "mark.chosen.cue"), claim.cue.text);
        assert.ok((await page.locator("mark.chosen.content").count()) >= claim.content.spans.length);
        assert.equal(await page.locator(`mark.joined[data-id="${claim.said.date}"]`).count(), 1);
        assert.ok((await page.locator("svg.lines path").count()) >= 3);
        assert.ok(await page.locator(`#claims-list [data-claim="${claim.id}"] .card`).isVisible());
        assert.match(page.url(), new RegExp(`article=${mine}&claim=${claim.id}$`));
        await page.hover(`mark.cue[data-id="${claim.id}"]`);
        await shot(page, "claim-light");
        await page.keyboard.press("Escape");
        await page
            .locator("#text p")
            .last()
            .evaluate((p) => p.click());
        assert.equal(await page.locator("mark.chosen").count(), 0);
    },
);

await it("marks the dates, numbers and people inside a claim", {}, async (page) => {
    const record = records.find((each) => each.claims.some((claim) => (claim.numbers || []).length > 1));
    const claim = record.claims.find((each) => (each.numbers || []).length > 1);
    await page.evaluate(([n, c]) => (location.hash = `article=${n}&claim=${c}`), [at(record), claim.id]);
    await page.waitForSelector("mark.chosen");
    for (const id of claim.numbers)
        assert.equal(await page.locator(`mark.joined[data-id="${id}"]`).count(), 1, id);
    await page.locator(`#claims-list [data-claim="${claim.id}"] > button`).click();
    assert.equal(await page.locator("mark.chosen, mark.joined").count(), 0);
});

// ---- filters

await it("hides and shows layers", {}, async (page) => {
    for (const part of ["date", "person", "number", "source", "cue", "content"]) {
        const before = await page.locator(`#text mark.${part}`).count();
        assert.ok(before > 0, part);
        await page.uncheck(`#layer-${part}`);
        assert.equal(await page.locator(`#text mark.${part}`).count(), 0, part);
        assert.equal(squeeze(await page.textContent("#text")), squeeze(records[0].text));
    }
    await page.click("#reset");
    assert.ok((await page.locator("#text mark.cue").count()) > 0);
});

await it("filters by confidence", {}, async (page) => {
    const count = (least) =>
        records.flatMap((record) => record.claims || []).filter((claim) => claim.confidence >= least).length;
    await page.fill("#confidence", "0.9");
    assert.ok((await page.textContent("#totals")).includes(` ${count(0.9).toLocaleString("en")} claims`));
    assert.ok(count(0.9) < count(0));
    const shown = records[0].claims.filter((claim) => claim.confidence >= 0.9).length;
    assert.equal(await page.locator("#claims-list > li").count(), shown);
    assert.equal(await page.locator("#text mark.cue:not(.again)").count(), shown);
});

await it("filters by rule", {}, async (page) => {
    await page.click("#rules summary");
    await page.fill("#rules-search", "claim.");
    await page.click("#rules-none");
    assert.equal(await page.locator("#claims-list > li").count(), 0);
    assert.equal(await page.locator("#text mark.content").count(), 0);
    assert.ok((await page.locator("#text mark.date").count()) > 0);
    await page.hover('[data-rule="claim.direct"]');
    await page.click('[data-rule="claim.direct"] .only');
    const direct = records[0].claims.filter((claim) => claim.kind === "direct").length;
    assert.equal(await page.locator("#claims-list > li").count(), direct);
    assert.equal(await page.locator("#text mark.date").count(), 0);
    await shot(page, "rules-light");
    await page.keyboard.press("Escape");
    await page.click("#reset");
    assert.equal(await page.locator("#claims-list > li").count(), records[0].claims.length);
});

// ---- the timeline

// The figures that the records hold for a unit: one for each number of each claim.
function figuresOf(unit, least = 0) {
    return records.flatMap((record) =>
        (record.claims || [])
            .filter((claim) => claim.confidence >= least)
            .flatMap((claim) =>
                (claim.numbers || [])
                    .map((id) => record.numbers.find((number) => number && number.id === id))
                    .filter(
                        (number) =>
                            number && number.unit && number.unit.name === unit && number.confidence >= least,
                    ),
            ),
    );
}

await it("draws one mark for each claimed number", { hash: "#timeline" }, async (page) => {
    for (const unit of ["miner", "person", "percent", "USD"]) {
        await page.selectOption("#unit", unit);
        const wanted = figuresOf(unit);
        assert.ok(wanted.length > 3, unit);
        assert.equal(await page.locator("g.figure").count(), wanted.length, unit);
        assert.equal(await page.locator("#figures tbody tr").count(), wanted.length, unit);
        const ranges = wanted.filter((number) => number.low !== undefined).length;
        assert.equal(await page.locator("g.figure rect:not(.reach)").count(), ranges, unit);
    }
    await page.fill("#confidence", "0.9");
    await page.selectOption("#unit", "person");
    assert.equal(await page.locator("g.figure").count(), figuresOf("person", 0.9).length);
});

await it(
    "puts higher values higher and later ones further right, with the source beside",
    { hash: "#timeline" },
    async (page) => {
        await page.selectOption("#unit", "miner");
        await page.uncheck("#logarithmic");
        const marks = await page.$$eval("g.figure circle", (all) =>
            all.map((circle) => ({
                x: Number(circle.getAttribute("cx")),
                y: Number(circle.getAttribute("cy")),
                label: circle.parentElement.getAttribute("aria-label"),
            })),
        );
        const value = (mark) => Number(/(\d+) miner/.exec(mark.label)[1]);
        const day = (mark) => /(\d{4}-\d{2}-\d{2})/.exec(mark.label)[1];
        for (const a of marks)
            for (const b of marks) {
                if (value(a) > value(b)) assert.ok(a.y < b.y, `${a.label} above ${b.label}`);
                if (day(a) > day(b)) assert.ok(a.x > b.x, `${a.label} right of ${b.label}`);
            }
        assert.ok((await texts(page, "#chart text.name")).includes("Pitworkers' Union"));
    },
);

await it(
    "leads from a mark to its claim, hides sources, looks into some articles only",
    { hash: "#timeline" },
    async (page) => {
        await page.selectOption("#unit", "miner");
        const all = await page.locator("g.figure").count();
        await page.locator("#sources button").first().click();
        assert.ok((await page.locator("g.figure").count()) < all);
        await page.locator("#sources button").first().click();
        assert.equal(await page.locator("g.figure").count(), all);
        await page.locator("g.figure").first().hover();
        assert.match(await page.innerText("#tip"), /miner/);
        await shot(page, "timeline-light");
        await page.fill("#timeline-search", "no article has these words");
        assert.equal(await page.locator("g.figure").count(), 0);
        await page.fill("#timeline-search", "");
        await page.selectOption("#unit", "miner");
        await page.locator("g.figure").first().focus();
        await page.keyboard.press("Enter");
        assert.ok(await page.isVisible("#view-text"));
        assert.ok((await page.locator("mark.chosen").count()) >= 1);
    },
);

// ---- looks

// Contrast of text and background as WCAG counts it; a background may be see-through, over others.
const contrast = (page, selector) =>
    page
        .locator(selector)
        .first()
        .evaluate((node) => {
            const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
            const layers = [];
            for (let each = node; each; each = each.parentElement)
                layers.unshift(getComputedStyle(each).backgroundColor);
            const luminance = (colours) => {
                for (const colour of colours) {
                    canvas.fillStyle = colour;
                    canvas.fillRect(0, 0, 1, 1);
                }
                const parts = [...canvas.getImageData(0, 0, 1, 1).data]
                    .slice(0, 3)
                    .map((part) => part / 255)
                    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
                return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
            };
            const back = luminance(layers),
                front = luminance([...layers, getComputedStyle(node).color]);
            return (Math.max(back, front) + 0.05) / (Math.min(back, front) + 0.05);
        });

for (const colorScheme of ["light", "dark"])
    for (const [size, width] of [
        ["wide", 1440],
        ["middle", 1000],
        ["narrow", 390],
    ]) {
        const look = { colorScheme, viewport: { width, height: 860 } };
        await it(
            `is readable and fits: ${colorScheme}, ${size}`,
            { ...look, hash: `#article=${mine}` },
            async (page) => {
                const fits = () => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
                assert.ok(await fits(), "text view is wider than the window");
                await shot(page, `text-${colorScheme}-${size}`, size === "narrow");
                for (const part of [
                    "mark.date",
                    "mark.person",
                    "mark.number",
                    "mark.source",
                    "mark.cue",
                    "mark.content",
                    ".facts",
                    ".who b",
                    ".who i",
                ])
                    assert.ok((await contrast(page, part)) >= 4.5, `contrast of ${part}`);
                const cue = page.locator("#text mark.cue").nth(2);
                await cue.scrollIntoViewIfNeeded();
                await page.waitForTimeout(100);
                await cue.hover();
                assert.ok(
                    (await contrast(page, "#tip dd")) >= 7 && (await contrast(page, "#tip dt")) >= 4.5,
                    "contrast of the tooltip",
                );
                const tip = await page.locator("#tip").boundingBox();
                assert.ok(
                    tip.x >= 0 && tip.x + tip.width <= width && tip.y >= 0 && tip.y + tip.height <= 860,
                    "tooltip in the window",
                );
                await cue.click();
                await shot(page, `claim-${colorScheme}-${size}`);
                await page.mouse.move(1, 1);
                await page.evaluate(() => scrollTo(0, 0));
                await page.click("#tab-timeline");
                await page.selectOption("#unit", "miner");
                assert.ok(await fits(), "timeline is wider than the window");
                await shot(page, `timeline-${colorScheme}-${size}`, size === "narrow");
            },
        );
    }

await it("prints text and claims without the tools", { hash: `#article=${mine}` }, async (page) => {
    await page.emulateMedia({ media: "print" });
    for (const id of ["#rules", "#confidence", "#articles-list", "#next"]) assert.ok(await page.isHidden(id), id);
    assert.ok(
        (await page.isVisible("#text")) &&
            (await page.isVisible("#claims-list")) &&
            (await page.isVisible("#layers")),
    );
    await page.pdf({ path: join(work, "print.pdf") });
});

// ---- odd pages

await it("says so when it holds nothing", { file: writePage("empty", []) }, async (page) => {
    assert.match(await page.textContent("#text"), /no articles/i);
    await page.click("#tab-timeline");
    assert.match(await page.textContent("#chart"), /No claim/);
});

await it(
    "shows what quoth itself finds in articles",
    {
        file: writePage(
            "articles",
            records.slice(0, 5).map(({ id, text }) => ({ id, text })),
        ),
    },
    async (page) => {
        assert.equal(await page.locator("#articles-list button").count(), 5);
        assert.ok((await page.locator("#text mark.date").count()) > 0);
        await shot(page, "extracted");
    },
);

await browser.close();
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
