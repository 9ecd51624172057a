import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { pricesSchema } from "../lib/contracts/functions/prices";
import { startServer } from "./server";

const DAY = 86_400_000;
const DAYS = 220;
/** From this day on candles cover an hour of their day. */
const PARTIAL = 190;

/** A file as they are found: a gap of three days, a row twice, a row that cannot be, a tail of partial candles. */
function messyCsv(): string {
  const start = Math.floor(Date.now() / DAY) * DAY - DAYS * DAY;
  const rows = Array.from({ length: DAYS }, (_, day) => {
    const open = 100 + 10 * Math.sin(day / 9) + day / 20;
    const reach = day < PARTIAL ? 3 : 0.2;
    const close = day < PARTIAL ? 100 + 10 * Math.sin((day + 1) / 9) + (day + 1) / 20 : open + 0.1;
    const volume = (day < PARTIAL ? 1_000 : 40) * (1 + 0.2 * Math.sin(day * 2.3));
    const date = new Date(start + day * DAY).toISOString().slice(0, 10);
    const [high, low] = [Math.max(open, close) + reach, Math.min(open, close) - reach];
    return `${date},${open.toFixed(2)},${high.toFixed(2)},${low.toFixed(2)},${close.toFixed(2)},${volume.toFixed(1)}`;
  });
  const impossible = `${rows[7]?.slice(0, 10)},5,1,9,5,1`;
  return ["Date,Open,High,Low,Close,Volume", ...rows.toSpliced(50, 3), rows[20], impossible].join("\n");
}

test("candles of one's own: what was wrong in the file is told, on the page and in the answer", async ({ page }) => {
  const folder = mkdtempSync(join(tmpdir(), "barometer-candles-"));
  mkdirSync(join(folder, "mine"));
  writeFileSync(join(folder, "mine", "PEPEUSDT_1d.csv"), messyCsv());
  writeFileSync(join(folder, "broken_1d.csv"), "<html>not found</html>");
  const server = await startServer({ CANDLES_DIR: folder });
  try {
    const address = `${server.url}/api/ai/data/prices/quick/pepe?days=1000`;
    const answer = pricesSchema.parse(await (await fetch(address)).json());
    expect(answer.provenance).toMatchObject({
      source: "folder",
      path: "mine/PEPEUSDT_1d.csv",
      sample: false,
      removed: { duplicates: 1, impossible: 1, unreadable: 0 },
    });
    expect(answer.gaps).toBe(3);
    const first = Date.parse(answer.from);
    const partial = (Date.parse(answer.provenance.partial_from ?? "") - first) / DAY;
    expect(Math.abs(partial - PARTIAL)).toBeLessThanOrEqual(2);

    await page.goto(`${server.url}/prices?coin=PEPE&range=all`);
    const from = page.getByTestId("provenance");
    await expect(from).toContainText("mine/PEPEUSDT_1d.csv");
    await expect(from).toContainText("cover a part of their time");
    await expect(from).toContainText("3 candles are missing");
    await expect(from).toContainText("2 rows left out");
    await expect(page.getByText("sample prices")).toHaveCount(0);

    // A coin of the sample beside it: made-up prices are not compared with real ones.
    await page.goto(`${server.url}/prices?coin=PEPE&with=BTC&range=90d`);
    await expect(page.getByRole("alert").filter({ hasText: "sample data only" })).toContainText("BTC");

    // A file that is none is found out when somebody asks for it, and named from then on.
    expect((await fetch(`${server.url}/api/ai/data/prices/quick/broken`)).status).toBe(503);
    const { datasets } = await (await fetch(`${server.url}/api/ai/datasets/available`)).json();
    expect(datasets[0]).toMatchObject({ key: "folder", state: "ready", refused: [{ path: "broken_1d.csv" }] });
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
