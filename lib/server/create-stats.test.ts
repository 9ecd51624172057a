import { mkdtempSync, rmSync } from "node:fs";
import { mkdir, rmdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { fakeClock } from "../../tests/fakes/fake-clock";
import { createStats } from "./create-stats";

it("figures of which one file cannot be written are not kept on disk, and are again when it can", async () => {
  const dir = mkdtempSync(join(tmpdir(), "barometer-stats-"));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  const clock = fakeClock();
  const stats = await createStats({ dir, redis: undefined, clock, warn: () => {} });
  const keptIn = async () => (await stats.read("all")).keptIn;
  const written = () => stats.files().map((file) => file.written);
  expect(await keptIn()).toBe("disk");
  // Nothing can be put in the place of a folder.
  const history = join(dir, "stats-history.json");
  await mkdir(history);
  for (let time = 0; time < 2; time += 1) {
    stats.recorder.called("sentiment", "ok", 5);
    await stats.read("all");
    clock.pass(25 * 60_000);
  }
  await stats.close();
  expect(written()).toEqual([true, false]);
  expect(await keptIn()).toBe("memory");
  await rmdir(history);
  await stats.close();
  expect(written()).toEqual([true, true]);
  expect(await keptIn()).toBe("disk");
});
