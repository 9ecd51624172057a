import type { Page } from "@playwright/test";
import type { PricesAnswer } from "../lib/contracts/functions/prices";

const HOUR_MS = 3_600_000;

/** An answer with so many candles of an hour, as if a server gave them at once. */
function manyCandles(like: PricesAnswer, many: number): PricesAnswer {
  const last = Date.parse(like.provenance.last_candle);
  const first = last - (many - 1) * HOUR_MS;
  let price = 1_000;
  let seed = 7;
  const draw = (): number => {
    seed = (seed * 16_807) % 2_147_483_647;
    return seed / 2_147_483_647 - 0.5;
  };
  const candles = Array.from({ length: many }, (_, at) => {
    const open = price;
    price = Math.max(1, price * (1 + 0.01 * draw()));
    const round = (value: number): number => Number(value.toFixed(2));
    return {
      time: new Date(first + at * HOUR_MS).toISOString(),
      open: round(open),
      high: round(Math.max(open, price) * 1.003),
      low: round(Math.min(open, price) * 0.997),
      close: round(price),
      volume: Math.round(1_000 * (1 + draw())),
    };
  });
  const begin = new Date(first).toISOString();
  return {
    ...like,
    timeframe: "1h",
    candles,
    from: begin,
    total: many,
    has_older: false,
    latest_price: candles.at(-1)?.close ?? 0,
    provenance: { ...like.provenance, first_candle: begin },
  };
}

const HOURLY = /\/prices\/quick\/BTC\?.*timeframe=1h/;

/**
 * Has the page get many hourly candles at once when it asks for those of BTC. They wait in the page before it asks, so that what is timed
 * is the page and not the way of five megabytes through a test's own door.
 */
export async function answerWithMany(page: Page, base: string, many: number): Promise<void> {
  const like: PricesAnswer = await (await fetch(`${base}/api/ai/data/prices/quick/BTC?timeframe=1h&days=2`)).json();
  const body = JSON.stringify(manyCandles(like, many));
  await page.route("**/many-candles.json", (route) =>
    route.fulfill({ status: 200, contentType: "application/json", body }),
  );
  await page.addInitScript(
    ([pattern, wanted]) => {
      const seen: { answer: Response | null; asked: number; shown: Promise<number> } = {
        answer: null,
        asked: 0,
        shown: new Promise((resolve) => {
          const observer = new MutationObserver(() => {
            if (!document.querySelector(`[data-candles="${wanted}"]`)) return;
            observer.disconnect();
            // The mark is set in a frame; after the next one it is on the screen.
            requestAnimationFrame(() => setTimeout(() => resolve(performance.now())));
          });
          observer.observe(document, { subtree: true, attributes: true, attributeFilter: ["data-candles"] });
        }),
      };
      Object.assign(window, { barometerMany: seen });
      const own = window.fetch;
      void own("/many-candles.json").then(async (answer) => {
        const body = await answer.text();
        seen.answer = new Response(body, { headers: { "content-type": "application/json" } });
      });
      window.fetch = (...args) => {
        if (!new RegExp(String(pattern)).test(String(args[0])) || !seen.answer) return own(...args);
        seen.asked = performance.now();
        return Promise.resolve(seen.answer.clone());
      };
    },
    [HOURLY.source, many] as const,
  );
}

export interface Panning {
  readonly frames: number;
  readonly seconds: number;
  readonly perSecond: number;
  /** The longest time between two frames, milliseconds. */
  readonly worst: number;
}

/** Drags the chart to and fro with a real mouse and counts the frames that the page gets in the meantime. */
export async function panChart(page: Page, seconds: number): Promise<Panning> {
  const box = await page.getByTestId("candle-chart").boundingBox();
  if (!box) throw new Error("There is no chart.");
  const [middle, y] = [box.x + box.width * 0.45, box.y + box.height * 0.3];
  await page.mouse.move(middle, y);
  await page.mouse.down();
  // As text: the compiler of a script gives functions names by a helper that pages do not have.
  await page.evaluate(`{
    const seen = { times: [], on: true };
    window.barometerFrames = seen;
    const frame = (now) => { seen.times.push(now); if (seen.on) requestAnimationFrame(frame); };
    requestAnimationFrame(frame);
  }`);
  const started = performance.now();
  for (let step = 0; performance.now() - started < seconds * 1_000; step += 1) {
    await page.mouse.move(middle + 250 * Math.sin(step / 15), y + 10 * Math.cos(step / 9));
  }
  await page.mouse.up();
  const times = await page.evaluate(() => {
    const seen: { times: number[]; on: boolean } = Reflect.get(window, "barometerFrames");
    seen.on = false;
    return seen.times;
  });
  const span = ((times.at(-1) ?? 0) - (times[0] ?? 0)) / 1_000;
  const gaps = times.slice(1).map((time, at) => time - (times[at] ?? time));
  return {
    frames: times.length - 1,
    seconds: span,
    perSecond: (times.length - 1) / span,
    worst: Math.max(...gaps),
  };
}

export interface Showing {
  /** From the page's question for many candles, answered at once, to the painted chart. */
  readonly ms: number;
  /** What the page's main thread worked in the meantime: other work beside it does not count. */
  readonly cpuMs: number;
}

/** Times how long the page takes to show many candles. */
export async function timeToShow(page: Page): Promise<Showing> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Performance.enable", { timeDomain: "threadTicks" });
  const worked = async (): Promise<number> => {
    const { metrics } = await cdp.send("Performance.getMetrics");
    return 1_000 * (metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN);
  };
  await page.goto("/prices");
  await page.locator("[data-candles]").waitFor();
  await page.waitForFunction(() => Reflect.get(Reflect.get(window, "barometerMany"), "answer") !== null);
  await page.waitForTimeout(1_000);
  const before = await worked();
  await page.getByRole("button", { name: "Candles of 1 hour" }).click();
  const ms = await page.evaluate(async () => {
    const seen = Reflect.get(window, "barometerMany");
    return Number(await seen.shown) - Number(seen.asked);
  });
  const cpuMs = (await worked()) - before;
  await cdp.detach();
  return { ms, cpuMs };
}
