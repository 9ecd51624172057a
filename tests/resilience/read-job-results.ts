import { createFileJobs } from "../../lib/adapters/jobs/create-file-jobs";
import { ok } from "../../lib/core/errors";

/** What a folder holds of a job in the end, by a reader of its own: the detail of each result, and how the job stands. */
export async function readJobResults(dir: string, id: string, total: number) {
  const jobs = createFileJobs({
    dir,
    read: async () => ok({ items: [], thresholds: {} }),
    warn: () => undefined,
    clock: { wall: () => Date.now() },
    keepMs: 1e9,
    mostBytes: 1e9,
  });
  const details: string[] = [];
  for (let from = 0; from < total; ) {
    const chunk = await jobs.chunkAt(id, from, { texts: false });
    if (!chunk.ok || !chunk.value?.items) throw new Error(`no results at ${from}`);
    for (const item of chunk.value.items) details.push("error" in item ? item.error.detail : "");
    from = chunk.value.to;
  }
  return { details, look: await jobs.look(id) };
}
