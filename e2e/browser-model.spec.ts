import type { Route } from "@playwright/test";
import {
  consent,
  declineModel,
  engineLine,
  fromBrowser,
  hasState,
  holdWeights,
  loadModel,
  modelLine,
  readHere,
  readVerdict,
  runHere,
  type Spoken,
  WEIGHTS,
} from "./browser-screen";
import { analyse, expect, field, fromServer, refusal, test, verdict } from "./screen";

const GOOD = "Ether jumps 8% as spot funds take in record inflows";
const BAD = "Bridge drained of $190M, team halts withdrawals";

const sentences = [
  GOOD,
  BAD,
  "Bitcoin trades flat at $67,000 ahead of the Fed decision",
  "Hack fears ease as exchange restores withdrawals",
  "Bitcoin is not going to crash, buyers step in at support",
  "Regulator asks for comments on its custody rules",
  "SOL to the moon, LFG 🚀🚀",
  "Shorts got rekt again, who is still betting against ether",
  "Miners capitulate as hash price hits a record low",
  "Stablecoin issuer says its reserves were audited",
  "Fund outflows reach $1.2 billion, the worst week of the year",
  "The upgrade went live without a hitch and fees fell by half",
  "Nobody knows what comes next",
  "Whale moves 5,000 BTC to an exchange",
  "Court dismisses the case against the exchange",
  "Token plunges 40% after the team dumps its coins",
  "I lost everything, never again",
  "Adoption grows: three more banks offer custody",
  "The meeting takes place on Tuesday",
  "Rumours of insolvency denied, withdrawals stay open",
];

test("asks first, shows bytes while it loads, and then reads without asking the server", async ({ page }) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  // Slow enough to be seen.
  await page.route(WEIGHTS, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 700));
    await route.continue();
  });
  await page.goto("/");
  await runHere(page).check();
  await expect(consent(page)).toContainText("6.9 MB");
  await expect(consent(page)).toContainText("It runs on your device. Nothing you type is sent.");
  expect(asked.filter((path) => /^\/(models|ort)\//.test(path))).toEqual([]);
  await consent(page).getByRole("button", { name: "Load it" }).click();
  await expect(modelLine(page)).toContainText(/Loading the model: \d\.\d MB of 6\.9 MB/);
  await expect(page.getByRole("progressbar", { name: "Loading the model" })).toBeVisible();
  await hasState(page, "ready");
  await readHere(page, BAD);
  await expect(verdict(page)).toContainText("Bearish");
  await expect(engineLine(page)).toContainText("browser model · Barometer model + lexical reader · in your browser");
  expect(asked).not.toContain("/api/ai/sentiment");
  // What is on the device is not fetched again.
  asked.length = 0;
  await page.reload();
  await hasState(page, "ready");
  await readHere(page, GOOD);
  await expect(engineLine(page)).toContainText("browser model");
  expect(asked.filter((path) => path.startsWith("/models/") || path.endsWith(".gz"))).toEqual([]);
});

test("the verdict of the browser is the verdict of the server", async ({ page, request }) => {
  test.setTimeout(90_000);
  await page.goto("/");
  await loadModel(page);
  let far = 0;
  let shared = 0;
  let named = 0;
  for (const text of sentences) {
    await readHere(page, text);
    const here = await readVerdict(page);
    const there: Spoken = await (
      await request.post("/api/ai/sentiment", { data: { text, category: "crypto" } })
    ).json();
    expect([here.engine, there.engine]).toEqual(["browser_model", "embedded_model"]);
    expect([text, here.label, here.abstained, here.calibrated]).toEqual([
      text,
      there.label,
      there.abstained,
      there.calibrated,
    ]);
    for (const [label, share] of Object.entries(there.scores))
      far = Math.max(far, Math.abs((here.scores[label] ?? 0) - share));
    const starts = new Set(here.reasons.map(({ start }) => start));
    named += there.reasons.length;
    shared += there.reasons.filter(({ start }) => starts.has(start)).length;
  }
  console.log(`server and browser: scores at most ${far.toFixed(4)} apart, ${shared} of ${named} reasons shared`);
  expect(far).toBeLessThan(0.03);
  expect(shared / named).toBeGreaterThan(0.95);
});

for (const [name, swap] of [
  [
    "a byte of the weights was changed",
    async (route: Route) => {
      const answer = await route.fetch();
      const body = await answer.body();
      body[body.length - 100] = (body[body.length - 100] ?? 0) ^ 1;
      await route.fulfill({ response: answer, body });
    },
  ],
  [
    "the weights are a pointer",
    (route: Route) => route.fulfill({ body: "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n" }),
  ],
  ["the weights are not there", (route: Route) => route.fulfill({ status: 404, body: "" })],
] as const) {
  test(`${name}: refused with clear words, the lexical reader answers, a retry loads it`, async ({ page, watch }) => {
    watch.allow(refusal);
    await page.route(WEIGHTS, swap);
    await page.goto("/");
    await runHere(page).check();
    await consent(page).getByRole("button", { name: "Load it" }).click();
    await hasState(page, "failed");
    await expect(modelLine(page)).toContainText(
      /The model is out: onnx\/model_quantized\.onnx is (not the file that was published|a pointer to a file|not there)/,
    );
    await readHere(page, BAD);
    await expect(verdict(page)).toContainText("Bearish");
    await expect(engineLine(page)).toContainText("lexical reader");
    await expect(page.getByTestId("degraded")).toContainText("browser model: onnx/model_quantized.onnx");
    await page.unroute(WEIGHTS);
    await modelLine(page).getByRole("button", { name: "Retry" }).click();
    await hasState(page, "ready");
  });
}

