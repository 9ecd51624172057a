import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { FunctionContract } from "../../lib/contracts/define-function";
import { problemSchema } from "../../lib/contracts/errors";
import { functions } from "../../lib/contracts/functions";
import { fillPath } from "../../lib/core/snippets/fill-path";
import { type Container, createContainer } from "../../lib/server/container";
import { parseEnv } from "../../lib/server/env";
import { handle } from "../../lib/server/handle";
import { makeExampleIds } from "./example-ids";

const ORIGIN = "http://localhost:7860";
const DATA_DIR = mkdtempSync(join(tmpdir(), "barometer-rest-"));
let deps: Container;
let idOf: (contract: FunctionContract) => string = () => "";

beforeAll(async () => {
  deps = await createContainer(
    parseEnv({
      LOG_LEVEL: "silent",
      RATE_LIMIT_PER_MINUTE: "100000",
      USE_HF_DATASETS: "false",
      USE_NEWS_FEEDS: "false",
      DATA_DIR,
    }),
  );
  idOf = await makeExampleIds(async (contract, input) => (await send(exampleRequest(contract, input))).json());
}, 60_000);
afterAll(async () => {
  await deps.close();
  rmSync(DATA_DIR, { recursive: true, force: true });
});

const pathOf = (contract: FunctionContract): string => fillPath(contract.path, { id: idOf(contract) }).path;

function exampleRequest(contract: FunctionContract, input: unknown, init: RequestInit = {}): Request {
  if (contract.method === "POST") {
    const headers = { "content-type": "application/json" };
    return new Request(ORIGIN + contract.path, { method: "POST", body: JSON.stringify(input), headers, ...init });
  }
  const { path, rest } = fillPath(contract.path, { ...(input as Record<string, unknown>), id: idOf(contract) });
  const url = new URL(path, ORIGIN);
  for (const [name, value] of Object.entries(rest)) if (name !== "id") url.searchParams.set(name, String(value));
  return new Request(url, { method: contract.method, ...init });
}

const send = (request: Request): Promise<Response> => handle(request, functions, deps);

async function expectProblem(response: Response, status: number, code: string) {
  expect(response.status).toBe(status);
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  expect(response.headers.get("cache-control")).toBe("no-store");
  const problem = problemSchema.parse(await response.json());
  expect(problem).toMatchObject({ status, code, request_id: response.headers.get("x-request-id") });
  return problem;
}

/** What the last event of a stream says. */
async function lastEvent(response: Response): Promise<unknown> {
  expect(response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
  const [, event, data = ""] = /event: (\w+)\ndata: (.+)\n\n$/.exec(await response.text()) ?? [];
  expect(event).toBe("done");
  return JSON.parse(data);
}

const keysOf = (value: unknown): string[] => {
  if (Array.isArray(value)) return value.flatMap(keysOf);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...keysOf(inner)]);
};

describe("the registry", () => {
  it("gives every function a name and an address of its own", () => {
    expect(new Set(functions.map(({ name }) => name)).size).toBe(functions.length);
    expect(new Set(functions.map(({ method, path }) => `${method} ${path}`)).size).toBe(functions.length);
  });
});

