import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { startServer } from "./server";

const SECRET = "Secret4711";
/** Nothing listens there. */
const NOWHERE = "http://127.0.0.1:9";

const tokens: readonly (readonly [string, Record<string, string>, string])[] = [
  ["missing", { USE_HF_API: "true" }, "no key: local tiers"],
  ["one that cannot be a key", { HF_TOKEN: `hf_a\r\nx-evil: ${SECRET}` }, "HF_TOKEN cannot be a key: local tiers"],
  ["in quotes", { HF_TOKEN: `"hf_${SECRET}"` }, ""],
  ["one that is set", { HF_TOKEN: `hf_${SECRET}` }, ""],
];

for (const [name, env, why] of tokens) {
  test(`a token, ${name}: the server boots, answers, and shows it nowhere`, async () => {
    const server = await startServer({ ...env, HF_ROUTER_ORIGIN: NOWHERE, LOG_LEVEL: "debug" });
    try {
      const seen: string[] = [];
      const read = async (path: string, init?: RequestInit): Promise<string> => {
        const response = await fetch(server.url + path, init);
        const body = await response.text();
        seen.push(body, JSON.stringify([...response.headers]));
        return body;
      };
      // A machine that is busy may let one answer come too late from the model; the next one is its.
      await expect(async () => {
        const verdict = await read("/api/ai/sentiment", {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ text: "Bitcoin soars to a record" }),
        });
        expect(JSON.parse(verdict)).toMatchObject({ success: true, engine: "embedded_model" });
      }).toPass({ timeout: 15_000 });
      const paths = ["/", "/api-docs", "/no-such-page", "/api/openapi.json"];
      for (const path of [...paths, "/api/ai/info", "/api/ai/stats", "/api/ai/models/available"]) await read(path);
      expect(await read("/api/ai/health")).toContain(why);
      expect(server.output.join("")).toContain('"event":"request"');
      for (const text of [...seen, ...server.output]) expect(text).not.toContain(SECRET);
    } finally {
      await server.stop();
    }
  });
}

test("no file of the build holds a token, nor the name of the setting where a browser could read it", () => {
  const folder = process.env.STANDALONE_COPY;
  if (folder === undefined) throw new Error("STANDALONE_COPY is not set; run the tests with npm run e2e.");
  const root = join(folder, ".next", "static");
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  expect(files.length).toBeGreaterThan(10);
  for (const file of files) {
    // A library that reads models looks for it in the environment of Node, of which a browser has none.
    const text = readFileSync(join(file.parentPath, file.name), "latin1").replace(
      /\.env\?\.HF_TOKEN\?\?[\w$.]+\.env\?\.HF_ACCESS_TOKEN/,
      "",
    );
    expect([...(text.match(/\bhf_[A-Za-z0-9]{8,}\b|HF_TOKEN/g) ?? [])], file.name).toEqual([]);
  }
});
