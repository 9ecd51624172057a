import { fail, ok, type Result } from "../errors";

/** The functions that `?tools=a,b` names, in their own order; all of them without it. Errors: validation_failed, with the names that are none. */
export function chooseTools<F extends { readonly name: string }>(
  all: readonly F[],
  asked: string | null,
): Result<readonly F[]> {
  const names = new Set((asked ?? "").split(",").flatMap((name) => name.trim() || []));
  if (names.size === 0) return ok(all);
  const known = new Set(all.map(({ name }) => name));
  const unknown = [...names].filter((name) => !known.has(name));
  if (unknown.length === 0) return ok(all.filter(({ name }) => names.has(name)));
  const named = unknown.slice(0, MOST_NAMED).map((name) => JSON.stringify(name.slice(0, LONGEST)));
  return fail("validation_failed", `No tool is called ${named.join(" or ")}. Tools are ${[...known].join(", ")}.`, {
    fields: [{ field: "tools", code: "unknown_value", message: "must name tools", allowed: [...known] }],
  });
}

const MOST_NAMED = 5;
const LONGEST = 60;
