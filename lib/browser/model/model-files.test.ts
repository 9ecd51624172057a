import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { bytesOf, ownModel, runtimeFile, runtimeVersion } from "./model-files";

const root = join(import.meta.dirname, "..", "..", "..");
const hashOf = (path: string): string => createHash("sha256").update(readFileSync(path)).digest("hex");

test("sizes and hashes of the model are those of the files that are served", () => {
  for (const { url, bytes, sha256 } of ownModel.files) {
    const path = join(root, "public", new URL(url, "http://here").pathname);
    expect([url, statSync(path).size, hashOf(path)]).toEqual([url, bytes, sha256]);
  }
});

test("a file of another content has another address: caches keep each for a year", () => {
  for (const { url, sha256 } of ownModel.files) expect(url).toMatch(new RegExp(`\\?h=${sha256?.slice(0, 12)}$`));
});

test("the runtime is that of the package", () => {
  const folder = join(root, "node_modules", "onnxruntime-web");
  expect(JSON.parse(readFileSync(join(folder, "package.json"), "utf8")).version).toBe(runtimeVersion);
  expect(hashOf(join(folder, "dist", runtimeFile.path))).toBe(runtimeFile.sha256);
});

test("what a person is told to load is the sum of what travels", () => {
  expect(bytesOf(ownModel) / 1e6).toBeCloseTo(6.9, 1);
});
