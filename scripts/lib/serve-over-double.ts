import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Double, startDouble } from "../../tests/hf-double/start-double";
import { ensureBuild } from "./ensure-build.mjs";
import { copyStandalone, serve } from "./serve-copy.mjs";

interface ServedOverDouble {
  readonly double: Double;
  readonly server: Awaited<ReturnType<typeof serve>>;
  stop(): Promise<void>;
}

/** Builds where needed, then serves the standalone copy with its remote tier pointed at a double of its own, without limits. */
export async function serveOverDouble(env: Readonly<Record<string, string>> = {}): Promise<ServedOverDouble> {
  ensureBuild();
  const copy = copyStandalone();
  const data = mkdtempSync(join(tmpdir(), "barometer-data-"));
  const double = await startDouble();
  const server = await serve(copy.folder, {
    ...double.env,
    HF_TOKEN: "hf_user",
    DATA_DIR: data,
    HF_REQUESTS_PER_MINUTE: "1000000",
    HF_CREDITS_USD_PER_MONTH: "1000",
    RATE_LIMIT_PER_MINUTE: "1000000",
    // What is timed is the remote tier, and the lexical one behind it.
    EMBEDDED_MODEL: "off",
    ...env,
  });
  return {
    double,
    server,
    async stop() {
      await server.stop();
      await double.stop();
      copy.remove();
      rmSync(data, { recursive: true, force: true });
    },
  };
}
