import { describe, expect, it } from "vitest";
import { startDouble } from "./start-double";
import { asUser, doubleForTests, readJson } from "./test-kit";

const double = doubleForTests();
const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(double().origins.hub + path, { headers, redirect: "manual" });
const FINBERT = "/api/models/ProsusAI/finbert";

describe("the look-up of who serves a model", () => {
  it("gives the asked key only, by either spelling of expand", async () => {
    for (const query of ["expand[]=inferenceProviderMapping", "expand=inferenceProviderMapping"])
      expect(await readJson(get(`${FINBERT}?${query}`))).toEqual({
        _id: expect.stringMatching(/^[0-9a-f]{24}$/),
        id: "ProsusAI/finbert",
        inferenceProviderMapping: {
          "hf-inference": { status: "live", providerId: "ProsusAI/finbert", task: "text-classification" },
        },
      });
    const both = await readJson<object>(get(`${FINBERT}?expand[]=inference&expand[]=pipeline_tag`));
    expect(both).toMatchObject({ inference: "warm", pipeline_tag: "text-classification" });
  });

  it("leaves the key out for a model that nobody serves, or gives it empty, by habit", async () => {
    const path = "/api/models/OpenC/crypto-gpt-o3-mini?expand[]=inferenceProviderMapping";
    expect(Object.keys(await readJson<object>(get(path)))).toEqual(["_id", "id"]);
    const other = await startDouble({ unservedMapping: "empty", mapping: "list" });
    try {
      expect(await readJson(fetch(other.origin + path))).toMatchObject({ inferenceProviderMapping: {} });
      const [entry] = (
        await readJson<{ inferenceProviderMapping: object[] }>(
          fetch(`${other.origin}${FINBERT}?expand[]=inferenceProviderMapping`),
        )
      ).inferenceProviderMapping;
      expect(entry).toMatchObject({ provider: "hf-inference", hfModelId: "ProsusAI/finbert", status: "live" });
    } finally {
      await other.stop();
    }
  });

  it("bends to each form that has been seen", async () => {
    const seen: unknown[] = [];
    for (const form of ["list", "empty", "absent", "staging", "error", "other-task"] as const) {
      const fault = double().setFault({ kind: "mapping", form, path: "/api/models/**" });
      const entry = await readJson<{ inferenceProviderMapping?: unknown }>(
        get(`${FINBERT}?expand[]=inferenceProviderMapping`),
      );
      seen.push(entry.inferenceProviderMapping);
      fault.remove();
    }
    expect(seen[0]).toMatchObject([{ provider: "hf-inference" }]);
    expect(seen.slice(1, 3)).toEqual([{}, undefined]);
    expect(seen.slice(3)).toMatchObject([
      { "hf-inference": { status: "staging" } },
      { "hf-inference": { status: "error" } },
      { "hf-inference": { task: "summarization" } },
    ]);
  });
});

