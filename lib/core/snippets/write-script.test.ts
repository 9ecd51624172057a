import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import type { SnippetCall } from "./snippet-call";
import { writeScript } from "./write-script";
import { languages } from "./write-snippet";

const origin = "http://localhost:7860";
const hostile = "it's \"}\n{\nconst result = 1;\n# 1 of 9 \u2028 $(id) `x` \\";
const call = (name: string, method: "GET" | "POST", path: string, input: Record<string, unknown>): SnippetCall => ({
  origin,
  name,
  method,
  path,
  input,
});
const calls = [
  call("sentiment", "POST", "/api/ai/sentiment", { text: hostile, category: "crypto" }),
  call("prices_quick", "GET", "/api/ai/data/prices/quick/{symbol}", { symbol: "ETH", days: 30 }),
  call("sentiment", "POST", "/api/ai/sentiment", { text: "second" }),
  call("news", "GET", "/api/ai/data/news", { limit: 40 }),
];

const count = (text: string, part: RegExp): number => text.match(part)?.length ?? 0;

test.each(languages.map(({ id }) => id))("%s: calls in their order under remarks, the beginning once", (language) => {
  const code = writeScript(language, calls);
  const remarks = [...code.matchAll(/^(?:#|\/\/) (\d) of 4: (\w+)$/gm)].map(([, at, name]) => `${at} ${name}`);
  expect(remarks).toEqual(["1 sentiment", "2 prices_quick", "3 sentiment", "4 news"]);
  for (const once of [
    /^import json$/gm,
    /Client\.connect\(/g,
    /^client = Client\(/gm,
    /^from (?:gradio_client|urllib\.request) /gm,
  ])
    expect(count(code, once)).toBeLessThanOrEqual(1);
  expect(writeScript(language, [])).toBe("");
  expect(writeScript(language, calls.slice(1, 2))).not.toContain(" of 1");
});

test("equal calls are still two: what they share is not taken for the beginning", () => {
  const [one] = calls;
  if (!one) throw new Error("there is a first");
  for (const { id } of languages) expect(count(writeScript(id, [one, one]), / of 2: sentiment$/gm)).toBe(2);
  expect(count(writeScript("javascript", [one, one]), /client\.predict\(/g)).toBe(2);
  expect(count(writeScript("curl", [one, one]), /^curl /gm)).toBe(2);
});

const expected = [
  { text: hostile, category: "crypto" },
  `${origin}/api/ai/data/prices/quick/ETH?days=30`,
  { text: "second" },
  `${origin}/api/ai/data/news?limit=40`,
];

test("fetch asks exactly what was asked", async () => {
  const sent: unknown[] = [];
  const run = new Function("fetch", "console", `return (async () => {${writeScript("fetch", calls)}\n})()`);
  const ask = async (url: string, init?: RequestInit) => {
    sent.push(init?.body === undefined ? url : JSON.parse(String(init.body)));
    return Response.json({});
  };
  await run(ask, { log: () => {} });
  expect(sent).toEqual(expected);
});

test("sh asks exactly what was asked", () => {
  const shim = `curl() { for argument in "$@"; do last=$argument; done; printf '%s\\0' "$last"; }\n`;
  const { stdout, status } = spawnSync("sh", ["-c", shim + writeScript("curl", calls)], { encoding: "utf8" });
  expect(status).toBe(0);
  const sent = stdout.split("\0").map((part) => part.trim());
  expect(sent.filter((part) => part !== "").map((part) => (part.startsWith("{") ? JSON.parse(part) : part))).toEqual(
    expected,
  );
});

test("JavaScript of Gradio's client asks exactly what was asked, on one client", async () => {
  const asked: unknown[] = [];
  const lines = writeScript("javascript", calls).split("\n");
  expect(lines[0]).toBe('import { Client } from "@gradio/client";');
  const Client = {
    connect: async (to: string) => {
      asked.push(to);
      const predict = async (name: string, input: unknown) => {
        asked.push([name, input]);
        return { data: [{}] };
      };
      return { predict };
    },
  };
  const run = new Function("Client", "console", `return (async () => {${lines.slice(1).join("\n")}\n})()`);
  await run(Client, { log: () => {} });
  expect(asked).toEqual([origin, ...calls.map(({ name, input }) => [`/${name}`, input])]);
});

test.skipIf(spawnSync("python3", ["--version"]).status !== 0)(
  "Python of Gradio's client asks exactly what was asked, on one client",
  () => {
    const shim = [
      "import json, sys, types",
      "asked = []",
      "class Client:",
      "    def __init__(self, to, **rest): asked.append(to)",
      "    def predict(self, api_name, **input): asked.append([api_name, input]); return {}",
      "sys.modules['gradio_client'] = types.SimpleNamespace(Client=Client)",
    ].join("\n");
    const code = `${shim}\n${writeScript("python", calls)}\nprint("\\0" + json.dumps(asked))`;
    const { stdout, stderr } = spawnSync("python3", ["-"], { input: code, encoding: "utf8" });
    expect(stderr).toBe("");
    expect(JSON.parse(stdout.split("\0")[1] ?? "")).toEqual([
      origin,
      ...calls.map(({ name, input }) => [`/${name}`, input]),
    ]);
  },
);
