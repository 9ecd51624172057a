import type { DescribedFunction, DescribedParameter } from "@/lib/core/snippets/described-function";
import { isOwn } from "@/lib/core/snippets/example-input";

/** What stands in each field of a form, as it was typed; a field that is not here is left out of the call. */
export type FormValues = Readonly<Record<string, string>>;

type Example = DescribedFunction["examples"][number];

/** Only a person can give it: no example does. */
const CONSENT = "consent";

/** A form that holds an example, without what no example can know or give: an id of this server, and consent. */
export function valuesOf(parameters: readonly DescribedParameter[], example: Example | undefined): FormValues {
  const given = parameters.flatMap((parameter) => {
    const { name, asks } = parameter;
    const value = example?.input[name];
    if (value === undefined || name === CONSENT || isOwn(parameter)) return [];
    return [[name, asks === "json" ? JSON.stringify(value, null, 1) : String(value)] as const];
  });
  return Object.fromEntries(given);
}

export interface FormInput {
  readonly input: Readonly<Record<string, unknown>>;
  /** What cannot be sent, by field. */
  readonly problems: Readonly<Record<string, string>>;
}

/**
 * The input that a form stands for. An empty field is left out where it may be; what is no number goes as it was typed, and the
 * server says so; only what is no JSON, an address without its parts, and what nobody consented to cannot be sent.
 */
export function toFormInput(parameters: readonly DescribedParameter[], values: FormValues): FormInput {
  const input: Record<string, unknown> = {};
  const problems: Record<string, string> = {};
  for (const { name, asks, required, inPath } of parameters) {
    const typed = values[name];
    const isEmpty = typed === undefined || typed.trim() === "";
    if (name === CONSENT && required && typed !== "true") problems[name] = "must be given first";
    if (isEmpty && inPath) problems[name] = "is part of the address: give it first";
    if (typed === undefined || (isEmpty && (!required || inPath))) continue;
    const read = readValue(asks, typed);
    if (read === null) problems[name] = "is not JSON";
    else input[name] = read.value;
  }
  return { input, problems };
}

function readValue(asks: DescribedParameter["asks"], typed: string): { readonly value: unknown } | null {
  if (asks === "switch") return { value: typed === "true" };
  if (asks === "number")
    return { value: typed.trim() !== "" && Number.isFinite(Number(typed)) ? Number(typed) : typed };
  if (asks !== "json") return { value: typed };
  try {
    return { value: JSON.parse(typed) };
  } catch {
    return null;
  }
}
