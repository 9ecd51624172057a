import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import { startDouble } from "../../tests/hf-double/start-double";

const SCRIPT = "scripts/probe-upstreams.ts";

async function run(args: readonly string[], settings: Readonly<Record<string, string>> = {}) {
  const env = { PATH: process.env.PATH, NODE_ENV: "test" as const, HF_TOKEN: "hf_veryprivate", ...settings };
  const child = spawn(process.execPath, ["--import", "tsx", SCRIPT, ...args], { env });
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "exit")]);
  return { code: child.exitCode, out, err };
}

describe("npm run probe", () => {
  it("asks the double alone", async () => {
    const { code, out, err } = await run(["--only", "double"]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toMatch(/^question +real +double +verdict\n/);
  });

  it("says clearly that nothing can be reached", async () => {
    const gone = await startDouble();
    await gone.stop();
    const { code, out } = await run([], gone.env);
    expect(code).toBe(2);
    expect(out).toContain("None of the services could be reached");
    expect(out).not.toContain("veryprivate");
  });

  it.for([
    [["--only", "real"], {}, "Usage: npm run probe"],
    [["--fast"], {}, "--fast"],
    [[], { HF_HUB_ORIGIN: "huggingface" }, "HF_HUB_ORIGIN is no http(s) address."],
    [[], { HF_TOKEN: "veryprivate \n" }, "HF_TOKEN is set and is no token."],
  ] as const)("refuses %j %j", async ([args, settings, words]) => {
    const { code, out, err } = await run(args, settings);
    expect({ code, out }).toEqual({ code: 64, out: "" });
    expect(err).toContain(words);
    expect(err).not.toContain("veryprivate");
  });
});
