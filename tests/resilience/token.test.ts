import { afterEach, describe, expect, it, vi } from "vitest";
import { functions } from "../../lib/contracts/functions";
import { info } from "../../lib/contracts/functions/info";
import { createLogger } from "../../lib/server/logger";
import { doubleForTests } from "../hf-double/test-kit";
import { callsTo, startApp } from "./kit";
import { headline } from "./load";

// Stimulus 34. The built files, the page and a server of its own: e2e/token.spec.ts.
const double = doubleForTests();
afterEach(() => void vi.restoreAllMocks());

const REFUSED = "the key was refused";
const tokens: readonly (readonly [string, string | undefined, string])[] = [
  ["missing", undefined, "no key: local tiers"],
  ["blank", "  ", "no key: local tiers"],
  ["invalid", "hf_invalidSecret4711", REFUSED],
  ["expired", "hf_expiredSecret4711", REFUSED],
  ["without the right", "hf_weakSecret4711", "the key may not call it"],
  ["without credits", "hf_poorSecret4711", "the credits are used up"],
  ["in quotes", '"hf_quotedSecret4711"', REFUSED],
  ["of another form", "sk-otherSecret4711", REFUSED],
  ["with a line break", "hf_broken\r\nx-Secret4711: 1", "HF_TOKEN cannot be a key: local tiers"],
  ["of two words", "hf_two Secret4711", "HF_TOKEN cannot be a key: local tiers"],
  ["of other letters", "hf_Secret4711é", "HF_TOKEN cannot be a key: local tiers"],
];

describe("a token", () => {
  it.for(tokens)("%s: boots, answers, says why, and shows it nowhere", async ([, token, why]) => {
    const seen: string[] = [];
    for (const stream of [process.stdout, process.stderr]) {
      const write = stream.write.bind(stream);
      vi.spyOn(stream, "write").mockImplementation((chunk, ...rest) => {
        seen.push(String(chunk));
        return write(chunk, ...(rest as []));
      });
    }
    const log = vi.spyOn(console, "log").mockImplementation((line) => void seen.push(String(line)));
    // USE_HF_API: as in a Space, where the tier is wanted.
    const app = await startApp(double(), { env: { HF_TOKEN: token ?? "", USE_HF_API: "true", LOG_LEVEL: "debug" } });
    const answers: string[] = [];
    for (let index = 0; index < 3; index += 1) {
      const response = await app.send("/api/ai/sentiment", { text: headline(index), use_ensemble: index === 1 });
      expect(response.status).toBe(200);
      answers.push(JSON.stringify([...response.headers]), await response.text());
    }
    for (const { method, path, examples } of functions) {
      const response = await app.send(path, method === "POST" ? examples[0]?.input : undefined);
      answers.push(JSON.stringify([...response.headers]), await response.text());
    }
    const about = info.output.parse(await (await app.send(info.path)).json());
    const state = about.engines.find(({ key }) => key === "hf_inference_api");
    const line = (await app.health()).checks.find(({ name }) => name === "hf_inference_api");
    log.mockRestore();
    expect(state).toMatchObject({ revision: null, detail: expect.stringContaining(why) });
    expect(line).toMatchObject({ status: "warn", detail: expect.stringContaining("local tiers") });
    const sent = JSON.stringify(double().requests());
    for (const text of [...seen, ...answers, sent]) expect(text).not.toContain("Secret4711");
    expect(seen.length).toBeGreaterThan(0);
  });

  it("is asked with once, when it is refused", async () => {
    const app = await startApp(double(), { env: { HF_TOKEN: "hf_invalidSecret4711" } });
    for (let index = 0; index < 50; index += 1) {
      const { verdict } = await app.analyse({ text: headline(index) });
      expect(verdict).toMatchObject({ engine: "lexical", degraded: [{ code: "bad_key", model: null }] });
    }
    console.log(`a refused key: ${callsTo(double()).length} call upstream for 50 texts`);
    expect(callsTo(double())).toHaveLength(1);
  });

  it.for([
    ["none", { HF_TOKEN: "" }, "no key: local tiers"],
    ["none, though it is wanted", { HF_TOKEN: "", USE_HF_API: "true" }, "no key: local tiers"],
    ["one that is not to be used", { USE_HF_API: "false" }, "USE_HF_API is false: local tiers"],
    ["one that is switched off", { HF_MODE: "off" }, "HF_MODE is off: local tiers"],
  ] as const)("%s: a model that is named is answered for by the lexical reader", async ([, env, detail]) => {
    const app = await startApp(double(), { env });
    const degraded = [{ tier: "hf_inference_api", model: null, code: "no_key", detail, retry_after_s: null }];
    for (const named of [{ model: "ProsusAI/finbert" }, { models: ["financial_sentiment"], use_ensemble: true }]) {
      const { verdict } = await app.analyse({ text: headline(0), ...named });
      expect(verdict).toMatchObject({ engine: "lexical", model: "lexical", degraded });
    }
    const { verdict } = await app.analyse({ text: headline(0) });
    expect(verdict.degraded).toEqual("USE_HF_API" in env && env.USE_HF_API === "true" ? degraded : []);
    const odd = await app.send("/api/ai/sentiment", { text: headline(0), model: "nope" });
    expect(odd.status).toBe(422);
    expect(callsTo(double())).toEqual([]);
  });

  it("is struck out of whatever a defect might write", () => {
    const lines: string[] = [];
    const logger = createLogger("debug", ["sk-otherSecret4711"], (line) => lines.push(line));
    logger.error("engine_failed", { message: "Bearer sk-otherSecret4711 and hf_someoneElsesKeyOfTheHub4711" });
    expect(lines.join()).not.toMatch(/Secret4711|someoneElses/);
  });
});
