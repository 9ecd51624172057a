import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

let root: string | undefined;

/** A folder for what a server keeps, that goes when this process ends: tests leave nothing in the project's own. */
export function scratchDir(): string {
  if (root === undefined) {
    const made = mkdtempSync(join(tmpdir(), "barometer-"));
    process.once("exit", () => rmSync(made, { recursive: true, force: true }));
    root = made;
  }
  return mkdtempSync(join(root, "data-"));
}
