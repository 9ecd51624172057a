// What a verdict of the remote tier costs beside the call upstream: 20 requests a second of different texts to the standalone server, whose
// upstream is a healthy double without latency. Our own time is the server's time for a request less its attempt upstream, both from the server's log.
// Fails beyond p50 3 ms or p99 15 ms, 6 and 30 with Redis. `--redis` shares rate limits, budget, cache and turns over a redis-server of its own.
import { parseArgs } from "node:util";
import { sentiment } from "../lib/contracts/functions/sentiment";
import { headline, paced, percentile, times } from "../tests/resilience/load";
import { serveOverDouble } from "./lib/serve-over-double";
import { startRedis } from "./lib/start-redis";

const PER_SECOND = 20;
/** Redis is asked four times, one after another. */
const BOUNDS = { alone: { p50: 3, p99: 15 }, redis: { p50: 6, p99: 30 } };

const { values } = parseArgs({
  options: { seconds: { type: "string", default: "30" }, redis: { type: "boolean", default: false } },
});
const count = Number(values.seconds) * PER_SECOND;
const bound = values.redis ? BOUNDS.redis : BOUNDS.alone;
const redis = values.redis ? await startRedis() : null;
const { server, stop } = await serveOverDouble({ LOG_LEVEL: "debug", ...(redis && { REDIS_URL: redis.url }) });
try {
  await paced(120, 40, (index) => ask(`Before: ${headline(index)}`));
  server.output.length = 0;
  const outside = await paced(count, PER_SECOND, (index) => ask(headline(index)));
  const calls = readLog(server.output.join(""));
  if (calls.length !== count) throw new Error(`${calls.length} calls with one attempt in the log, not ${count}.`);

  const own = calls.map(({ totalMs, upstreamMs }) => totalMs - upstreamMs);
  console.log(
    `${count} different texts, ${PER_SECOND} a second, the upstream healthy and without latency${redis ? ", with Redis" : ""}`,
  );
  console.log(`our own time      ${times(own)} (aim: p50 < ${bound.p50} ms, p99 < ${bound.p99} ms)`);
  console.log(`the call upstream ${times(calls.map(({ upstreamMs }) => upstreamMs))}`);
  console.log(`seen by a client  ${times(outside)}`);
  if (percentile(own, 0.5) >= bound.p50 || percentile(own, 0.99) >= bound.p99) process.exitCode = 1;
} finally {
  await stop();
  await redis?.stop();
}

async function ask(text: string): Promise<number> {
  const started = performance.now();
  const response = await fetch(server.url + sentiment.path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ text }),
  });
  const { engine }: { engine?: string } = await response.json();
  if (engine !== "hf_inference_api") throw new Error(`${response.status}: answered by ${engine ?? "nobody"}.`);
  return performance.now() - started;
}

/** Requests that do not overlap: each line of a request follows that of its one attempt. */
function readLog(output: string): { readonly totalMs: number; readonly upstreamMs: number }[] {
  const calls: { totalMs: number; upstreamMs: number }[] = [];
  let attempts: number[] = [];
  for (const line of output.split("\n")) {
    if (!line.startsWith("{")) continue;
    const { event, ms }: { event: string; ms: number } = JSON.parse(line);
    if (event === "upstream_attempt") attempts.push(ms);
    if (event !== "request") continue;
    const [upstreamMs, ...more] = attempts;
    if (upstreamMs !== undefined && more.length === 0) calls.push({ totalMs: ms, upstreamMs });
    attempts = [];
  }
  return calls;
}
