// Chromium, and a page of it that forgives nothing: whatever reaches the console, breaks the content-security policy
// or asks the network for anything is kept in `complaints`.
import { createRequire } from "node:module";
import { join } from "node:path";

const flags = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
];

export async function startBrowser(work) {
    const { chromium } = createRequire(join(work, "x.js"))("playwright-core");
    return chromium.launch({ executablePath: process.env.CHROMIUM, args: flags });
}

export async function openPage(browser, file, options = {}) {
    const { hash = "", ...context } = options;
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, ...context });
    page.setDefaultTimeout(5000);
    page.complaints = [];
    page.on("console", (message) => page.complaints.push(`console ${message.type()}: ${message.text()}`));
    page.on("pageerror", (error) => page.complaints.push(`error: ${error.message}`));
    page.on("request", (request) => {
        if (!/^(file|data):/.test(request.url())) page.complaints.push(`request: ${request.url()}`);
    });
    await page.addInitScript(() => {
        window.violations = [];
        document.addEventListener("securitypolicyviolation", (event) =>
            window.violations.push(event.violatedDirective),
        );
    });
    await page.goto(`file://${file}${hash}`);
    await page.waitForFunction(() => document.body.dataset.view);
    return page;
}

// Closes the page; what it complained of.
export async function closePage(page) {
    const violations = await page.evaluate(() => window.violations);
    const complaints = [...page.complaints, ...violations.map((directive) => `policy: ${directive}`)];
    await page.context().close();
    return complaints;
}
