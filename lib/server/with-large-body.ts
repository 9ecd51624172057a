import { fail, ok, type Result } from "../core/errors";
import type { Container } from "./container-shape";
import { clientKey } from "./edge/client-key";

/** Requests that hold more than this in memory are few at once. */
const LARGE_BYTES = 2 * 1024 * 1024;

/** Told how many bytes have come by now. Errors: unavailable (they are many, and so are those of others). */
export type Came = (bytes: number) => Result<null>;

/**
 * Does work that may hold many megabytes. A place is taken only once they have really come: who announces much and sends little
 * keeps nobody waiting. It is free again when the work has ended.
 */
export async function withLargeBody<Value>(
  headers: Headers,
  { largeBodies, env }: Pick<Container, "largeBodies" | "env">,
  work: (came: Came) => Promise<Value>,
): Promise<Value> {
  let leave: (() => void) | null = null;
  const came: Came = (bytes) => {
    if (leave !== null || bytes <= LARGE_BYTES) return ok(null);
    const entered = largeBodies.enter(clientKey(headers, env.TRUSTED_PROXY_HOPS));
    if (typeof entered === "string") return fail("unavailable", `${said[entered]} send it again in a moment.`, LATER);
    leave = entered;
    return ok(null);
  };
  try {
    return await work(came);
  } finally {
    // Set meanwhile, which the compiler does not see.
    (leave as (() => void) | null)?.();
  }
}

const LATER = { retryAfterS: 5 };
const said = {
  own: "Other requests of yours of many megabytes are on their way;",
  all: "Other requests of many megabytes are on their way;",
};
