import { setTimeout as sleep } from "node:timers/promises";
import { retryAfter } from "../../lib/adapters/http/retry-after";
import { readUpTo } from "./read-up-to";
import { type Ask, type Place, type Seen, type Site, Unanswered } from "./site";

export interface SiteOptions {
  readonly origins: Readonly<Record<Exclude<Place, "elsewhere">, string>>;
  readonly token: string | null;
  /** Least time between two requests. */
  readonly paceMs: number;
  readonly deadlineMs: number;
  readonly provokeLoading?: () => void;
}

const MOST_REQUESTS = 60;
/** A 429 that asks for more than this ends the questions to its place. */
const LONGEST_WAIT_S = 60;
const UNKNOWN_WAIT_S = 10;
/** A place that failed so often in a row is not asked again. */
const MOST_FAILURES = 2;
/** In the form of a token, and nobody's. */
const BAD_TOKEN = "hf_invalid_probe";

/** A site over HTTP: paced, bounded, read-only, one deadline a request. The token goes to the hub and the router only. */
export function createSite({ origins, token, paceMs, deadlineMs, provokeLoading }: SiteOptions): Site {
  const memo = new Map<string, Promise<Seen>>();
  const answers: Seen[] = [];
  const closed = new Map<Place, string>();
  const failures = new Map<Place, number>();
  let sent = 0;
  let nextAt = 0;

  const attempt = async (ask: Ask): Promise<Seen> => {
    const reason = closed.get(ask.place);
    if (reason !== undefined) throw new Unanswered(reason);
    if (sent >= MOST_REQUESTS) throw new Unanswered("the probe has sent all the requests that it may");
    await sleep(Math.max(0, nextAt - performance.now()));
    sent += 1;
    nextAt = performance.now() + paceMs;
    try {
      const url = ask.place === "elsewhere" ? ask.path : `${origins[ask.place]}${ask.path}`;
      const response = await fetch(url, { ...toInit(ask, token), signal: AbortSignal.timeout(deadlineMs) });
      const bytes = await readUpTo(response, 1_000_000);
      failures.set(ask.place, 0);
      const text = new TextDecoder().decode(bytes);
      return { place: ask.place, status: response.status, headers: response.headers, bytes, text, json: parse(text) };
    } catch (cause) {
      const count = (failures.get(ask.place) ?? 0) + 1;
      failures.set(ask.place, count);
      const words = `no answer (${nameOf(cause)})`;
      if (count >= MOST_FAILURES) closed.set(ask.place, words);
      throw new Unanswered(words);
    }
  };

  const answer = async (ask: Ask): Promise<Seen> => {
    for (let wasTold = false; ; wasTold = true) {
      const seen = await attempt(ask);
      answers.push(seen);
      // What a model's failure looks like is a question; elsewhere a failure says nothing about what was asked.
      if (seen.status >= 500 && seen.place !== "router") throw new Unanswered(`it failed with ${seen.status}`);
      if (seen.status !== 429) return seen;
      const waitS = retryAfter(seen.headers.get("retry-after"), seen.headers.get("ratelimit")) ?? UNKNOWN_WAIT_S;
      if (wasTold || waitS > LONGEST_WAIT_S) {
        const words = `too many requests; it wants ${Math.ceil(waitS)} s of rest`;
        closed.set(ask.place, words);
        throw new Unanswered(words);
      }
      await sleep(waitS * 1000);
    }
  };

  return {
    hasToken: token !== null,
    provokeLoading,
    seen: () => answers,
    send(ask) {
      const key = JSON.stringify(ask);
      const known = memo.get(key) ?? answer(ask);
      memo.set(key, known);
      return known;
    },
  };
}

function toInit({ place, body, headers = {}, token: which }: Ask, own: string | null): RequestInit {
  const token = which === "bad" ? BAD_TOKEN : which === "own" ? own : null;
  const mayHaveToken = token !== null && (place === "hub" || place === "router");
  return {
    method: body === undefined ? "GET" : "POST",
    redirect: "manual",
    headers: {
      "user-agent": "barometer-probe",
      ...headers,
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...(mayHaveToken ? { authorization: `Bearer ${token}` } : {}),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A name or a code, never a message: that may hold what was sent. */
function nameOf(cause: unknown): string {
  const inner = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
  const code: unknown = inner instanceof Error && "code" in inner ? inner.code : null;
  if (typeof code === "string" && /^[A-Z][A-Z0-9_]{2,40}$/.test(code)) return code;
  return inner instanceof Error ? inner.name : "unknown";
}
