import { type DeviceFacts, type DeviceResult, type DeviceRun, MOST_RESULTS } from "./device-run";

/** A run with one result more: it takes the place of the same reader's last one. On another machine, or in another browser, all begins anew. */
export function addResult(run: DeviceRun | null, facts: DeviceFacts, result: DeviceResult): DeviceRun {
  const others = run !== null && isSame(run.facts, facts) ? run.results.filter(({ key }) => key !== result.key) : [];
  return { facts, results: [...others, result].slice(-MOST_RESULTS) };
}

/** The clock's step is measured and may differ a little. */
const isSame = ({ clockStepMs: _, ...one }: DeviceFacts, { clockStepMs: __, ...other }: DeviceFacts): boolean =>
  Object.entries(one).every(([key, value]) => Reflect.get(other, key) === value);
