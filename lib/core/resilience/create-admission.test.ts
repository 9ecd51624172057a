import { describe, expect, it } from "vitest";
import { fakeClock } from "../../../tests/fakes/fake-clock";
import { createAdmission, type Work } from "./create-admission";

const settings = { alwaysIn: 4, most: 20, mostWaitMs: 800 };

/** A door under a clock and an event loop of its own; `begun` names those inside, in the order in which they came in. */
function open() {
  const clock = fakeClock();
  const turns: (() => void)[] = [];
  const begun: number[] = [];
  const works: Work[] = [];
  const door = createAdmission(settings, clock, (run) => turns.push(run));
  const turn = (): void => {
    for (const run of turns.splice(0)) run();
  };
  return {
    clock,
    door,
    begun,
    turn,
    enter(id: number): number | null {
      const work: Work = () => begun.push(id);
      works[id] = work;
      return door.enter(work);
    },
    leave(id: number): void {
      const work = works[id];
      if (work) door.leave(work);
    },
    turns(count: number): void {
      for (let each = 0; each < count; each += 1) turn();
    },
  };
}

describe("createAdmission", () => {
  it("lets the first in at once, and the others one a turn, in the order in which they came", () => {
    const { enter, begun, turn, door } = open();
    for (const id of [1, 2, 3]) expect(enter(id)).toBeNull();
    expect(begun).toEqual([1]);
    expect(door.look()).toEqual({ inFlight: 1, waiting: 2 });
    turn();
    expect(begun).toEqual([1, 2]);
    turn();
    turn();
    expect(begun).toEqual([1, 2, 3]);
    enter(4);
    expect(begun).toEqual([1, 2, 3, 4]);
  });

  it("does not begin what has left while it waited", () => {
    const { enter, leave, begun, turns, door } = open();
    for (const id of [1, 2, 3]) enter(id);
    leave(2);
    turns(3);
    expect(begun).toEqual([1, 3]);
    expect(door.look()).toMatchObject({ inFlight: 2, waiting: 0 });
  });

  it("lets a burst in before it knows how fast it is, up to a cap", () => {
    const { enter, door } = open();
    const answers = Array.from({ length: 25 }, (_, id) => enter(id));
    expect(answers.slice(0, 20).every((answer) => answer === null)).toBe(true);
    expect(answers.slice(20)).toEqual([1, 1, 1, 1, 1]);
    expect(door.look().inFlight + door.look().waiting).toBe(20);
  });

  it("once it was full for a second, lets in only who will be served in time", () => {
    const { enter, leave, turns, clock } = open();
    for (let id = 0; id < 8; id += 1) enter(id);
    turns(10);
    // Ten end in a second. Eight inside are 800 ms of work; nine would be too much.
    for (let id = 0; id < 15; id += 1) {
      clock.pass(100);
      leave(id);
      expect(enter(id + 8)).toBeNull();
      turns(2);
    }
    expect(enter(100)).toBeNull();
    expect(enter(101)).toBe(1);
    leave(15);
    expect(enter(102)).toBeNull();
  });

  it("however slow they are, a few may always be inside: they wait for others, not for this process", () => {
    const { enter, turns, clock } = open();
    for (let id = 0; id < 3; id += 1) enter(id);
    turns(5);
    clock.pass(60_000);
    expect(enter(4)).toBeNull();
  });

  it("closed, it lets nobody in, and those who wait get their turn", () => {
    const { enter, begun, turns, door } = open();
    for (const id of [1, 2]) enter(id);
    door.close();
    expect(door.isClosed()).toBe(true);
    expect(enter(3)).toBe(5);
    turns(3);
    expect(begun).toEqual([1, 2]);
  });
});
