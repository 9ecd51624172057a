import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./paths.mjs";

export const UNIT_REPORT = join(ROOT, ".cache", "unit.json");
export const E2E_REPORT = join(ROOT, ".cache", "e2e.json");

/** Adds up what the two test runners reported. A missing report counts nothing. */
export function readCounts() {
  const unit = read(UNIT_REPORT);
  const e2e = read(E2E_REPORT)?.stats;
  return {
    passed: (unit?.numPassedTests ?? 0) + (e2e?.expected ?? 0) + (e2e?.flaky ?? 0),
    failed: (unit?.numFailedTests ?? 0) + (e2e?.unexpected ?? 0),
    skipped: (unit?.numPendingTests ?? 0) + (e2e?.skipped ?? 0),
  };
}

const read = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined);
