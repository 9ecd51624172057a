import type { z } from "zod";
import type { ErrorCode } from "./errors";

export type RatePolicy = "sentiment" | "read";

/** GET takes its input from path and query, POST from the body, DELETE from the path. */
export type Method = "GET" | "POST" | "DELETE";

/** When a function answers with events; see `FunctionContract.streams`. */
export type Streams = "never" | "asked" | "always";

/** The input that asks for a file in place of the answer of the contract, and the file's media type. */
export interface AskedFile {
  readonly type: string;
  readonly input: Readonly<Record<string, string>>;
}

export interface FunctionContract<
  Name extends string = string,
  Input extends z.ZodType = z.ZodType,
  Output extends z.ZodType = z.ZodType,
  When extends Streams = Streams,
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
  readonly streams: When;
  /** Its stream goes on until something ends or the caller leaves: how long that takes says nothing of the server. */
  readonly lasting: boolean;
  /** It tells how far it is (`progress` events with `done` and `total`), counted in this: texts. Null: it does not. */
  readonly progress: string | null;
  /** How many calls of it run at a time where calls wait in a queue. */
  readonly concurrency: number;
  /** Schema of `item`, `first` and `frame` events; null without such events. */
  readonly streamItem: z.ZodType | null;
  /** Set where the answer is 202 and names, as Location, the address of what was made; `{name}` comes from the answer. */
  readonly created: { readonly location: `/api/ai/${string}` } | null;
  /** The header Idempotency-Key is heeded: the same key and input give the same answer once more. */
  readonly idempotent: boolean;
  /** Media types that it can answer with besides JSON, each with the input that an Accept header for it stands for. */
  readonly media: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Files beyond those of `media`: no Accept header may choose them, as their type stands for another answer too. */
  readonly otherFiles: readonly AskedFile[];
  /** Whether a call changes what later calls find: it makes something, or ends it. */
  readonly writes: "nothing" | "adds" | "ends";
  /** Whether its answer may come from other services, which say something else tomorrow. */
  readonly asksOthers: boolean;
  /** Fields, lists of texts, in whose place a surface that takes files takes one: a text a row. */
  readonly fileFields: readonly string[];
  /** Errors that it can answer with beyond those of every function. */
  readonly errors: readonly ErrorCode[];
}

type Optional =
  | "bodyLimit"
  | "deadlineMs"
  | "rate"
  | "caching"
  | "streams"
  | "lasting"
  | "progress"
  | "concurrency"
  | "streamItem"
  | "created"
  | "idempotent"
  | "media"
  | "otherFiles"
  | "writes"
  | "asksOthers"
  | "fileFields"
  | "errors";

/** Declares a function once; see docs/ARCHITECTURE.md for what is derived from it. */
export function defineFunction<
  const Name extends string,
  Input extends z.ZodType,
  Output extends z.ZodType,
  const When extends Streams = "never",
>(
  contract: Omit<FunctionContract<Name, Input, Output, When>, Optional> &
    Partial<Pick<FunctionContract<Name, Input, Output, When>, Optional>>,
): FunctionContract<Name, Input, Output, When> {
  return {
    bodyLimit: 64 * 1024,
    deadlineMs: 3_000,
    rate: "sentiment",
    caching: "no-store",
    // Where it is left out, its type is "never".
    streams: "never" as When,
    lasting: false,
    progress: null,
    concurrency: 40,
    streamItem: null,
    created: null,
    idempotent: false,
    media: {},
    otherFiles: [],
    writes: "nothing",
    asksOthers: false,
    fileFields: [],
    errors: [],
    ...contract,
  };
}
