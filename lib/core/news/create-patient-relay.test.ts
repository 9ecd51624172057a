import { describe, expect, it } from "vitest";
import { ok } from "../errors";
import { failed } from "../failure";
import { createPatientRelay } from "./create-patient-relay";
import type { NewsItem } from "./news-item";
import { noRelay } from "./no-relay";

// Nothing but its identity matters to the relay.
const item = (id: number): NewsItem => ({ id: String(id) }) as NewsItem;

function open() {
  const told: string[] = [];
  const state = { isOut: false, lost: 0 };
  const relay = createPatientRelay(
    {
      ...noRelay,
      async publish(items) {
        await new Promise((resolve) => setImmediate(resolve));
        if (state.isOut) return failed("unavailable");
        told.push(...items.map(({ id }) => id));
        return ok(null);
      },
    },
    (items) => {
      state.lost += items;
    },
  );
  return { relay, told, state };
}

describe("a relay that is patient", () => {
  it("tells what it could not tell, in order, before anything newer", async () => {
    const { relay, told, state } = open();
    state.isOut = true;
    expect((await relay.publish([item(1), item(2)])).ok).toBe(false);
    state.isOut = false;
    await Promise.all([relay.publish([item(3)]), relay.publish([item(4)])]);
    expect(told).toEqual(["1", "2", "3", "4"]);
  });

  it("at the latest when the turn is asked for again", async () => {
    const { relay, told, state } = open();
    state.isOut = true;
    await relay.publish([item(1)]);
    state.isOut = false;
    await relay.takeTurn(1_000);
    expect(told).toEqual(["1"]);
  });

  it("gives up the oldest of too many, and says how many", async () => {
    const { relay, told, state } = open();
    state.isOut = true;
    for (let portion = 0; portion < 21; portion += 1)
      await relay.publish(Array.from({ length: 1_000 }, (_, at) => item(portion * 1_000 + at)));
    state.isOut = false;
    await relay.takeTurn(1_000);
    expect([told.length, told[0], state.lost]).toEqual([20_000, "1000", 1_000]);
  });
});
