// Reads every headline of a JSONL file ({title, text}; the text where the title is blank) through the engine in this process, then through `sentiment_bulk`
// of a server in requests of 1,000, and prints texts per second. Fails when a headline comes back without a verdict.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { sentimentBulk } from "../lib/contracts/functions/sentiment-bulk";
import { MAX_BULK_TEXTS } from "../lib/contracts/limits";

import { createContainer } from "../lib/server/container";
import { parseEnv } from "../lib/server/env";
import { ensureBuild } from "./lib/ensure-build.mjs";
import { ROOT } from "./lib/paths.mjs";
import { copyStandalone, serve } from "./lib/serve-copy.mjs";

const { values } = parseArgs({
  options: { data: { type: "string" }, url: { type: "string" }, connections: { type: "string", default: "2" } },
});
const folder = process.env.BAROMETER_DATA ?? join(ROOT, "..", "shared", "data");
const file = values.data ?? join(folder, "news", "headlines.jsonl");
if (!existsSync(file)) {
  console.error(`There is no ${file}. Name a JSONL file with --data, or its folder with BAROMETER_DATA.`);
  process.exit(1);
}

const texts = readFileSync(file, "utf8")
  .split("\n")
  .filter((line) => line !== "")
  .map((line) => JSON.parse(line) as { title?: string; text?: string })
  .map(({ title, text }) => (title?.trim() ? title : (text ?? "")));

const inProcess = await benchEngine();
const overHttp = await benchServer("off");
const embedded = await benchServer("q8");
console.log(`${texts.length.toLocaleString("en")} headlines, each with a verdict`);
console.log(`lexical reader, in the process   ${perSecond(inProcess)} texts a second (aim: 20,000)`);
console.log(
  `lexical reader, through HTTP     ${perSecond(overHttp)} texts a second (aim: 5,000), ${values.connections} connections`,
);
console.log(
  `embedded model, through HTTP     ${perSecond(embedded)} texts a second, ${values.connections} connections`,
);

/** Seconds for all texts in one thread, after a warm-up. */
async function benchEngine(): Promise<number> {
  const { sentiment } = await createContainer(parseEnv({ LOG_LEVEL: "silent", EMBEDDED_MODEL: "off" }));
  const engine = sentiment.explainer;
  const read = (some: readonly string[]) =>
    engine.read({
      texts: some,
      category: "news",
      explain: false,
      useCache: false,
      signal: new AbortController().signal,
    });
  await read(texts.slice(0, 5_000));
  const started = performance.now();
  const readings = await read(texts);
  const seconds = (performance.now() - started) / 1000;
  if (!readings.ok || readings.value.length !== texts.length) throw new Error("Some headlines were not read.");
  return seconds;
}

async function benchServer(model: "off" | "q8"): Promise<number> {
  if (values.url !== undefined) return benchUrl(values.url);
  ensureBuild();
  const copy = copyStandalone();
  const server = await serve(copy.folder, { RATE_LIMIT_PER_MINUTE: "1000000", EMBEDDED_MODEL: model, HF_MODE: "off" });
  try {
    return await benchUrl(server.url);
  } finally {
    await server.stop();
    copy.remove();
  }
}

async function benchUrl(origin: string): Promise<number> {
  const batches: string[][] = [];
  for (let from = 0; from < texts.length; from += MAX_BULK_TEXTS)
    batches.push(texts.slice(from, from + MAX_BULK_TEXTS));
  for (const batch of batches.slice(0, 4)) await send(origin, batch);

  const queue = [...batches];
  const started = performance.now();
  const connection = async (): Promise<void> => {
    for (let batch = queue.shift(); batch; batch = queue.shift()) await send(origin, batch);
  };
  await Promise.all(Array.from({ length: Number(values.connections) }, connection));
  return (performance.now() - started) / 1000;
}

/** Sends one request and checks that each text has a label. The whole schema is the contract tests' part. */
async function send(origin: string, batch: readonly string[]): Promise<void> {
  const response = await fetch(origin + sentimentBulk.path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ texts: batch, category: "news" }),
  });
  if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
  const { results, summary }: { results: { label?: string }[]; summary: { failed: number } } = await response.json();
  const missing = results.filter((item) => item.label === undefined).length;
  if (results.length !== batch.length || missing > 0 || summary.failed > 0) {
    throw new Error(`${missing} of ${batch.length} headlines came back without a verdict.`);
  }
}

function perSecond(seconds: number): string {
  return Math.round(texts.length / seconds)
    .toLocaleString("en")
    .padStart(8);
}
