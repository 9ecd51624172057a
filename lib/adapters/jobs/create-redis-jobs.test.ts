import { describe, expect, it } from "vitest";
import { hasRedis, startRedis } from "../../../scripts/lib/start-redis";
import { jobsContract } from "../../../tests/contract/jobs";
import { createRedisJobs } from "./create-redis-jobs";

const DAY_MS = 86_400_000;
const clock = { wall: () => Date.now() };

if (hasRedis()) {
  jobsContract("jobs in Redis", async () => {
    const redis = await startRedis();
    return {
      async open(terms) {
        const options = { url: redis.url, warn: () => undefined, clock, keepMs: DAY_MS, mostBytes: 1e9 };
        const jobs = createRedisJobs({ ...options, ...terms });
        if (jobs === null) throw new Error("a good address was refused");
        // Requests are refused until the connection stands.
        await expect.poll(() => jobs.look("-"), { timeout: 5_000 }).toMatchObject({ error: { code: "not_found" } });
        return jobs;
      },
      remove: () => redis.stop(),
    };
  });
} else {
  describe("jobs in Redis", () => it.skip("needs redis-server on this machine", () => undefined));
}
