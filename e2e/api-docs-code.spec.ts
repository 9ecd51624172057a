import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Page } from "@playwright/test";
import { expect, test } from "./screen";

const PAGE = "/use-via-api";
const run = (page: Page) => page.getByRole("button", { name: "Run", exact: true });
const answer = (page: Page) => page.getByTestId("answer");
const done = (page: Page) => expect(page.locator('[data-testid="answer"][data-phase="done"]')).toBeVisible();
const snippet = (page: Page) => page.getByTestId("snippet").locator("pre");
const language = (page: Page, name: string) => page.getByTestId("snippet").getByRole("button", { name, exact: true });

test.describe("copied code runs as it is and prints what the page shows", () => {
  test.use({ permissions: ["clipboard-read", "clipboard-write"] });

  const ways = [
    { name: "JavaScript", file: "snippet.mjs", program: process.execPath, unwrap: (printed: unknown) => printed },
    { name: "fetch", file: "snippet.mjs", program: process.execPath, unwrap: (printed: unknown) => printed },
    { name: "Python (REST)", file: "snippet.py", program: "python3", unwrap: (printed: unknown) => printed },
    { name: "cURL", file: "snippet.sh", program: "sh", unwrap: (printed: unknown) => printed },
    {
      name: "cURL (Gradio)",
      file: "snippet.sh",
      program: "sh",
      unwrap: (printed: unknown) => (Array.isArray(printed) ? printed[0] : printed),
    },
  ];

  for (const { name, file, program, unwrap } of ways) {
    test(name, async ({ page }) => {
      test.skip(program === "python3" && spawnSync(program, ["--version"]).status !== 0, "There is no Python here.");
      await page.goto(PAGE);
      await page.getByLabel("text", { exact: true }).fill('Ether "jumps" 8%, it\'s said: $HOME \\ `id` ₿');
      await language(page, name).click();
      await page.getByRole("button", { name: `Copy sentiment in ${name}`, exact: true }).click();
      await expect(page.getByText(`Copied sentiment in ${name}`, { exact: true })).toBeAttached();
      const code = await page.evaluate(() => navigator.clipboard.readText());
      await run(page).click();
      await done(page);
      const shown: unknown = JSON.parse((await answer(page).locator("pre").textContent()) ?? "");
      const printed: unknown = JSON.parse(await runAlone(program, file, code));
      expect(lasting(unwrap(printed))).toEqual(lasting(shown));
      expect(lasting(shown)).toHaveProperty("label");
    });
  }
});

test.describe("copied code of other kinds", () => {
  const code = async (page: Page, name: string) => {
    await language(page, name).click();
    return (await snippet(page).textContent()) ?? "";
  };
  const files = { JavaScript: "a.mjs", fetch: "a.mjs", cURL: "a.sh", "cURL (Gradio)": "a.sh" } as const;
  const ran = async (page: Page, name: keyof typeof files) =>
    runAlone(files[name].endsWith("sh") ? "sh" : process.execPath, files[name], await code(page, name));

  test("a stream prints what comes, a file itself, a path its answer", async ({ page }) => {
    test.slow();
    await page.goto(`${PAGE}?function=sentiment_bulk`);
    await page.getByLabel("As a stream of events").check();
    expect(await ran(page, "JavaScript")).toMatch(/"results"/);
    const lines = (await ran(page, "cURL (Gradio)")).trim().split("\n");
    for (const line of lines) expect(JSON.parse(line)[0]).toHaveProperty("results");
    expect(await ran(page, "cURL")).toMatch(/^event: /m);
    await page.goto(`${PAGE}?function=prices_quick`);
    expect(JSON.parse(await ran(page, "JavaScript"))).toHaveProperty("success", true);
    await page.getByLabel("format", { exact: true }).selectOption("csv");
    expect(await ran(page, "fetch")).toMatch(/^[a-z_]+(,[a-z_]+)+/);
    expect(await ran(page, "cURL")).toMatch(/^[a-z_]+(,[a-z_]+)+/);
  });
});

/** An answer without what is of its own call alone. */
function lasting(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lasting);
  if (typeof value !== "object" || value === null) return value;
  const passing = ["latency_ms", "request_id", "cached", "cached_age_s"];
  const kept = Object.entries(value).filter(([key]) => !passing.includes(key));
  return Object.fromEntries(kept.map(([key, each]) => [key, lasting(each)]));
}

/** Runs code in an empty folder, from where packages of the project are found, and gives what it prints. */
async function runAlone(program: string, file: string, code: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "barometer-snippet-"));
  try {
    symlinkSync(resolve("node_modules"), join(folder, "node_modules"));
    writeFileSync(join(folder, file), code);
    const child = spawn(program, [file], { cwd: folder, stdio: ["ignore", "pipe", "pipe"], timeout: 25_000 });
    const printed: string[] = [];
    const complained: string[] = [];
    child.stdout.on("data", (part) => printed.push(String(part)));
    child.stderr.on("data", (part) => complained.push(String(part)));
    const status = await new Promise((ended) => child.on("close", ended));
    expect(complained.join("")).toBe("");
    expect(status).toBe(0);
    return printed.join("");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
