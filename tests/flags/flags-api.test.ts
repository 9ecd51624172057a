import { readFileSync } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { problemSchema } from "../../lib/contracts/errors";
import { flagSchema } from "../../lib/contracts/flag";
import { functions } from "../../lib/contracts/functions";
import { flag } from "../../lib/contracts/functions/flag";
import { flags } from "../../lib/contracts/functions/flags";
import { info } from "../../lib/contracts/functions/info";
import { handle } from "../../lib/server/handle";
import { startApp, tempDir } from "../resilience/kit";

type App = Awaited<ReturnType<typeof startApp>>;
const body = {
  text: "Hack fears ease",
  verdict: { label: "bearish", confidence: 0.7, engine: "lexical", model: "lexical" },
  reason: "wrong_label",
  consent: true,
};
const start = (env: Record<string, string> = {}) => startApp(null, { env: { EMBEDDED_MODEL: "off", ...env } });
const listOf = async (app: App, query = "") =>
  flags.output.parse(await (await app.send(`${flags.path}${query}`)).json());
const problemOf = async (response: Response) => problemSchema.parse(await response.json());

describe("flag", () => {
  it("saves what was shown and said, and nothing of who said it", async () => {
    const DATA_DIR = tempDir();
    const app = await start({ DATA_DIR });
    const request = new Request(`http://localhost${flag.path}`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-forwarded-for": "203.0.113.7", "user-agent": "somebody" },
      body: JSON.stringify({ ...body, expected: "bullish", comment: "  Fears that ease are good.  " }),
    });
    const saved = flag.output.parse(await (await handle(request, functions, app.container)).json());
    const listed = await listOf(app);
    const { consent: _, ...said } = body;
    expect(listed.flags).toEqual([
      {
        ...said,
        id: saved.id,
        saved_at: saved.saved_at,
        category: "crypto",
        verdict: { ...body.verdict, abstained: false },
        expected: "bullish",
        comment: "Fears that ease are good.",
      },
    ]);
    const file = readFileSync(join(DATA_DIR, "flags.jsonl"), "utf8");
    expect(file.trimEnd().split("\n")).toHaveLength(1);
    expect(file).not.toMatch(/203\.0\.113|somebody|consent/);
    expect(listed).toMatchObject({ bytes: Buffer.byteLength(file), most_bytes: 20_000_000, next: null });
  });

  it.for([
    ["without consent", { consent: undefined }, "consent"],
    ["with consent refused", { consent: false }, "consent"],
    ["a reason that is none", { reason: "because" }, "reason"],
    ["a comment that is too long", { comment: "x".repeat(501) }, "comment"],
    ["a blank text", { text: " " }, "text"],
    ["a text that is too long", { text: "x".repeat(4_001) }, "text"],
    [
      "a verdict without a model",
      { verdict: { label: "bearish", confidence: 0.7, engine: "lexical" } },
      "verdict.model",
    ],
    ["a confidence that is none", { verdict: { ...body.verdict, confidence: 7 } }, "verdict.confidence"],
    ["a field too many", { email: "a@b.c" }, "email"],
  ] as const)("%s: 422 names the field, nothing is saved", async ([, change, field]) => {
    const app = await start();
    const response = await app.send(flag.path, { ...body, ...change });
    expect(response.status).toBe(422);
    expect((await problemOf(response)).errors?.map((error) => error.field)).toEqual([field]);
    expect((await listOf(app)).flags).toEqual([]);
  });

  it("is off in a Space unless switched on, and where it is switched off; then nothing is written", async () => {
    const off: Record<string, string>[] = [{ SPACE_ID: "someone/barometer" }, { FLAGGING: "false" }];
    for (const env of off) {
      const app = await start(env);
      for (const response of [await app.send(flag.path, body), await app.send(flags.path)]) {
        expect(response.status).toBe(404);
        expect(await problemOf(response)).toMatchObject({
          code: "not_found",
          detail: expect.stringContaining("FLAGGING=true"),
        });
      }
      expect(info.output.parse(await (await app.send(info.path)).json()).features).toEqual({ flagging: false });
    }
    const on = await start({ SPACE_ID: "someone/barometer", FLAGGING: "true" });
    expect((await on.send(flag.path, body)).status).toBe(200);
    expect(info.output.parse(await (await on.send(info.path)).json()).features).toEqual({ flagging: true });
  });

  it("is limited as texts are", async () => {
    const app = await start({ RATE_LIMIT_PER_MINUTE: "3" });
    const codes = [];
    for (let at = 0; at < 5; at += 1) codes.push((await app.send(flag.path, body)).status);
    expect(codes).toEqual([200, 200, 200, 429, 429]);
    expect((await listOf(app)).flags).toHaveLength(3);
  });

  it("of one client is 50 a day, with the time to wait; others go on", async () => {
    const app = await start({ TRUSTED_PROXY_HOPS: "1" });
    const send = (from: string) =>
      handle(
        new Request(`http://localhost${flag.path}`, {
          method: "POST",
          headers: { "content-type": "application/json", "x-forwarded-for": from },
          body: JSON.stringify(body),
        }),
        functions,
        app.container,
      );
    for (let at = 0; at < 50; at += 1) expect((await send("203.0.113.7")).status).toBe(200);
    const refused = await send("203.0.113.7");
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(86_000);
    expect((await problemOf(refused)).detail).toContain("50 flags");
    expect((await send("203.0.113.8")).status).toBe(200);
    expect((await listOf(app)).flags).toHaveLength(51);
  });

  it("says so where the disk takes nothing, and goes on once it does", async () => {
    const DATA_DIR = tempDir();
    const app = await start({ DATA_DIR });
    await mkdir(join(DATA_DIR, "flags.jsonl"));
    const refused = await app.send(flag.path, body);
    expect(refused.status).toBe(503);
    expect(refused.headers.get("retry-after")).toBe("60");
    const problem = await problemOf(refused);
    expect(problem.detail).toContain("EISDIR");
    expect(JSON.stringify(problem)).not.toContain(DATA_DIR);
    expect((await app.send(`${flags.path}?format=csv`)).status).toBe(503);
    await rm(join(DATA_DIR, "flags.jsonl"), { recursive: true });
    expect((await app.send(flag.path, body)).status).toBe(200);
  });
});

