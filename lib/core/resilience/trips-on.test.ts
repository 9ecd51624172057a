import { CircuitState } from "cockatiel";
import { describe, expect, it } from "vitest";
import { tripsOn } from "./trips-on";

const shipped = () => tripsOn({ inARow: 5, share: 0.4, ofLast: 20, atLeast: 16 });

/** The number of the call that trips, in a pattern of good (1) and bad (0) that repeats. */
function tripsAt(pattern: readonly number[], most = 200): number | null {
  const rule = shipped();
  for (let call = 1; call <= most; call += 1) {
    if (pattern[(call - 1) % pattern.length] === 1) rule.success(CircuitState.Closed);
    else if (rule.failure(CircuitState.Closed)) return call;
  }
  return null;
}

describe("tripsOn", () => {
  it.for([
    ["nothing but failures", [0], 5],
    ["every other call fails", [0, 1], 17],
    ["every other call fails, a good one first", [1, 0], 16],
    ["two bad, two good", [0, 0, 1, 1], 17],
    ["four of five fail", [0, 0, 0, 0, 1], 16],
    ["one in three fails", [0, 1, 1], null],
    ["all is well", [1], null],
  ] as const)("%s", ([, pattern, at]) => {
    expect(tripsAt(pattern)).toBe(at);
  });

  it("a good trial wipes the slate", () => {
    const rule = shipped();
    for (let call = 0; call < 5; call += 1) rule.failure(CircuitState.Closed);
    rule.success(CircuitState.HalfOpen);
    expect([1, 2, 3, 4].map(() => rule.failure(CircuitState.Closed))).toEqual([false, false, false, false]);
  });
});
