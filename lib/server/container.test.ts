import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { createContainer } from "./container";
import { parseEnv } from "./env";

const base = mkdtempSync(join(tmpdir(), "barometer-"));
const DATA_DIR = join(base, "data");
afterEach(() => rmSync(base, { recursive: true, force: true }));

const settings: readonly (readonly [string, Record<string, string>, boolean])[] = [
  ["without a key", {}, false],
  ["without a key where one is wanted", { USE_HF_API: "true" }, false],
  ["with a key that cannot be one", { HF_TOKEN: "two words" }, false],
  ["off, with a key", { HF_TOKEN: "hf_user", HF_MODE: "off" }, false],
  ["with a key", { HF_TOKEN: "hf_user" }, true],
  ["public", { HF_MODE: "public" }, true],
];

it.for(settings)("%s: the folder of the budget is made only where something can be spent", async ([, env, made]) => {
  const container = await createContainer(parseEnv({ DATA_DIR, LOG_LEVEL: "silent", ...env }));
  await container.close();
  expect(existsSync(DATA_DIR)).toBe(made);
});
