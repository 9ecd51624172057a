import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { loadPhrases } from "../models/phrasebook/load-phrases";
import { copyStranger } from "../tests/fakes/model-folder";
import { startDouble } from "../tests/hf-double/start-double";
import { tempDir } from "../tests/resilience/kit";

const run = promisify(execFile);
const root = join(import.meta.dirname, "..");

/** Runs the command on own labelled sentences. */
async function calibrate(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<string> {
  const dir = tempDir();
  const rows = loadPhrases().flatMap(({ text, label }, index) => (index % 8 === 0 ? [{ text, label }] : []));
  writeFileSync(join(dir, "own.jsonl"), rows.map((row) => JSON.stringify(row)).join("\n"));
  const { stdout } = await run(
    process.execPath,
    ["--import", "tsx", join(root, "scripts/calibrate.ts"), ...args, "--data", dir, "--limit", "240"],
    { cwd: root, env: { ...process.env, DATA_DIR: tempDir(), ...env } },
  );
  return stdout;
}

it("measures a model of a folder and prints its line", async () => {
  const said = await calibrate(["--model", copyStranger(tempDir()), "--dtype", "q8"]);
  console.info(said);
  expect(said).toMatch(/120 texts to fit, 120 held out/);
  expect(said).toMatch(/held out, as it is +ECE 0\.\d{3} .*\nheld out, with it +ECE 0\.\d{3}/);
  expect(said).toMatch(/\{"key":"local_barometer_sentiment_v1","dtype":"q8","temperature":[\d.]+,"ece":0\.\d+,/);
}, 60_000);

it("measures a remote model through the router that is set", async () => {
  const double = await startDouble();
  try {
    const said = await calibrate(["--model", "financial_sentiment"], { ...double.env, HF_TOKEN: "hf_user" });
    expect(said).toMatch(/\{"key":"financial_sentiment","dtype":null,"temperature":/);
    expect(double.requests("/hf-inference/**").length).toBeGreaterThan(5);
  } finally {
    await double.stop();
  }
}, 60_000);

it("says what is wrong with what it was given", async () => {
  const refused = (args: readonly string[]) => calibrate(args).catch((error: { stderr: string }) => error.stderr);
  expect(await refused(["--model", "nobody"])).toMatch(/There is no model "nobody" here; there is .*lexical/);
});
