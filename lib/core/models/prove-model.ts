import type { Outcome } from "../failure";
import { classifyParts, type ModelCaller } from "./classify-parts";
import type { ModelState } from "./create-model-state";

/** Has a remote model read its golden sentences, and takes note of how that went. Costs one call. */
export async function proveModel(
  options: ModelCaller & { readonly state: ModelState },
  signal: AbortSignal,
): Promise<Outcome<unknown>> {
  const outcome = await classifyParts(options, [], options.spec.golden, signal);
  if (outcome.ok) options.state.proved();
  else options.state.note(outcome.error);
  return outcome;
}
