import type { Page, Request } from "@playwright/test";
import { type Double, startDouble } from "./double";
import { alive, test as base, expect, expectNoAxeFaults, refusal } from "./screen";

const test = base.extend<object, { double: Double }>({
  double: [
    // biome-ignore lint/correctness/noEmptyPattern: the form that the runner asks for
    async ({}, use) => {
      const double = await startDouble();
      await use(double);
      await double.stop();
    },
    { scope: "worker" },
  ],
});

const HUB = "https://huggingface.co";
const offer = (page: Page) => page.getByRole("button", { name: "Read prices from Hugging Face in this browser" });
const note = (page: Page) => page.getByTestId("degraded");
const hours = (page: Page) => page.getByRole("button", { name: "Candles of 1 hour" });
const toHub = (requests: readonly Request[]) => requests.filter((request) => request.url().startsWith(HUB));

/** The double stands in for the Hub, which sends the bytes of large files from elsewhere. */
async function standIn(page: Page, { env }: Double): Promise<void> {
  // It makes its files when it is first asked.
  await fetch(`${env.HF_HUB_ORIGIN}/api/datasets/linxy/CryptoCoin/tree/main`);
  await page.route(`${HUB}/**`, async (route) => {
    const { pathname, search } = new URL(route.request().url());
    const { range } = route.request().headers();
    const answer = await fetch(`${env.HF_HUB_ORIGIN}${pathname}${search}`, { headers: range ? { range } : {} });
    await route.fulfill({
      status: answer.status,
      headers: { "access-control-allow-origin": "*", "content-range": answer.headers.get("content-range") ?? "" },
      body: Buffer.from(await answer.arrayBuffer()),
    });
  });
}

/** The page is here; from now on its server has nothing to say. */
const silence = (page: Page) =>
  page.route("**/api/ai/data/prices/quick/**", (route) => route.fulfill({ status: 503, body: "out" }));

test("where the server cannot answer, the sample market of this browser does; the Hub is asked only by leave", async ({
  page,
  double,
  watch,
}) => {
  watch.allow(refusal);
  watch.allow(/asked https:\/\/huggingface\.co/);
  const asked: Request[] = [];
  page.on("request", (request) => asked.push(request));
  await standIn(page, double);
  await page.goto("/prices?coin=BTC");
  await alive(hours(page));
  await silence(page);
  await hours(page).click();
  await expect(note(page)).toContainText("server: ");
  await expect(note(page)).toContainText("Sample data are shown instead.");
  await expect(offer(page)).toBeVisible();
  await expectNoAxeFaults(page);
  expect(toHub(asked)).toEqual([]);

  await offer(page).click();
  await expect(note(page)).toContainText("linxy/CryptoCoin is shown instead.");
  const ranged = toHub(asked).filter((request) => request.url().endsWith("/BTCUSDT_1h.parquet"));
  expect(ranged.length).toBeGreaterThan(0);
  for (const request of ranged) expect(request.headers().range).toMatch(/^bytes=\d+-\d+$/);

  // The answer holds for the next visit, and can be taken back.
  await page.reload();
  await hours(page).click();
  await page.getByRole("button", { name: "Candles of 4 hours" }).click();
  await expect(note(page)).toContainText("linxy/CryptoCoin is shown instead.");
  await page.getByRole("button", { name: "Stop that" }).click();
  await expect(note(page)).toContainText("Sample data are shown instead.");
});

test("a server that comes back is heard at once", async ({ page, watch }) => {
  watch.allow(refusal);
  await page.goto("/prices?coin=BTC");
  await alive(hours(page));
  await silence(page);
  await hours(page).click();
  await expect(note(page)).toContainText("server: The server answered with status 503. Sample data are shown");
  await page.unroute("**/api/ai/data/prices/quick/**");
  await page.getByRole("button", { name: "Retry now" }).click();
  await expect(note(page)).toHaveCount(0);
});

test("a Hub that fails leaves the sample market, and both are named", async ({ page, watch }) => {
  watch.allow(refusal);
  watch.allow(/asked https:\/\/huggingface\.co/);
  await page.route(`${HUB}/**`, (route) =>
    route.fulfill({ status: 503, headers: { "access-control-allow-origin": "*" }, body: "<html>" }),
  );
  await page.goto("/prices?coin=BTC");
  await alive(hours(page));
  await silence(page);
  await hours(page).click();
  await offer(page).click();
  await expect(note(page)).toContainText("linxy: the Hub answered with status 503");
  await expect(note(page)).toContainText("Sample data are shown instead.");
});

test("who has given leave before gets real prices when the server is gone altogether", async ({
  page,
  double,
  watch,
  baseURL,
}) => {
  watch.allow(refusal);
  watch.allow(/asked https:\/\/huggingface\.co/);
  await page.addInitScript(() => localStorage.setItem("barometer:hub-prices", "yes"));
  await standIn(page, double);
  // What reads the Hub is here before it is needed.
  const started = page.waitForEvent("worker");
  await page.goto("/prices?coin=ETH");
  const worker = await started;
  await expect.poll(() => worker.evaluate(() => self.onmessage !== null)).toBe(true);
  await page.route(`${baseURL}/**`, (route) => route.abort());
  await hours(page).click();
  await expect(note(page)).toContainText("server: The server could not be reached");
  await expect(note(page)).toContainText("linxy/CryptoCoin is shown instead.");
});

test("a range with both ends comes from the Hub and its store without asking for leave beforehand", async ({
  page,
  double,
  watch,
}) => {
  watch.allow(refusal);
  watch.allow(/^asked http/);
  const hub = double.env.HF_HUB_ORIGIN ?? "";
  // Any page of another origin, without the rules of the app.
  await page.goto(`${double.env.HF_ROUTER_ORIGIN}/`);
  await fetch(`${hub}/__double/reset`, { method: "POST" });
  const read = await page.evaluate(async (origin) => {
    const path = "/datasets/linxy/CryptoCoin/resolve/main/ETHUSDT/ETHUSDT_1h.parquet";
    const options = { credentials: "omit", referrerPolicy: "no-referrer", headers: { range: "bytes=0-3" } } as const;
    const answer = await fetch(`${origin}${path}`, options);
    return { status: answer.status, text: await answer.text(), redirected: answer.redirected, url: answer.url };
  }, hub);
  expect(read).toMatchObject({ status: 206, text: "PAR1", redirected: true });
  expect(new URL(read.url).origin).not.toBe(hub);
  const log = await (await fetch(`${hub}/__double/requests`)).text();
  expect(log).toContain("bytes=0-3");
  expect(log).not.toContain("OPTIONS");
});

test("what the server says of the input stands", async ({ page, watch }) => {
  watch.allow(refusal);
  await page.goto("/prices?coin=NOSUCHCOIN");
  await expect(page.getByRole("main")).toContainText("NOSUCHCOIN");
  await expect(offer(page)).toHaveCount(0);
});

test("the library that reads files is no part of what a page loads first", async ({ page, request }) => {
  for (const path of ["/", "/prices"]) {
    await page.goto(path, { waitUntil: "load" });
    const scripts = await page.evaluate(() => [...document.scripts].flatMap(({ src }) => src || []));
    expect(scripts.length).toBeGreaterThan(3);
    for (const script of scripts) {
      const text = await (await request.get(script)).text();
      // Words of its errors, which no minifier takes away.
      expect(text, script).not.toMatch(/parquet unsupported compression|invalid zstd data|_index\.json/);
    }
  }
});
