// Brings a folder of news into an empty archive, as a server does: read, tagged, put to stories, kept. `npm run bench:ingest`,
// `-- --dir FOLDER` for another folder than the shared one, which is not part of the project.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout } from "node:timers/promises";
import { parseArgs } from "node:util";
import { createContainer } from "../lib/server/container";
import { parseEnv } from "../lib/server/env";

const BOUND_S = 60;
const never = new AbortController().signal;
const { values } = parseArgs({ options: { dir: { type: "string", default: "../shared/data/news" } } });
if (!existsSync(values.dir)) {
  console.log(`${values.dir} is not there: name a folder of news with --dir.`);
  process.exit(0);
}
const lines = readdirSync(values.dir)
  .filter((name) => name.endsWith(".jsonl"))
  .reduce((sum, name) => sum + readFileSync(join(values.dir, name), "utf8").trimEnd().split("\n").length, 0);

// Nothing of a container keeps its process alive: the port of a server does.
const alive = setInterval(() => {}, 1_000);
const dataDir = mkdtempSync(join(tmpdir(), "barometer-ingest-"));
const container = await createContainer(
  parseEnv({
    DATA_DIR: dataDir,
    NEWS_DIR: values.dir,
    USE_NEWS_FEEDS: "false",
    USE_HF_DATASETS: "false",
    HF_MODE: "off",
    LOG_LEVEL: "warn",
  }),
);
await container.warm();
const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
const started = performance.now();
let rss = 0;
/** What the folder wants back the next time is kept with its last item. */
const isDone = async (): Promise<boolean> => {
  const room = await container.news.room();
  if (!room.ok || room.value.sample) return false;
  const state = await room.value.archive.stateOf("news-folder", never);
  return state.ok && state.value !== null;
};
while (!(await isDone())) {
  rss = Math.max(rss, process.memoryUsage.rss());
  await setTimeout(200);
}
const seconds = (performance.now() - started) / 1_000;
const room = await container.news.room();
if (!room.ok) throw new Error(room.error.detail);
const { items, stories } = room.value.counts;
const coins = await room.value.archive.mood({ from: 0, to: Date.now(), stepMs: 7 * 86_400_000 }, never);
console.log(
  `${lines.toLocaleString("en")} lines: ${items.toLocaleString("en")} items, ${stories.toLocaleString("en")} stories in ${seconds.toFixed(1)} s ` +
    `(${Math.round(items / seconds)} a second); event loop delayed by p99 ${(delay.percentile(99) / 1e6).toFixed(0)}, most ${(delay.max / 1e6).toFixed(0)} ms; ` +
    `resident at most ${Math.round(rss / 1e6)} MB; archive ${(statSync(join(dataDir, "news", "archive.duckdb")).size / 1e6).toFixed(0)} MB`,
);
if (coins.ok)
  console.log(
    `coins: ${coins.value.coins
      .slice(0, 8)
      .map((coin) => `${coin.symbol} ${coin.bullish + coin.neutral + coin.bearish + coin.unclear}`)
      .join(", ")}`,
  );
await container.close();
clearInterval(alive);
rmSync(dataDir, { recursive: true, force: true });
if (seconds > BOUND_S) {
  console.error(`More than ${BOUND_S} s.`);
  process.exit(1);
}
