/* What is shown: layers, rules, confidence.  `refilter` is called whenever that changes. */
const filter = { layersOff: new Set(), rulesOff: new Set(), least: 0 };

const shown = (item) =>
    (item.confidence === undefined || item.confidence >= filter.least - 1e-9) && !filter.rulesOff.has(item.rule);

function ruleCounts() {
    const counts = new Map();
    for (const article of articles)
        for (const item of article.items) {
            const entry = counts.get(item.rule) || { rule: item.rule, layer: item.layer, n: 0 };
            entry.n++;
            counts.set(item.rule, entry);
        }
    return [...counts.values()].sort((a, b) => (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0));
}

function showFilterState(rules) {
    const hidden = rules.filter((entry) => filter.rulesOff.has(entry.rule)).length;
    $("rules-count").textContent = hidden ? `${rules.length - hidden} of ${rules.length}` : String(rules.length);
    $("confidence-value").textContent = filter.least ? filter.least.toFixed(2) : "0";
    $("reset").hidden = !(hidden || filter.least || filter.layersOff.size);
}

function layerToggle(part, changed) {
    const input = make("input", { type: "checkbox", id: `layer-${part}`, checked: true, autocomplete: "off" });
    input.addEventListener("change", () => {
        if (input.checked) filter.layersOff.delete(part);
        else filter.layersOff.add(part);
        changed();
    });
    return make("label", { class: `layer ${part}` }, input, make("span", null, PART_NAMES[part]));
}

function ruleRow(entry, boxes, changed) {
    const box = make("input", { type: "checkbox", checked: true, autocomplete: "off" });
    boxes.set(entry.rule, box);
    box.addEventListener("change", () => changed([entry.rule], box.checked));
    const only = make("button", { type: "button", class: "only", title: `Show ${entry.rule} alone` }, "only");
    only.addEventListener("click", () => {
        changed([...boxes.keys()], false);
        changed([entry.rule], true);
    });
    const label = make(
        "label",
        null,
        box,
        make("span", { class: `dot ${entry.layer}` }),
        make("code", null, entry.rule),
        make("span", { class: "muted" }, entry.n.toLocaleString("en")),
    );
    return make("li", { "data-rule": entry.rule }, label, only);
}

function startFilter(refilter) {
    const rules = ruleCounts(),
        boxes = new Map();
    const changed = () => {
        showFilterState(rules);
        refilter();
    };
    const setRules = (names, on) => {
        for (const name of names) {
            boxes.get(name).checked = on;
            if (on) filter.rulesOff.delete(name);
            else filter.rulesOff.add(name);
        }
        changed();
    };
    for (const part of ["date", "person", "number", "source", "cue", "content"])
        $("layers").append(layerToggle(part, changed));
    $("rules-list").append(...rules.map((entry) => ruleRow(entry, boxes, setRules)));

    const rows = [...$("rules-list").children];
    const found = () => rows.filter((row) => !row.hidden).map((row) => row.dataset.rule);
    $("rules-search").addEventListener("input", () => {
        const wanted = $("rules-search").value.trim().toLowerCase();
        for (const row of rows) row.hidden = !row.dataset.rule.toLowerCase().includes(wanted);
    });
    $("rules-all").addEventListener("click", () => setRules(found(), true));
    $("rules-none").addEventListener("click", () => setRules(found(), false));
    $("confidence").addEventListener("input", () => {
        filter.least = Number($("confidence").value);
        changed();
    });
    $("reset").addEventListener("click", () => {
        filter.least = 0;
        $("confidence").value = "0";
        filter.layersOff.clear();
        for (const box of $("layers").querySelectorAll("input")) box.checked = true;
        setRules([...boxes.keys()], true);
    });
    $("confidence").value = "0";
    showFilterState(rules);
}

/* A click elsewhere, or Esc, closes the sheet of rules. */
document.addEventListener("click", (event) => {
    if (!$("rules").contains(event.target)) $("rules").open = false;
});
$("rules").addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !$("rules").open) return;
    $("rules").open = false;
    $("rules").querySelector("summary").focus();
    event.stopPropagation();
});
