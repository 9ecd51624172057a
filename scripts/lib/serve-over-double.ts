import { type Double, startDouble } from "../../tests/hf-double/start-double";
import { type ServedBuild, serveBuilt } from "./serve-built";

interface ServedOverDouble {
  readonly double: Double;
  readonly server: ServedBuild;
  stop(): Promise<void>;
}

/** Builds where needed, then serves the standalone copy with its remote tier pointed at a double of its own, without limits. */
export async function serveOverDouble(env: Readonly<Record<string, string>> = {}): Promise<ServedOverDouble> {
  const double = await startDouble();
  const server = await serveBuilt({
    ...double.env,
    HF_TOKEN: "hf_user",
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
    },
  };
}
