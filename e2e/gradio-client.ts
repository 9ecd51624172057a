import { Client } from "@gradio/client";

/** Short, and read by the lexical reader alone: as near to a function that only echoes as there is one that answers a text. */
export const TRIVIAL = { path: "/sentiment_quick", input: { text: "Bitcoin rallies to a record", explain: false } };

/** For servers whose calls are counted or timed: no other engine, no limit. */
export const LEAN = { RATE_LIMIT_PER_MINUTE: "1000000", EMBEDDED_MODEL: "off" };

/** The real client, which hears of states as well as of answers. */
export const connect = (url: string): Promise<Client> => Client.connect(url, { events: ["data", "status", "log"] });

/** So many calls, so many at a time, each within the deadline. Gives how long each took, in milliseconds, and all together. Throws at the first that fails or hangs. */
export async function inParallel(count: number, parallel: number, deadlineMs: number, call: () => Promise<unknown>) {
  const ms: number[] = [];
  let left = count;
  const began = performance.now();
  const worker = async (): Promise<void> => {
    while (left-- > 0) {
      const started = performance.now();
      await within(deadlineMs, call());
      ms.push(performance.now() - started);
    }
  };
  await Promise.all(Array.from({ length: parallel }, worker));
  return { ms, perSecond: (count * 1_000) / (performance.now() - began) };
}

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
