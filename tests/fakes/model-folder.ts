import { createHash } from "node:crypto";
import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const shippedFolder = join(import.meta.dirname, "../../public/models/barometer-sentiment-v1");

/** A copy of the shipped model below `dir`, to be tampered with. Gives its path. */
export function copyModel(dir: string): string {
  const folder = join(dir, "barometer-sentiment-v1");
  cpSync(shippedFolder, folder, { recursive: true });
  return folder;
}

/** The same as a model of someone else, who lists no hashes. */
export function copyStranger(dir: string): string {
  const folder = copyModel(dir);
  rmSync(join(folder, "hashes.json"));
  return folder;
}

/** Writes a file of a copy anew. */
export function rewrite(folder: string, file: string, change: (bytes: Buffer) => Buffer | string): void {
  const path = join(folder, file);
  writeFileSync(path, change(readFileSync(path)));
}

/** Lists the files as they are now, as someone would who means the swap to go unnoticed. */
export function rehash(folder: string): void {
  rewrite(folder, "hashes.json", (bytes) => {
    const listed: Record<string, string> = JSON.parse(bytes.toString("utf8"));
    const hashOf = (file: string): string =>
      createHash("sha256")
        .update(readFileSync(join(folder, file)))
        .digest("hex");
    return JSON.stringify(Object.fromEntries(Object.keys(listed).map((file) => [file, hashOf(file)])));
  });
}
