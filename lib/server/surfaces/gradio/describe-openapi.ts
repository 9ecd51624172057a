import packageJson from "../../../../package.json" with { type: "json" };
import type { ErrorCode } from "../../../contracts/errors";
import type { Endpoint } from "../../../core/gradio/endpoint";
import { uploadLimits } from "../../../core/gradio/uploads";
import { groupErrors } from "../group-errors";
import { type JsonSchema, placeSchema, type Schemas } from "../place-schema";

const { mostFiles, mostFileBytes, mostOfClient, keptMs } = uploadLimits;

/**
 * The plain half of Gradio's protocol: upload, call, and the events of a call, for each endpoint. As the document of the REST
 * surface it is OpenAPI 3.1, not 3.0 as Gradio's own: its schemas are those of the functions, unchanged, in JSON Schema 2020-12.
 */
export function describeOpenApi(endpoints: readonly Endpoint[]): Readonly<Record<string, unknown>> {
  const schemas: Schemas = { ...ownSchemas };
  const paths: Record<string, unknown> = { "/gradio_api/upload": { post: uploadOperation } };
  for (const endpoint of endpoints) {
    const { apiName } = endpoint;
    paths[`/gradio_api/call/v2/${apiName}`] = { post: describeCall(endpoint, schemas) };
    paths[`/gradio_api/call/${apiName}/{event_id}`] = { get: describeEvents(endpoint, schemas) };
  }
  return {
    openapi: "3.1.1",
    info: {
      title: "Barometer, called like a Gradio app",
      version: packageJson.version,
      description:
        "Call a function, then read its events by the `event_id`. The same functions stand at addresses of their own in `/api/openapi.json`.",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: "/" }],
    tags: [{ name: "gradio" }],
    paths,
    components: { schemas: Object.fromEntries(Object.entries(schemas).sort(([a], [b]) => a.localeCompare(b))) },
  };
}

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

const refusals = (codes: readonly ErrorCode[]) =>
  groupErrors(codes, { "application/json": { schema: ref("Refusal") } });

function describeCall({ apiName, contract, fields }: Endpoint, schemas: Schemas) {
  const { properties = {}, ...input } = placeSchema(contract.input, "input", schemas);
  const taken = fields.map(({ name, description }) => {
    const property = properties[name] ?? {};
    const takesFile = contract.fileFields.includes(name) && typeof property === "object";
    return [name, takesFile ? { description, anyOf: [bare(property), ref("FileData")] } : property] as const;
  });
  const [example] = contract.examples;
  return {
    operationId: `call_${apiName}`,
    tags: ["gradio"],
    summary: contract.title,
    description: contract.description,
    requestBody: {
      required: true,
      content: {
        "application/json": {
          schema: { ...input, properties: Object.fromEntries(taken) },
          ...(example && { example: example.input }),
        },
      },
    },
    responses: {
      200: { description: "Taken on.", content: { "application/json": { schema: ref("Taken") } } },
      ...refusals([
        "invalid_json",
        "request_timeout",
        "payload_too_large",
        "unsupported_media_type",
        "validation_failed",
        "rate_limited",
        "unavailable",
      ]),
    },
  };
}

function bare({ description: _said, ...schema }: JsonSchema): JsonSchema {
  return schema;
}

function describeEvents({ apiName, contract, generates }: Endpoint, schemas: Schemas) {
  const { $ref: named } = placeSchema(contract.output, "output", schemas);
  const answer = named === undefined ? "" : ` Its one value is \`${named.split("/").at(-1)}\`.`;
  const generating = generates
    ? " Before it come `generating` events, each with the answer as far as it is known."
    : "";
  return {
    operationId: `events_${apiName}`,
    tags: ["gradio"],
    summary: `${contract.title}: events of a call`,
    description: `Server-sent events. \`complete\` carries the answer as a JSON list.${answer}${generating} \`error\` carries \`{"error", "title"}\`; \`heartbeat\` carries null.`,
    parameters: [
      {
        name: "event_id",
        in: "path",
        required: true,
        description: "From the answer to the call.",
        schema: { type: "string", pattern: "^[0-9a-f]{32}$" },
      },
    ],
    responses: {
      200: { description: contract.summary, content: { "text/event-stream": { schema: { type: "string" } } } },
      ...refusals(["not_found", "rate_limited", "unavailable"]),
    },
  };
}

const uploadOperation = {
  operationId: "upload",
  tags: ["gradio"],
  summary: "Upload files",
  description: `Takes 1 to ${mostFiles} files of ${mostFileBytes / 1e6} MB each at most and gives the path of each, by which a call may name it in place of a list of texts. Kept for ${keptMs / 60_000} minutes, ${mostOfClient} of a client at most. \`GET /gradio_api/file=PATH\` gives it back.`,
  parameters: [
    {
      name: "upload_id",
      in: "query",
      required: false,
      description: "Chosen by the client: `GET /gradio_api/upload_progress?upload_id=` then tells how far it is.",
      schema: { type: "string", pattern: "^[\\w-]{1,64}$" },
    },
  ],
  requestBody: {
    required: true,
    content: {
      "multipart/form-data": {
        schema: {
          type: "object",
          required: ["files"],
          properties: {
            files: {
              type: "array",
              minItems: 1,
              maxItems: mostFiles,
              items: { type: "string", contentMediaType: "application/octet-stream" },
            },
          },
        },
      },
    },
  },
  responses: {
    200: {
      description: "Paths, in the order of the files.",
      content: { "application/json": { schema: { type: "array", items: { type: "string" } } } },
    },
    ...refusals([
      "invalid_form",
      "invalid_identifier",
      "request_timeout",
      "payload_too_large",
      "unsupported_media_type",
      "validation_failed",
      "rate_limited",
      "unavailable",
    ]),
  },
};

const ownSchemas: Schemas = {
  Taken: {
    type: "object",
    required: ["event_id"],
    properties: { event_id: { type: "string" } },
  },
  FileData: {
    type: "object",
    description: "A file that was uploaded before, by its path.",
    required: ["path", "meta"],
    properties: {
      path: { type: "string", description: "As the upload gave it." },
      orig_name: { type: "string", description: "By its ending it is told how to read the file." },
      meta: {
        type: "object",
        required: ["_type"],
        properties: { _type: { const: "gradio.FileData" } },
      },
    },
  },
  Refusal: {
    type: "object",
    required: ["detail", "error", "code"],
    properties: {
      detail: {
        description: "A sentence; with 422 a list that names the parameters.",
        anyOf: [
          { type: "string" },
          {
            type: "array",
            items: {
              type: "object",
              required: ["__type__", "is_valid", "parameter_name", "message"],
              properties: {
                __type__: { const: "validate" },
                is_valid: { const: false },
                parameter_name: { type: "string" },
                message: { type: "string" },
              },
            },
          },
        ],
      },
      error: { type: "string" },
      code: { type: "string" },
    },
  },
};