describe("entries", () => {
  it("tells anonymous callers to log in where there is no repository, and users the truth", async () => {
    for (const path of ["/api/models/nobody/nothing", "/api/datasets/Kwaai/crypto-news", "/api/models/nothing"]) {
      const anonymous = await get(path);
      expect(anonymous.status).toBe(401);
      expect(anonymous.headers.get("x-error-code")).toBe("RepoNotFound");
      expect(await anonymous.json()).toEqual({ error: "Invalid username or password." });
      const user = await get(path, asUser);
      expect(user.status).toBe(404);
      expect(user.headers.get("x-error-message")).toBe("Repository not found");
    }
    expect((await get(FINBERT, { authorization: "Bearer hf_expired" })).status).toBe(401);
  });

  it("leads old ids without an owner to the full id", async () => {
    const response = await get("/api/models/gpt2?expand[]=inference");
    expect(response.status).toBe(307);
    expect(response.headers.get("location")).toBe("/api/models/openai-community/gpt2?expand%5B%5D=inference");
  });

  it("knows revisions by name and by commit", async () => {
    const { sha } = await readJson<{ sha: string }>(get(FINBERT));
    expect((await get(`${FINBERT}/revision/${sha}`)).status).toBe(200);
    expect((await get(`${FINBERT}/revision/main`)).headers.get("etag")).toMatch(/^W\/"/);
    const missing = await get(`${FINBERT}/revision/nowhere`);
    expect(missing.status).toBe(404);
    expect(missing.headers.get("x-error-code")).toBe("RevisionNotFound");
  });

  it("says who asks", async () => {
    expect((await get("/api/whoami-v2")).status).toBe(401);
    expect(await readJson(get("/api/whoami-v2", asUser))).toMatchObject({ type: "user", name: "double" });
  });
});

describe("lists", () => {
  const ids = async (path: string) => (await readJson<{ id: string }[]>(get(path))).map(({ id }) => id);

  it("pages by an absolute link until there is none", async () => {
    const found: string[] = [];
    let url: string | undefined = `${double().origins.hub}/api/models?limit=8&sort=likes`;
    let pages = 0;
    while (url !== undefined) {
      const response: Response = await fetch(url);
      found.push(...(await readJson<{ id: string }[]>(response)).map(({ id }) => id));
      url = /<(https?:\/\/[^>]+)>;\s+rel="next"/.exec(response.headers.get("link") ?? "")?.[1];
      pages += 1;
    }
    expect(pages).toBeGreaterThan(2);
    expect(new Set(found).size).toBe(found.length);
    expect(found).toEqual(await ids("/api/models?sort=likes"));
    expect(found[0]).toBe("meta-llama/Llama-3.1-8B-Instruct");
  });

  it("filters by author, words, task, tag, gate and serving", async () => {
    expect(await ids("/api/models?author=ProsusAI")).toEqual(["ProsusAI/finbert"]);
    expect(await ids("/api/models?search=CRYPTOBERT")).toEqual(["ElKulako/cryptobert", "kk08/CryptoBERT"]);
    expect(await ids("/api/models?pipeline_tag=zero-shot-classification")).toEqual(["facebook/bart-large-mnli"]);
    expect(await ids("/api/datasets?filter=license:mit&filter=finance")).toEqual(["linxy/CryptoCoin"]);
    expect(await ids("/api/models?gated=true")).toHaveLength(2);
    const served = await ids("/api/models?inference_provider=hf-inference");
    expect(served).toContain("ProsusAI/finbert");
    expect(served).not.toContain("OpenC/crypto-gpt-o3-mini");
    expect(await ids("/api/spaces")).toEqual(["double/mood-board"]);
    expect((await get("/api/models?limit=none")).status).toBe(400);
    expect((await get("/api/models?cursor=forged")).status).toBe(400);
  });

  it("shows what full and expand add", async () => {
    const [plain] = await readJson<object[]>(get("/api/models?author=ProsusAI"));
    expect(plain).toMatchObject({ modelId: "ProsusAI/finbert", likes: 1_000, private: false });
    expect(plain).not.toHaveProperty("siblings");
    const [full] = await readJson<object[]>(get("/api/models?author=ProsusAI&full=true"));
    expect(full).toMatchObject({ gated: false, siblings: expect.arrayContaining([{ rfilename: "config.json" }]) });
  });
});

describe("trees", () => {
  const tree = "/api/datasets/linxy/CryptoCoin/tree/main";
  interface Entry {
    readonly type: string;
    readonly path: string;
    readonly size: number;
    readonly lfs?: { readonly oid: string; readonly size: number; readonly pointerSize: number };
  }

  it("shows one level, a folder, or everything", async () => {
    const top = await readJson<Entry[]>(get(tree));
    expect(top.filter(({ type }) => type === "directory").map(({ path }) => path)).toContain("BTCUSDT");
    const inside = await readJson<Entry[]>(get(`${tree}/BTCUSDT`));
    expect(inside).toHaveLength(10);
    expect(inside[0]?.lfs).toMatchObject({ oid: expect.stringMatching(/^[0-9a-f]{64}$/), size: inside[0]?.size });
    const all = await readJson<Entry[]>(get(`${tree}?recursive=true&expand=true`));
    expect(all).toHaveLength(46);
    expect(all[0]).toHaveProperty("lastCommit.date");
    expect((await get(`${tree}/NOSUCH`)).headers.get("x-error-code")).toBe("EntryNotFound");
  });

  it("pages", async () => {
    const response = await get(`${tree}?recursive=true&limit=40`);
    expect(await readJson<Entry[]>(response)).toHaveLength(40);
    const next = /<([^>]+)>/.exec(response.headers.get("link") ?? "")?.[1] ?? "";
    expect(await readJson<Entry[]>(fetch(next))).toHaveLength(6);
  });

  it("describes named paths, asked as JSON or as a form", async () => {
    const url = `${double().origins.hub}${FINBERT.replace("/api", "/api")}/paths-info/main`;
    const json = await fetch(url, { method: "POST", body: JSON.stringify({ paths: ["config.json", "none"] }) });
    expect(await json.json()).toMatchObject([{ type: "file", path: "config.json" }]);
    const form = await fetch(url, { method: "POST", body: new URLSearchParams({ paths: "README.md" }) });
    expect(await form.json()).toMatchObject([{ path: "README.md" }]);
    expect((await fetch(url, { method: "POST", body: "[]" })).status).toBe(400);
  });

  it("has the older layout of the candles by habit", async () => {
    const older = await startDouble({ candles: "csv", now: Date.UTC(2026, 0, 5, 7) });
    try {
      const response = await fetch(`${older.origin}/datasets/linxy/CryptoCoin/resolve/main/BTCUSDT_1h.csv`);
      const lines = (await response.text()).trim().split("\n");
      expect(lines[0]).toMatch(/^Open time,open,high,low,close,volume,Close time,/);
      expect(lines).toHaveLength(241);
      expect(lines.at(-1)).toMatch(/^2026-01-04 23:00:00,.*,2026-01-04 23:59:59\.999,/);
    } finally {
      await older.stop();
    }
  });
});

describe("quotas", () => {
  it("counts down on every reply, by kind of address and by caller", async () => {
    const first = await get(FINBERT);
    expect(first.headers.get("ratelimit")).toMatch(/^"api";r=499;t=(300|299)$/);
    expect(first.headers.get("ratelimit-policy")).toBe('"fixed window";"api";q=500;w=300');
    expect((await get("/api/models/nobody/nothing")).headers.get("ratelimit")).toContain("r=498;");
    expect((await get(FINBERT, asUser)).headers.get("ratelimit")).toContain("r=999;");
    expect((await get("/ProsusAI/finbert/resolve/main/config.json")).headers.get("ratelimit")).toContain(
      '"resolvers";r=2999;',
    );
    const page = await get("/ProsusAI/finbert");
    expect(page.headers.get("ratelimit")).toContain('"pages";r=99;');
    expect(page.headers.get("content-type")).toContain("text/html");
  });

  it("refuses beyond the quota, with nothing left", async () => {
    const poor = await startDouble({ quotas: { api: 2 } });
    try {
      const statuses = [];
      for (let at = 0; at < 3; at++) statuses.push(await fetch(poor.origins.hub + FINBERT));
      expect(statuses.map(({ status }) => status)).toEqual([200, 200, 429]);
      expect(statuses[2]?.headers.get("ratelimit")).toContain('"api";r=0;');
      expect(await statuses[2]?.json()).toEqual({ error: expect.stringContaining("rate limit your IP") });
    } finally {
      await poor.stop();
    }
  });
});
