import { describe, expect, it } from "vitest";
import { keptFor } from "./kept-for";

describe("keptFor", () => {
  it("makes it once for all who ask meanwhile, and again when its time is over", async () => {
    const at = { now: 0 };
    let made = 0;
    const ask = keptFor(
      100,
      () => at.now,
      async () => {
        made += 1;
        return made;
      },
    );
    expect(await Promise.all([ask(), ask(), ask()])).toEqual([1, 1, 1]);
    at.now = 99;
    expect(await ask()).toBe(1);
    at.now = 100;
    expect(await ask()).toBe(2);
  });

  it("counts from when it was made, however long that took", async () => {
    const at = { now: 0 };
    const made: (() => void)[] = [];
    const ask = keptFor(
      100,
      () => at.now,
      () => new Promise<void>((resolve) => made.push(resolve)),
    );
    const first = ask();
    at.now = 5_000;
    void ask();
    expect(made).toHaveLength(1);
    made[0]?.();
    await first;
    at.now = 5_099;
    void ask();
    expect(made).toHaveLength(1);
  });

  it("keeps nothing that failed", async () => {
    let times = 0;
    const ask = keptFor(
      100,
      () => 0,
      async () => {
        times += 1;
        if (times === 1) throw new Error("the first time");
        return times;
      },
    );
    await expect(ask()).rejects.toThrow("the first time");
    expect(await ask()).toBe(2);
  });
});
