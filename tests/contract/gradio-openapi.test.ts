import { Validator } from "@seriousme/openapi-schema-validator";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { functions } from "../../lib/contracts/functions";
import { listEndpoints } from "../../lib/core/gradio/endpoint";
import { describeOpenApi } from "../../lib/server/surfaces/gradio/describe-openapi";
import { openGradio } from "../gradio/open-gradio";

const endpoints = listEndpoints(functions);
const document = JSON.parse(JSON.stringify(describeOpenApi(endpoints)));

describe("the OpenAPI document of Gradio's protocol", () => {
  it("is valid OpenAPI 3.1", async () => {
    const outcome = await new Validator().validate(structuredClone(document));
    expect(outcome.errors).toBeUndefined();
    expect(outcome.valid).toBe(true);
  });

  it("describes upload, and each endpoint's call and events, and nothing else", () => {
    expect(Object.keys(document.paths)).toEqual([
      "/gradio_api/upload",
      ...endpoints.flatMap(({ apiName }) => [
        `/gradio_api/call/v2/${apiName}`,
        `/gradio_api/call/${apiName}/{event_id}`,
      ]),
    ]);
    const ids = Object.values<Record<string, { operationId: string }>>(document.paths).flatMap((operations) =>
      Object.values(operations).map(({ operationId }) => operationId),
    );
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("refers only to components that are there", () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map((match) => match[1] ?? "");
    expect(references.length).toBeGreaterThan(50);
    const known = Object.keys(document.components.schemas).map((name) => `#/components/schemas/${name}`);
    for (const reference of references) expect(known).toContain(reference);
  });

  it("takes a file where the contract says so", () => {
    const taking = endpoints.filter(({ apiName }) =>
      JSON.stringify(document.paths[`/gradio_api/call/v2/${apiName}`]).includes("#/components/schemas/FileData"),
    );
    expect(taking.map(({ apiName }) => apiName)).toEqual(["sentiment_bulk", "job_create", "sentiment_bulk_stream"]);
    for (const { contract, fields } of taking)
      for (const name of contract.fileFields)
        expect(fields.find((field) => field.name === name)?.schema).toMatchObject({ type: "array" });
  });
});

describe("what the document says of refusals", () => {
  let app: Awaited<ReturnType<typeof openGradio>>;
  beforeAll(async () => {
    app = await openGradio({ EMBEDDED_MODEL: "off" });
  }, 60_000);
  afterAll(() => app.close());

  it("is what the routes answer", async () => {
    const call = "/gradio_api/call/v2/sentiment_quick";
    const json = { "content-type": "application/json" };
    const cases: readonly (readonly [string, string, string, string, RequestInit])[] = [
      ["/gradio_api/upload", "post", "?upload_id=a.b", "invalid_identifier", { method: "POST" }],
      ["/gradio_api/upload", "post", "", "unsupported_media_type", { method: "POST", headers: json, body: "{}" }],
      [call, "post", "", "unsupported_media_type", { method: "POST", body: "{}" }],
      [call, "post", "", "invalid_json", { method: "POST", headers: json, body: "{" }],
      [call, "post", "", "validation_failed", { method: "POST", headers: json, body: "{}" }],
      [call, "post", "", "payload_too_large", { method: "POST", headers: json, body: "x".repeat(200_000) }],
    ];
    for (const [path, method, more, code, init] of cases) {
      const reply = await fetch(`${app.url}${path}${more}`, init);
      expect((await reply.json()).code).toBe(code);
      expect(document.paths[path][method].responses[reply.status]?.description).toContain(`${code}:`);
    }
    const unknown = await fetch(`${app.url}/gradio_api/call/info/${"0".repeat(32)}`);
    expect([unknown.status, (await unknown.json()).code]).toEqual([404, "not_found"]);
    const events = document.paths["/gradio_api/call/info/{event_id}"].get.responses;
    expect(Object.keys(events).sort()).toEqual(["200", "404", "429", "503"]);
  });
});
