import { failureCodes } from "../../contracts/failures";
import { ok } from "../../core/errors";
import { failed, type Outcome } from "../../core/failure";
import type { Classes } from "../../core/neural/neural-model";
import type { Answer } from "./job";

/** What a process answered, as a value. Its codes are believed only if they are known. */
export function toOutcome(answer: Answer): Outcome<Classes> {
  if (answer.ok) return ok(answer.value);
  const { detail, cause } = answer;
  const code = failureCodes.find((known) => known === answer.code) ?? "internal";
  return failed(code, { detail, cause });
}
