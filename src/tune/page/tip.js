/*
 * The tooltip: the fields of what is pointed at or focused, from the innermost mark outwards; never over the mark
 * itself.  It stays while the pointer is on it, and Esc closes it.
 */
const tip = $("tip");
let tipAnchor = null,
    tipTimer = 0;

function itemsAround(mark) {
    const found = [];
    for (let node = mark; node && node.id !== "text"; node = node.parentElement)
        if (node.dataset.place !== undefined) {
            const place = places[Number(node.dataset.place)];
            if (place && !found.some((other) => other.item === place.item)) found.push(place);
        }
    return found;
}

function tipSection({ item, part }) {
    const title =
        item.layer === "claim" ? `Claim: ${part}` : PART_NAMES[part].replace(/s$/, "").replace("People", "Person");
    return make(
        "section",
        { class: part },
        make("h3", null, make("span", { class: `dot ${part}` }), title),
        fieldList(item),
        origin(item),
    );
}

function placeTip(box) {
    const gap = 8,
        over = box.top - 2 * gap,
        under = innerHeight - box.bottom - 2 * gap;
    tip.classList.toggle(
        "high",
        box.top + box.height / 2 > innerHeight / 2,
    ); /* for narrow windows, see page.css */
    tip.style.maxHeight = "";
    const below = tip.offsetHeight <= under || under >= over;
    tip.style.maxHeight = `${Math.max(80, Math.min(innerHeight * 0.6, below ? under : over))}px`;
    tip.style.left = `${Math.max(gap, Math.min(box.left, innerWidth - tip.offsetWidth - gap))}px`;
    tip.style.top = `${below ? box.bottom + gap : Math.max(gap, box.top - gap - tip.offsetHeight)}px`;
}

function openTip(anchor, sections, box) {
    clearTimeout(tipTimer);
    if (tipAnchor && tipAnchor !== anchor) tipAnchor.removeAttribute("aria-describedby");
    tipAnchor = anchor;
    anchor.setAttribute("aria-describedby", "tip");
    tip.replaceChildren(...sections);
    tip.hidden = false;
    placeTip(box || anchor.getClientRects()[0] || anchor.getBoundingClientRect());
}

function closeTip() {
    clearTimeout(tipTimer);
    if (tipAnchor) tipAnchor.removeAttribute("aria-describedby");
    tipAnchor = null;
    tip.hidden = true;
}

function closeTipSoon() {
    clearTimeout(tipTimer);
    tipTimer = setTimeout(closeTip, 160);
}

/* A mark over two lines has two boxes: the one under the pointer counts. */
function boxAt(mark, x, y) {
    return [...mark.getClientRects()].find(
        (box) => x >= box.left && x <= box.right && y >= box.top - 4 && y <= box.bottom + 4,
    );
}

function openMarkTip(mark, event) {
    const around = itemsAround(mark).slice(0, 3);
    if (around.length) openTip(mark, around.map(tipSection), event && boxAt(mark, event.clientX, event.clientY));
}

function startTips() {
    const text = $("text");
    text.addEventListener("pointerover", (event) => {
        const mark = event.target.closest("mark");
        if (mark && event.pointerType !== "touch") openMarkTip(mark, event);
        else closeTipSoon();
    });
    text.addEventListener("pointerleave", closeTipSoon);
    text.addEventListener("focusin", (event) => {
        const mark = event.target.closest("mark");
        if (mark && mark.matches(":focus-visible")) openMarkTip(mark);
    });
    text.addEventListener("focusout", closeTipSoon);
    tip.addEventListener("pointerenter", () => clearTimeout(tipTimer));
    tip.addEventListener("pointerleave", closeTipSoon);
    /* It goes along with what the keyboard has reached; from under a pointer the text has moved away. */
    addEventListener(
        "scroll",
        (event) => {
            if (tip.hidden || event.target === tip) return;
            const box = tipAnchor.getClientRects()[0];
            if (box && tipAnchor.matches(":focus-visible") && box.bottom > 0 && box.top < innerHeight)
                placeTip(box);
            else closeTip();
        },
        true,
    );
}
