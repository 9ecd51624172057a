import { describe, expect, it } from "vitest";
import { problemSchema } from "../../lib/contracts/errors";
import { sentiment } from "../../lib/contracts/functions/sentiment";
import { createContainer } from "../../lib/server/container";
import { parseEnv } from "../../lib/server/env";
import { scratchDir } from "../fakes/scratch-dir";
import { postJson } from "./post-json";

describe("the rate limit", () => {
  it("lets the policy's number through, then answers 429 with when to come back", async () => {
    const strict = await createContainer(
      parseEnv({ DATA_DIR: scratchDir(), LOG_LEVEL: "silent", RATE_LIMIT_PER_MINUTE: "5", TRUSTED_PROXY_HOPS: "1" }),
    );
    const ask = (forwarded: string) =>
      postJson(strict, sentiment.path, { text: "up" }, { "x-forwarded-for": forwarded });
    const statuses = [];
    for (let request = 0; request < 7; request += 1)
      statuses.push((await ask(`203.0.113.${request}, 198.51.100.1`)).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429]);

    const refused = await ask("198.51.100.1");
    expect(refused.headers.get("ratelimit")).toMatch(/^"sentiment";r=0;t=\d+$/);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(problemSchema.parse(await refused.json())).toMatchObject({
      code: "rate_limited",
      retry_after_s: expect.any(Number),
    });
    expect((await ask("198.51.100.2")).status).toBe(200);
  });

  it("counts an IPv6 /64 as one client", async () => {
    const strict = await createContainer(
      parseEnv({ DATA_DIR: scratchDir(), LOG_LEVEL: "silent", RATE_LIMIT_PER_MINUTE: "5", TRUSTED_PROXY_HOPS: "1" }),
    );
    const statuses = [];
    for (let host = 1; host <= 8; host += 1) {
      statuses.push(
        (await postJson(strict, sentiment.path, { text: "up" }, { "x-forwarded-for": `2001:db8::${host}` })).status,
      );
    }
    expect(statuses.filter((status) => status === 429)).toHaveLength(3);
  });
});
