import { fail, ok, type Result } from "../errors";
import type { SentimentEngine } from "../ports";

/** The engines that a request allows, best first. Naming one that is not there is an error, never a silent switch. */
export function chooseEngines(
  engines: readonly SentimentEngine[],
  input: { readonly model?: string | undefined; readonly models?: readonly string[] | undefined },
): Result<readonly SentimentEngine[]> {
  const wanted = [...(input.model === undefined ? [] : [input.model]), ...(input.models ?? [])];
  if (wanted.length === 0) return ok(engines);

  const allowed = engines.map((engine) => engine.key);
  const unknown = wanted.find((key) => !allowed.includes(key));
  if (unknown === undefined) return ok(engines.filter((engine) => wanted.includes(engine.key)));

  const field = unknown === input.model ? "model" : `models[${input.models?.indexOf(unknown)}]`;
  const message = `unknown model; ready here: ${allowed.join(", ")}`;
  return fail("validation_failed", `${field}: ${message}`, {
    fields: [{ field, code: "unknown_value", message, allowed }],
  });
}
