import type { AskedFile } from "../contracts/define-function";
import { describeInput } from "../contracts/describe-input";
import { filesOf } from "../contracts/files-of";
import type { AnyFunction } from "../contracts/functions";
import { fail, ok, type Result } from "../core/errors";
import { isFileAnswer } from "../core/file-answer";
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
  const asked = filesOf(contract).find(({ input }) =>
    Object.entries(input).every(([field, value]) => raw[field] === value),
  );
  if (asked) return refuseFile(contract, asked);
  const prepared = prepareCall(contract, raw, deps);
  if (!prepared.ok) return prepared;
  return ok(async (call, works) => {
    const outcome = await prepared.value(call, works);
    // A file that the contract does not name would go out as JSON of its own innards.
    return outcome.ok && isFileAnswer(outcome.value)
      ? refuseFile(contract, { type: outcome.value.type, input: {} })
      : outcome;
  });
}

function refuseFile(contract: AnyFunction, { type, input }: AskedFile): Result<never> {
  const { method, path } = contract;
  const fields = Object.keys(input).map((field) => {
    const allowed = wordsWithoutFile(contract, field);
    return { field, code: "unknown_value", message: `must be ${allowed.join(" or ")} here`, allowed };
  });
  return fail("validation_failed", `No files are given here; ${method} ${path} gives ${type} as a file.`, { fields });
}

/** Of the words that a field takes, those that ask for no file. */
function wordsWithoutFile(contract: AnyFunction, field: string): string[] {
  const forFiles = new Set<unknown>(filesOf(contract).map(({ input }) => input[field]));
  const described = describeInput(contract.input).find(({ name }) => name === field);
  return (described?.schema.enum ?? []).filter((word) => !forFiles.has(word)).map(String);
}
