import { fakeClock } from "./fake-clock";

/** A clock whose timers go off while it passes, in their order, and what is put off to the end of a turn. */
export function fakeTimers() {
  const clock = fakeClock();
  let planned: { readonly at: number; readonly work: () => void }[] = [];
  let turn: (() => void)[] = [];
  const endTurn = (): void => {
    while (turn.length > 0) {
      const works = turn;
      turn = [];
      for (const work of works) work();
    }
  };
  return {
    clock,
    now: clock.now,
    after(ms: number, work: () => void) {
      const plan = { at: clock.now() + ms, work };
      planned.push(plan);
      return () => {
        planned = planned.filter((each) => each !== plan);
      };
    },
    soon: (work: () => void) => void turn.push(work),
    endTurn,
    async pass(ms: number): Promise<void> {
      const until = clock.now() + ms;
      endTurn();
      for (;;) {
        const [next] = planned.toSorted((a, b) => a.at - b.at);
        if (!next || next.at > until) break;
        clock.pass(next.at - clock.now());
        planned = planned.filter((each) => each !== next);
        next.work();
        endTurn();
        for (let turns = 0; turns < 10; turns += 1) await Promise.resolve();
        endTurn();
      }
      clock.pass(until - clock.now());
    },
    plans: () => planned.length,
  };
}
