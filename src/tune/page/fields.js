/* What an item says of itself: rows of name and value, for the tooltip and the claim's card. */
const RELATIONS = { "~": "about", "<": "under", "<=": "at most", ">": "over", ">=": "at least" };

const digits = (x) => x.toLocaleString("en", { maximumFractionDigits: 6 });

/* "over 400", "60–70", "14", with the sign of a percentage. */
function figure(number) {
    const { value, low, high, relation, kind } = number.raw;
    const range = finite(low) !== undefined && finite(high) !== undefined;
    if (!range && finite(value) === undefined) return string(number.raw.text);
    const sign = kind === "percent" ? " %" : "";
    const word = RELATIONS[relation] ? RELATIONS[relation] + " " : "";
    return word + (range ? `${digits(low)}–${digits(high)}` : digits(value)) + sign;
}

function days(raw) {
    const begin = string(raw.begin),
        end = string(raw.end);
    return begin && end && begin !== end ? `${begin} to ${end}` : begin || end;
}

const FIELDS = {
    date: ({ raw }) => [
        ["value", raw.value],
        ["type", raw.type],
        ["modifier", raw.mod],
        ["days", days(raw)],
        ["bound", raw.bound],
    ],
    person: ({ raw }) => [
        ["name", raw.name],
        ["given", raw.given],
        ["family", raw.family],
        [
            "roles",
            list(raw.roles)
                .map((role) => string(object(role).text))
                .join("; "),
        ],
        ["named", list(raw.mentions).length > 1 ? `${list(raw.mentions).length} times` : ""],
    ],
    number: (item) => [
        ["value", figure(item)],
        ["kind", item.raw.kind],
        ["change", item.raw.change],
        ["modifier", object(item.raw.modifier).text],
        ["unit", object(item.raw.unit).name || object(item.raw.unit).text],
        ["of", object(item.raw.of).text],
    ],
    claim: (item) => [
        ["kind", item.raw.kind],
        ["source", string(item.source.text)],
        ["that is", sourceName(item) === string(item.source.text) ? "" : sourceName(item)],
        ["type", item.source.type],
        ["cue", [string(item.cue.text), string(item.cue.act) && `(${item.cue.act})`].join(" ").trim()],
        ["negated", item.raw.negated === true ? "yes" : ""],
        ["said", item.said.value],
        ["numbers", referred(item, "numbers").map(figure).join("; ")],
        [
            "dates",
            referred(item, "dates")
                .map((date) => string(date.raw.text))
                .join("; "),
        ],
        [
            "people",
            referred(item, "people")
                .map((person) => string(person.raw.name))
                .join("; "),
        ],
    ],
};

function fieldRows(item) {
    const rows = FIELDS[item.layer](item).map(([name, value]) => [name, string(value)]);
    return rows.filter(([, value]) => value);
}

function fieldList(item) {
    return make(
        "dl",
        null,
        fieldRows(item).map(([name, value]) =>
            make("div", null, make("dt", null, name), make("dd", null, clip(value, 240))),
        ),
    );
}

function origin(item) {
    const confidence = item.confidence === undefined ? "" : ` · ${item.confidence.toFixed(2)}`;
    return make("p", { class: "origin" }, item.rule + confidence);
}
