import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { jobsContract } from "../../../tests/contract/jobs";
import { createFileJobs } from "./create-file-jobs";

const DAY_MS = 86_400_000;
const clock = { wall: () => Date.now() };

jobsContract("jobs in a folder", async () => {
  const dir = await mkdtemp(join(tmpdir(), "barometer-jobs-"));
  return {
    open: async (terms) =>
      createFileJobs({ dir, warn: () => undefined, clock, keepMs: DAY_MS, mostBytes: 1e9, ...terms }),
    remove: () => rm(dir, { recursive: true, force: true }),
  };
});
