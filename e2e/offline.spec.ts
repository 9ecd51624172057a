import { request as ask, createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { test as base, type Page } from "@playwright/test";
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

/** Stands before the server: names the build, and may answer by itself, let an answer hang, or be gone. */
async function startFront(target: string) {
  const front = {
    build: "one",
    gone: false,
    hangs: "",
    made: new Map<string, string>(),
    asked: [] as string[],
    held: [] as (() => void)[],
  };
  const server = createServer((incoming, outgoing) => {
    const path = incoming.url ?? "/";
    if (incoming.method === "GET") front.asked.push(path);
    if (front.gone) return void incoming.socket.destroy();
    if (path === front.hangs) return void front.held.push(() => answer(path, outgoing));
    // The page's own worker; each of these tests registers its own.
    if (path.startsWith("/sw.js") && !path.endsWith(`=${front.build}`)) return void outgoing.writeHead(404).end();
    if (path.startsWith("/made/") || front.made.has(path)) return answer(path, outgoing);
    const { method, headers } = incoming;
    const onward = ask(new URL(path, target), { method, headers }, (came) => {
      // Nothing but the worker may keep: the browser's own cache would hide what the worker lost.
      const named = { "x-barometer-build": front.build, "cache-control": "no-store" };
      outgoing.writeHead(came.statusCode ?? 502, { ...came.headers, ...named });
      came.pipe(outgoing);
    });
    onward.on("error", () => outgoing.destroy());
    incoming.pipe(onward);
  });
  function answer(path: string, outgoing: ServerResponse) {
    outgoing.writeHead(200, { "content-type": "text/html", "x-barometer-build": front.build });
    outgoing.end(front.made.get(path) ?? `<!doctype html><h1>${path}</h1>`);
  }
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return Object.assign(front, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close });
}

const test = base.extend<{ front: Awaited<ReturnType<typeof startFront>>; page: Page }>({
  front: async ({ baseURL }, use) => {
    const front = await startFront(baseURL ?? "");
    await use(front);
    front.close();
  },
  page: async ({ browser, front }, use) => {
    const context = await browser.newContext({ baseURL: front.url, serviceWorkers: "allow" });
    await use(await context.newPage());
    await context.close();
  },
});

/** Waits until the worker of this build is in charge. One that waits for the last work of another needs the page to go. */
async function takeOver(page: Page, build: string) {
  const script = `/sw.js?v=${build}`;
  await page.evaluate((url) => navigator.serviceWorker.register(url).then(() => {}), script);
  const inCharge = () => page.evaluate(() => navigator.serviceWorker.controller?.scriptURL ?? "");
  const soon = await expect
    .poll(inCharge, { timeout: 4_000 })
    .toContain(script)
    .then(
      () => true,
      () => false,
    );
  if (soon) return;
  await page.reload();
  await expect.poll(inCharge, { timeout: 10_000 }).toContain(script);
}

/** The paths in each room, oldest room first. */
const rooms = (page: Page) =>
  page.evaluate(async () => {
    const names = (await caches.keys()).filter((name) => name.startsWith("barometer-shell-"));
    const paths = async (name: string) =>
      (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname);
    return Promise.all(names.map(async (name) => ({ name, paths: await paths(name) })));
  });

const keptText = (page: Page, path: string) =>
  page.evaluate(async (key) => (await (await caches.match(key))?.text()) ?? "", path);

const isStatic = (path: string) => path.startsWith("/_next/static/");

test("three builds with the same assets: each room is whole, nothing is fetched twice, and the model reads offline", async ({
  page,
  front,
}) => {
  test.setTimeout(60_000);
  await page.goto("/");
  await takeOver(page, "one");
  await page.reload();
  await loadModel(page);
  const first = (await rooms(page))[0]?.paths.filter(isStatic) ?? [];
  expect(first.length).toBeGreaterThan(5);
  front.asked.length = 0;
  for (const build of ["two", "three"]) {
    front.build = build;
    await page.goto("/");
    await hasState(page, "ready");
    await takeOver(page, build);
  }
  expect(front.asked.filter(isStatic)).toEqual([]);
  const html = (await keptText(page, "/")).match(/\/_next\/static\/[^"'\\\s)<>]+/g) ?? [];
  // A worker is in charge before it has tidied up.
  const names = async () => (await rooms(page)).map(({ name }) => name);
  await expect.poll(names).toEqual(["barometer-shell-two", "barometer-shell-three"]);
  for (const { paths } of await rooms(page)) expect(paths).toEqual(expect.arrayContaining(["/", ...html]));

  front.gone = true;
  await page.reload();
  await hasState(page, "ready");
  await readHere(page, BAD);
  await expect(engineLine(page)).toContainText("browser model");
});

test("only pages are kept, twenty at most, and the first page stays", async ({ page, front }) => {
  test.setTimeout(60_000);
  await page.goto("/");
  await takeOver(page, "one");
  // The last two are answered as HTML.
  const files = ["/models/barometer-sentiment-v1/config.json", "/icons/icon-192.png", "/robots.txt"];
  const odd = ["/models/made-v1/file", "/ort/made/file"];
  for (const path of odd) front.made.set(path, "<!doctype html>");
  for (const path of [...files, ...odd]) await page.goto(path);
  const made = Array.from({ length: 22 }, (_, index) => `/made/${index}`);
  for (const path of made) {
    await page.goto(path);
    await expect.poll(() => keptText(page, path)).not.toBe("");
  }
  // The browser asks for the icon of what it shows by itself, when it has time.
  const isPage = (path: string) => !isStatic(path) && !["/favicon.ico", "/icon.svg"].includes(path);
  const pages = async () => (await rooms(page))[0]?.paths.filter(isPage).sort();
  await expect.poll(pages).toEqual(["/", ...made.slice(-19)].sort());
});

test("icons and the manifest come from the network first, and from the device without it", async ({ page, front }) => {
  await page.goto("/");
  await takeOver(page, "one");
  const paths = ["/icons/made.svg", "/manifest.webmanifest", "/icon.svg?made", "/favicon.ico?made"];
  const read = () => page.evaluate((urls) => Promise.all(urls.map(async (url) => (await fetch(url)).text())), paths);
  for (const text of ["old", "new"]) {
    for (const path of paths) front.made.set(path, text);
    expect(await read()).toEqual(paths.map(() => text));
    for (const path of paths) await expect.poll(() => keptText(page, path)).toBe(text);
  }
  front.gone = true;
  expect(await read()).toEqual(paths.map(() => "new"));
});

test("on a connection that hangs a kept page comes within seconds, and the late answer is kept", async ({
  page,
  front,
}) => {
  await page.goto("/");
  await takeOver(page, "one");
  front.made.set("/made/page", "<!doctype html><h1>old</h1>");
  await page.goto("/made/page");
  await expect.poll(() => keptText(page, "/made/page")).toContain("old");

  front.hangs = "/made/page";
  const started = Date.now();
  await page.goto("/made/page", { timeout: 10_000 });
  expect(Date.now() - started).toBeLessThan(6_000);
  await expect(page.getByRole("heading", { name: "old" })).toBeVisible();

  front.made.set("/made/page", "<!doctype html><h1>new</h1>");
  for (const release of front.held) release();
  await expect.poll(() => keptText(page, "/made/page")).toContain("new");

  // What is not kept is waited for.
  front.hangs = "/made/other";
  const opened = page.goto("/made/other");
  await page.waitForTimeout(4_500);
  for (const release of front.held.splice(1)) release();
  await opened;
  await expect(page.getByRole("heading", { name: "/made/other" })).toBeVisible();
});
