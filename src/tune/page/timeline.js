/* The timeline of claimed numbers: what is counted, the chart, its sources and its table. */
let sourcesOff = new Set(),
    openFigure = null;

function showSources(ranks, redraw) {
    $("sources").replaceChildren(
        ...[...ranks].slice(0, 40).map(([name, { rank, n }]) => {
            const button = make(
                "button",
                { type: "button", "aria-pressed": String(!sourcesOff.has(name)), title: name },
                make("span", { class: `dot s${rank}` }),
                clip(name, 40),
                make("span", { class: "muted" }, ` ${n}`),
            );
            button.addEventListener("click", () => {
                if (!sourcesOff.delete(name)) sourcesOff.add(name);
                redraw();
                [...$("sources").querySelectorAll("button")].find((other) => other.title === name)?.focus();
            });
            return make("li", null, button);
        }),
    );
}

function showTable(figures, ranks, open) {
    const row = (f) =>
        make(
            "tr",
            null,
            make(
                "td",
                null,
                f.when ? f.when.text : "no date",
                f.when && f.when.how === "published" ? make("span", { class: "muted" }, " (published)") : null,
            ),
            make("td", null, make("span", { class: `dot ${colour(ranks, f.source)}` }), f.source),
            make("td", { class: "number" }, figure(f.number)),
            make(
                "td",
                null,
                make(
                    "button",
                    { type: "button", class: "plain", onclick: () => open(f.claim) },
                    clip(string(f.claim.content.text), 160) || "show",
                ),
            ),
            make("td", { class: "muted" }, clip(f.claim.article.name, 80)),
        );
    $("figures").tBodies[0].replaceChildren(...figures.slice(0, 1000).map(row));
    const more = figures.length > 1000 ? ", of which the first 1,000 are listed" : "";
    $("figures").caption.textContent =
        `${plural(figures.length, "figure")} from ${plural(new Set(figures.map((f) => f.source)).size, "source")}${more}`;
}

function showUnits(choices) {
    const select = $("unit"),
        wanted = select.value;
    select.replaceChildren(
        ...choices.map(({ unit, n, sources }) =>
            make("option", { value: unit }, `${unit} — ${plural(n, "figure")}, ${plural(sources.size, "source")}`),
        ),
    );
    if (choices.some((choice) => choice.unit === wanted)) select.value = wanted;
    select.disabled = !choices.length;
}

/* Figures a hundred times as large as others would leave those on the floor. */
function chooseScale() {
    const values = allFigures()
        .filter((f) => f.unit === $("unit").value)
        .flatMap((f) => [f.low, f.high]);
    $("logarithmic").checked = Math.min(...values) > 0 && Math.max(...values) > 100 * Math.min(...values);
}

function showTimeline() {
    const figures = allFigures(),
        unit = $("unit").value;
    showUnits(unitChoices(figures));
    if ($("unit").value !== unit) chooseScale();
    const ofUnit = figures.filter((f) => f.unit === $("unit").value),
        ranks = sourceRanks(ofUnit);
    const on = ofUnit.filter((f) => !sourcesOff.has(f.source));
    closeTip();
    showSources(ranks, showTimeline);
    drawChart(on.slice(0, 3000), ranks, openFigure);
    showTable(on, ranks, openFigure);
}

function startTimeline(open) {
    openFigure = open;
    $("unit").addEventListener("change", () => {
        sourcesOff = new Set();
        chooseScale();
        showTimeline();
    });
    $("logarithmic").addEventListener("change", showTimeline);
    $("timeline-search").addEventListener("input", showTimeline);
    let width = 0;
    new ResizeObserver(() => {
        if (view === "timeline" && width !== $("chart").clientWidth) showTimeline();
        width = $("chart").clientWidth;
    }).observe($("chart"));
}
