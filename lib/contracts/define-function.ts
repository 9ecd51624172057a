import type { z } from "zod";

export type RatePolicy = "sentiment" | "read";

export interface FunctionContract<
  Name extends string = string,
  Input extends z.ZodType = z.ZodType,
  Output extends z.ZodType = z.ZodType,
> {
  /** The name that REST, OpenAPI and every later surface share. */
  readonly name: Name;
  readonly title: string;
  /** One line, for lists. */
  readonly summary: string;
  /** A paragraph, for documentation. */
  readonly description: string;
  readonly method: "GET" | "POST";
  /** Path below the origin; `{name}` marks a part that becomes an input field. */
  readonly path: `/api/ai/${string}`;
  readonly input: Input;
  readonly output: Output;
  readonly examples: readonly { readonly title: string; readonly input: z.input<Input> }[];
  /** Largest request body, in bytes. */
  readonly bodyLimit: number;
  /** Longest time an answer may take, in milliseconds. */
  readonly deadlineMs: number;
  readonly rate: RatePolicy;
  /** `etag`: the answer changes seldom and may be revalidated. `no-store`: each answer is its own. */
  readonly caching: "etag" | "no-store";
  /** Schema of `item` and `first` events, where `?stream=1` or an Accept header is answered with server-sent events; null where not. */
  readonly streamItem: z.ZodType | null;
}

type Optional = "bodyLimit" | "deadlineMs" | "rate" | "caching" | "streamItem";

/** Declares a function once; see docs/ARCHITECTURE.md for what is derived from it. */
export function defineFunction<const Name extends string, Input extends z.ZodType, Output extends z.ZodType>(
  contract: Omit<FunctionContract<Name, Input, Output>, Optional> &
    Partial<Pick<FunctionContract<Name, Input, Output>, Optional>>,
): FunctionContract<Name, Input, Output> {
  return {
    bodyLimit: 64 * 1024,
    deadlineMs: 3_000,
    rate: "sentiment",
    caching: "no-store",
    streamItem: null,
    ...contract,
  };
}
