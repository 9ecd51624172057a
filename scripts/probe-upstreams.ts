import { parseArgs } from "node:util";
import { runProbe } from "./probe/run-probe";

const usage = "Usage: npm run probe -- [--only double]";
const PACE_MS = 500;
const DEADLINE_MS = 20_000;

class UsageError extends Error {}

function readOrigin(name: string, usual: string): string {
  const given = process.env[name]?.trim() || usual;
  const url = URL.canParse(given) ? new URL(given) : null;
  if (url === null || !/^https?:$/.test(url.protocol)) throw new UsageError(`${name} is no http(s) address.`);
  return url.origin;
}

function readToken(): string | null {
  const token = process.env.HF_TOKEN?.trim() || null;
  if (token !== null && !/^hf_\w+$/.test(token)) throw new UsageError("HF_TOKEN is set and is no token.");
  return token;
}

function readOnly(): boolean {
  const { values } = parseArgs({ options: { only: { type: "string" } } });
  if (values.only !== undefined && values.only !== "double") throw new UsageError(usage);
  return values.only === "double";
}

try {
  const real = readOnly()
    ? null
    : {
        origins: {
          hub: readOrigin("HF_HUB_ORIGIN", "https://huggingface.co"),
          router: readOrigin("HF_ROUTER_ORIGIN", "https://router.huggingface.co"),
          datasets: readOrigin("HF_DATASETS_ORIGIN", "https://datasets-server.huggingface.co"),
        },
        token: readToken(),
        paceMs: PACE_MS,
        deadlineMs: DEADLINE_MS,
      };
  process.exitCode = await runProbe({ real, write: (text) => process.stdout.write(text) });
} catch (error) {
  if (!(error instanceof UsageError) && !(error instanceof TypeError && "code" in error)) throw error;
  process.stderr.write(`probe: ${error.message}\n`);
  process.exitCode = 64;
}
