import { bestOf } from "./best-of";

/**
 * The shortest of several times that `work` takes, in milliseconds of `now`: the clock on the wall, or `cpuMs` for work that
 * waits for nothing. Tried until it is below the bound, or for ten seconds.
 */
export function bestTimeOf(
  work: () => unknown,
  bound: number,
  now: () => number = () => performance.now(),
): Promise<number> {
  return bestOf(async () => {
    const started = now();
    await work();
    return now() - started;
  }, bound);
}
