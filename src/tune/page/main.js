/* The page as a whole: which view, which article, and the address that leads back there. */
let current = null,
    view = "text";

function remember() {
    const parts = view === "timeline" ? ["timeline"] : [`article=${current ? current.index + 1 : 0}`];
    if (view === "text" && chosen && chosen.layer === "claim")
        parts.push(`claim=${encodeURIComponent(chosen.id)}`);
    try {
        history.replaceState(null, "", `#${parts.join("&")}`);
    } catch {
        /* a browser that keeps no history of files */
    }
}

function showView(name) {
    view = name;
    for (const each of ["text", "timeline"]) {
        $(`view-${each}`).hidden = each !== name;
        $(`tab-${each}`).setAttribute("aria-selected", String(each === name));
        $(`tab-${each}`).tabIndex = each === name ? 0 : -1;
    }
    closeTip();
    document.body.dataset.view = name;
    if (name === "timeline") showTimeline();
    remember();
}

function openArticle(article, claim) {
    current = article;
    chosen = null;
    closeTip();
    showText(article);
    showClaims(article);
    showCurrent(article);
    $("previous").disabled = article.index === 0;
    $("next").disabled = article.index === articles.length - 1;
    if (narrow.matches) $("articles-fold").open = false;
    choose(claim || null, { scroll: true });
}

function openFromList(article) {
    openArticle(article);
    const head = $("article-head");
    if (head.getBoundingClientRect().top < 0 || narrow.matches) head.scrollIntoView({ block: "start" });
}

function openClaim(claim) {
    showView("text");
    openArticle(claim.article, claim);
}

function refilter() {
    showArticles(openFromList);
    if (current) {
        const keep = chosen && shown(chosen) ? chosen : null;
        closeTip();
        showText(current);
        showClaims(current);
        showCurrent(current);
        choose(keep);
    }
    if (view === "timeline") showTimeline();
    showTotals();
}

function showTotals() {
    const count = (name) => articles.reduce((sum, article) => sum + article[name].filter(shown).length, 0);
    $("totals").textContent = [
        plural(articles.length, "article"),
        plural(count("claims"), "claim"),
        plural(count("dates"), "date"),
        plural(count("numbers"), "number"),
        plural(count("people"), "person", "people"),
    ].join(" · ");
}

function openAddress() {
    const wanted = new URLSearchParams(location.hash.slice(1));
    const article = articles[Number(wanted.get("article")) - 1] || articles[0];
    const claim = article && article.byId.get(wanted.get("claim") || "");
    const name = wanted.has("timeline") ? "timeline" : "text";
    if (article) openArticle(article, claim && claim.layer === "claim" ? claim : null);
    else $("text").replaceChildren(make("p", { class: "notice" }, "There are no articles in this page."));
    showView(name);
}

function startTabs() {
    for (const [name, other] of [
        ["text", "timeline"],
        ["timeline", "text"],
    ]) {
        $(`tab-${name}`).addEventListener("click", () => showView(name));
        $(`tab-${name}`).addEventListener("keydown", (event) => {
            if (event.key !== "ArrowRight" && event.key !== "ArrowLeft") return;
            showView(other);
            $(`tab-${other}`).focus();
        });
    }
}

const narrow = matchMedia("(max-width: 760px)");

const title = string(data.title) || "quoth";
document.title = title;
$("title").textContent = title;
startFilter(refilter);
startTips();
startChoosing();
startTabs();
startTimeline(openClaim);
showTotals();
showArticles(openFromList);
$("articles-search").addEventListener("input", () => {
    showArticles(openFromList);
    if (current) showCurrent(current);
});
$("previous").addEventListener("click", () => openFromList(articles[current.index - 1]));
$("next").addEventListener("click", () => openFromList(articles[current.index + 1]));
$("articles-fold").open = !narrow.matches;
narrow.addEventListener("change", () => ($("articles-fold").open = !narrow.matches));
addEventListener("hashchange", openAddress);
openAddress();
