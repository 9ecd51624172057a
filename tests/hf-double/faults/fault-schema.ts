import { z } from "zod";
import { LONGEST_MS } from "../engine/longest-ms";
import { services } from "../engine/types";

const ms = z.number().min(0).max(LONGEST_MS);
const count = z.int().min(0).max(1_000_000);

const delaySchema = z.union([
  ms,
  z.strictObject({ min: ms, max: ms }),
  z.strictObject({ mean: ms, deviation: ms }),
  z.strictObject({ median: ms, sigma: z.number().min(0).max(5) }),
]);
/** Fixed, uniform, normal or log-normal milliseconds. */
export type Delay = z.infer<typeof delaySchema>;

/** Which requests a fault strikes. Everything given must fit. */
const when = {
  service: z.enum(services).optional(),
  method: z.string().max(20).optional(),
  /** `*` inside one part, `**` across parts. */
  path: z.string().max(300).optional(),
  /** Strikes only this often, then never again. */
  times: count.optional(),
  /** Lets this many fitting requests pass first. */
  after: count.optional(),
  probability: z.number().min(0).max(1).optional(),
  /** Bad for a while, good for a while, counted in requests or in milliseconds, starting bad. */
  flap: z
    .strictObject({ bad: z.number().positive(), good: z.number().positive(), unit: z.enum(["requests", "ms"]) })
    .optional(),
  /** Milliseconds before the fault shows. */
  delay: delaySchema.optional(),
};

const kind = <Name extends string, Shape extends z.ZodRawShape>(name: Name, shape: Shape) =>
  z.strictObject({ kind: z.literal(name), ...when, ...shape });

/** Answers that parse, or nearly, and must not be believed. */
export const bends = [
  "flat",
  "legacy",
  "nested-deeper",
  "fewer",
  "nan",
  "null-scores",
  "negative",
  "sum-seven",
  "string-scores",
  "unknown-labels",
  "missing-label",
  "empty-list",
  "empty-object",
  "null",
  "error-in-200",
  "html",
  "cut-json",
  "no-body",
  "content-type",
  "bad-encoding",
  "partial",
] as const;

export const faultSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("latency"), ...when, delay: delaySchema }),
  kind("status", { status: z.int().min(400).max(599), form: z.enum(["json", "html", "text"]).optional() }),
  kind("rate-limited", {
    resetS: z.int().min(0).default(30),
    remaining: z.int().min(0).default(0),
    retryAfterS: z.int().min(0).optional(),
  }),
  kind("loading", { estimatedTimeS: z.number().min(0).default(20) }),
  kind("not-supported", {}),
  kind("gated", {}),
  kind("too-busy", {}),
  kind("not-ready", {}),
  kind("reply", {
    status: z.int().min(200).max(599),
    headers: z.record(z.string(), z.string()).default({}),
    body: z.string().max(1_000_000).default(""),
  }),
  kind("redirect", { location: z.string().max(2_000), status: z.int().min(301).max(308).default(302) }),
  kind("headers", { set: z.record(z.string(), z.string()) }),
  kind("mapping", { form: z.enum(["object", "list", "empty", "absent", "staging", "error", "other-task"]) }),
  kind("body", { form: z.enum(bends) }),
  kind("hang", { stage: z.enum(["headers", "body"]).default("headers") }),
  kind("drip", {
    stage: z.enum(["headers", "body"]).default("body"),
    bytes: z.int().min(1).default(1),
    everyMs: ms.default(1_000),
  }),
  kind("cut", {
    fraction: z.number().min(0).max(1).default(0.5),
    framing: z.enum(["length", "chunked"]).default("length"),
  }),
  kind("endless", { everyMs: ms.default(10) }),
  kind("garbage", {}),
  kind("close", {}),
  kind("reset", {}),
  kind("refuse", {}),
]);
/** A fault with its defaults filled in. */
export type Fault = z.output<typeof faultSchema>;
/** A fault as a test writes it. */
export type FaultInput = z.input<typeof faultSchema>;
