import packageJson from "../../../package.json" with { type: "json" };
import type { FunctionContract } from "../../contracts/define-function";
import { type ErrorCode, problemSchema } from "../../contracts/errors";
import { groupErrors } from "./group-errors";
import { type JsonSchema, placeSchema, type Schemas } from "./place-schema";

const COMMON_ERRORS: readonly ErrorCode[] = ["rate_limited", "internal", "unavailable", "deadline_exceeded"];
const INPUT_ERRORS: readonly ErrorCode[] = ["invalid_identifier", "validation_failed"];
const BODY_ERRORS: readonly ErrorCode[] = [
  "invalid_json",
  "request_timeout",
  "payload_too_large",
  "unsupported_media_type",
];

/** Describes every function of the registry as an OpenAPI 3.1 document. */
export function describeOpenApi(contracts: readonly FunctionContract[]): Record<string, unknown> {
  const schemas: Schemas = {};
  const problem = placeSchema(problemSchema, "output", schemas);
  const paths: Record<string, Record<string, unknown>> = {};
  for (const contract of contracts) {
    const operations = paths[contract.path] ?? {};
    operations[contract.method.toLowerCase()] = describeOperation(contract, problem, schemas);
    paths[contract.path] = operations;
  }
  return {
    openapi: "3.1.1",
    info: {
      title: "Barometer",
      version: packageJson.version,
      summary: packageJson.description,
      description:
        "Every answer carries X-Request-Id; the answers of functions also RateLimit and RateLimit-Policy. Errors are problem documents (RFC 9457) with a stable `code`. No cookies, no account.",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: "/" }],
    tags: [{ name: "barometer" }],
    paths,
    components: { schemas: Object.fromEntries(Object.entries(schemas).sort(([a], [b]) => a.localeCompare(b))) },
  };
}

function describeOperation(contract: FunctionContract, problem: unknown, schemas: Schemas): Record<string, unknown> {
  const input = placeSchema(contract.input, "input", schemas);
  const output = placeSchema(contract.output, "output", schemas);
  const errors = [
    ...COMMON_ERRORS,
    ...INPUT_ERRORS,
    ...(contract.method === "POST" ? BODY_ERRORS : []),
    ...(contract.path.includes("{") ? (["not_found"] as const) : []),
    ...contract.errors,
    ...(contract.idempotent ? (["key_reused"] as const) : []),
  ];
  const parameters = [
    ...(contract.method === "POST" ? [] : describeParameters(contract, input)),
    ...(contract.streams === "asked" ? [streamParameter] : []),
    ...(contract.idempotent ? [keyParameter] : []),
  ];
  return {
    operationId: contract.name,
    tags: ["barometer"],
    summary: contract.title,
    description: contract.description,
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(contract.method === "POST"
      ? {
          requestBody: {
            required: true,
            content: { "application/json": { schema: input, examples: namedExamples(contract) } },
          },
        }
      : {}),
    responses: {
      [contract.created ? 202 : 200]: {
        description: contract.summary,
        ...(contract.created ? { headers: locationHeader } : {}),
        content: {
          ...(contract.streams === "always" ? {} : { "application/json": { schema: output } }),
          ...(contract.streams === "never" ? {} : { "text/event-stream": { schema: { type: "string" } } }),
          ...Object.fromEntries(Object.keys(contract.media).map((type) => [type, { schema: { type: "string" } }])),
        },
      },
      ...(contract.caching === "etag" ? { 304: { description: "Not modified since the ETag that was sent." } } : {}),
      ...groupErrors(errors, { "application/problem+json": { schema: problem } }),
    },
  };
}

const streamParameter = {
  name: "stream",
  in: "query",
  required: false,
  description: "1: answer with server-sent events.",
  schema: { type: "string", enum: ["0", "1"], default: "0" },
};

const keyParameter = {
  name: "Idempotency-Key",
  in: "header",
  required: false,
  description:
    "Chosen by the client, best a UUID: the same request with the same key is answered with what it made first.",
  schema: { type: "string", minLength: 1, maxLength: 200 },
};

const locationHeader = {
  Location: { description: "Where it is from now on.", schema: { type: "string" } },
};

function describeParameters(contract: FunctionContract, input: JsonSchema): unknown[] {
  const required = new Set(input.required ?? []);
  return Object.entries(input.properties ?? {}).map(([name, schema]) => {
    const inPath = contract.path.includes(`{${name}}`);
    const { description, ...rest } = typeof schema === "object" ? schema : {};
    return { name, in: inPath ? "path" : "query", required: inPath || required.has(name), description, schema: rest };
  });
}

const namedExamples = (contract: FunctionContract): Record<string, unknown> =>
  Object.fromEntries(
    contract.examples.map(({ title, input }) => [
      title.toLowerCase().replaceAll(/[^a-z0-9]+/g, "_"),
      { summary: title, value: input },
    ]),
  );
