import { afterAll, beforeAll, beforeEach } from "vitest";
import { type Double, type DoubleOptions, startDouble } from "./start-double";

/** A token of an ordinary user. */
export const TOKEN = "hf_user";
export const asUser = { authorization: `Bearer ${TOKEN}` };

/** One double for the tests of a file, fresh before each: read it inside a test only. */
export function doubleForTests(options: DoubleOptions = {}): () => Double {
  let double: Double | null = null;
  const current = (): Double => {
    if (double === null) throw new Error("The double is not up yet.");
    return double;
  };
  beforeAll(async () => {
    double = await startDouble(options);
  });
  beforeEach(() => current().reset());
  afterAll(() => double?.stop());
  return current;
}

/** Posts a task call to a model. */
export function infer(
  origin: string,
  path: string,
  body: unknown,
  token = TOKEN,
  init: RequestInit = {},
): Promise<Response> {
  const headers = { "content-type": "application/json", authorization: `Bearer ${token}` };
  const url = path.startsWith("/") ? `${origin}${path}` : `${origin}/hf-inference/models/${path}`;
  return fetch(url, { method: "POST", headers, body: JSON.stringify(body), ...init });
}

export interface Scored {
  readonly label: string;
  readonly score: number;
}

/** The JSON of a reply, in the form that the test is about to check. */
export async function readJson<T>(response: Response | Promise<Response>): Promise<T> {
  return (await (await response).json()) as T;
}

/** The code of the system error behind a failed fetch. */
export async function failureOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
    return "none";
  } catch (error) {
    if (!(error instanceof Error)) return "unknown";
    const cause = error.cause;
    return cause instanceof Error && "code" in cause ? String(cause.code) : error.name;
  }
}
