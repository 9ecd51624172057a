import { type Container, createContainer } from "../../lib/server/container";
import { parseEnv } from "../../lib/server/env";
import { answerMetrics } from "../../lib/server/surfaces/answer-metrics";
import { scratchDir } from "../fakes/scratch-dir";

const settings = {
  LOG_LEVEL: "silent",
  RATE_LIMIT_PER_MINUTE: "1000000",
  EMBEDDED_MODEL: "off",
  USE_NEWS_FEEDS: "false",
  HF_MODE: "public",
};
/** A server of its own. */
export const open = (more: Record<string, string> = {}): Promise<Container> =>
  createContainer(parseEnv({ ...settings, DATA_DIR: scratchDir(), ...more }));
export const request = (headers: Record<string, string> = {}, method = "GET"): Request =>
  new Request("http://localhost/metrics", { method, headers });
/** The same server, at which two seconds go by between any two looks at the clock: nothing is kept. */
export const eager = (container: Container): Container => {
  let at = 0;
  const now = (): number => {
    at += 2_000;
    return at;
  };
  return { ...container, clock: { ...container.clock, now } };
};
export const scrape = async (container: Container, headers: Record<string, string> = {}) => {
  const answer = await answerMetrics(request(headers), container);
  return { answer, text: await answer.text() };
};
