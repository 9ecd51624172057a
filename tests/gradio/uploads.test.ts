import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client, handle_file, prepare_files } from "@gradio/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { postJson } from "./ask-raw";
import { openGradio } from "./open-gradio";

let app: Awaited<ReturnType<typeof openGradio>>;
let client: Client;
let dir = "";
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "barometer-uploads-"));
  app = await openGradio({ DATA_DIR: dir });
  client = await Client.connect(app.url);
}, 60_000);
afterAll(async () => {
  client.close();
  await app.close();
  expect(await readdir(join(dir, "uploads"))).toEqual([]);
  await rm(dir, { recursive: true, force: true });
});

const TEXTS = [
  "Ether jumps 8% as spot funds take in record inflows",
  'Lender says "no more", files for bankruptcy',
  "Fed minutes due on Wednesday",
  "Küken & Söhne: Kurs fällt — ₿ 🚀",
];
const quote = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
const CSV = ["id,headline,score", ...TEXTS.map((text, at) => `${at},${quote(text)},0.5`)].join("\r\n");
const forms = {
  "headlines.csv": CSV,
  "bom.csv": `\ufeff${CSV}`,
  "headlines.tsv": ["id\theadline", ...TEXTS.map((text, at) => `${at}\t${quote(text)}`)].join("\n"),
  "headlines.txt": TEXTS.join("\n\n"),
  "headlines.jsonl": TEXTS.map((text, id) => JSON.stringify({ id, title: text })).join("\n"),
};

async function byRest(): Promise<unknown> {
  const response = await fetch(`${app.url}/api/ai/sentiment/bulk`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ texts: TEXTS }),
  });
  return resultsOf(await response.json());
}

const resultsOf = (answer: unknown): unknown => {
  const { results, summary } = answer as { results: { latency_ms?: number }[]; summary: unknown };
  return { summary, results: results.map(({ latency_ms: _own, ...result }) => result) };
};

