// Resident memory of a bare Next server, and of this one with its remote tier off and on, after the same load: different texts over 20 connections,
// a double as upstream. Fails when this one, with the tier on, holds 60 MB more than the bare one.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { parseArgs } from "node:util";
import { sentiment } from "../lib/contracts/functions/sentiment";
import { headline, wait } from "../tests/resilience/load";
import { ROOT } from "./lib/paths.mjs";
import { residentMb } from "./lib/resident-mb.mjs";
import { serve } from "./lib/serve-copy.mjs";
import { serveOverDouble } from "./lib/serve-over-double";

const CONNECTIONS = 20;
const MOST_GROWTH_MB = 60;
const SETTLE_MS = 15_000;
const { values } = parseArgs({ options: { requests: { type: "string", default: "1000" }, heap: { type: "string" } } });
const each = Number(values.requests);
/** With --heap all three have the same small heap, so that garbage which is not yet collected does not count. */
const heap: Record<string, string> =
  values.heap === undefined
    ? {}
    : { NODE_OPTIONS: `--max-old-space-size=${Number(values.heap)} --max-semi-space-size=4` };

const bare = await measureBare();
const without = await measureOurs({ HF_MODE: "off" });
const ours = await measureOurs({});
const growth = ours.after - bare.after;
console.log(`${CONNECTIONS} connections, ${each.toLocaleString("en")} requests each, all different`);
console.log(`a bare Next server     ${show(bare)}`);
console.log(`this one, tier off     ${show(without)}`);
console.log(`this one, tier on      ${show(ours)}`);
console.log(`the tier itself        ${(ours.after - without.after).toFixed(0)} MB`);
console.log(`over the bare server   ${growth.toFixed(0)} MB (aim: < ${MOST_GROWTH_MB} MB)`);
if (growth >= MOST_GROWTH_MB) process.exitCode = 1;

interface Memory {
  readonly before: number;
  readonly peak: number;
  readonly after: number;
  readonly perSecond: number;
}

async function measureBare(): Promise<Memory> {
  // Inside the repository, where the bundler may follow the way to its packages.
  mkdirSync(join(ROOT, ".cache"), { recursive: true });
  const folder = mkdtempSync(join(ROOT, ".cache", "bare-"));
  try {
    writeFileSync(
      join(folder, "next.config.mjs"),
      `export default { output: "standalone", outputFileTracingRoot: ${JSON.stringify(ROOT)}, turbopack: { root: ${JSON.stringify(ROOT)} } };\n`,
    );
    mkdirSync(join(folder, "app", "api", "[...path]"), { recursive: true });
    writeFileSync(
      join(folder, "app", "api", "[...path]", "route.js"),
      `export const dynamic = "force-dynamic";
export const GET = () => Response.json({ ok: true });
export const POST = async (request) => Response.json({ length: (await request.json()).text.length });
`,
    );
    const next = join(ROOT, "node_modules", "next", "dist", "bin", "next");
    const { status, stdout, stderr } = spawnSync(process.execPath, [next, "build"], {
      cwd: folder,
      encoding: "utf8",
      env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    });
    if (status !== 0) throw new Error(`The bare app was not built:\n${stdout}${stderr}`);
    const server = await serve(join(folder, ".next", "standalone", ".cache", basename(folder)), heap);
    try {
      return await measure(server);
    } finally {
      await server.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measureOurs(env: Readonly<Record<string, string>>): Promise<Memory> {
  const { server, stop } = await serveOverDouble({ ...heap, ...env });
  try {
    return await measure(server);
  } finally {
    await stop();
  }
}

async function measure({ url, pid }: { readonly url: string; readonly pid: number }): Promise<Memory> {
  const before = residentMb(pid);
  let peak = before;
  let next = 0;
  const started = performance.now();
  const connection = async (): Promise<void> => {
    while (next < each * CONNECTIONS) {
      const index = next++;
      const response = await fetch(url + sentiment.path, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ text: headline(index) }),
      });
      await response.arrayBuffer();
      if (!response.ok) throw new Error(`${response.status} to request ${index}`);
      if (index % 500 === 0) peak = Math.max(peak, residentMb(pid));
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, connection));
  const seconds = (performance.now() - started) / 1000;
  await wait(SETTLE_MS);
  return { before, peak, after: residentMb(pid), perSecond: (each * CONNECTIONS) / seconds };
}

function show({ before, peak, after, perSecond }: Memory): string {
  const mb = (value: number): string => `${value.toFixed(0)} MB`;
  return `${mb(after)} after (${mb(before)} before, ${mb(peak)} at most, ${perSecond.toFixed(0)} requests a second)`;
}
