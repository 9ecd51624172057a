import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { ok } from "../../core/errors";
import { failed, type Outcome } from "../../core/failure";
import type { GoldenSentence } from "../../core/models/model-spec";
import { type ModelConfig, parseGolden, parseHashes, parseModelConfig } from "../../core/neural/parse-model-config";

/** What stands beside the weights of a model that was made for Barometer. */
export interface ModelFolder {
  readonly path: string;
  readonly hashes: ReadonlyMap<string, string>;
  readonly config: ModelConfig;
  readonly golden: readonly GoldenSentence[];
}

/** Reads the folder's small files and checks them against hashes.json. Errors: bad_files. */
export async function readModelFolder(path: string): Promise<Outcome<ModelFolder>> {
  const listed = await readText(path, "hashes.json");
  if (!listed.ok) return listed;
  const hashes = parseHashes(listed.value);
  if (!hashes.ok) return hashes;
  const texts: string[] = [];
  for (const file of ["config.json", "golden.json"]) {
    const text = await readText(path, file);
    if (!text.ok) return text;
    if (createHash("sha256").update(text.value).digest("hex") !== hashes.value.get(file)) {
      return failed("bad_files", { detail: `${file} is not the file that was published` });
    }
    texts.push(text.value);
  }
  const [configText = "", goldenText = ""] = texts;
  const config = parseModelConfig(configText);
  if (!config.ok) return config;
  const golden = parseGolden(goldenText);
  if (!golden.ok) return golden;
  return ok({ path, hashes: hashes.value, config: config.value, golden: golden.value });
}

async function readText(folder: string, file: string): Promise<Outcome<string>> {
  try {
    return ok(await readFile(join(folder, file), "utf8"));
  } catch (cause) {
    return failed("bad_files", { detail: `${file} cannot be read`, cause });
  }
}
