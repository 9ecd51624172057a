// The Inference API down, then limiting our rate, while 1,000 different texts come at 20 a second to the standalone server. Prints what users and
// the upstream saw. Fails beyond: every answer 200; the first 20 within 2.2 s, then p50 60 ms and p99 500 ms; 1.1 calls upstream a first
// attempt, and one a window of a rate limit.
import { parseArgs } from "node:util";
import { sentiment } from "../lib/contracts/functions/sentiment";
import { stats } from "../lib/contracts/functions/stats";
import type { FaultInput } from "../tests/hf-double/faults/fault-schema";
import { headline, paced, percentile, times } from "../tests/resilience/load";
import { serveOverDouble } from "./lib/serve-over-double";

const PER_SECOND = 20;
const WINDOW_S = 30;
const { values } = parseArgs({ options: { texts: { type: "string", default: "1000" } } });
const count = Number(values.texts);

await storm("every connection is reset", { kind: "reset", service: "router" });
await storm("every connection is refused", { kind: "refuse", service: "router" });
await storm(
  `429, RateLimit r=0;t=${WINDOW_S}`,
  { kind: "rate-limited", service: "router", resetS: WINDOW_S },
  WINDOW_S,
);

async function storm(name: string, fault: FaultInput, windowS?: number): Promise<void> {
  const { double, server, stop } = await serveOverDouble();
  try {
    await ask(server.url, "Fees fall again");
    double.reset();
    double.setFault(fault);
    const started = performance.now();
    const all = await paced(count, PER_SECOND, (index) => ask(server.url, headline(index)));
    const seconds = (performance.now() - started) / 1000;
    const sent = double.requests("/hf-inference/**").length;
    const { upstream } = stats.output.parse(await (await fetch(server.url + stats.path)).json());
    const first = all.slice(0, 20).map(({ ms }) => ms);
    const later = all.slice(20).map(({ ms }) => ms);
    const wrong = all.filter(({ status, named }) => status !== 200 || !named).length;
    console.log(`${name}: ${count} texts in ${seconds.toFixed(0)} s, ${wrong} without a verdict that names its tier`);
    console.log(`  first 20  ${times(first)}`);
    console.log(`  later     ${times(later)}`);
    console.log(`  upstream  ${upstream.first_attempts} first attempts, ${upstream.retries} retries`);
    const windows = windowS === undefined ? Number.POSITIVE_INFINITY : Math.ceil(seconds / windowS);
    if (windowS !== undefined) console.log(`            ${sent} calls in ${windows} windows of ${windowS} s`);
    const bounds = [
      wrong === 0,
      Math.max(...first) <= 2_200,
      percentile(later, 0.5) < 60,
      percentile(later, 0.99) < 500,
      upstream.retries <= upstream.first_attempts * 0.1,
      sent <= windows,
    ];
    if (bounds.includes(false)) process.exitCode = 1;
  } finally {
    await stop();
  }
}

/** `named`: the answer names the tier that gave it and the one that did not. */
async function ask(origin: string, text: string) {
  const started = performance.now();
  const response = await fetch(origin + sentiment.path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ text }),
  });
  const verdict: { engine?: string; degraded?: { tier: string }[] } = await response.json();
  const named = verdict.engine === "lexical" && verdict.degraded?.[0]?.tier === "hf_inference_api";
  return { status: response.status, named, ms: performance.now() - started };
}
