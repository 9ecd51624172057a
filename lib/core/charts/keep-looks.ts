import type { ErrorCode } from "../../contracts/errors";

/** Of those codes that are told apart. */
export const errorLooks = ["error0", "error1", "error2"] as const;
type ErrorLook = (typeof errorLooks)[number];
export type ErrorLooks = Readonly<Partial<Record<ErrorCode, ErrorLook>>>;

/**
 * A look for each code, no two alike: what was shown before keeps its own, what is new takes one that is free. Gives `before` itself where
 * nothing changes. There are no more codes than looks.
 */
export function keepLooks(codes: readonly ErrorCode[], before: ErrorLooks): ErrorLooks {
  const kept = codes.flatMap((code) => before[code] ?? []);
  if (kept.length === codes.length && kept.length === Object.keys(before).length) return before;
  const free = errorLooks.filter((look) => !kept.includes(look));
  return Object.fromEntries(codes.map((code) => [code, before[code] ?? free.shift() ?? "error0"]));
}
