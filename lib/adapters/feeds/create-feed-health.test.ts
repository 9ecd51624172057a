import { expect, it } from "vitest";
import { failure } from "../../core/failure";
import { createFeedHealth } from "./create-feed-health";

it("has no time that lies ahead when the clock is set back", () => {
  let wall = 1_700_000_000_000;
  const health = createFeedHealth({ now: () => 0, wall: () => wall }, 60_000);
  health.succeeded(3);
  wall -= 86_400_000;
  expect(health.look()).toMatchObject({ checkedAt: wall, lastOkAt: wall });
  wall += 2 * 86_400_000;
  expect(health.look().lastOkAt).toBe(1_700_000_000_000);
});

it.each([
  [undefined, 60],
  [30, 60],
  [86_400, 86_400],
])("told to come back after %s s it rests for %i s", (retryAfterS, rest) => {
  const health = createFeedHealth({ now: () => 0, wall: () => 0 }, 60_000);
  health.failed(failure("rate_limited", retryAfterS === undefined ? {} : { retryAfterS }));
  expect(health.resting()?.retryAfterS).toBe(rest);
});

it("rests by what it asks for once, and no longer than an hour by itself", () => {
  let now = 0;
  const health = createFeedHealth({ now: () => now, wall: () => 0 }, 60_000);
  for (let turn = 0; turn < 12; turn++) {
    health.failed(failure("upstream_failed", turn === 11 ? { retryAfterS: 7_200 } : {}));
    if (turn < 11) expect(health.look().retryAfterS).toBeLessThanOrEqual(3_600);
    now += 3_600_000;
  }
  now -= 3_600_000;
  expect(health.look().retryAfterS).toBe(7_200);
});