describe("the real client", () => {
  it.each(Object.entries(forms))("reads %s, uploaded by its path, as REST reads the list", async (name, content) => {
    const path = join(dir, name);
    await writeFile(path, content);
    const { data } = await client.predict("/sentiment_bulk", { texts: handle_file(path) });
    const [answer] = data as unknown[];
    expect(resultsOf(answer)).toEqual(await byRest());
  });

  it("reads a File and a Blob without a name, by place and by name", async () => {
    const file = new File([CSV], "my headlines.csv", { type: "text/csv" });
    const named = await client.predict("/sentiment_bulk", { texts: handle_file(file) });
    const placed = await client.predict("/sentiment_bulk", [new Blob([CSV])]);
    const lines = await client.predict("/sentiment_bulk", [new Blob([TEXTS.join("\n")])]);
    for (const { data } of [named, placed, lines]) expect(resultsOf((data as unknown[])[0])).toEqual(await byRest());
  });

  it("is called with a file by name, without a client", async () => {
    const form = new FormData();
    form.append("files", new File([CSV], "a.csv"));
    const uploaded = await fetch(`${app.url}/gradio_api/upload`, { method: "POST", body: form });
    const [path] = (await uploaded.json()) as string[];
    const texts = { path, meta: { _type: "gradio.FileData" } };
    const call = `${app.url}/gradio_api/call`;
    const taken = await postJson(`${call}/v2/sentiment_bulk`, { texts });
    const { event_id } = (await taken.json()) as { event_id: string };
    const events = await (await fetch(`${call}/sentiment_bulk/${event_id}`)).text();
    const [, data = ""] = /event: complete\ndata: (.*)\n/.exec(events) ?? [];
    expect(resultsOf(JSON.parse(data)[0])).toEqual(await byRest());
  });

  it("generates from a file", async () => {
    const { data } = await client.predict("/sentiment_bulk_stream", { texts: handle_file(new File([CSV], "a.csv")) });
    expect(resultsOf((data as unknown[])[0])).toEqual(await byRest());
  });

  it("starts a job with a file", async () => {
    const { data } = await client.predict("/job_create", { texts: handle_file(new File([CSV], "a.csv")) });
    expect(data).toEqual([expect.objectContaining({ total: TEXTS.length })]);
  });

  it("uploads several files and gets the same bytes back", async () => {
    const files = [
      new File([CSV], "a.csv"),
      new File([new Uint8Array(300_000).fill(7)], "b.bin"),
      new File([], "none"),
    ];
    const uploaded = await client.upload(await prepare_files(files), app.url, "my-upload");
    expect(uploaded).toHaveLength(3);
    for (const [at, data] of (uploaded ?? []).entries()) {
      expect(data?.path).toMatch(/^uploads\/[\da-f]{32}\/(a\.csv|b\.bin|none)$/);
      const response = await fetch(data?.url ?? "");
      expect(Object.fromEntries(response.headers)).toMatchObject({
        "content-type": "application/octet-stream",
        "content-disposition": `attachment; filename="${files[at]?.name}"`,
        "content-length": String(files[at]?.size),
        "x-content-type-options": "nosniff",
        "cache-control": "no-store",
      });
      expect(await response.bytes()).toEqual(await files[at]?.bytes());
      const head = await fetch(data?.url ?? "", { method: "HEAD" });
      expect([head.status, head.headers.get("content-length")]).toEqual([200, String(files[at]?.size)]);
    }
  });

  it("hears of a file that cannot be used, at the field", async () => {
    const texts = (content: BlobPart, name: string) => handle_file(new File([content], name));
    const ask = (given: unknown) =>
      client.predict("/sentiment_bulk", { texts: given }).then(
        () => "answered",
        (refused: Error) => {
          const [first] = JSON.parse(refused.message) as { parameter_name: string; message: string }[];
          expect(first?.parameter_name).toBe("texts");
          return first?.message;
        },
      );
    expect(await ask(texts("text\n", "a.csv"))).toMatch(/^texts has no rows/);
    expect(await ask(texts("", "a.txt"))).toMatch(/^texts has no rows/);
    expect(await ask(texts(new Uint8Array([0xff, 0xfe, 0x41, 0]), "a.csv"))).toMatch(/^texts is not a text file/);
    expect(await ask(texts("caf\xe9", "a.txt"))).toBe("answered");
    expect(await ask(texts(new Uint8Array([0x63, 0xe9]), "a.txt"))).toMatch(/UTF-8/);
    expect(await ask(texts("id,price\n1,2\n3,4", "a.csv"))).toMatch(/^texts has no column of texts/);
    expect(await ask(texts("x", "a.xlsx"))).toMatch(/^texts is not CSV/);
    expect(await ask(texts("Bitcoin rallies\n".repeat(1_001), "a.txt"))).toMatch(/^texts has more than 1,000 rows/);
    expect(await ask(texts("Bitcoin rallies\n".repeat(1_000), "a.txt"))).toBe("answered");
    const long = `${"Bitcoin rallies. ".repeat(1_100)}\n`;
    expect(await ask(texts(long.repeat(120), "a.txt"))).toMatch(/^texts has more than 2,097,152 characters in all/);
    expect(await ask(handle_file("https://example.org/a.csv"))).toMatch(/^texts is an address: it is not fetched/);
  });

  it("tells how far an upload is", async () => {
    const pieces = 20;
    const piece = new Uint8Array(10_000).fill(97);
    const body = new ReadableStream<Uint8Array>({
      async start(controller) {
        const say = (text: string) => controller.enqueue(new TextEncoder().encode(text));
        say('--X\r\nContent-Disposition: form-data; name="files"; filename="slow.txt"\r\n\r\n');
        for (let at = 0; at < pieces; at += 1) {
          controller.enqueue(piece);
          await new Promise((done) => setTimeout(done, 20));
        }
        say("\r\n--X--\r\n");
        controller.close();
      },
    });
    const followed = fetch(`${app.url}/gradio_api/upload_progress?upload_id=slow`).then((response) => response.text());
    await new Promise((done) => setTimeout(done, 200));
    const sent = await fetch(`${app.url}/gradio_api/upload?upload_id=slow`, {
      method: "POST",
      headers: { "content-type": "multipart/form-data; boundary=X" },
      body,
      duplex: "half",
    } as RequestInit);
    expect(await sent.json()).toEqual([expect.stringMatching(/^uploads\/[\da-f]{32}\/slow\.txt$/)]);
    const text = await followed;
    // Gradio's client reads bare data lines.
    expect(text.replace(/(?:data: \{.*\}\n\n)+/, "")).toBe("");
    const messages = text.split("\n\n").flatMap((line) => (line === "" ? [] : JSON.parse(line.slice(6))));
    expect(messages.at(-1)).toEqual({ msg: "done" });
    const updates = messages.slice(0, -1);
    expect(updates.length).toBeGreaterThan(1);
    expect(updates.every(({ orig_name }) => orig_name === "slow.txt")).toBe(true);
    expect(updates.reduce((sum, { chunk_size }) => sum + chunk_size, 0)).toBe(pieces * piece.length);
    const unknown = await fetch(`${app.url}/gradio_api/upload_progress?upload_id=nobody`);
    expect(unknown.status).toBe(404);
  });

  it("is told in the view of the API that a file is taken", async () => {
    const api = await client.view_api();
    const [texts] = api.named_endpoints["/sentiment_bulk"]?.parameters ?? [];
    expect(JSON.stringify(texts)).toContain("uploaded file");
  });
});
