import { describe, expect, it } from "vitest";
import { type AnyFunction, functions } from "../../lib/contracts/functions";
import { handle } from "../../lib/server/handle";
import { createLogger } from "../../lib/server/logger";
import { startApp } from "../resilience/kit";

const SECRET = "quokka4711";
/** What could end a line, begin another, turn one around or pass for a field. */
const HOSTILE = `${SECRET}\n{"level":"error","event":"forged"}\r\u0085\u2028\u2029\u001b[31m\u202e\u0000"}`;

async function startLogged() {
  const lines: string[] = [];
  const app = await startApp(null, {
    env: { EMBEDDED_MODEL: "off", USE_HF_DATASETS: "false" },
    logger: createLogger("debug", [], (line) => lines.push(line)),
  });
  const send = async (path: string, init: RequestInit = {}): Promise<number> => {
    const leave = new AbortController();
    const request = new Request(`http://localhost${path}`, {
      ...init,
      headers: {
        "user-agent": SECRET,
        referer: `http://localhost/?text=${SECRET}`,
        cookie: `text=${SECRET}`,
        authorization: `Bearer ${SECRET}`,
        ...init.headers,
      },
      signal: leave.signal,
    });
    const response = await handle(request, functions, app.container);
    // Streams are left once they have begun.
    const reader = response.body?.getReader();
    await reader?.read();
    leave.abort();
    await reader?.cancel().catch(() => undefined);
    return response.status;
  };
  return { lines, send };
}

const fieldsOf = ({ input }: AnyFunction): readonly string[] => Object.keys(input.shape);

/** With a value in place of each part and of each field, one at a time and all together. */
function requestsOf(contract: AnyFunction, value: string): readonly (readonly [path: string, init: RequestInit])[] {
  const path = contract.path.replaceAll(/\{[a-z_]+\}/g, encodeURIComponent(value));
  const fields = fieldsOf(contract);
  const sets = [...fields.map((field) => [field]), fields, [...fields, value], ["text", "texts", "q"]];
  if (contract.method === "GET" || contract.method === "DELETE") {
    return sets.map((names) => {
      const query = new URLSearchParams(names.map((name) => [name, value]));
      return [`${path}?${query}`, { method: contract.method }];
    });
  }
  const json = (body: unknown): RequestInit => ({
    method: contract.method,
    body: typeof body === "string" ? body : JSON.stringify(body),
    headers: { "content-type": "application/json" },
  });
  return [
    ...sets.map((names) => [path, json(Object.fromEntries(names.map((name) => [name, value])))] as const),
    ...sets.map((names) => [path, json(Object.fromEntries(names.map((name) => [name, [value, value]])))] as const),
    [path, json(`{"text": "${value}`)],
    [path, json([value])],
    [path, { method: contract.method, body: value, headers: { "content-type": "text/plain" } }],
    [path, json(Object.assign(exampleOf(contract), "text" in exampleOf(contract) ? { text: value } : {}))],
  ];
}

const exampleOf = (contract: AnyFunction): Record<string, unknown> => ({ ...contract.examples[0]?.input });

describe("lines of the log", () => {
  it.each([
    ["secret", SECRET],
    ["hostile", HOSTILE],
  ])(
    "nothing of a %s text that is sent to any function, wherever it stands, is in any of them",
    async (_, value) => {
      const { lines, send } = await startLogged();
      let sent = 0;
      let served = 0;
      for (const contract of functions) {
        for (const [path, init] of requestsOf(contract, value)) {
          if ((await send(path, init)) < 400) served += 1;
          sent += 1;
        }
      }
      const entries = lines.map((line) => JSON.parse(line));
      const requests = entries.filter(({ event }) => event === "request");
      console.log(`${sent} requests to ${functions.length} functions, ${served} of them served, ${lines.length} lines`);
      expect(requests).toHaveLength(sent);
      expect(served).toBeGreaterThan(functions.length / 4);
      expect(new Set(requests.map((entry) => entry.function))).toEqual(new Set(functions.map(({ name }) => name)));
      for (const line of lines) {
        expect(line).not.toContain(SECRET);
        expect(line).not.toContain("forged");
        expect(line).toMatch(/^[^\p{Cc}\u2028\u2029]*$/u);
      }
      for (const entry of requests) {
        expect(Object.keys(entry)).toEqual([
          "time",
          "level",
          "event",
          "request_id",
          "function",
          "method",
          "route",
          "status",
          "code",
          "ms",
        ]);
        expect(entry.code === "ok").toBe(entry.status < 400);
      }
    },
    60_000,
  );

  it("an address at which nothing is stands in its line, cut, and without its query", async () => {
    const { lines, send } = await startLogged();
    expect(await send(`/api/ai/${"x".repeat(10_000)}?text=${SECRET}`)).toBe(404);
    expect(await send(`/api/ai/a%0a%7b%22level%22\u2028b?text=${SECRET}`)).toBe(404);
    const [long, odd] = lines.map((line) => JSON.parse(line)).filter(({ event }) => event === "request");
    expect(long).toMatchObject({ function: "other", code: "not_found", status: 404 });
    expect(long.path).toHaveLength(120);
    expect(odd.path).toMatch(/^\/api\/ai\/a%0a/);
    for (const line of lines) {
      expect(line.length).toBeLessThan(500);
      expect(line).toMatch(/^[\u0020-\u007e]*$/);
      expect(line).not.toContain(SECRET);
    }
  });

  it("a request id of the caller is taken over only where it can do no harm", async () => {
    const { lines, send } = await startLogged();
    for (const id of [`${SECRET} ${SECRET}`, `${SECRET}"}`, "x".repeat(65), "good-4711"]) {
      await send("/api/ai/health", { headers: { "x-request-id": id } });
    }
    const ids = lines.map((line) => JSON.parse(line).request_id);
    expect(ids.filter((id) => /^[\da-f-]{36}$/.test(id))).toHaveLength(3);
    expect(ids.at(-1)).toBe("good-4711");
  });
});
