import type { Page, Request } from "@playwright/test";
import { type Double, startDouble } from "./double";
import { test as base, expect, expectNoAxeFaults, refusal } from "./screen";

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
  await page.goto("/prices?symbol=BTC&tf=1d");
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

test("a Hub that fails leaves the sample market, and both are named", async ({ page, watch }) => {
  watch.allow(refusal);
  watch.allow(/asked https:\/\/huggingface\.co/);
  await page.route(`${HUB}/**`, (route) =>
    route.fulfill({ status: 503, headers: { "access-control-allow-origin": "*" }, body: "<html>" }),
  );
  await page.goto("/prices?symbol=BTC&tf=1d");
  await silence(page);
  await hours(page).click();
  await offer(page).click();
  await expect(note(page)).toContainText("linxy: the Hub answered with status 503");
  await expect(note(page)).toContainText("Sample data are shown instead.");
});

test("what the server says of the input stands", async ({ page, watch }) => {
  watch.allow(refusal);
  await page.goto("/prices?symbol=NOSUCHCOIN");
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
