// Fits the temperature of one model to labelled texts and prints its line for lib/core/models/calibration.ts.
// npm run calibrate -- --model KEY_OR_FOLDER --data FOLDER_OR_FILE [--dtype q8|fp32] [--limit 2000]
import { existsSync, readdirSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { parseArgs } from "node:util";
import type { Scores } from "../lib/contracts/verdict";
import { calibrationOf } from "../lib/core/models/calibration";
import type { SentimentEngine } from "../lib/core/ports";
import { softenScores } from "../lib/core/sentiment/soften-scores";
import { createContainer } from "../lib/server/container";
import { parseEnv } from "../lib/server/env";
import { fitTemperature, knownClasses, meanLoss } from "./eval/fit-temperature";
import { measureScores } from "./eval/measure-scores";
import { InputError, type Row, readRows } from "./eval/read-rows";

/** Texts of one call: a remote model takes 32, its golden sentences included. */
const SLICE = 24;
const LEAST_TEXTS = 200;
/** A model that is loading or a host that is busy is waited for this often, and no longer than this at a time. */
const MOST_WAITS = 30;
const LONGEST_WAIT_S = 60;
/** From here on a confidence does not say what it should. */
const TOO_FAR_OFF = 0.05;

interface Arguments {
  readonly model: string;
  readonly files: readonly string[];
  readonly dtype: string | undefined;
  readonly limit: number;
}

function readArguments(): Arguments {
  const { values } = parseArgs({
    options: {
      model: { type: "string" },
      data: { type: "string" },
      dtype: { type: "string" },
      limit: { type: "string", default: "2000" },
    },
  });
  const { model, data, dtype } = values;
  if (!model || !data) throw new InputError("Usage: npm run calibrate -- --model KEY_OR_FOLDER --data FOLDER_OR_FILE");
  if (!existsSync(data)) throw new InputError(`${data}: there is no such file or folder`);
  const folder = statSync(data).isDirectory();
  const files = folder ? readdirSync(data).filter((name) => name.endsWith(".jsonl")) : [data];
  if (files.length === 0) throw new InputError(`${data}: holds no .jsonl files`);
  const limit = Number(values.limit);
  if (!Number.isInteger(limit) || limit < LEAST_TEXTS) throw new InputError(`--limit takes ${LEAST_TEXTS} or more.`);
  return { model, dtype, limit, files: files.map((name) => (folder ? join(data, name) : name)).sort() };
}

/** Every n-th text, so that all files have their share and a second run takes the same. */
function pickRows(rows: readonly Row[], limit: number): readonly Row[] {
  const step = Math.max(1, rows.length / limit);
  return Array.from({ length: Math.min(limit, rows.length) }, (_, index) => rows[Math.floor(index * step)]).filter(
    (row) => row !== undefined,
  );
}

/** The engine that the server would ask, put together by the same settings. */
async function openEngine({ model, dtype }: Arguments) {
  const isFolder = existsSync(model);
  const container = await createContainer(
    parseEnv({
      ...process.env,
      LOG_LEVEL: "silent",
      ...(isFolder && { LOCAL_MODELS: model.startsWith("/") ? model : `./${model.replace(/^\.\//, "")}` }),
      ...(dtype && { LOCAL_DTYPE: dtype, EMBEDDED_MODEL: dtype }),
    }),
  );
  const engines = container.sentiment.tiers.flatMap((tier) => tier.engines);
  const engine = engines.find((each) => (isFolder ? each.engine === "local_model" : each.key === model));
  if (engine) return { engine, close: () => container.close() };
  await container.close();
  throw new InputError(`There is no model "${model}" here; there is ${engines.map(({ key }) => key).join(", ")}.`);
}

async function readAll(engine: SentimentEngine, rows: readonly Row[]): Promise<readonly Scores[]> {
  const { signal } = new AbortController();
  const scores: Scores[] = [];
  let waits = 0;
  while (scores.length < rows.length) {
    const texts = rows.slice(scores.length, scores.length + SLICE).map(({ text }) => text);
    const read = await engine.read({ texts, category: "crypto", explain: false, useCache: true, signal });
    if (read.ok) scores.push(...read.value.map((each) => each.scores));
    else {
      waits += 1;
      const { code, detail, retryAfterS = 1 } = read.error;
      if (waits > MOST_WAITS || retryAfterS > LONGEST_WAIT_S) throw new InputError(`${engine.key}: ${code}, ${detail}`);
      await setTimeout(retryAfterS * 1_000);
    }
  }
  return scores;
}

async function calibrate(): Promise<void> {
  const given = readArguments();
  const rows = pickRows(given.files.flatMap(readRows), given.limit);
  const { engine, close } = await openEngine(given);
  try {
    const scores = await readAll(engine, rows);
    const known = knownClasses(scores);
    // A model without neutral cannot be right about a neutral text, however unsure it is.
    const pairs = rows.flatMap((row, index) => {
      const own = scores[index];
      return own && known.has(row.label) ? [{ row, scores: own }] : [];
    });
    if (pairs.length < LEAST_TEXTS)
      throw new InputError(`Of these texts ${pairs.length} can be used; ${LEAST_TEXTS} are needed.`);
    const fitted = pairs.filter((_, index) => index % 2 === 0);
    const held = pairs.filter((_, index) => index % 2 === 1);
    const step = fitTemperature(
      fitted.map((pair) => pair.scores),
      fitted.map(({ row }) => row.label),
    );
    const truth = held.map(({ row }) => row);
    const measure = (temperature: number) => {
      const softened = held.map((pair) => softenScores(pair.scores, known, temperature));
      const { ece, accuracy } = measureScores(truth, softened, true);
      const loss = meanLoss(
        softened,
        truth.map(({ label }) => label),
      );
      return { ece: ece ?? 1, accuracy, loss };
    };
    const [before, after] = [measure(1), measure(step)];
    const helps = after.ece < before.ece;
    const used = calibrationOf(engine.key, engine.dtype)?.temperature ?? 1;
    const names = given.files.map((file) => basename(file, ".jsonl")).join(", ");
    const say = (what: string, { ece, loss }: typeof before) =>
      console.log(`${what.padEnd(24)} ECE ${ece.toFixed(3)}   log loss ${loss.toFixed(3)}`);
    console.log(
      `${engine.key}, ${engine.dtype ?? "of no dtype"}: ${fitted.length} texts to fit, ${held.length} held out`,
    );
    console.log(`accuracy ${after.accuracy.toFixed(3)}, temperature so far ${used}, times ${step.toFixed(2)}`);
    say("held out, as it is", before);
    say("held out, with it", after);
    if (!helps)
      console.log("The temperature does not help: what is left is not of its kind. The line keeps the one it has.");
    if (Math.min(before.ece, after.ece) > TOO_FAR_OFF)
      console.log("Its confidence does not say what it should: better leave it out.");
    const entry = {
      key: engine.key,
      dtype: engine.dtype,
      temperature: Number((helps ? used * step : used).toFixed(2)),
      ece: Number((helps ? after : before).ece.toFixed(3)),
      measuredOn: `${held.length} texts of ${names}`,
    };
    console.log(`  ${JSON.stringify(entry)},`);
  } finally {
    await close();
  }
}

calibrate().catch((error: unknown) => {
  console.error(error instanceof InputError ? error.message : error);
  process.exitCode = 1;
});
