import { Agent, request } from "node:http";
import { setTimeout as wait } from "node:timers/promises";

export interface Answered {
  /** 0 where the connection failed. */
  readonly status: number;
  readonly ms: number;
  readonly retryAfter: string | null;
  readonly body: string;
}

/** Sends one request over a kept connection; a failed one counts as status 0. */
export function send(agent: Agent, url: string, body?: unknown, signal?: AbortSignal): Promise<Answered> {
  const started = performance.now();
  return new Promise((resolve) => {
    const json = body === undefined ? undefined : JSON.stringify(body);
    const headers =
      json === undefined ? {} : { "content-type": "application/json", "content-length": Buffer.byteLength(json) };
    const end = (status: number, retryAfter: string | null, text: string): void =>
      resolve({ status, ms: performance.now() - started, retryAfter, body: text });
    const sent = request(
      url,
      { agent, method: json === undefined ? "GET" : "POST", headers, ...(signal && { signal }) },
      (answer) => {
        let text = "";
        answer.setEncoding("utf8");
        answer.on("data", (chunk: string) => {
          text += chunk;
        });
        answer.on("end", () => end(answer.statusCode ?? 0, answer.headers["retry-after"] ?? null, text));
        answer.on("error", () => end(0, null, ""));
      },
    );
    sent.on("error", (error) => end(0, null, String(error)));
    sent.end(json);
  });
}

/** Connections that are kept open, as many as are needed, used by turns: one that rests for long is closed by the server while it is taken. */
export const newAgent = (maxSockets = Number.POSITIVE_INFINITY): Agent =>
  new Agent({ keepAlive: true, maxSockets, scheduling: "fifo" });

/** So many connections, each sending its next request when it has its answer, for so long. */
export async function closedLoop<T>(
  connections: number,
  ms: number,
  work: (index: number) => Promise<T>,
): Promise<T[]> {
  const until = performance.now() + ms;
  const all: T[] = [];
  let next = 0;
  const one = async (): Promise<void> => {
    while (performance.now() < until) all.push(await work(next++));
  };
  await Promise.all(Array.from({ length: connections }, one));
  return all;
}

/** So many requests a second, whether or not the earlier ones have their answers. */
export async function openLoop<T>(perSecond: number, ms: number, work: (index: number) => Promise<T>): Promise<T[]> {
  const started = performance.now();
  const all: Promise<T>[] = [];
  while (performance.now() - started < ms) {
    const due = ((performance.now() - started) / 1000) * perSecond;
    while (all.length < due) all.push(work(all.length));
    await wait(2);
  }
  return Promise.all(all);
}

/** Nearest rank. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

/** In words, for the log of a test. */
export const times = (values: readonly number[]): string =>
  `p50 ${percentile(values, 0.5).toFixed(1)}, p99 ${percentile(values, 0.99).toFixed(1)}, most ${Math.max(0, ...values).toFixed(1)} ms (${values.length})`;

/** A text of its own for each number. */
export const headline = (index: number): string =>
  `Headline ${index}: ${["Bitcoin soars to a record", "Exchange collapses after a hack", "Minutes are due on Tuesday"][index % 3]}`;
