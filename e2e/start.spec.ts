import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { expect, test } from "@playwright/test";
import { freePort } from "../scripts/lib/free-port.mjs";
import { ROOT } from "../scripts/lib/paths.mjs";

// The folder from which the built server runs is made anew by the next build.
test("npm start: a folder that is named from here is meant from here, and keeps what outlives the server", async () => {
  const folder = mkdtempSync(join(tmpdir(), "barometer-start-"));
  const port = await freePort();
  const child = spawn(process.execPath, ["scripts/start.mjs"], {
    cwd: ROOT,
    env: {
      PATH: process.env.PATH,
      NODE_ENV: "production",
      // As it was when the build was made, so that it is not made once more.
      SITE_URL: process.env.SITE_URL,
      PORT: String(port),
      DATA_DIR: relative(ROOT, folder),
      USE_HF_DATASETS: "false",
      USE_NEWS_FEEDS: "false",
    },
    stdio: "ignore",
  });
  try {
    const url = `http://127.0.0.1:${port}`;
    const status = (path: string) =>
      fetch(url + path).then(
        (answer) => answer.status,
        () => 0,
      );
    await expect.poll(() => status("/readyz"), { timeout: 20_000 }).toBe(200);
    expect(await status("/api/ai/sentiment/quick?text=up")).toBe(200);
    const ended = once(child, "exit");
    child.kill("SIGTERM");
    expect(await ended).toEqual([0, null]);
    expect(readdirSync(folder)).toContain("stats.json");
  } finally {
    child.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  }
});
