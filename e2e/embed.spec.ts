import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, type FrameLocator, type Page, test } from "@playwright/test";
import { alive } from "./screen";

test.describe.configure({ timeout: 60_000 });

// A page of another origin frames ours, as the README tells it to.
let around: Server;
let origin = "";
let markup = "";
test.beforeAll(async () => {
  around = createServer((_, response) => response.setHeader("content-type", "text/html").end(markup));
  await new Promise<void>((resolve) => around.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(around.address() as AddressInfo).port}`;
});
test.afterAll(() => void around.close());

/** With the script of the README: the frame becomes as high as what is in it. `heights` holds each that was told. */
const pageAround = (src: string): string => `<!doctype html><title>Around</title>
<body style="margin:0"><iframe id="barometer" src="${src}" title="Barometer" style="width:100%;border:0" height="200"></iframe>
<script>
  window.heights = [];
  addEventListener("message", ({ source, data }) => {
    const frame = document.getElementById("barometer");
    if (source !== frame.contentWindow || data?.type !== "barometer:height") return;
    heights.push(data.height);
    frame.style.height = data.height + "px";
  });
</script>`;

async function open(page: Page, src: string): Promise<FrameLocator> {
  markup = pageAround(src);
  const faults: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(message.text());
  });
  await page.goto(origin);
  const frame = page.frameLocator("#barometer");
  await expect(frame.getByRole("main")).toBeVisible();
  expect(faults.filter((fault) => !/Service Worker/.test(fault))).toEqual([]);
  return frame;
}

const heights = (page: Page): Promise<readonly number[]> => page.evaluate(() => Reflect.get(window, "heights"));
const contentOf = (frame: FrameLocator): Promise<number> =>
  frame.locator("html").evaluate((html) => Math.ceil(html.getBoundingClientRect().height));
const frameHeight = async (page: Page): Promise<number> =>
  (await page.locator("#barometer").boundingBox())?.height ?? 0;

/** Waits until the frame is as high as its content, and stays so. */
async function untilFits(page: Page, frame: FrameLocator): Promise<number> {
  await expect.poll(async () => (await frameHeight(page)) - (await contentOf(frame))).toBe(0);
  return frameHeight(page);
}

test("a page on another origin frames ours: the frame is as high as what is in it, grows with an answer, and is at rest then", async ({
  page,
  baseURL,
}) => {
  // Here the answer stands below the form, and not beside what is as high.
  await page.setViewportSize({ width: 360, height: 700 });
  const frame = await open(page, `${baseURL}/?__embed&__theme=dark`);
  await expect(frame.getByRole("banner")).toBeHidden();
  await expect(frame.getByRole("contentinfo")).toBeHidden();
  await expect(frame.getByRole("link", { name: "Barometer", exact: true })).toHaveAttribute("target", "_blank");
  expect(await frame.locator("body").evaluate((body) => getComputedStyle(body).backgroundColor)).toBe(
    "rgb(15, 15, 17)",
  );
  const before = await untilFits(page, frame);
  expect(before).toBeGreaterThan(500);

  await frame
    .getByLabel("Text", { exact: true })
    .fill("Bitcoin rallies 9% to a record high as ETF inflows return. ".repeat(60));
  await frame.getByRole("button", { name: /^Analyse/ }).click();
  await expect(frame.locator('[data-source="server"]')).toBeVisible();
  await expect(frame.getByRole("button", { name: "Flag in a page of its own" })).toBeVisible();
  await expect.poll(() => frameHeight(page)).toBeGreaterThan(before);
  const after = await untilFits(page, frame);

  // Nothing in it is as high as the frame, so no height leads to another one.
  const told = (await heights(page)).length;
  await page.waitForTimeout(2_000);
  expect((await heights(page)).length).toBe(told);
  await page.locator("#barometer").evaluate((element) => {
    element.style.height = "4000px";
  });
  await page.waitForTimeout(500);
  expect(await contentOf(frame)).toBe(after);
  expect((await heights(page)).length).toBe(told);
  console.log(`${before} px before the answer, ${after} px after it, told in ${told} messages, none at rest`);
});

test("a frame that is too low scrolls, one that is narrow tells its own height", async ({ page, baseURL }) => {
  await page.setViewportSize({ width: 360, height: 700 });
  const frame = await open(page, `${baseURL}/?__embed`);
  const narrow = await untilFits(page, frame);
  expect(await frame.locator("html").evaluate((html) => html.scrollWidth - html.clientWidth)).toBe(0);
  await page.setViewportSize({ width: 1280, height: 700 });
  expect(await untilFits(page, frame)).not.toBe(narrow);
});

for (const path of ["/prices", "/news", "/dashboard"]) {
  test(`${path} in a frame comes to rest as well`, async ({ page, baseURL }) => {
    const frame = await open(page, `${baseURL}${path}?__embed&__theme=light`);
    await untilFits(page, frame);
    await expect
      .poll(
        async () => {
          const told = (await heights(page)).length;
          await page.waitForTimeout(1_500);
          return (await heights(page)).length - told;
        },
        { timeout: 20_000 },
      )
      .toBe(0);
    await untilFits(page, frame);
    expect((await heights(page)).length).toBeLessThan(60);
  });
}

test("what an address says of theme and frame stays when the view of the prices changes", async ({ page, baseURL }) => {
  await page.goto(`${baseURL}/prices?__embed&__theme=dark`);
  const hours = page.getByRole("button", { name: "Candles of 1 hour" });
  await alive(hours);
  await hours.click();
  await expect(page).toHaveURL(/timeframe=1h/);
  await page.reload();
  await expect(page.getByRole("banner")).toBeHidden();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
});

test("in a frame a verdict is flagged in a page of its own, so that no page around it can lead the clicks", async ({
  page,
  baseURL,
  context,
}) => {
  const frame = await open(page, `${baseURL}/?__embed&text=Bitcoin%20rallies%209%25`);
  await expect(frame.locator('[data-source="server"]')).toBeVisible();
  const flag = frame.getByRole("button", { name: "Flag in a page of its own" });
  const opened = context.waitForEvent("page");
  await flag.click();
  const own = await opened;
  await expect(own.getByRole("banner")).toBeVisible();
  await own.getByRole("button", { name: "Flag", exact: true }).click();
  await expect(own.getByRole("form", { name: "Flag this verdict" })).toBeVisible();
});

test("iframe-resizer of the page around gets its own messages", async ({ page, baseURL }) => {
  const frame = await open(page, `${baseURL}/?__embed`);
  await untilFits(page, frame);
  const height = await contentOf(frame);
  const said = await page.evaluate(
    () =>
      new Promise((resolve) => {
        addEventListener("message", ({ data }) => {
          if (String(data).startsWith("[iFrameSizer]")) resolve(data);
        });
        const inside = document.querySelector("iframe")?.contentWindow;
        inside?.postMessage("[iFrameSizer]barometer:8:false:false:32:true:true:null:bodyOffset", "*");
      }),
  );
  expect(said).toMatch(new RegExp(`^\\[iFrameSizer\\]barometer:${height}:\\d+:init$`));
});
