import type { AnyFunction } from "../contracts/functions";
import { fail, type Result } from "../core/errors";
import type { Container } from "./container-shape";
import { type PreparedCall, prepareCall } from "./prepare-call";

/**
 * The same as `prepareCall` for surfaces whose answers are JSON: what asks for a file is refused, with the address that gives
 * it. Errors: those of `prepareCall`; validation_failed (a file is asked for).
 */
export function prepareJsonCall(
  contract: AnyFunction,
  raw: Readonly<Record<string, unknown>>,
  deps: Container,
): Result<PreparedCall> {
  for (const [type, said] of Object.entries(contract.media)) {
    const asked = Object.entries(said);
    if (asked.every(([field, value]) => raw[field] === value)) return onlyJson(contract, type, Object.keys(said));
  }
  return prepareCall(contract, raw, deps);
}

function onlyJson({ method, path }: AnyFunction, type: string, names: readonly string[]): Result<never> {
  const fields = names.map((field) => ({
    field,
    code: "unknown_value",
    message: "must be json here",
    allowed: ["json"],
  }));
  return fail("validation_failed", `Here answers are JSON alone; ${method} ${path} gives ${type}.`, { fields });
}
