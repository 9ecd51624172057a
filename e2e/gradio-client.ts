import { Client } from "@gradio/client";
import { runParallel } from "../scripts/lib/run-parallel";

/** Short, and read by the lexical reader alone: as near to a function that only echoes as there is one that answers a text. */
export const TRIVIAL = { path: "/sentiment_quick", input: { text: "Bitcoin rallies to a record", explain: false } };

/** For servers whose calls are counted or timed: no other engine, no limit. */
export const LEAN = { RATE_LIMIT_PER_MINUTE: "1000000", EMBEDDED_MODEL: "off" };

/** The real client, which hears of states as well as of answers. */
export const connect = (url: string): Promise<Client> => Client.connect(url, { events: ["data", "status", "log"] });

/** So many calls, so many at a time, each within the deadline. Throws at the first that fails or hangs. */
export const inParallel = (count: number, parallel: number, deadlineMs: number, call: () => Promise<unknown>) =>
  runParallel(count, parallel, () => within(deadlineMs, call()));

/** Its answer, or an error when it has not come in time: what hangs is to be told from what is slow. */
export async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer in ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
