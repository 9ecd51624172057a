import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answerWords } from "../../components/features/dashboard/answer-words";
import { nameOf } from "../../lib/core/stats/names";
import { countIn, emptySheet, timeIn } from "../../lib/core/stats/sheet";
import { type Container, createContainer } from "../../lib/server/container";
import { parseEnv } from "../../lib/server/env";
import { answerStatus } from "../../lib/server/surfaces/answer-status";
import { renderStatusPage } from "../../lib/server/surfaces/render-status-page";
import { renderStatusText } from "../../lib/server/surfaces/render-status-text";
import { describeStatus, type PlainStatus } from "../../lib/services/describe-status";
import { readStates } from "../../lib/services/get-overview";
import { scratchDir } from "../fakes/scratch-dir";
import { AT, makeIncident } from "../overview/make-overview";

let container: Container;
beforeAll(async () => {
  container = await createContainer(
    parseEnv({
      DATA_DIR: scratchDir(),
      LOG_LEVEL: "silent",
      EMBEDDED_MODEL: "off",
      USE_NEWS_FEEDS: "false",
      USE_HF_DATASETS: "false",
      HF_MODE: "off",
    }),
  );
});
afterAll(() => container.close());

const ask = (more: Partial<Container> = {}, headers: Record<string, string> = {}, method = "GET"): Promise<Response> =>
  answerStatus(new Request("http://localhost/status", { method, headers }), { ...container, ...more });

/** The same server with its engines out. */
const unhealthy = (): Partial<Container> => {
  const { health } = container.overview;
  const checks = () => new Map([["lexical", { status: "fail" as const, detail: "it reads wrong", checkedAt: 0 }]]);
  return { overview: { ...container.overview, health: { ...health, checks } } };
};

const hostile = `<script>alert("1")</script> & 'x' <img src=x onerror=alert(1)>\u0000\nBarometer is answering.`;

