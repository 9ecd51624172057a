import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, it } from "vitest";
import { functions } from "../../lib/contracts/functions";
import { describeOpenApi } from "../../lib/server/surfaces/openapi";

const document = describeOpenApi(functions);

describe("the OpenAPI document", () => {
  it("is valid OpenAPI 3.1", async () => {
    const outcome = await new Validator().validate(structuredClone(document));
    expect(outcome.errors).toBeUndefined();
    expect(outcome.valid).toBe(true);
    expect(document.openapi).toBe("3.1.1");
  });

  it("describes each function of the registry, and no other", () => {
    const paths = document.paths as Record<string, Record<string, { operationId: string }>>;
    const described = Object.entries(paths).flatMap(([path, operations]) =>
      Object.entries(operations).map(([method, { operationId }]) => `${method.toUpperCase()} ${path} ${operationId}`),
    );
    expect(described).toEqual(functions.map(({ method, path, name }) => `${method} ${path} ${name}`));
  });

  it("refers only to components that are there", () => {
    const text = JSON.stringify(document);
    const schemas = Object.keys((document.components as { schemas: object }).schemas);
    const references = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map((match) => match[1] ?? "");
    expect(references.length).toBeGreaterThan(10);
    for (const reference of references)
      expect(schemas.map((name) => `#/components/schemas/${name}`)).toContain(reference);
  });
});
