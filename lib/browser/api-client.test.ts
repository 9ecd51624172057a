import { describe, expect, test } from "vitest";
import { functions } from "../contracts/functions";
import { createApiClient, type RouteTable } from "./api-client";

const routes = Object.fromEntries(functions.map((contract) => [contract.name, contract])) as unknown as RouteTable;
const live = new AbortController().signal;

describe("createApiClient", () => {
  test("posts JSON to the path of the contract", async () => {
    const asked: unknown[] = [];
    const api = createApiClient(routes, async (url, init) => {
      asked.push(url, init?.method, init?.body);
      return Response.json({ success: true });
    });
    expect(await api.call("sentiment", { text: "up" }, { signal: live })).toMatchObject({ ok: true });
    expect(asked).toEqual(["/api/ai/sentiment", "POST", '{"text":"up"}']);
  });

  test("puts the input of a GET into the query", async () => {
    let asked = "";
    const api = createApiClient(routes, async (url) => {
      asked = String(url);
      return Response.json({});
    });
    await api.call("sentiment_quick", { text: "a&b" }, { signal: live });
    expect(asked).toBe("/api/ai/sentiment/quick?text=a%26b");
    await api.call("health", {}, { signal: live });
    expect(asked).toBe("/api/ai/health");
  });

  test("a lost connection is unavailable, an abort is cancelled", async () => {
    const api = createApiClient(routes, async (_url, init) => {
      init?.signal?.throwIfAborted();
      throw new TypeError("Failed to fetch");
    });
    expect(await api.call("health", {}, { signal: live })).toMatchObject({ ok: false, error: { code: "unavailable" } });
    expect(await api.call("health", {}, { signal: AbortSignal.abort() })).toMatchObject({
      error: { code: "cancelled" },
    });
  });

  test("a late answer is a passed deadline", async () => {
    const quick = { ...routes, health: { ...routes.health, deadlineMs: -2_990 } };
    const api = createApiClient(
      quick,
      (_url, init) =>
        new Promise((_, reject) => init?.signal?.addEventListener("abort", () => reject(init.signal?.reason))),
    );
    expect(await api.call("health", {}, { signal: live })).toMatchObject({ error: { code: "deadline_exceeded" } });
  });
});