describe.for(functions.map((contract) => [contract.name, contract as FunctionContract] as const))(
  "%s",
  ([, contract]) => {
    it("explains itself: words, at least one example, described fields", () => {
      expect(contract.name).toMatch(/^[a-z]+(_[a-z]+)*$/);
      for (const words of [contract.title, contract.summary, contract.description])
        expect(words.length).toBeGreaterThan(3);
      expect(contract.examples.length).toBeGreaterThan(0);
      const { properties = {} } = z.toJSONSchema(contract.input, { io: "input", unrepresentable: "any" });
      for (const [field, schema] of Object.entries(properties)) {
        expect(typeof schema === "object" && schema.description, `${contract.name}.${field}`).toBeTruthy();
      }
    });

    it("answers each example with what its output schema says, in snake_case", async () => {
      for (const { input } of contract.examples) {
        const response = await send(exampleRequest(contract, input));
        expect(response.status).toBe(contract.created ? 202 : 200);
        const body: unknown = contract.streams === "always" ? await lastEvent(response) : await response.json();
        expect(contract.output.safeParse(body).error?.issues).toBeUndefined();
        for (const key of keysOf(body)) expect(key).toMatch(/^[a-z0-9]+(_[a-z0-9]+)*$/);
      }
    });

    it("sends the headers of a public API", async () => {
      const response = await send(exampleRequest(contract, contract.examples[0]?.input));
      expect(response.headers.get("access-control-allow-origin")).toBe("*");
      expect(response.headers.get("access-control-allow-credentials")).toBeNull();
      expect(response.headers.get("x-request-id")).toMatch(/^[\w.-]{8,64}$/);
      expect(response.headers.get("server-timing")).toMatch(
        contract.streams === "always" ? /total;dur=[\d.]+/ : /verb;dur=[\d.]+, total;dur=[\d.]+/,
      );
      expect(response.headers.get("ratelimit-policy")).toMatch(/^"(sentiment|read)";q=\d+;w=60$/);
      expect(response.headers.get("ratelimit")).toMatch(/^"(sentiment|read)";r=\d+;t=\d+$/);
    });

    it("echoes a harmless request id and replaces any other", async () => {
      const ask = (id: string) =>
        send(
          exampleRequest(contract, contract.examples[0]?.input, {
            headers: { "x-request-id": id, "content-type": "application/json" },
          }),
        );
      expect((await ask("trace-0123456789")).headers.get("x-request-id")).toBe("trace-0123456789");
      for (const id of ["short", "x".repeat(65), "<script>alert(1)</script>"]) {
        expect((await ask(id)).headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
      }
    });

    it("says which methods it takes", async () => {
      const served: readonly string[] = functions.flatMap(({ path, method }) => (path === contract.path ? method : []));
      const others = ["PUT", "DELETE", "PATCH", "POST", "GET"].filter((method) => !served.includes(method));
      for (const method of others) {
        const response = await send(new Request(ORIGIN + pathOf(contract), { method }));
        await expectProblem(response, 405, "method_not_allowed");
        expect(response.headers.get("allow")).toContain(contract.method);
      }
      const preflight = await send(new Request(ORIGIN + pathOf(contract), { method: "OPTIONS" }));
      expect(preflight.status).toBe(204);
      expect(preflight.headers.get("access-control-allow-methods")).toContain(contract.method);
    });

    it("refuses a field that it does not know", async () => {
      const [example] = contract.examples;
      const problem = await expectProblem(
        await send(exampleRequest(contract, { ...(example?.input as object), txet: "a" })),
        422,
        "validation_failed",
      );
      expect(problem.errors?.[0]).toMatchObject({ field: "txet", code: "unknown_field" });
    });

    it("revalidates by ETag where it promises to, and stores nothing elsewhere", async () => {
      const first = await send(exampleRequest(contract, contract.examples[0]?.input));
      const etag = first.headers.get("etag");
      if (contract.caching === "no-store") {
        expect(etag).toBeNull();
        expect(first.headers.get("cache-control")).toMatch(/^no-store/);
        return;
      }
      expect(etag).toMatch(/^W\/"[\w-]{22}"$/);
      const again = await send(
        exampleRequest(contract, contract.examples[0]?.input, { headers: { "if-none-match": `"other", ${etag}` } }),
      );
      expect(again.status).toBe(304);
      expect(await again.text()).toBe("");
    });

    if (contract.method !== "POST") return;

    it("refuses what is not JSON, by kind of wrongness", async () => {
      const json = { "content-type": "application/json" };
      const post = (body: BodyInit, headers: Record<string, string> = json) =>
        send(new Request(ORIGIN + contract.path, { method: "POST", body, headers }));
      await expectProblem(await post("{", json), 400, "invalid_json");
      await expectProblem(await post("", json), 400, "invalid_json");
      await expectProblem(await post('\uFEFF{"text":"a"}', json), 400, "invalid_json");
      await expectProblem(await post('{"text":"a","text":"b"}', json), 400, "invalid_json");
      await expectProblem(await post("[".repeat(60_000), json), 400, "invalid_json");
      await expectProblem(await post('{"__proto__":{"a":1}}', json), 400, "invalid_json");
      await expectProblem(
        await post("text=a", { "content-type": "application/x-www-form-urlencoded" }),
        415,
        "unsupported_media_type",
      );
      await expectProblem(
        await post("{}", { "content-type": "application/json; charset=latin1" }),
        415,
        "unsupported_media_type",
      );
      for (const value of ["null", "[]", '"text"', "3"])
        await expectProblem(await post(value), 422, "validation_failed");
      const problem = await expectProblem(
        await post(`{"text":"${"x".repeat(contract.bodyLimit)}"}`),
        413,
        "payload_too_large",
      );
      expect(problem.errors?.[0]?.limit).toBe(contract.bodyLimit);
    });
  },
);

describe("an address that is not there", () => {
  it.for(["/api/ai", "/api/ai/nothing", "/api/ai/sentiment/../../etc/passwd/x", "/api/%00", "/api/ai/constructor"])(
    "%s",
    async (path) => {
      await expectProblem(await send(new Request(ORIGIN + path)), 404, "not_found");
    },
  );
});
