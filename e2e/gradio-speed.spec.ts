import { expect, test } from "@playwright/test";
import { bestOf } from "../scripts/lib/best-of";
import { slowness } from "./crowding";
import { connect, inParallel, LEAN, TRIVIAL } from "./gradio-client";
import { startServer } from "./server";

/** On a machine that is as fast as the one on which they were set; a slower one has so much longer. */
const QUIET = { aloneMs: 5, togetherMs: 45, perSecond: 340 };
const PARALLEL = 20;
/** Other work takes the cores now and then: each aim is tried for so long, and the best round counts against it as it stands. */
const PATIENCE_MS = 60_000;

const median = (ms: readonly number[]): number => ms.toSorted((a, b) => a - b)[Math.floor(ms.length / 2)] ?? Number.NaN;

// Gradio's own server took 9.1 ms alone and 90 ms at twenty in parallel, 169 calls a second, on a machine of two cores.
test("a trivial function by the real client: at most 5 ms alone, 45 ms at twenty in parallel, 340 calls a second", async () => {
  test.setTimeout(240_000);
  const slower = slowness();
  const AIMS = {
    aloneMs: QUIET.aloneMs * slower,
    togetherMs: QUIET.togetherMs * slower,
    perSecond: QUIET.perSecond / slower,
  };
  const server = await startServer(LEAN);
  const client = await connect(server.url);
  const call = () => client.predict(TRIVIAL.path, TRIVIAL.input);
  await inParallel(200, PARALLEL, 20_000, call);
  const oneByOne = async () => median((await inParallel(100, 1, 20_000, call)).ms);
  const alone = await bestOf(oneByOne, AIMS.aloneMs, PATIENCE_MS);
  let [best, told] = [Number.POSITIVE_INFINITY, ""];
  // How far the worse of both figures of a round is from its aim.
  const together = async () => {
    const { ms, perSecond } = await inParallel(1_000, PARALLEL, 20_000, call);
    const share = Math.max(median(ms) / AIMS.togetherMs, AIMS.perSecond / perSecond);
    const words = `${median(ms).toFixed(1)} ms at ${PARALLEL} in parallel, ${perSecond.toFixed(0)} calls a second`;
    console.log(words);
    if (share < best) [best, told] = [share, words];
    return share;
  };
  await bestOf(together, 1, PATIENCE_MS);
  console.log(
    `Gradio's client: ${alone.toFixed(2)} ms alone; best round: ${told}; machine ${slower.toFixed(2)} times as slow as the quiet one`,
  );
  client.close();
  await server.stop();
  expect(alone).toBeLessThanOrEqual(AIMS.aloneMs);
  expect(best).toBeLessThanOrEqual(1);
});
