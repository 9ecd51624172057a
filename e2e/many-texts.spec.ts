import { readFile } from "node:fs/promises";
import type { Page, Request } from "@playwright/test";
import { alive, expect, refusal, test } from "./screen";

const start = (page: Page) => page.getByRole("button", { name: "Start" });
const done = (page: Page) => expect(page.locator('[data-phase="done"]')).toBeVisible({ timeout: 20_000 });
const choose = (page: Page, name: string, content: string) =>
  page.setInputFiles("input[type=file]", { name, mimeType: "text/plain", buffer: Buffer.from(content) });

async function saved(page: Page, name: string): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name }).click()]);
  return readFile(await download.path(), "utf8");
}

const manyRows = (count: number): string =>
  `id,title\n${Array.from({ length: count }, (_, at) => `${at},Bitcoin ${at % 2 ? "rallies" : "slides"} ${(at % 9) + 5}%`).join("\n")}`;

test.beforeEach(async ({ page }) => {
  await page.goto("/?tab=many");
  await alive(page.getByTestId("drop-zone"));
});

test("pasted lines get a verdict each", async ({ page }) => {
  await page.getByLabel("Texts, one per line").fill("Ether jumps 8% to a record high\n\nBridge drained of $190M\n");
  await start(page).click();
  await done(page);
  const rows = page.getByRole("table", { name: "Verdicts" }).getByRole("row");
  await expect(rows).toHaveCount(3);
  await expect(rows.nth(1)).toContainText("bullish");
  await expect(rows.nth(2)).toContainText("bearish");
  await expect(page.getByTestId("summary")).toContainText("50% bullish, 50% bearish");
});

test("a CSV: the column is guessed, can be changed, and faulty rows say why", async ({ page }) => {
  const long = "x".repeat(20_001);
  await choose(
    page,
    "news.csv",
    `id,source,title\n1,feed,"Ether jumps 8%, ""record"" inflows"\n2,feed,\n3,feed,${long}\n4,feed,=1+1 hack\n`,
  );
  await expect(page.getByLabel("Column with the texts")).toHaveValue("2");
  await expect(page.getByText("4 rows, 3 columns")).toBeVisible();
  await start(page).click();
  await done(page);
  const rows = page.getByRole("table", { name: "Verdicts" }).getByRole("row");
  await expect(rows.nth(1)).toContainText('Ether jumps 8%, "record" inflows');
  await expect(rows.nth(2)).toContainText("must not be blank");
  await expect(rows.nth(3)).toContainText("at most 20,000 characters");
  await page.getByRole("button", { name: /^not read 2/ }).click();
  await expect(rows).toHaveCount(3);
  await page.getByRole("button", { name: /^all 4/ }).click();

  const csv = await saved(page, "Download the rows shown as CSV");
  expect(csv).toContain("id,source,title,mood,confidence,bullish,neutral,bearish,abstained,engine,error");
  expect(csv).toContain('"Ether jumps 8%, ""record"" inflows"');
  expect(csv).toContain("'=1+1 hack");
  const json: unknown = JSON.parse(await saved(page, "Download the rows shown as JSON"));
  expect(json).toHaveLength(4);
  expect(json).toMatchObject([{ source: { id: "1", source: "feed" }, result: { label: "bullish" } }, {}, {}, {}]);

  await page.getByLabel("Column with the texts").selectOption("1");
  await start(page).click();
  await done(page);
  await expect(rows.nth(1)).toContainText("feed");
});

test("a file can be dropped; others and too large ones are refused in words", async ({ page }) => {
  const drop = (name: string, size: number) =>
    page.getByTestId("drop-zone").evaluate(
      (zone, { name, size }) => {
        const data = new DataTransfer();
        data.items.add(new File([size > 0 ? new Uint8Array(size) : '{"tweet":"Ether rallies 9%"}\nnot json\n'], name));
        zone.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
      },
      { name, size },
    );
  await drop("photo.png", 10);
  await expect(page.getByText("photo.png is not CSV, TSV, JSONL or TXT.")).toBeVisible();
  await drop("big.csv", 21 * 1024 * 1024);
  await expect(page.getByText(/big.csv has 21 MB; up to 20 MB/)).toBeVisible();
  await drop("tweets.jsonl", 0);
  await expect(page.getByText("1 line is not JSON and left out.")).toBeVisible();
  await start(page).click();
  await done(page);
  await expect(page.getByRole("row", { name: /Ether rallies 9%/ })).toContainText("bullish");
});

