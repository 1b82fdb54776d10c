/* The list of articles, and the claims of the one on show. */
const LISTED = 500; /* entries at a time: more can be found by searching */

/* A path is told by its last part. */
const shortId = (id) => clip(id.replace(/^.*\/(?=[^/])/, ""), 40);

function articleEntry(article, open) {
    const facts = article.error
        ? [make("span", { class: "bad" }, string(article.error.code) || "error")]
        : [
              article.published,
              plural(article.claims.filter(shown).length, "claim"),
              article.id !== article.name && shortId(article.id),
          ].filter(Boolean);
    return make(
        "li",
        null,
        make(
            "button",
            { type: "button", "data-article": article.index, onclick: () => open(article) },
            make("span", { class: "name" }, article.name),
            make(
                "span",
                { class: "muted facts" },
                facts.map((fact) => make("span", null, fact)),
            ),
        ),
    );
}

function matches(article, wanted) {
    return [article.name, article.id, article.text || ""].some((text) => text.toLowerCase().includes(wanted));
}

function showArticles(open) {
    const wanted = $("articles-search").value.trim().toLowerCase();
    const found = wanted ? articles.filter((article) => matches(article, wanted)) : articles;
    $("articles-list").replaceChildren(...found.slice(0, LISTED).map((article) => articleEntry(article, open)));
    if (found.length > LISTED)
        $("articles-list").append(
            make("li", { class: "muted" }, `and ${plural(found.length - LISTED, "more article")}`),
        );
    if (!found.length) $("articles-list").append(make("li", { class: "muted" }, "None."));
    $("articles-count").textContent = wanted ? `${found.length} of ${articles.length}` : String(articles.length);
}

function showCurrent(article) {
    for (const button of $("articles-list").querySelectorAll("button")) {
        const current = Number(button.dataset.article) === article.index;
        if (current) button.setAttribute("aria-current", "true");
        else button.removeAttribute("aria-current");
        if (current) button.scrollIntoView({ block: "nearest" });
    }
}

/* ---- claims */

function claimEntry(claim) {
    const source = sourceName(claim) || "(no source)",
        cue = string(claim.cue.text) || "(no cue)";
    const press = () => choose(claim === chosen ? null : claim, { scroll: true });
    return make(
        "li",
        { "data-claim": claim.id },
        make(
            "button",
            { type: "button", "aria-expanded": "false", onclick: press },
            make(
                "span",
                { class: "who" },
                make("b", null, source),
                " ",
                make("i", null, claim.raw.negated === true ? `${cue} (negated)` : cue),
            ),
            make("span", { class: "what" }, string(claim.content.text)),
        ),
        make("div", { class: "card", hidden: true }),
    );
}

function showClaims(article) {
    const claims = article.claims.filter(shown);
    $("claims-list").replaceChildren(...claims.map(claimEntry));
    $("claims-count").textContent = String(claims.length);
}

function showChosenClaim() {
    for (const entry of $("claims-list").children) {
        const open = chosen !== null && chosen.layer === "claim" && entry.dataset.claim === chosen.id;
        const [button, card] = entry.children;
        if (open) card.replaceChildren(fieldList(chosen), origin(chosen));
        card.hidden = !open;
        button.setAttribute("aria-expanded", String(open));
        if (open && getComputedStyle($("claims-list")).overflowY === "auto")
            entry.scrollIntoView({ block: "nearest" });
    }
}
