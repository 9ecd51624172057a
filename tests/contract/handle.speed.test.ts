import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { functions } from "../../lib/contracts/functions";
import { sentiment } from "../../lib/contracts/functions/sentiment";
import { type Container, createContainer } from "../../lib/server/container";
import { parseEnv } from "../../lib/server/env";
import { handle } from "../../lib/server/handle";
import { bestTimeOf } from "../../scripts/lib/best-time-of";
import { scratchDir } from "../fakes/scratch-dir";
import { postJson } from "./post-json";

let base: Container;
beforeAll(async () => {
  base = await createContainer(
    parseEnv({ DATA_DIR: scratchDir(), LOG_LEVEL: "silent", RATE_LIMIT_PER_MINUTE: "100000", EMBEDDED_MODEL: "off" }),
  );
});
afterAll(() => base.close());

async function isQuick(work: () => Promise<void>): Promise<void> {
  expect(await bestTimeOf(work, 50)).toBeLessThan(50);
}

describe("odd headers", () => {
  // Stimulus 25: every pattern that reads a header or an identifier, against long near misses.
  it("cost no time, however long", async () => {
    const behindProxy = { ...base, env: { ...base.env, TRUSTED_PROXY_HOPS: 1 } };
    const long = 15_000;
    const hostile: Record<string, string>[] = [
      { "content-type": `application/${"a.".repeat(long / 2)}` },
      { "content-type": `application/json;${" ".repeat(long)}charset=x` },
      { "content-type": "application/json", "x-request-id": `${"a".repeat(long)}!` },
      { "content-type": "application/json", "x-forwarded-for": `${"1.".repeat(long / 2)}` },
      { "content-type": "application/json", "x-forwarded-for": `[${":".repeat(long)}` },
    ];
    for (const headers of hostile) {
      await isQuick(async () => {
        const response = await postJson(behindProxy, sentiment.path, { text: "Bitcoin soars" }, headers);
        expect([200, 415]).toContain(response.status);
      });
    }
    await isQuick(async () => {
      const tags = { "if-none-match": 'W/"a", '.repeat(long / 7) };
      const request = new Request("http://localhost/api/ai/info", { headers: tags });
      expect((await handle(request, functions, base)).status).toBe(200);
    });
    await isQuick(async () => {
      const response = await postJson(base, sentiment.path, { text: "a", model: `${"a.".repeat(30_000)}!` });
      expect(response.status).toBe(400);
    });
  });
});
