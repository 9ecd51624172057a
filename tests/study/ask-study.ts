import { setImmediate } from "node:timers/promises";
import { runEventStudy } from "../../lib/core/study/run-event-study";
import type { Study, StudyQuestion } from "../../lib/core/study/study";

const clock = { now: () => performance.now(), pause: () => setImmediate() };

/** A study by first sight over hours, with few draws, but for what is given. */
export async function askStudy(
  question: Pick<StudyQuestion, "prices" | "events"> & Partial<StudyQuestion>,
): Promise<Study> {
  const outcome = await runEventStudy(
    { timeframe: "1h", times: "first_seen", draws: 400, seed: 1, ...question },
    { clock, signal: new AbortController().signal },
  );
  if (!outcome.ok) throw new Error(outcome.error.detail);
  return outcome.value;
}
