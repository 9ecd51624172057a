import type { Page, Route } from "@playwright/test";
import type { IncidentRow } from "../lib/contracts/parts";
import { expectHighTargets, expectStill, looks } from "./looks";
import { expect, expectNoAxeFaults, expectNoSidewaysScroll, refusal, test } from "./screen";

const link = (page: Page) => page.getByTestId("link");
const card = (page: Page, name: string) => page.getByRole("article", { name, exact: true });
const isLive = (page: Page) => expect(link(page)).toHaveAttribute("data-kind", "live");

async function open(page: Page, query = ""): Promise<void> {
  await page.goto(`/dashboard${query}`, { waitUntil: "load" });
  await isLive(page);
}

for (const look of looks) {
  test(`${look.name}: axe is content, nothing scrolls sideways, and what changes moves nothing`, async ({ page }) => {
    test.setTimeout(60_000);
    await expectStill(page, look, async () => {
      await open(page);
      await expect(page.getByTestId("answers").locator("dt")).toHaveText([
        "Is it answering?",
        "How fast?",
        "How good?",
        "How fresh?",
      ]);
      // Figures change while one looks on.
      const before = await card(page, "Lexical reader")
        .getByText(/answered, /)
        .textContent();
      const sent = await page.request.post("/api/ai/sentiment", {
        data: { text: "Ether jumps 8%", model: "lexical", use_cache: false },
      });
      expect(sent.ok()).toBe(true);
      await expect(card(page, "Lexical reader").getByText(/answered, /)).not.toHaveText(before ?? "");
      await page.waitForTimeout(2_500);
    });
    await expectNoAxeFaults(page);
    for (const name of ["Facts and quality", "Try it"])
      await card(page, "Lexical reader").locator("summary", { hasText: name }).click();
    for (const group of await page.locator("[data-testid^=sources-]:not([open]) > summary").all()) await group.click();
    await expectNoAxeFaults(page);
    await expectNoSidewaysScroll(page);
    await expectHighTargets(
      page,
      look,
      // A link in a sentence is as high as its line; of a box that is ticked its label is the target.
      "main button:visible, main select:visible, main summary:visible, main input:not([type=checkbox], [type=radio]):visible, main a:visible:not(p a)",
    );
  });
}

