import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "./free-port.mjs";
import { STANDALONE } from "./paths.mjs";

/** Copies the standalone build out of the repository, where nothing of the repository can help it along. */
export function copyStandalone() {
  const folder = mkdtempSync(join(tmpdir(), "barometer-"));
  cpSync(STANDALONE, folder, { recursive: true, verbatimSymlinks: true });
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/**
 * Starts a server from a folder on a free loopback port and waits until it answers, its model loaded. Milliseconds from the start of the
 * process: `aliveMs` to the first answer at all, `readyMs` until texts can be sent.
 */
export async function serve(folder, env = {}) {
  const port = await freePort();
  const started = performance.now();
  const child = spawn(process.execPath, ["server.js"], {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      NODE_ENV: "production",
      LOG_LEVEL: "warn",
      // Nobody out there is asked by a server that is tested or timed, unless that is what it is started for.
      USE_NEWS_FEEDS: "false",
      ...env,
      PORT: String(port),
      HOSTNAME: "127.0.0.1",
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => output.push(String(chunk)));
  const url = `http://127.0.0.1:${port}`;
  const passed = async (path) => {
    for (let attempt = 0; attempt < 3_000 && child.exitCode === null; attempt += 1) {
      const answer = await fetch(url + path).catch(() => undefined);
      await answer?.arrayBuffer();
      if (answer?.ok) break;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    return performance.now() - started;
  };
  const aliveMs = await passed("/healthz");
  const readyMs = await passed("/readyz");
  for (let attempt = 0; attempt < 600; attempt += 1) {
    if (child.exitCode !== null) break;
    const answer = await fetch(`${url}/api/ai/health`).catch(() => undefined);
    if (answer?.ok && child.pid !== undefined && isWarm(await answer.json())) {
      return { url, port, pid: child.pid, output, aliveMs, readyMs, stop: () => stop(child) };
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  child.kill("SIGKILL");
  throw new Error(`The server did not start:\n${output.join("")}`);
}

/** Ends a server and gives its exit code; by force when it takes longer than it says it does. */
function stop(child) {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => {
    const force = setTimeout(() => child.kill("SIGKILL"), 12_000);
    child.once("exit", (code) => {
      clearTimeout(force);
      resolve(code);
    });
    child.kill("SIGTERM");
  });
}

/** The embedded model is loaded once the port is open; who tests or times it does not want to meet it half-way. */
const isWarm = ({ checks }) =>
  checks.every(({ name, detail }) => name !== "barometer_sentiment" || !/with the first text/.test(detail));
