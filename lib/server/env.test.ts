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
