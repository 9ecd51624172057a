import { expect, expectNoAxeFaults, expectNoSidewaysScroll, test } from "./screen";

for (const scheme of ["light", "dark"] as const) {
  for (const width of [360, 1280]) {
    test.describe(`${scheme}, ${width} px`, () => {
      test.use({ colorScheme: scheme, viewport: { width, height: 800 } });

      test("the status page: axe is content, nothing scrolls sideways", async ({ page }) => {
        await page.goto("/status");
        await expectNoAxeFaults(page);
        await expectNoSidewaysScroll(page);
      });
    });
  }
}

test("the status page says how it goes, without a script and without asking for anything else", async ({ page }) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  const answer = await page.goto("/status");
  expect(answer?.status()).toBe(200);
  expect(answer?.headers()["cache-control"]).toBe("public, max-age=5");
  expect(answer?.headers()["x-content-type-options"]).toBe("nosniff");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Barometer is answering.");
  await expect(page.getByRole("main")).toContainText("Is it answering?");
  expect(await page.locator("time").count()).toBeGreaterThan(0);
  expect(await page.locator("script").count()).toBe(0);
  expect(asked.filter((url) => url.startsWith("http"))).toHaveLength(1);
  for (const link of ["/dashboard", "/api/ai/health", "/"])
    await expect(page.locator(`footer a[href="${link}"]`)).toBeVisible();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });
  test("the status page reads the same", async ({ page }) => {
    await page.goto("/status");
    await expect(page.getByText("Barometer is answering.")).toBeVisible();
  });
});

test("status and metrics answer machines, outside the rate limit and the figures", async ({ request }) => {
  const plain = await request.get("/status", { headers: { accept: "text/plain" } });
  expect((await plain.text()).split("\n")[0]).toBe("Barometer is answering.");
  const head = await request.head("/status");
  expect([head.status(), (await head.body()).length]).toEqual([200, 0]);

  const metrics = await request.get("/metrics");
  expect(metrics.headers()["content-type"]).toBe("text/plain; version=0.0.4; charset=utf-8");
  expect(metrics.headers().ratelimit).toBeUndefined();
  const text = await metrics.text();
  for (const line of [
    /^barometer_build_info\{.+\} 1$/m,
    /^process_resident_memory_bytes \d+$/m,
    /^barometer_uptime_seconds /m,
  ])
    expect(text).toMatch(line);
  expect((await request.head("/metrics")).status()).toBe(200);
  for (const path of ["/status", "/metrics"]) expect((await request.post(path)).status()).toBe(405);
});

test.describe("the service worker", () => {
  test.use({ serviceWorkers: "allow" });
  test("keeps nothing that tells of now", async ({ page }) => {
    await page.goto("/");
    await page.evaluate(async () => {
      await navigator.serviceWorker.ready;
    });
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await page.goto("/status");
    await page.goto("/use-via-api");
    const kept = await page.waitForFunction(async () => {
      const rooms = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
      const paths = rooms.flat().map(({ url }) => new URL(url).pathname);
      return paths.includes("/use-via-api") ? paths : null;
    });
    expect(await kept.jsonValue()).not.toContain("/status");
  });
});
