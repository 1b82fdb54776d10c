/* The chart of some figures: x is when, y is how many, a mark each with its source beside it. */

/* ---- marks */

const colour = (ranks, source) => `s${ranks.get(source).rank}`;
const describe = (f) =>
    `${f.source}: ${figure(f.number)} ${f.unit}${f.when ? `, ${f.when.how} ${f.when.text}` : ""}`;

/* Moves marks that would cover each other to the side, by the least that will do. */
function spread(marks) {
    const near = (a, b) => Math.abs(a.x - b.x) < 12 && a.top - 12 < b.bottom && b.top - 12 < a.bottom;
    marks.forEach((mark, i) => {
        const before = marks.slice(Math.max(0, i - 200), i),
            home = mark.x;
        for (let step = 1; step < 40 && before.some((other) => near(mark, other)); step++)
            mark.x = home + (step % 2 ? 1 : -1) * Math.ceil(step / 2) * 12;
    });
}

function arrow(x, y, up) {
    const d = up ? -1 : 1;
    return draw("path", {
        class: "arrow",
        d: `M${x},${y + d * 6} V${y + d * 19} M${x - 4},${y + d * 14} L${x},${y + d * 19} L${x + 4},${y + d * 14}`,
    });
}

function markShape(mark) {
    const { figure: f, x, top, bottom } = mark;
    const shape = f.range
        ? draw("rect", { x: x - 4, y: top, width: 8, height: Math.max(3, bottom - top), rx: 3 })
        : draw("circle", { cx: x, cy: top, r: 5, class: f.relation === "~" ? "about" : null });
    const over = f.relation === ">" || f.relation === ">=",
        under = f.relation === "<" || f.relation === "<=";
    return [
        draw("rect", { class: "reach", x: x - 9, y: top - 9, width: 18, height: bottom - top + 18 }),
        shape,
        over ? arrow(x, top, true) : null,
        under ? arrow(x, bottom, false) : null,
    ];
}

function drawMark(mark, ranks, i, open) {
    const group = draw(
        "g",
        {
            class: `figure ${colour(ranks, mark.figure.source)}`,
            tabindex: 0,
            role: "button",
            "aria-label": describe(mark.figure),
            "data-figure": i,
        },
        markShape(mark),
    );
    const show = () => showFigureTip(group, mark.figure, ranks);
    group.addEventListener("pointerenter", show);
    group.addEventListener("focus", show);
    group.addEventListener("pointerleave", closeTipSoon);
    group.addEventListener("blur", closeTipSoon);
    group.addEventListener("click", () => open(mark.figure.claim));
    group.addEventListener("keydown", (event) => {
        if (event.key === "Enter" || event.key === " ") open(mark.figure.claim);
    });
    return group;
}

function showFigureTip(anchor, f, ranks) {
    const rows = [
        ["figure", `${figure(f.number)} ${f.unit}`],
        [f.when ? f.when.how : "when", f.when ? f.when.text : "unknown"],
        ["claim", clip(string(f.claim.content.text), 200)],
        ["article", clip(f.claim.article.name, 90)],
    ];
    openTip(
        anchor,
        [
            make(
                "section",
                null,
                make("h3", null, make("span", { class: `dot ${colour(ranks, f.source)}` }), f.source),
                make(
                    "dl",
                    null,
                    rows.map(([name, value]) =>
                        make("div", null, make("dt", null, name), make("dd", null, value)),
                    ),
                ),
            ),
        ],
        anchor.getBoundingClientRect(),
    );
}

/* ---- labels: each beside its mark, where there is room */

function labels(marks, ranks, width, floor) {
    const taken = marks.map((mark) => ({
        left: mark.x - 7,
        right: mark.x + 7,
        top: mark.top - 7,
        bottom: mark.bottom + 7,
    }));
    const free = (box) =>
        box.left >= 0 &&
        box.right <= width &&
        box.bottom <= floor + 6 &&
        !taken.some(
            (other) =>
                box.left < other.right &&
                other.left < box.right &&
                box.top < other.bottom &&
                other.top < box.bottom,
        );
    const drawn = [];
    for (const mark of marks) {
        const text = clip(mark.figure.source, 26),
            size = text.length * 6.3 + 4,
            y = (mark.top + mark.bottom) / 2;
        const spots = [
            [mark.x + 10, y],
            [mark.x - 10 - size, y],
            [mark.x - size / 2, mark.top - 15],
            [mark.x - size / 2, mark.bottom + 15],
            [mark.x + 8, y - 12],
            [mark.x + 8, y + 12],
        ];
        const boxes = spots.map(([left, middle]) => ({
            left,
            right: left + size,
            top: middle - 7,
            bottom: middle + 7,
        }));
        const box = boxes.find(free);
        if (!box) continue;
        taken.push(box);
        drawn.push(
            draw(
                "text",
                { class: `name ${colour(ranks, mark.figure.source)}`, x: box.left + 2, y: box.top + 11 },
                text,
            ),
        );
    }
    return drawn;
}