describe("flags", () => {
  const texts = ["plain", "=SUM(A1:A9)", '@user said "up", +12%', "\tcmd|' /C calc'!A0", "two\nlines", "-1"];

  it("gives pages that end where they end, and refuses a cursor that is none", async () => {
    const app = await start();
    for (const text of texts) await app.send(flag.path, { ...body, text });
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof listOf>> = await listOf(
        app,
        `?limit=4${cursor ? `&cursor=${cursor}` : ""}`,
      );
      seen.push(...page.flags.map(({ text }) => text));
      cursor = page.next;
    } while (cursor !== null);
    expect(seen).toEqual(texts);
    for (const wrong of ["x", btoa("f3"), btoa("f999999999")]) {
      const response = await app.send(`${flags.path}?cursor=${encodeURIComponent(wrong.replaceAll("=", ""))}`);
      expect(response.status).toBe(400);
      expect(await problemOf(response)).toMatchObject({ code: "invalid_cursor", errors: [{ field: "cursor" }] });
    }
  });

  it("gives a CSV in which nothing runs as a formula, and lines of JSON that are the flags themselves", async () => {
    const app = await start();
    for (const text of texts) await app.send(flag.path, { ...body, text, comment: "=1+1" });
    const csv = await app.send(`${flags.path}?format=csv`);
    expect(csv.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(csv.headers.get("content-disposition")).toBe('attachment; filename="barometer-flags.csv"');
    const { data } = Papa.parse<Record<string, string>>((await csv.text()).trimEnd(), { header: true });
    expect(data.map(({ text }) => text)).toEqual([
      "plain",
      "'=SUM(A1:A9)",
      `'@user said "up", +12%`,
      "'\tcmd|' /C calc'!A0",
      "two\nlines",
      "-1",
    ]);
    expect(data.map(({ comment }) => comment)).toEqual(texts.map(() => "'=1+1"));
    expect(data[0]).toMatchObject({ label: "bearish", confidence: "0.7", reason: "wrong_label", expected: "" });

    const request = new Request(`http://localhost${flags.path}`, { headers: { accept: "application/x-ndjson" } });
    const lines = await handle(request, functions, app.container);
    expect(lines.headers.get("content-type")).toBe("application/x-ndjson; charset=utf-8");
    const rows = (await lines.text())
      .trimEnd()
      .split("\n")
      .map((line) => flagSchema.parse(JSON.parse(line)));
    expect(rows).toEqual((await listOf(app)).flags);
  });
});