test("pause, go on, cancel: what was read stays", async ({ page }) => {
  const asked = { open: 0 };
  const isBulk = (request: Request) => request.url().includes("/api/ai/sentiment/bulk");
  page.on("request", (request) => {
    if (isBulk(request)) asked.open += 1;
  });
  for (const end of ["requestfinished", "requestfailed"] as const)
    page.on(end as "requestfinished", (request) => {
      if (isBulk(request)) asked.open -= 1;
    });
  await page.route("**/api/ai/sentiment/bulk", async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 120));
    await route.continue().catch(() => {});
  });
  await choose(page, "rows.csv", manyRows(1_000));
  await start(page).click();
  await expect(page.getByTestId("progress")).toContainText(/about \d+ s left/);
  await page.getByRole("button", { name: "Pause" }).click();
  await expect(page.getByTestId("progress")).toContainText("paused");
  // What is asked for still comes, and is shown a moment later.
  await expect.poll(() => asked.open).toBe(0);
  await page.waitForTimeout(400);
  const held = await page.getByRole("progressbar").getAttribute("aria-valuenow");
  await page.waitForTimeout(500);
  expect(await page.getByRole("progressbar").getAttribute("aria-valuenow")).toBe(held);
  await page.getByRole("button", { name: "Go on" }).click();
  await expect(page.getByRole("progressbar")).not.toHaveAttribute("aria-valuenow", held ?? "");
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByTestId("progress")).toContainText("cancelled, what was read stays");
  const csv = await saved(page, "Download the rows shown as CSV");
  expect(csv.trim().split("\r\n")).toHaveLength(1_001);
});

test("pasted lines survive a reload, and the words count as people do", async ({ page }) => {
  const lines = page.getByLabel("Texts, one per line");
  const text = `Ether jumps 8% to a record high\nBridge drained of $190M\n${"x".repeat(20_001)}`;
  await lines.fill(text);
  await page.reload();
  await expect(lines).toHaveValue(text);
  await start(page).click();
  await done(page);
  await expect(page.getByText("Done: 2 of 3 texts read.")).toBeAttached();
  await page.getByRole("button", { name: "Clear" }).click();
  await lines.fill("Ether jumps 8%");
  await start(page).click();
  await done(page);
  await expect(page.getByText("Done: 1 of 1 text read.")).toBeAttached();
  await choose(page, "one.csv", "id,title\n1,Ether jumps 8%\n");
  await expect(page.getByText("1 row, 2 columns")).toBeVisible();
});

test("equal counts show equal shares", async ({ page }) => {
  await page
    .getByLabel("Texts, one per line")
    .fill("Ether jumps 8% to a record high\nBridge drained of $190M\nzxcv qwer");
  await start(page).click();
  await done(page);
  await expect(page.getByTestId("summary")).toContainText("33% bullish, 33% bearish, 33% unsure");
});

test("clear can be undone, with the results", async ({ page }) => {
  await page.getByLabel("Texts, one per line").fill("Ether jumps 8% to a record high");
  await start(page).click();
  await done(page);
  await page.getByRole("button", { name: "Clear" }).click();
  await expect(page.getByLabel("Texts, one per line")).toHaveValue("");
  await expect(page.locator('[data-phase="idle"]')).toBeVisible();
  await page.getByRole("button", { name: "Undo clear" }).click();
  await expect(page.getByLabel("Texts, one per line")).toHaveValue("Ether jumps 8% to a record high");
  await expect(page.getByRole("row", { name: /Ether jumps/ })).toContainText("bullish");
});

test("a running job is not lost without a question", async ({ page }) => {
  await page.route("**/api/ai/sentiment/bulk", () => {});
  await page.getByLabel("Texts, one per line").fill("Ether jumps 8%");
  await start(page).click();
  await expect(page.getByRole("button", { name: "Pause" })).toBeVisible();
  const asked = page.waitForEvent("dialog");
  await page.close({ runBeforeUnload: true });
  const dialog = await asked;
  expect(dialog.type()).toBe("beforeunload");
  await dialog.accept();
});

test("a run goes on while another page of the app is open", async ({ page }) => {
  await choose(page, "rows.csv", manyRows(500));
  await start(page).click();
  await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "API" }).click();
  await expect(page.getByRole("heading", { name: "Use via API" })).toBeVisible();
  await page.goBack();
  await page.getByRole("tab", { name: "Many texts" }).click();
  await done(page);
  await expect(page.getByTestId("progress")).toContainText("500 / 500");
});

test("another tab or page of the app forgets nothing that was set", async ({ page }) => {
  const lines = page.getByLabel("Texts, one per line");
  const tick = page.getByLabel("Run in my browser").filter({ visible: true });
  await lines.fill("Ether jumps 8%");
  await page.getByRole("tab", { name: "One text" }).click();
  await expect(lines).toBeHidden();
  await page.getByRole("tab", { name: "Many texts" }).click();
  await expect(lines).toHaveValue("Ether jumps 8%");

  await choose(page, "rows.csv", "id,note,title\n1,short,Ether jumps 8% to a record high\n");
  await page.getByLabel("Column with the texts").selectOption("1");
  await tick.check();
  const stillSet = async () => {
    await expect(page.getByText("1 row, 3 columns")).toBeVisible();
    await expect(page.getByLabel("Column with the texts")).toHaveValue("1");
    await expect(tick).toBeChecked();
  };
  await page.getByRole("tab", { name: "One text" }).click();
  await page.getByRole("tab", { name: "Many texts" }).click();
  await stillSet();
  await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "API" }).click();
  await expect(page.getByRole("heading", { name: "Use via API" })).toBeVisible();
  await page.goBack();
  await page.getByRole("tab", { name: "Many texts" }).click();
  await stillSet();

  let asked = 0;
  await page.route("**/api/ai/sentiment/bulk", (route) => {
    asked += 1;
    return route.continue();
  });
  await start(page).click();
  await done(page);
  await expect(page.getByTestId("progress")).toContainText("read in this browser");
  expect(asked).toBe(0);
});