/* A thin line from figure to figure of the same source shows how its number moved. */
function trails(marks, ranks) {
    const bySource = new Map();
    for (const mark of marks)
        bySource.set(mark.figure.source, [...(bySource.get(mark.figure.source) || []), mark]);
    return [...bySource]
        .filter(([, line]) => line.length > 1)
        .map(([source, line]) =>
            draw("polyline", {
                class: `trail ${colour(ranks, source)}`,
                points: line.map((mark) => `${mark.x},${(mark.top + mark.bottom) / 2}`).join(" "),
            }),
        );
}

/* ---- the chart */

function axes(x, y, area, undated) {
    const lines = y.ticks.map((tick) => [
        draw("line", { class: "grid", x1: area.left, x2: area.right, y1: y.at(tick), y2: y.at(tick) }),
        draw("text", { class: "tick", x: area.left - 8, y: y.at(tick) + 4, "text-anchor": "end" }, y.label(tick)),
    ]);
    const marks = x.ticks.map((tick) => [
        draw("line", { class: "grid", x1: x.at(tick), x2: x.at(tick), y1: area.bottom, y2: area.bottom + 5 }),
        draw(
            "text",
            { class: "tick", x: x.at(tick), y: area.bottom + 19, "text-anchor": "middle" },
            x.label(tick),
        ),
    ]);
    const rest = undated
        ? draw("text", { class: "tick", x: undated, y: area.bottom + 19, "text-anchor": "middle" }, "no date")
        : null;
    return [...lines.flat(), ...marks.flat(), rest].filter(Boolean);
}

/* Where x and y of the figures lie; undated ones stand in a column of their own on the right. */
function layOut(figures, width, logarithmic) {
    const small = width < 560,
        height = small ? 320 : 440;
    const dated = figures.filter((f) => f.when),
        rest = figures.length > dated.length;
    const area = { left: 58, right: width - (small ? 16 : 130), top: 26, bottom: height - 34 };
    const undated = rest ? area.right - 24 : 0,
        right = rest ? area.right - 64 : area.right;
    const times = dated.map((f) => f.when.at),
        now = times.length ? times : [0];
    const early = Math.min(...now),
        late = Math.max(...now),
        room = Math.max((late - early) * 0.05, DAY * 0.75);
    const x = timeScale(
        early - room,
        late + room,
        area.left,
        right,
        Math.max(2, Math.floor((right - area.left) / 80)),
    );
    if (!dated.length) x.ticks = [];
    const low = Math.min(...figures.map((f) => f.low)),
        high = Math.max(...figures.map((f) => f.high));
    const base = low >= 0 && (low < high * 0.7 || low === high) ? 0 : low - (high - low || Math.abs(high)) * 0.1;
    const y =
        logarithmic && low > 0
            ? logScale(low, high, area.bottom, area.top)
            : linearScale(Math.max(base, low >= 0 ? 0 : -Infinity), high, area.bottom, area.top);
    const marks = figures.map((f) => ({
        figure: f,
        x: f.when ? x.at(f.when.at) : undated,
        top: y.at(f.high),
        bottom: y.at(f.low),
    }));
    spread(marks);
    return { x, y, area, undated, marks, height };
}

function drawChart(figures, ranks, open) {
    const width = Math.max(280, Math.floor($("chart").getBoundingClientRect().width));
    if (!figures.length) {
        $("chart").replaceChildren(make("p", { class: "notice" }, "No claim here holds a number."));
        return;
    }
    const { x, y, area, undated, marks, height } = layOut(figures, width, $("logarithmic").checked);
    $("chart").replaceChildren(
        draw(
            "svg",
            {
                width,
                height,
                viewBox: `0 0 ${width} ${height}`,
                role: "group",
                "aria-label": "Claimed numbers over time",
            },
            axes(x, y, area, undated),
            trails(
                marks.filter((mark) => mark.figure.when),
                ranks,
            ),
            width >= 560 ? labels(marks, ranks, width, area.bottom) : [],
            marks.map((mark, i) => drawMark(mark, ranks, i, open)),
        ),
    );
}
