import { readdir, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";

/** Nothing that is being written stands still for so long. */
const OLD_MS = 3_600_000;

/**
 * Removes what a killed process left: folders of work, and files that no record names. `own` is this process, as host and id. Work of
 * others is left alone while it may still go on.
 */
export async function sweepFolder(dir: string, own: string): Promise<void> {
  const names = await readdir(dir).catch((): string[] => []);
  const records = names.filter((name) => /^[0-9a-f]{32}\.json$/.test(name));
  const texts = await Promise.all(records.map((name) => readFile(join(dir, name), "utf8").catch(() => "")));
  const named = new Set(texts.flatMap((text) => /"data":"([^"]+)"/.exec(text)?.[1] ?? []));
  for (const name of names) {
    const isWork = /^tmp-[0-9a-f]{8}-\d+-/.test(name);
    const isOrphan = /^[0-9a-f]{32}-[0-9a-f]{16}\.(?:raw|parquet)$/.test(name) && !named.has(name);
    if (!isWork && !isOrphan) continue;
    const path = join(dir, name);
    const age = Date.now() - (await stat(path).catch(() => ({ mtimeMs: Date.now() }))).mtimeMs;
    if (age > OLD_MS || (isWork && isOver(name, own))) await rm(path, { recursive: true, force: true }).catch(() => {});
  }
}

/** Removes folders that stood in for one that could not be written to, and whose process has ended. */
export async function sweepSpares(dir: string, own: string): Promise<void> {
  for (const name of await readdir(dir).catch((): string[] => []))
    if (name.startsWith("barometer-market-") && isOver(name, own))
      await rm(join(dir, name), { recursive: true, force: true }).catch(() => {});
}

/** Whether the process that made a folder has ended, as far as one on the same host can tell. */
function isOver(name: string, own: string): boolean {
  const [, host, pid] = /-([0-9a-f]{8})-(\d+)-/.exec(name) ?? [];
  if (host !== own.split("-")[0] || Number(pid) === process.pid) return false;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (problem) {
    return problem instanceof Error && "code" in problem && problem.code === "ESRCH";
  }
}
