// Times the embedded model: the network in one thread, the engine through a process of its own, its cold start, and its memory.
// npm run bench:embedded [-- --dtype fp32]
import { join } from "node:path";
import { parseArgs } from "node:util";
import { EMBEDDED_FOLDER } from "../lib/core/neural/embedded-spec";
import { createContainer } from "../lib/server/container";
import { parseEnv } from "../lib/server/env";
import { loadPhrases } from "../models/phrasebook/load-phrases";
import { openNetwork } from "./eval/open-network";
import { ROOT } from "./lib/paths.mjs";

const { values } = parseArgs({ options: { dtype: { type: "string", default: "q8" } } });
const dtype = values.dtype === "fp32" ? "fp32" : "q8";
// Headlines, as they come: nine words in the middle, the longest some forty.
const texts = loadPhrases().map(({ text }) => text);
const batches = Array.from({ length: 60 }, (_, index) => texts.slice(index * 32, index * 32 + 32));

const quantile = (sorted: readonly number[], share: number): number => sorted[Math.floor(sorted.length * share)] ?? 0;
function print(what: string, times: readonly number[], aim = ""): void {
  const sorted = times.toSorted((a, b) => a - b);
  const [p50, p99] = [quantile(sorted, 0.5), quantile(sorted, 0.99)].map((ms) => ms.toFixed(2));
  console.log(`${what.padEnd(46)} p50 ${p50?.padStart(7)} ms   p99 ${p99?.padStart(7)} ms   ${aim}`);
}

async function time(rounds: number, work: (round: number) => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const started = performance.now();
    await work(round);
    times.push(performance.now() - started);
  }
  return times;
}

async function benchNetwork(): Promise<void> {
  const network = await openNetwork(join(ROOT, "public/models", EMBEDDED_FOLDER), dtype);
  const { signal } = new AbortController();
  const read = (some: readonly string[]) => network.classify(some, signal);
  await time(200, (round) => read(texts.slice(round, round + 1)));
  print("network, one thread, 1 text", await time(1_000, (round) => read(texts.slice(round, round + 1))), "(aim 1 ms)");
  await time(10, (round) => read(batches[round] ?? []));
  print("network, one thread, 32 texts", await time(60, (round) => read(batches[round] ?? [])), "(aim 15 ms)");
}

async function benchEngine(): Promise<void> {
  const settings = { EMBEDDED_MODEL: dtype, LOCAL_PROCESSES: "1", LOG_LEVEL: "silent", HF_MODE: "off" };
  const container = await createContainer(parseEnv(settings));
  const engine = container.sentiment.tiers
    .flatMap(({ engines }) => engines)
    .find(({ engine }) => engine === "embedded_model");
  if (!engine) throw new Error("There is no embedded engine.");
  const { signal } = new AbortController();
  const read = async (some: readonly string[], explain: boolean) => {
    const readings = await engine.read({ texts: some, category: "crypto", explain, useCache: false, signal });
    if (!readings.ok) throw new Error(readings.error.detail);
  };
  print("cold start: process, files checked, first text", await time(1, () => container.warm()));
  await time(200, (round) => read(texts.slice(round, round + 1), false));
  print("engine through its process, 1 text", await time(1_000, (round) => read(texts.slice(round, round + 1), false)));
  print(
    "engine, 1 text with reasons by occlusion",
    await time(300, (round) => read(texts.slice(round, round + 1), true)),
  );
  print("engine through its process, 32 texts", await time(60, (round) => read(batches[round] ?? [], false)));
  const started = performance.now();
  const many = texts.slice(0, 3_000);
  await read(many, false);
  const rate = (many.length / (performance.now() - started)) * 1000;
  console.log(`${Math.round(rate).toLocaleString("en")} texts a second in one process`);
  await container.close();
}

console.log(`${EMBEDDED_FOLDER} ${dtype}, ${texts.length} sentences of the phrasebook`);
await benchNetwork();
await benchEngine();
