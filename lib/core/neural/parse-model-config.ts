import { type Label, labels } from "../../contracts/verdict";
import { ok } from "../errors";
import { failed, type Outcome } from "../failure";
import type { GoldenSentence } from "../models/model-spec";
import type { Fusion } from "./fuse-scores";

/** What Barometer reads of the folder of a model that was made for it. */
export interface ModelConfig {
  /** Null where none was fitted. */
  readonly fusion: Fusion | null;
  /** Expected calibration error of the fusion on held-back crypto texts. */
  readonly ece: number | null;
}

/** Reads config.json. Errors: bad_files. */
export function parseModelConfig(text: string): Outcome<ModelConfig> {
  const config = parseObject(text);
  if (config === null) return failed("bad_files", { detail: "config.json cannot be read" });
  const { fusion } = config;
  if (fusion === undefined) return ok({ fusion: null, ece: null });
  if (!isObject(fusion)) return failed("bad_files", { detail: "config.json: fusion is no object" });
  const { lexical_weight: lexicalWeight, temperature, ece } = fusion;
  if (!isShare(lexicalWeight) || typeof temperature !== "number" || !(temperature > 0)) {
    return failed("bad_files", { detail: "config.json: fusion needs lexical_weight and temperature" });
  }
  return ok({ fusion: { lexicalWeight, temperature }, ece: isShare(ece) ? ece : null });
}

/** Reads hashes.json: the SHA-256 of each file, in hexadecimal. Errors: bad_files. */
export function parseHashes(text: string): Outcome<ReadonlyMap<string, string>> {
  const listed = Object.entries(parseObject(text) ?? {});
  const hashes = listed.flatMap(([file, hash]) => (isHash(hash) && isPlainPath(file) ? [[file, hash] as const] : []));
  if (hashes.length === 0 || hashes.length < listed.length) {
    return failed("bad_files", { detail: "hashes.json cannot be read" });
  }
  return ok(new Map(hashes));
}

/** The labelled sentences of golden.json: those that a model must read right before it is believed. Errors: bad_files. */
export function parseGolden(text: string): Outcome<readonly GoldenSentence[]> {
  const rows = parse(text);
  const golden = (Array.isArray(rows) ? rows : []).flatMap((row): GoldenSentence[] => {
    if (!isObject(row) || typeof row.text !== "string" || !isLabel(row.label)) return [];
    return [{ text: row.text, label: row.label }];
  });
  return golden.length >= 3 ? ok(golden) : failed("bad_files", { detail: "golden.json holds no three sentences" });
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isShare = (value: unknown): value is number => typeof value === "number" && value >= 0 && value <= 10;
const isLabel = (value: unknown): value is Label => labels.some((label) => label === value);
const isHash = (value: unknown): value is string => typeof value === "string" && /^[\da-f]{64}$/.test(value);
const isPlainPath = (path: string): boolean => /^[\w-]+(?:[./][\w-]+)*$/.test(path);

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function parseObject(text: string): Record<string, unknown> | null {
  const value = parse(text);
  return isObject(value) ? value : null;
}