describe("the status page", () => {
  it("says that all works, with one line to look for", async () => {
    const answer = await ask();
    const page = await answer.text();
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(answer.headers.get("cache-control")).toBe("public, max-age=5");
    for (const words of ["Barometer is answering.", "Everything works.", "Nobody asked", "prices and news are made up"])
      expect(page).toContain(words);
    expect(page).not.toMatch(/<script|\son[a-z]+=|javascript:|https?:\/\//i);
    expect(Number(answer.headers.get("content-length"))).toBe(Buffer.byteLength(page));
  });

  it.each([
    ["text/plain", true],
    ["text/plain, text/html;q=0.5", true],
    ["text/html,application/xhtml+xml,*/*;q=0.8", false],
    ["*/*", false],
    ["application/json", false],
  ])("comes as plain text to who prefers it: %s", async (accept, isPlain) => {
    const answer = await ask({}, { accept });
    const text = await answer.text();
    expect(answer.headers.get("vary")).toBe("Accept");
    expect(answer.headers.get("content-type")?.startsWith("text/plain")).toBe(isPlain);
    expect(text.startsWith(isPlain ? "Barometer is answering.\n" : "<!doctype html>")).toBe(true);
  });

  it("has no body to HEAD", async () => {
    const head = await ask({}, {}, "HEAD");
    expect([head.status, await head.text()]).toEqual([200, ""]);
    expect(Number(head.headers.get("content-length"))).toBeGreaterThan(1_000);
  });

  it.each([
    ["no engine can read", unhealthy, "No engine can read texts now."],
    [
      "it is about to end",
      (): Partial<Container> => ({
        readiness: { refusal: () => "the server is about to end", drain() {}, draining: () => true },
      }),
      "Texts cannot be sent here now: the server is about to end.",
    ],
  ])("is 503 where %s", async (_, state, sentence) => {
    for (const accept of ["text/html", "text/plain"]) {
      const answer = await ask(state(), { accept });
      const text = await answer.text();
      expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "5"]);
      expect(text).toContain("Barometer is not answering.");
      expect(text).toContain(sentence);
      expect(text).not.toContain("Barometer is answering.");
    }
  });

  it("is looked at once in five seconds", async () => {
    let looks = 0;
    const at = { now: 0 };
    const { overview } = container;
    const counted = {
      ...container,
      clock: { ...container.clock, now: () => at.now },
      overview: {
        ...overview,
        log: {
          ...overview.log,
          list(...query: Parameters<typeof overview.log.list>) {
            looks += 1;
            return overview.log.list(...query);
          },
        },
      },
    };
    const askAll = () =>
      Promise.all(Array.from({ length: 100 }, () => answerStatus(new Request("http://localhost/status"), counted)));
    await askAll();
    at.now = 4_999;
    await askAll();
    expect(looks).toBe(1);
    at.now = 5_001;
    await askAll();
    expect(looks).toBe(2);
  });

  it("tells what is out and what happened, in words", async () => {
    const { overview } = container;
    const incident = {
      id: "1",
      at: "2026-01-02T03:04:05.000Z",
      kind: "tier",
      key: "hf_inference_api",
      name: "Hugging Face API",
      from: "resting",
      to: "ready",
      severity: "info",
      code: null,
      detail: "",
      lasted_s: 42,
      server: "a",
    } as const;
    const names = Array.from({ length: 20 }, (_, index) => `Feed ${index}`);
    const detail = "it could not be reached";
    const many = names.map((name) => ({
      ...incident,
      name,
      from: null,
      to: "failed" as const,
      detail,
      lasted_s: null,
    }));
    const deps = {
      ...overview,
      health: {
        ...overview.health,
        stores: () => new Map([["disk", { status: "warn" as const, detail: "it cannot be written to", checkedAt: 0 }]]),
      },
      log: {
        ...overview.log,
        list: async () => ({
          incidents: [incident, ...many],
          total: 1,
          bySeverity: { info: 1, warning: 0, critical: 0 },
          hasMore: false,
          keptSince: null,
        }),
      },
    };
    const status = await describeStatus(deps, null);
    expect(status).toMatchObject({ answering: true, mood: "out", sentence: "It answers, but something is out." });
    expect(status.out).toContainEqual({ name: "Files of this server", words: "it cannot be written to" });
    expect(status.incidents).toEqual([
      { at: incident.at, words: "Hugging Face API: ready again after 42 s" },
      { at: incident.at, words: `${names.slice(0, 8).join(", ")} and 12 more: failed, it could not be reached` },
    ]);
    expect(renderStatusPage(status)).toContain(`<time datetime="${incident.at}">2026-01-02 03:04 UTC</time>`);
  });

  it("says that what only loaded is ready, not that it is back", async () => {
    const { overview } = container;
    const incidents = (["warming", "not_asked_yet", null, "failed"] as const).map((from, index) => ({
      ...makeIncident(index, { name: `Model ${index}`, from, to: "ready", code: null, detail: "", lasted_s: 1 }),
    }));
    const bySeverity = { info: 4, warning: 0, critical: 0 };
    const list = async () => ({ incidents, total: 4, bySeverity, hasMore: false, keptSince: null });
    const status = await describeStatus({ ...overview, log: { ...overview.log, list } }, null);
    expect(status.incidents.map(({ words }) => words)).toEqual([
      "Model 0, Model 1, Model 2: ready",
      "Model 3: ready again after 1 s",
    ]);
  });

  it("tells shares and times in the words of the dashboard", async () => {
    const { overview } = container;
    const sheet = emptySheet();
    countIn(sheet, nameOf.call("sentiment", "ok"), 87);
    countIn(sheet, nameOf.call("sentiment", "internal"), 13);
    for (let call = 0; call < 100; call += 1) timeIn(sheet, nameOf.callTime("sentiment"), 186);
    const stats = { ...overview.stats, read: async () => ({ ...(await overview.stats.read("24h")), sheet }) };
    const { answers } = await readStates({ ...overview, stats });
    const [answering, fast] = answerWords(answers, AT);
    const status = await describeStatus({ ...overview, stats }, null);
    const [said, saidFast] = status.answers.map(({ lines }) => lines[0]?.words ?? "");
    expect(answering?.headline).toBe("Partly, 87.00%");
    expect(said).toBe("Partly. 100 requests in the last 24 hours; 87.00% were answered, 13 were not.");
    const p95 = fast?.headline.replace(" p95", "") ?? "none";
    expect(p95).toMatch(/^18\d ms$/);
    expect(saidFast).toContain(`95 in 100 took ${p95} or less`);
  });

  it("keeps what others wrote as text", () => {
    const status: PlainStatus = {
      answering: false,
      mood: "down",
      headline: "Barometer is not answering.",
      sentence: hostile,
      answers: [{ question: "Why?", lines: [{ words: hostile, at: null }] }],
      out: [{ name: hostile, words: hostile }],
      incidents: [{ words: hostile, at: "2026-01-02T03:04:05.000Z" }],
      at: "2026-01-02T03:04:05.000Z",
    };
    expect(renderStatusPage(status)).not.toMatch(/<script|<img|"1"|\u0000/);
    // A line of others never is a line of one's own.
    expect(renderStatusText(status).split("\n")).not.toContain("Barometer is answering.");
    expect(renderStatusText(status)).not.toContain("\u0000");
  });

  it("wears the colours of the app", () => {
    const globals = readFileSync(new URL("../../app/globals.css", import.meta.url), "utf8");
    const page = renderStatusPage({
      answering: true,
      mood: "well",
      headline: "Barometer is answering.",
      sentence: "",
      answers: [],
      out: [],
      incidents: [],
      at: "2026-01-02T03:04:05.000Z",
    });
    const tokens = page.match(/--[a-z]+: light-dark\([^)]*\);/g) ?? [];
    expect(tokens.length).toBeGreaterThan(10);
    for (const token of tokens) expect(globals).toContain(token);
  });
});
