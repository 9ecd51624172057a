import { expect, it } from "vitest";
import { makeFlag } from "../../../tests/fakes/make-flag";
import { fail, ok } from "../errors";
import type { FlagLog } from "./flag-log";
import { MOST_FLAG_BYTES_A_DAY, MOST_FLAGS_A_DAY, shareFlags } from "./share-flags";

function open() {
  const state = { now: 0, works: true, bytes: 0, seen: new Set<string>() };
  const log: FlagLog = {
    mostBytes: 20_000_000,
    async add(flag) {
      if (!state.works) return fail("unavailable", "The disk is full.");
      state.bytes += new TextEncoder().encode(JSON.stringify(flag)).length;
      return ok("id");
    },
    page: async () => ok({ rows: [], next: null, bytes: 0 }),
  };
  const digest = (client: string): string => {
    state.seen.add(client);
    return `digest of ${client}`;
  };
  return { state, flags: shareFlags({ log, clock: { now: () => state.now }, digest }) };
}

it("takes 50 flags of one client in 24 hours, says when the next may come, and takes those of others", async () => {
  const { state, flags } = open();
  for (let at = 0; at < MOST_FLAGS_A_DAY; at += 1) expect((await flags.add(makeFlag("x"), "one")).ok).toBe(true);
  state.now = 3_600_000;
  expect(await flags.add(makeFlag("x"), "one")).toMatchObject({
    error: { code: "rate_limited", retryAfterS: 23 * 3_600, detail: expect.stringContaining("nothing was saved") },
  });
  expect((await flags.add(makeFlag("x"), "two")).ok).toBe(true);
  state.now = 86_400_000;
  expect((await flags.add(makeFlag("x"), "one")).ok).toBe(true);
});

it("takes 1 MB of one client, by what the file holds: a character may be six bytes of it", async () => {
  const { state, flags } = open();
  let taken = 0;
  while ((await flags.add(makeFlag("\u0001".repeat(4_000)), "one")).ok) taken += 1;
  expect(taken).toBe(41);
  expect(state.bytes).toBeLessThanOrEqual(MOST_FLAG_BYTES_A_DAY);
  expect((await flags.add(makeFlag("short"), "one")).ok).toBe(true);
});

it("counts what waits for the disk, and not what the disk refused", async () => {
  const { state, flags } = open();
  const many = await Promise.all(Array.from({ length: 200 }, () => flags.add(makeFlag("x"), "one")));
  expect(many.filter(({ ok }) => ok)).toHaveLength(MOST_FLAGS_A_DAY);
  state.works = false;
  for (let at = 0; at < 100; at += 1)
    expect(await flags.add(makeFlag("x"), "two")).toMatchObject({ error: { code: "unavailable" } });
  state.works = true;
  expect((await flags.add(makeFlag("x"), "two")).ok).toBe(true);
});
