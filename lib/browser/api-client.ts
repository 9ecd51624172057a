import type { z } from "zod";
import type { Method } from "../contracts/define-function";
import type { AnyFunction, FunctionName } from "../contracts/functions";
import { fail, ok, type Result } from "../core/errors";
import { fillPath } from "../core/snippets/fill-path";
import { checkAnswer } from "./check-answer";
import { parseProblem } from "./parse-problem";

type Contract<Name extends FunctionName> = Extract<AnyFunction, { name: Name }>;
type InputOf<Name extends FunctionName> = z.input<Contract<Name>["input"]>;
export type OutputOf<Name extends FunctionName> = z.output<Contract<Name>["output"]>;

/** What the browser needs to know of a function; the server fills it from the registry. */
export interface Route {
  readonly method: Method;
  readonly path: string;
  readonly bodyLimit: number;
  readonly deadlineMs: number;
}
export type RouteTable = Readonly<Record<FunctionName, Route>>;

type AnswerListener = (name: FunctionName, answer: unknown, input: Readonly<Record<string, unknown>>) => void;

export interface ApiClient {
  readonly routes: RouteTable;
  /**
   * Asks the server. Never throws: a lost connection or an answer of another shape is `unavailable`, a late answer `deadline_exceeded`, and a
   * request that was given up `cancelled` (the one place where an abort is swallowed).
   */
  call<Name extends FunctionName>(
    name: Name,
    input: InputOf<Name>,
    options: { signal: AbortSignal },
  ): Promise<Result<OutputOf<Name>>>;
  /** Tells when the server has answered well, and what it was asked. Returns a way to stop. */
  onAnswer(listener: AnswerListener): () => void;
}

/** The way there and back is not in the server's own deadline. */
const TRAVEL_MS = 3_000;

export function createApiClient(routes: RouteTable, ask: typeof fetch = (...args) => fetch(...args)): ApiClient {
  const listeners = new Set<AnswerListener>();
  return {
    routes,
    onAnswer(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async call(name, input, { signal }) {
      const route = routes[name];
      const late = AbortSignal.timeout(route.deadlineMs + TRAVEL_MS);
      try {
        const response = await ask(...toRequest(route, input, AbortSignal.any([signal, late])));
        if (!response.ok)
          return { ok: false, error: parseProblem(response.status, response.headers, await response.text()) };
        const answer: unknown = await response.json();
        if (!checkAnswer(name, answer, input)) return fail("unavailable", "The answer of the server cannot be read.");
        for (const listener of listeners) listener(name, answer, { ...input });
        return ok(trustAnswer(answer));
      } catch {
        if (signal.aborted) return fail("cancelled", "The request was cancelled.");
        if (late.aborted) return fail("deadline_exceeded", "The server took too long.");
        return fail("unavailable", "The server could not be reached.");
      }
    },
  };
}

function toRequest(route: Route, input: object, signal: AbortSignal): [string, RequestInit] {
  if (route.method === "POST") {
    return [
      route.path,
      { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(input), signal },
    ];
  }
  const { path, rest } = fillPath(route.path, { ...input });
  const query = new URLSearchParams(Object.entries(rest).map(([key, value]) => [key, String(value)])).toString();
  return [query === "" ? path : `${path}?${query}`, { ...(route.method === "DELETE" && { method: "DELETE" }), signal }];
}

// What the screens use was looked at; the server checks all of it against the contract before it sends it.
const trustAnswer = <T>(answer: unknown): T => answer as T;
