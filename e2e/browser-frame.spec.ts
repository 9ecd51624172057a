import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, expect, test } from "@playwright/test";
import { startServer } from "./server";

const BAD = "Bridge drained of $190M, team halts withdrawals";

/** A page of another site that shows the app in a frame. */
async function startHost(inner: string, sandbox = "") {
  const server = createServer((_, response) => {
    response.setHeader("content-type", "text/html");
    response.end(`<iframe src="${inner}" ${sandbox} style="width:1200px;height:900px"></iframe>`);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return { url: `http://localhost:${port}/`, stop: () => new Promise((resolve) => server.close(resolve)) };
}

test("in a frame of another site whose storage throws the model works for the visit", async ({ baseURL: _ }, info) => {
  test.setTimeout(60_000);
  // Only huggingface.co may frame the app; the rule is lifted here, since the host of this test has another name.
  const app = await startServer();
  const host = await startHost(app.url);
  const profile = mkdtempSync(join(tmpdir(), "barometer-profile-"));
  mkdirSync(join(profile, "Default"));
  writeFileSync(
    join(profile, "Default", "Preferences"),
    JSON.stringify({ profile: { cookie_controls_mode: 1, block_third_party_cookies: true } }),
  );
  const context = await chromium.launchPersistentContext(profile, {
    ...info.project.use.launchOptions,
    // What a profile holds is read by a whole browser alone.
    executablePath: process.env.CHROME_PATH,
    viewport: { width: 1280, height: 950 },
  });
  try {
    await context.route(`${app.url}/`, async (route) => {
      const answer = await route.fetch();
      const headers = { ...answer.headers() };
      delete headers["content-security-policy"];
      await route.fulfill({ response: answer, headers });
    });
    const page = await context.newPage();
    await page.goto(host.url);
    const frame = page.frameLocator("iframe");
    const inner = page.frames()[1];
    const closed = await inner?.evaluate(async () => {
      try {
        localStorage.getItem("x");
      } catch (error) {
        return String(error);
      }
      return caches.open("x").then(
        () => "open",
        (error: unknown) => String(error),
      );
    });
    expect(closed).toMatch(/denied|insecure|Security/i);
    await frame.getByLabel("Run in my browser").check();
    await frame.getByRole("button", { name: "Load it" }).click();
    await expect(frame.getByTestId("browser-model")).toContainText("loaded for this visit", { timeout: 20_000 });
    await frame.getByLabel("Text", { exact: true }).fill(BAD);
    await frame.getByRole("button", { name: /^Analyse/ }).click();
    await expect(frame.getByTestId("engine")).toContainText("browser model");
    await expect(frame.getByTestId("verdict")).toContainText("Bearish");
  } finally {
    await context.close();
    await host.stop();
    await app.stop();
    rmSync(profile, { recursive: true, force: true });
  }
});

test("storage that throws in the page alone does no harm either", async ({ page }) => {
  await page.addInitScript(() => {
    for (const name of ["localStorage", "sessionStorage", "caches"]) {
      Object.defineProperty(window, name, {
        get: () => {
          throw new DOMException("closed", "SecurityError");
        },
      });
    }
  });
  await page.goto("/");
  await page.getByLabel("Run in my browser").check();
  await page.getByRole("button", { name: "Load it" }).click();
  await expect(page.getByTestId("browser-model")).toHaveAttribute("data-state", "ready", { timeout: 20_000 });
  await page.getByLabel("Text", { exact: true }).fill(BAD);
  await page.getByRole("button", { name: /^Analyse/ }).click();
  await expect(page.getByTestId("engine")).toContainText("browser model");
});