test("the last choice counts, not the file that took longest", async ({ page }) => {
  await page.getByTestId("drop-zone").evaluate((zone) => {
    const drop = (name: string, content: string) => {
      const data = new DataTransfer();
      data.items.add(new File([content], name));
      zone.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
    };
    drop("large.csv", `id,title\n${"1,Bitcoin slides 5%\n".repeat(500_000)}`);
    drop("small.csv", "id,title\n1,Ether jumps 8%\n");
  });
  await expect(page.getByText("1 row, 2 columns")).toBeVisible();
  await expect(page.getByLabel("Column with the texts")).toBeFocused();
  await page.waitForTimeout(2_000);
  await expect(page.getByText("small.csv")).toBeVisible();
  await page.getByRole("button", { name: "Remove the file" }).click();
  await expect(page.getByLabel("Texts, one per line")).toBeFocused();
});

test("what is dragged and typed is not lost, and a sample can be undone", async ({ page }) => {
  const lines = page.getByLabel("Texts, one per line");
  const taken = await page.getByTestId("drop-zone").evaluate((zone) => {
    const text = new DataTransfer();
    text.setData("text/plain", "Ether jumps 8%");
    const several = new DataTransfer();
    for (const name of ["a.txt", "b.txt"]) several.items.add(new File(["up"], name));
    const drop = (dataTransfer: DataTransfer) =>
      !zone.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
    return [drop(text), drop(several)];
  });
  expect(taken).toEqual([false, true]);
  const alert = page.getByText("These are 2 files: choose one at a time.");
  await expect(alert).toBeVisible();
  await lines.fill("Mine");
  await expect(alert).toBeHidden();
  await page.getByRole("button", { name: "Try it with eight headlines" }).click();
  await done(page);
  await page.getByRole("button", { name: "Undo clear" }).click();
  await expect(lines).toHaveValue("Mine");
  await lines.fill("");
  await start(page).click();
  const nothing = page.getByText("Paste some lines or choose a file first.");
  await expect(nothing).toBeVisible();
  await page.getByRole("button", { name: "Try it with eight headlines" }).click();
  await expect(nothing).toBeHidden();
});

test("429 is waited out, a dead server is replaced by the browser", async ({ page, watch }) => {
  watch.allow(refusal);
  const busy = {
    type: "about:blank",
    title: "",
    status: 429,
    detail: "",
    instance: "",
    code: "rate_limited",
    request_id: "r",
    retry_after_s: 2,
  };
  await page.route(
    "**/api/ai/sentiment/bulk",
    (route) => route.fulfill({ status: 429, contentType: "application/problem+json", body: JSON.stringify(busy) }),
    { times: 1 },
  );
  await choose(page, "rows.csv", manyRows(120));
  await start(page).click();
  await expect(page.getByTestId("progress")).toContainText(/the server is busy, goes on in [12] s/);
  await done(page);
  await expect(page.getByTestId("progress")).toContainText("read on the server");

  await page.route("**/api/ai/sentiment/bulk", (route) => route.abort("connectionrefused"));
  await start(page).click();
  await done(page);
  await expect(page.getByTestId("progress")).toContainText("Read in this browser instead.");
  await expect(page.getByTestId("progress")).toContainText("120 / 120");
});

test("five thousand rows: few of them are in the page, and all can be reached", async ({ page }) => {
  await choose(page, "rows.csv", manyRows(5_000));
  await start(page).click();
  await done(page);
  const table = page.getByRole("table", { name: "Verdicts" });
  await expect(table).toHaveAttribute("aria-rowcount", "5001");
  expect(await table.getByRole("row").count()).toBeLessThan(60);
  await page.getByLabel("Rows", { exact: true }).evaluate((node) => node.scrollTo(0, node.scrollHeight));
  await expect(table.getByRole("row", { name: /^5000/ })).toBeVisible();

  // The stripes belong to the rows: one scrolled away does not swap them.
  const body = page.getByLabel("Rows", { exact: true });
  for (const top of [0, 44 * 40, 44 * 41]) {
    await body.evaluate((node, to) => node.scrollTo(0, to), top);
    await expect(table.getByRole("row", { name: new RegExp(`^${top / 44 + 1}\\b`) })).toBeVisible();
    const stripes = await body
      .getByRole("row")
      .evaluateAll((rows) =>
        rows.map((row) => `${Number(row.ariaRowIndex) % 2} ${getComputedStyle(row).backgroundColor}`),
      );
    expect(new Set(stripes).size).toBe(2);
  }
});
