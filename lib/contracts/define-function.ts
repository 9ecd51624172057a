import type { z } from "zod";
import type { ErrorCode } from "./errors";

export type RatePolicy = "sentiment" | "read";

/** GET takes its input from path and query, POST from the body, DELETE from the path. */
export type Method = "GET" | "POST" | "DELETE";

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
  readonly method: Method;
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
  /** Whether it answers with server-sent events: when `?stream=1` or an Accept header asks for them, or always. */
  readonly streams: "never" | "asked" | "always";
  /** Schema of `item` and `first` events; null without such events. */
  readonly streamItem: z.ZodType | null;
  /** Set where the answer is 202 and names, as Location, the address of what was made; `{name}` comes from the answer. */
  readonly created: { readonly location: `/api/ai/${string}` } | null;
  /** The header Idempotency-Key is heeded: the same key and input give the same answer once more. */
  readonly idempotent: boolean;
  /** Media types that it can answer with besides JSON, each with the input that an Accept header for it stands for. */
  readonly media: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Errors that it can answer with beyond those of every function. */
  readonly errors: readonly ErrorCode[];
}

type Optional =
  | "bodyLimit"
  | "deadlineMs"
  | "rate"
  | "caching"
  | "streams"
  | "streamItem"
  | "created"
  | "idempotent"
  | "media"
  | "errors";

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
    streams: "never",
    streamItem: null,
    created: null,
    idempotent: false,
    media: {},
    errors: [],
    ...contract,
  };
}
