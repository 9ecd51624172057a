import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { envSchema, parseEnv } from "./env";

const example = readFileSync(new URL("../../.env.example", import.meta.url), "utf8");
const lines = example.split("\n").filter((line) => /^[A-Z]/.test(line));

describe("parseEnv", () => {
  it("has defaults for everything", () => {
    expect(parseEnv({})).toMatchObject({
      PORT: 7860,
      HOST: "127.0.0.1",
      RATE_LIMIT_PER_MINUTE: 100,
      TRUSTED_PROXY_HOPS: 0,
      LOG_LEVEL: "info",
    });
  });

  it("trusts one proxy hop in a Space, unless told otherwise", () => {
    expect(parseEnv({ SPACE_ID: "someone/barometer" }).TRUSTED_PROXY_HOPS).toBe(1);
    expect(parseEnv({ SPACE_ID: "someone/barometer", TRUSTED_PROXY_HOPS: "0" }).TRUSTED_PROXY_HOPS).toBe(0);
  });

  it("takes a blank setting for one that is not set", () => {
    expect(parseEnv({ PORT: "", SITE_URL: " ", SPACE_ID: "" })).toMatchObject({
      PORT: 7860,
      SITE_URL: undefined,
      SPACE_ID: undefined,
    });
  });

  it("names every wrong setting, and no value", () => {
    const wrong = { PORT: "70000", RATE_LIMIT_PER_MINUTE: "-5", LOG_LEVEL: "loud", SITE_URL: "secret-token" };
    let message = "";
    try {
      parseEnv(wrong);
    } catch (error) {
      message = String(error);
    }
    for (const name of Object.keys(wrong)) expect(message).toContain(`  ${name}: `);
    for (const value of Object.values(wrong)) expect(message).not.toContain(value);
  });
});

describe("HF_REVISIONS", () => {
  it("is pairs of a name and a revision", () => {
    const pairs = [
      ["financial_sentiment", "main"],
      ["facebook/bart-large-mnli", "refs/pr/7"],
    ];
    expect(
      parseEnv({ HF_REVISIONS: "financial_sentiment=main, facebook/bart-large-mnli = refs/pr/7," }).HF_REVISIONS,
    ).toEqual(pairs);
  });

  it.for([
    "financial_sentiment",
    "financial_sentiment=",
    "=main",
    "financial_sentiment=a=b",
    "financial_sentiment=two words",
    `financial_sentiment=${"a".repeat(101)}`,
    "zero_shot=main,financial_sentiment",
  ])("stops the start at %s", (HF_REVISIONS) => {
    expect(() => parseEnv({ HF_REVISIONS })).toThrow(/ {2}HF_REVISIONS\.\d: must be key=revision/);
  });
});

describe("LOCAL_MODELS", () => {
  const named = (models: number) => Array.from({ length: models }, (_, index) => `owner/model-${index}`).join(",");

  it("are as many as the ledger has room for, and no more", () => {
    expect(parseEnv({ LOCAL_MODELS: named(20) }).LOCAL_MODELS).toHaveLength(20);
    expect(() => parseEnv({ LOCAL_MODELS: named(21) })).toThrow("  LOCAL_MODELS: must name 20 models at most");
  });
});

describe("limits of calls and credits", () => {
  const standard = {
    HF_REQUESTS_PER_MINUTE: 120,
    HF_REQUESTS_PER_DAY: null,
    HF_REQUESTS_PER_MONTH: null,
    HF_CREDITS_USD_PER_DAY: null,
    HF_CREDITS_USD_PER_MONTH: 0.1,
  };
  const all = (value: string) => Object.fromEntries(Object.keys(standard).map((name) => [name, value]));

  it("none is no limit, blank is the default, zero is nothing at all", () => {
    expect(parseEnv(all(""))).toMatchObject(standard);
    for (const none of Object.keys(standard)) expect(parseEnv(all("none"))).toHaveProperty(none, null);
    for (const zero of Object.keys(standard)) expect(parseEnv(all("0"))).toHaveProperty(zero, 0);
  });

  it.for(["-1", "many", "no limit"])("stops the start at %s", (value) => {
    for (const name of Object.keys(standard)) expect(() => parseEnv({ [name]: value })).toThrow(`  ${name}: `);
  });
});

describe(".env.example", () => {
  it("lists every setting and no other", () => {
    const names = lines.map((line) => line.split("=")[0]);
    expect(names.toSorted()).toEqual(Object.keys(envSchema.in.shape).toSorted());
  });

  it("shows the defaults", () => {
    const shown = Object.fromEntries(lines.map((line) => line.split("=") as [string, string]));
    expect(parseEnv(shown)).toEqual(parseEnv({}));
  });
});
