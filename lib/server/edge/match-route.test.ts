import { describe, expect, it } from "vitest";
import { z } from "zod";
import { defineFunction } from "../../contracts/define-function";
import { functions } from "../../contracts/functions";
import { matchRoute } from "./match-route";

const common = { title: "", summary: "", description: "", method: "GET", output: z.object({}), examples: [] } as const;
const byCoin = defineFunction({
  ...common,
  name: "by_coin",
  path: "/api/ai/coins/{coin}",
  input: z.object({ coin: z.string() }),
});
const all = defineFunction({ ...common, name: "all", path: "/api/ai/coins/all", input: z.object({}) });

describe("matchRoute", () => {
  it("finds every function of the registry at its own path", () => {
    for (const contract of functions) {
      const route = matchRoute(functions, contract.path);
      expect(route.ok && route.value.contracts).toContain(contract);
    }
  });

  it("takes named parts out of the path and prefers a plain one", () => {
    const named = matchRoute([byCoin, all], "/api/ai/coins/BTC%2FUSD");
    expect(named).toMatchObject({ ok: true, value: { contracts: [byCoin], pathInput: { coin: "BTC/USD" } } });
    expect(matchRoute([byCoin, all], "/api/ai/coins/all")).toMatchObject({
      ok: true,
      value: { contracts: [all], pathInput: {} },
    });
  });

  it("lets one slash at the end pass", () => {
    const route = matchRoute([byCoin, all, ...functions], "/api/ai/sentiment/");
    expect(route.ok && route.value.contracts[0]?.name).toBe("sentiment");
  });

  it.for(["/api/ai/coins/a/b", "/api/ai", "/api/ai/sentiment//", "/api/ai/", "/api/ai/__proto__"])(
    "does not know %s",
    (path) => {
      const route = matchRoute([byCoin, all, ...functions], path);
      expect(!route.ok && route.error.code).toBe("not_found");
    },
  );

  it("refuses a part that is not percent-encoding", () => {
    const route = matchRoute([byCoin], "/api/ai/coins/%E0%A4%A");
    expect(!route.ok && route.error.code).toBe("invalid_identifier");
  });
});
