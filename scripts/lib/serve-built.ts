import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureBuild } from "./ensure-build.mjs";
import { copyStandalone, serve } from "./serve-copy.mjs";

export interface ServedBuild {
  readonly url: string;
  readonly pid: number;
  /** What it wrote, piece by piece. */
  readonly output: string[];
  stop(): Promise<void>;
}

/** Builds where needed, then serves a copy of the standalone build with a data folder of its own, and takes both away again. */
export async function serveBuilt(env: Readonly<Record<string, string>>): Promise<ServedBuild> {
  ensureBuild();
  const copy = copyStandalone();
  const DATA_DIR = mkdtempSync(join(tmpdir(), "barometer-data-"));
  const server = await serve(copy.folder, { DATA_DIR, ...env });
  return {
    url: server.url,
    pid: server.pid,
    output: server.output,
    async stop() {
      await server.stop();
      copy.remove();
      rmSync(DATA_DIR, { recursive: true, force: true });
    },
  };
}