test("a model is tried by keyboard alone, and the focus stays", async ({ page }) => {
  await open(page);
  await card(page, "Lexical reader").locator("summary", { hasText: "Try it" }).focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  const text = card(page, "Lexical reader").getByLabel("A text");
  await expect(text).toBeFocused();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("Bridge drained of $190M, team halts withdrawals");
  await page.keyboard.press("Tab");
  await expect(card(page, "Lexical reader").getByRole("button", { name: "Ask" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(card(page, "Lexical reader").getByTestId("tried")).toContainText(/^Bearish: \d+%.* ms$/);
  await expect(card(page, "Lexical reader").getByRole("button", { name: "Ask" })).toBeFocused();
});

test("every part can be reached by Tab, in the order of the page", async ({ page }) => {
  await open(page);
  await page.locator("#content").focus();
  const seen: string[] = [];
  for (let nth = 0; nth < 400; nth += 1) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(() => {
      const node = document.activeElement;
      const ring = node ? getComputedStyle(node).outlineStyle : "none";
      // A part of the page stands in no other.
      let part = node?.closest("section[aria-labelledby]");
      for (let outer = part; outer; outer = outer.parentElement?.closest("section[aria-labelledby]")) part = outer;
      return { part: part?.getAttribute("aria-labelledby") ?? "", ring };
    });
    expect(at.ring).not.toBe("none");
    if (at.part !== "" && seen.at(-1) !== at.part) seen.push(at.part);
    if (at.part === "incidents") break;
  }
  expect(seen).toEqual(["models", "figures", "sources", "plot", "incidents"]);
});

/** Has the page remember which streams it opened, and whether they are closed. */
const watchStreams = (page: Page) =>
  page.addInitScript(() => {
    const all: EventSource[] = [];
    Object.assign(window, { barometerStreams: all });
    window.EventSource = class extends EventSource {
      constructor(url: string | URL) {
        super(url);
        all.push(this);
      }
    };
  });

const streams = (page: Page): Promise<readonly number[]> =>
  page.evaluate(() => Reflect.get(window, "barometerStreams").map((one: EventSource) => one.readyState));

const turn = (page: Page, state: "hidden" | "visible") =>
  page.evaluate((now) => {
    Object.defineProperty(document, "visibilityState", { configurable: true, get: () => now });
    document.dispatchEvent(new Event("visibilitychange"));
  }, state);

test("one stream; a hidden tab closes it, and opens one when it is seen", async ({ page }) => {
  await watchStreams(page);
  await open(page);
  expect(await streams(page)).toEqual([1]);
  await turn(page, "hidden");
  expect(await streams(page)).toEqual([2]);
  await page.waitForTimeout(1_500);
  expect(await streams(page)).toEqual([2]);
  await turn(page, "visible");
  await isLive(page);
  expect(await streams(page)).toEqual([2, 1]);
});

test("where the server cannot be reached, what is known stays and says how old it is", async ({ page, watch }) => {
  watch.allow(/ERR_FAILED/);
  let isBack = false;
  let isAsked = false;
  // It is back with the next connection: between that and a plain answer it would be a server without events.
  await page.route("**/api/ai/overview*", async (route) => {
    isAsked ||= isBack && ((await route.request().allHeaders()).accept ?? "").includes("event-stream");
    return isAsked ? route.continue() : route.abort();
  });
  await page.goto("/dashboard");
  await expect(link(page)).toContainText(/The server cannot be reached · as of .+, reconnecting (in \d+ s|now)/);
  await expect(card(page, "Lexical reader")).toContainText("ready");
  isBack = true;
  await isLive(page);
});

test("where events are refused, the plain answer is asked", async ({ page, watch }) => {
  watch.allow(refusal);
  await page.route("**/api/ai/overview*", async (route) => {
    const accept = (await route.request().allHeaders()).accept ?? "";
    if (!accept.includes("event-stream")) return route.continue();
    return route.fulfill({ status: 503, json: { code: "unavailable", detail: "Too many watch already." } });
  });
  await page.goto("/dashboard");
  await expect(link(page)).toHaveAttribute("data-kind", "asking");
  await expect(link(page)).toContainText("Asked every 10 s");
});

test("what happened is filtered, and the filter stands in the address", async ({ page }) => {
  await open(page);
  const room = page.getByTestId("incidents");
  await room.getByLabel("Kind of part").selectOption("store");
  await expect(page).toHaveURL(/\?kind=store$/);
  await expect(room).toContainText("Nothing that fits has changed its state.");
  await room.getByLabel("How grave").selectOption("critical");
  await expect(page).toHaveURL(/\?kind=store&severity=critical$/);
  await page.goBack();
  await expect(room.getByLabel("How grave")).toHaveValue("");
  await room.getByRole("button", { name: "Show all" }).click();
  await expect(page).toHaveURL(/\/dashboard$/);
  // The button is gone; the focus is where it was.
  await expect(room).toBeFocused();
  await open(page, "?part=nobody");
  await room.getByRole("button", { name: /^only nobody/ }).press("Enter");
  await expect(page).toHaveURL(/\/dashboard$/);
  await expect(room).toBeFocused();
});

/** The answer of 50 made changes, or of 12 that are older. Newer than all that the server itself has seen. */
function madeIncidents(before: string | null) {
  const newest = Math.ceil(Date.now() / 60_000) * 60_000 + 3_600_000;
  const made = (nth: number): IncidentRow => ({
    id: String(10_000 - nth),
    at: new Date(newest - nth * 1_000).toISOString(),
    kind: "source",
    key: "feed-made",
    name: `Made ${nth}`,
    from: "ready",
    to: "failed",
    severity: "warning",
    code: "timed_out",
    detail: "it took too long",
    lasted_s: 3,
    server: "one",
  });
  const from = before === null ? 0 : 10_000 - Number(before) + 1;
  const incidents = Array.from({ length: from === 0 ? 50 : 12 }, (_, nth) => made(from + nth));
  const next = from === 0 ? (incidents.at(-1)?.id ?? null) : null;
  return { success: true, total: 62, by_severity: {}, incidents, next, kept_since: null, kept_in: "memory" };
}

const INCIDENTS = "**/api/ai/incidents*";
const beforeOf = (route: Route) => new URL(route.request().url()).searchParams.get("before");

test("older changes come in steps: first what is at hand, then what the server has", async ({ page }) => {
  const asked: (string | null)[] = [];
  await page.route(INCIDENTS, async (route) => {
    asked.push(beforeOf(route));
    await route.fulfill({ json: madeIncidents(beforeOf(route)) });
  });
  await open(page);
  const rows = page.getByTestId("incident");
  await expect(rows).toHaveCount(20);
  await page.getByRole("button", { name: "Older" }).click();
  await expect(rows).toHaveCount(62);
  await expect(rows.last()).toContainText("Made 61");
  await expect(page.getByRole("button", { name: "Older" })).toHaveAttribute("aria-disabled", "true");
  await expect(page.getByRole("button", { name: "Older" })).toBeFocused();
  await expect(page.getByTestId("incidents")).toContainText("62 changes listed.");
  expect(asked).toEqual([null, "9951"]);
});

test("older changes that come after another filter was chosen leave its list alone", async ({ page }) => {
  let come = (): void => {};
  const gate = new Promise<void>((resolve) => {
    come = resolve;
  });
  await page.route(INCIDENTS, async (route) => {
    const before = beforeOf(route);
    if (before !== null) await gate;
    // The page may have given it up by then.
    await route.fulfill({ json: madeIncidents(before) }).catch(() => {});
  });
  await open(page);
  const room = page.getByTestId("incidents");
  const rows = page.getByTestId("incident");
  await expect(rows.first()).toContainText("Made 0");
  await page.getByRole("button", { name: "Older" }).click();
  await expect(room).toContainText("Asking for older ones.");
  await room.getByLabel("Kind of part").selectOption("source");
  await expect(room).toContainText("20 changes listed.");
  come();
  await page.waitForTimeout(500);
  await expect(rows).toHaveCount(20);
  await expect(rows.first()).toContainText("Made 0");
  await page.getByRole("button", { name: "Older" }).click();
  await expect(rows).toHaveCount(62);
});

test("what fits is not known where the server could not say, and is asked again by itself", async ({ page, watch }) => {
  watch.allow(refusal);
  let isOut = true;
  await page.route(INCIDENTS, (route) =>
    isOut
      ? route.fulfill({ status: 503, headers: { "retry-after": "5" }, json: { code: "unavailable", detail: "Busy." } })
      : route.continue(),
  );
  await open(page, "?kind=store");
  const room = page.getByTestId("incidents");
  await expect(room).toContainText("What fits is not known: the server could not say.");
  await expect(room.getByRole("alert")).toHaveText("Busy. It is asked again by itself.");
  await expect(room).not.toContainText("Nothing that fits");
  isOut = false;
  await expect(room).toContainText("Nothing that fits has changed its state.", { timeout: 12_000 });
  await expect(room.getByRole("alert")).toHaveCount(0);
});

test("only what is out is shown where one asks for it", async ({ page }) => {
  await open(page);
  await page.getByLabel("Only what is out").click();
  await expect(page.getByLabel("Only what is out")).toBeChecked();
  await expect(page).toHaveURL(/\?out=1$/);
  await expect(page.locator('[data-testid="source"][data-state="off"]')).toHaveCount(0);
});

test.describe("without script", () => {
  test.use({ javaScriptEnabled: false });

  test("the page tells how things stand at that moment", async ({ page }) => {
    await page.goto("/dashboard");
    await expect(page.getByText(/Without JavaScript this is how things stood at 20\d\d-/)).toBeVisible();
    await expect(page.getByText("Is it answering?")).toBeVisible();
    await expect(card(page, "Lexical reader").getByTestId("state")).toHaveText("ready");
    await expect(page.getByTestId("sources-prices")).toContainText("CryptoCoin by linxy");
    await expect(page.getByRole("heading", { name: "What happened" })).toBeVisible();
  });
});
