import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { createLogger } from "../../lib/server/logger";
import { startApp, tempDir } from "./kit";

const offline = { EMBEDDED_MODEL: "off" };

// Stimulus 27.
it("figures stay in memory where the disk takes none, health says so, and they are written once it can be", async () => {
  const DATA_DIR = join(tempDir(), "data");
  writeFileSync(DATA_DIR, "a file in its place");
  const warnings: string[] = [];
  const logger = createLogger("warn", [], (line) => warnings.push(JSON.parse(line).event));
  const app = await startApp(null, { env: { ...offline, DATA_DIR }, logger });
  for (let text = 0; text < 20; text += 1) await app.analyse({ text: `Text ${text}` });
  await expect.poll(async () => (await app.stats()).kept_in, { timeout: 8_000 }).toBe("memory");
  const { status, checks } = await app.health();
  const disk = checks.find(({ name }) => name === "disk");
  expect(status).toBe("degraded");
  expect(disk).toMatchObject({ kind: "store", status: "warn" });
  expect(disk?.detail).toMatch(/^it cannot be written to \(E[A-Z]+\): kept in memory$/);
  expect((await app.stats()).texts.total).toBe(20);
  expect(warnings.toSorted()).toEqual(["incidents_not_saved", "stats_not_saved"]);
  rmSync(DATA_DIR);
  app.container.flushSync();
  await app.container.close();
  expect((await startApp(null, { env: { ...offline, DATA_DIR } }).then((again) => again.stats())).texts.total).toBe(20);
});

it("a file of figures that cannot be read is set aside, and counting begins anew", async () => {
  const DATA_DIR = tempDir();
  writeFileSync(join(DATA_DIR, "stats.json"), '{"version":1,"since":1,"to');
  const app = await startApp(null, { env: { ...offline, DATA_DIR } });
  await app.analyse({ text: "up" });
  expect((await app.stats()).texts.total).toBe(1);
  await app.container.close();
  expect(readFileSync(join(DATA_DIR, "stats.json.broken"), "utf8")).toContain('"to');
  expect(JSON.parse(readFileSync(join(DATA_DIR, "stats.json"), "utf8"))).toMatchObject({ version: 1 });
});

it("what was counted in the last moment is there after the process ended by itself", async () => {
  const DATA_DIR = tempDir();
  const app = await startApp(null, { env: { ...offline, DATA_DIR } });
  await app.analyse({ text: "up" });
  app.container.flushSync();
  const kept = JSON.parse(readFileSync(join(DATA_DIR, "stats.json"), "utf8"));
  expect(kept.total.counts).toMatchObject({ "call/sentiment/ok": 1, "text/lexical/single": 1 });
});