test("cancel breaks the download off and leaves nothing", async ({ page, watch }) => {
  watch.allow(/aborted|Failed to/i);
  const go = await holdWeights(page);
  await page.goto("/");
  await runHere(page).check();
  await consent(page).getByRole("button", { name: "Load it" }).click();
  await hasState(page, "loading");
  await modelLine(page).getByRole("button", { name: "Cancel" }).click();
  await hasState(page, "absent");
  go();
  await expect.poll(() => keptFiles(page)).toBe(0);
  await readHere(page, BAD);
  await expect(engineLine(page)).toContainText("lexical reader");
});

const keptFiles = (page: Parameters<typeof readVerdict>[0]): Promise<number> =>
  page.evaluate(async () => (await (await caches.open("barometer-models-v1")).keys()).length);

test("what was loaded can be removed, and asked for again", async ({ page }) => {
  await page.goto("/");
  await loadModel(page);
  expect(await keptFiles(page)).toBe(6);
  await modelLine(page).getByRole("button", { name: "Remove from this device" }).click();
  await hasState(page, "absent");
  expect(await keptFiles(page)).toBe(0);
  await page.reload();
  await hasState(page, "absent");
  await modelLine(page).getByRole("button", { name: "Load the model" }).click();
  await consent(page).getByRole("button", { name: "Load it" }).click();
  await hasState(page, "ready");
});

test("'not now' is remembered: the lexical reader reads here and nothing is fetched", async ({ page }) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await page.goto("/");
  await declineModel(page);
  await readHere(page, BAD);
  await expect(engineLine(page)).toContainText("lexical reader · in your browser");
  await page.reload();
  await runHere(page).uncheck();
  await runHere(page).check();
  await hasState(page, "absent");
  await expect(consent(page)).toBeHidden();
  expect(asked.filter((path) => /^\/(models|ort)\//.test(path))).toEqual([]);
});

test("a muted word is read again by the model, here and on the server", async ({ page }) => {
  await page.goto("/");
  await field(page).fill(BAD);
  await analyse(page).click();
  await fromServer(page);
  const mark = page.getByRole("button", { name: /^drained/ });
  const again = page.waitForRequest("**/api/ai/sentiment");
  await mark.click();
  expect((await again).postDataJSON()).toMatchObject({ model: "barometer_sentiment", explain: false });
  await expect(page.getByText(/Without “?drained.*this would/)).toBeVisible();
  await loadModel(page);
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await readHere(page, "Exchange hacked");
  await page.getByRole("button", { name: /^hacked/ }).click();
  await expect(page.getByText(/Without “?hacked.*this would be (unsure|neutral|bullish)/)).toBeVisible();
  expect(asked).not.toContain("/api/ai/sentiment");
});

test("where the server is out, the note offers the model; then it answers", async ({ page, watch }) => {
  watch.allow(refusal);
  await page.route("**/api/ai/sentiment", (route) => route.fulfill({ status: 503, body: "" }));
  await page.goto("/");
  await field(page).fill(BAD);
  await analyse(page).click();
  await fromBrowser(page);
  await expect(engineLine(page)).toContainText("lexical reader");
  await page.getByRole("button", { name: "Load the model" }).click();
  let posts = 0;
  page.on("request", (request) => {
    if (request.method() === "POST") posts += 1;
  });
  await consent(page).getByRole("button", { name: "Load it" }).click();
  await expect(engineLine(page)).toContainText("browser model", { timeout: 20_000 });
  // The server, which is out, is not asked once more.
  expect(posts).toBe(0);
  await expect(page.getByText(/The server cannot answer now.*· read in your browser/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Load the model" })).toHaveCount(0);
});

test("a text that was cleared while the model loads is read by nobody", async ({ page, watch }) => {
  watch.allow(refusal);
  let posts = 0;
  await page.route("**/api/ai/sentiment", (route) => {
    posts += 1;
    return route.fulfill({ status: 503, body: "" });
  });
  const go = await holdWeights(page);
  await page.goto("/");
  await field(page).fill(BAD);
  await analyse(page).click();
  await fromBrowser(page);
  await page.getByRole("button", { name: "Load the model" }).click();
  await consent(page).getByRole("button", { name: "Load it" }).click();
  await hasState(page, "loading");
  await page.getByRole("button", { name: "Clear", exact: true }).click();
  await runHere(page).check();
  await field(page).fill("a secret");
  const before = posts;
  go();
  await hasState(page, "ready");
  await page.waitForTimeout(500);
  expect(posts).toBe(before);
  await expect(verdict(page)).toHaveText("No verdict yet");
});

test("a worker that dies is replaced, and the text is read all the same", async ({ page }) => {
  await page.addInitScript(() => {
    const workers: Worker[] = [];
    const Own = window.Worker;
    window.Worker = class extends Own {
      constructor(...given: ConstructorParameters<typeof Own>) {
        super(...given);
        workers.push(this);
      }
    };
    Object.assign(window, { barometerWorkers: workers });
  });
  await page.goto("/");
  await loadModel(page);
  const started = () => page.evaluate(() => Number(Reflect.get(Reflect.get(window, "barometerWorkers"), "length")));
  expect(await started()).toBe(1);
  await page.evaluate(() => {
    const [worker] = Reflect.get(window, "barometerWorkers") as Worker[];
    worker?.dispatchEvent(new ErrorEvent("error", { message: "gone", cancelable: true }));
  });
  await readHere(page, BAD);
  await expect(engineLine(page)).toContainText("browser model");
  expect(await started()).toBe(2);
});
