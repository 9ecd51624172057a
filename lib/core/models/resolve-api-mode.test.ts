import { describe, expect, it } from "vitest";
import { resolveApiMode } from "./resolve-api-mode";

const resolve = (more: Partial<Parameters<typeof resolveApiMode>[0]>) =>
  resolveApiMode({ useApi: undefined, mode: undefined, token: undefined, inSpace: false, ...more });

describe("resolveApiMode", () => {
  it.for([
    [{}, "off"],
    [{ token: "hf_abc" }, "auth"],
    [{ useApi: true, token: "hf_abc" }, "auth"],
    [{ useApi: true }, "no_key"],
    [{ inSpace: true }, "no_key"],
    [{ inSpace: true, token: "hf_abc" }, "auth"],
    [{ mode: "auth" }, "no_key"],
    [{ mode: "public" }, "public"],
    [{ mode: "public", token: "hf_abc" }, "public"],
    [{ mode: "off", token: "hf_abc", useApi: true }, "off"],
    [{ useApi: false, token: "hf_abc", inSpace: true }, "off"],
    [{ token: "two words" }, "bad_key"],
    [{ token: "hf_abc\nx-evil: 1" }, "bad_key"],
    [{ token: "hf_\u00e9" }, "bad_key"],
    [{ token: `hf_${"a".repeat(510)}` }, "bad_key"],
  ] as const)("%j gives %s", ([settings, state]) => {
    expect(resolve(settings).state).toBe(state);
  });

  it("says it in words, without the key", () => {
    expect(resolve({}).why).toBe("no key: local tiers");
    expect(resolve({ token: "se cret" }).why).not.toContain("se cret");
  });
});
