import type { AnyFunction } from "../contracts/functions";
import { fail, ok, type Result } from "../core/errors";
import { isFileAnswer } from "../core/file-answer";
import type { Call } from "../core/ports";
import { withDeadline } from "../core/with-deadline";
import { type Binding, bindings } from "./bindings";
import type { Container } from "./container-shape";
import { parseInput } from "./edge/parse-input";

/**
 * Runs the function once, with the input that was checked. `works` is given the verb's own end, which may come after the answer:
 * deadline and signal end the wait at once, the verb when it next looks.
 */
export type PreparedCall = (call: Call, works?: (end: Promise<unknown>) => void) => Promise<Result<unknown>>;

/**
 * Checks the input and ties it to its verb: what every surface does with a function. The call runs under the function's
 * deadline, and an answer that breaks its own contract is held back before anyone sees it.
 * Errors: those of `parseInput` at once; of the call deadline_exceeded, cancelled, internal and the verb's own.
 */
export function prepareCall(contract: AnyFunction, raw: unknown, deps: Container): Result<PreparedCall> {
  const input = parseInput(contract.input, raw);
  if (!input.ok) return input;
  // The registry pairs contract and binding by name, which TypeScript cannot follow through the union.
  const verb = bindings[contract.name] as Binding<typeof contract.name>;
  return ok(async (call, works) => {
    const outcome = await withDeadline(call.signal, contract.deadlineMs, (signal) => {
      const work = verb(deps, input.value as never, { ...call, signal });
      works?.(work);
      return work;
    });
    if (!outcome.ok || isFileAnswer(outcome.value)) return outcome;
    const checked = contract.output.safeParse(outcome.value);
    if (checked.success) return ok(checked.data);
    deps.logger.error("answer_breaks_contract", { function: contract.name, issues: checked.error.issues.slice(0, 5) });
    return fail("internal", "The answer did not fit its contract and was held back.");
  });
}
