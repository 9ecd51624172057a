import { test as base } from "@playwright/test";
import { engineLine, fromBrowser, hasState, loadModel, readHere, runHere } from "./browser-screen";
import { analyse, expect, field, verdict } from "./screen";
import { startServer } from "./server";

const BAD = "Bridge drained of $190M, team halts withdrawals";

base(
  "with the server dead after the first visit the page opens and the model reads; no other origin is ever asked",
  async ({ browser }) => {
    base.setTimeout(60_000);
    const server = await startServer();
    const context = await browser.newContext({ baseURL: server.url, serviceWorkers: "allow" });
    const asked: string[] = [];
    context.on("request", (request) => asked.push(request.url()));
    const page = await context.newPage();
    await page.goto("/");
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await loadModel(page);
    await readHere(page, BAD);
    await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "API" }).click();
    await expect(page.getByRole("heading", { name: "Use via API" })).toBeVisible();
    const keptPage = () => page.evaluate(async () => Boolean(await caches.match("/use-via-api")));
    await expect.poll(keptPage, { timeout: 15_000 }).toBe(true);
    await page.goBack();

    process.kill(server.pid, "SIGKILL");
    await expect
      .poll(() =>
        fetch(server.url).then(
          () => "there",
          () => "gone",
        ),
      )
      .toBe("gone");
    await page.reload();
    await expect(page.getByRole("heading", { name: "What is the mood of this text?" })).toBeVisible();
    await expect(runHere(page)).toBeChecked();
    await hasState(page, "ready");
    await readHere(page, "Ether jumps 8% as spot funds take in record inflows");
    await expect(engineLine(page)).toContainText("browser model");
    await expect(verdict(page)).toContainText("Bullish");

    // The switch off: the server is asked, is not there, and the model on this device stands in.
    await runHere(page).uncheck();
    await field(page).fill(BAD);
    await analyse(page).click();
    await expect(page.getByText(/· read in your browser/)).toBeVisible();
    await fromBrowser(page);
    await expect(engineLine(page)).toContainText("browser model");

    // A page that was reached by a link was opened too.
    await page.goto("/use-via-api");
    await expect(page.getByRole("heading", { name: "Use via API" })).toBeVisible();

    // A page that was never opened says so; the way back works.
    await page.goto("/nowhere");
    await expect(page.getByRole("heading", { name: "This page is not on this device" })).toBeVisible();
    await page.getByRole("link", { name: "Sentiment" }).click();
    await expect(page.getByRole("heading", { name: "What is the mood of this text?" })).toBeVisible();

    const origins = new Set(asked.filter((url) => url.startsWith("http")).map((url) => new URL(url).origin));
    expect([...origins]).toEqual([server.url]);
    await context.close();
  },
);

base(
  "the service worker keeps no answer of the API and no text, and a new build takes over cleanly",
  async ({ browser, request, baseURL }) => {
    const context = await browser.newContext({ ...(baseURL ? { baseURL } : {}), serviceWorkers: "allow" });
    const page = await context.newPage();
    await page.goto("/?text=Xylophone");
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await page.reload();
    await page.waitForTimeout(500);
    const kept = () =>
      page.evaluate(async () => {
        const names = await caches.keys();
        const urls = await Promise.all(
          names.map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url)),
        );
        return { names, urls: urls.flat() };
      });
    const { urls } = await kept();
    expect(urls.length).toBeGreaterThan(5);
    expect(urls.filter((url) => url.includes("/api/") || url.includes("Xylophone"))).toEqual([]);
    // Another build: its worker refuses to keep the pages of this one.
    const outcome = await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.register("/sw.js?v=another");
      const next = registration.installing;
      return new Promise<string>((resolve) => {
        if (!next) resolve("none");
        next?.addEventListener("statechange", () => {
          if (next.state === "redundant" || next.state === "activated") resolve(next.state);
        });
      });
    });
    expect(outcome).toBe("redundant");
    expect((await kept()).names.filter((name) => name.endsWith("another"))).toHaveLength(0);
    const script = await request.get("/sw.js");
    expect(script.status()).toBe(200);
    await context.close();
  },
);

base(
  "models and runtime are cached for good, and what is not there is a 404 that is not",
  async ({ request, page }) => {
    const model = await request.get("/models/barometer-sentiment-v1/config.json");
    expect(model.headers()["cache-control"]).toBe("public, max-age=31536000, immutable");
    const missing = await request.get("/models/barometer-sentiment-v1/nothing.json");
    expect(missing.status()).toBe(404);
    expect(missing.headers()["cache-control"] ?? "").not.toContain("immutable");
    await page.goto("/");
    expect(await page.locator("html").count()).toBe(1);
  },
);
