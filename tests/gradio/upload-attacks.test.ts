import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { postJson } from "./ask-raw";
import { openGradio } from "./open-gradio";

// Many megabytes go through one process here, at both ends.
vi.setConfig({ testTimeout: 60_000 });

let app: Awaited<ReturnType<typeof openGradio>>;
let dir = "";
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "barometer-attacks-"));
  await writeFile(join(dir, "secret.txt"), "secret");
  app = await openGradio({ DATA_DIR: dir, TRUSTED_PROXY_HOPS: "1" });
}, 60_000);
afterAll(async () => {
  await app.close();
  await rm(dir, { recursive: true, force: true });
});

let clients = 0;
/** Each a client of its own, so that one test does not use up another's share. */
const newClient = () => ({ "x-forwarded-for": `10.0.${Math.floor(++clients / 250)}.${clients % 250}` });

async function send(
  files: readonly File[],
  { headers = newClient(), url = app.url }: { headers?: Record<string, string>; url?: string } = {},
): Promise<{ status: number; body: unknown; retryAfter: string | null }> {
  const form = new FormData();
  for (const file of files) form.append("files", file);
  const response = await fetch(`${url}/gradio_api/upload`, { method: "POST", body: form, headers });
  return { status: response.status, body: await response.json(), retryAfter: response.headers.get("retry-after") };
}

const sendRaw = async (body: BodyInit, type = "multipart/form-data; boundary=X") => {
  const response = await fetch(`${app.url}/gradio_api/upload`, {
    method: "POST",
    body,
    headers: { ...newClient(), "content-type": type },
  });
  return { status: response.status, body: (await response.json()) as { code: string } };
};

/** As it stands, dots and all: `fetch` would tidy the address up. */
const getRaw = (path: string): Promise<{ status: number; text: string }> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(app.url);
    request({ hostname, port, path, headers: newClient() }, (response) => {
      let text = "";
      response.on("data", (piece) => {
        text += piece;
      });
      response.on("end", () => resolve({ status: response.statusCode ?? 0, text }));
    })
      .on("error", reject)
      .end();
  });

const onDisk = async (): Promise<string[]> => {
  const folders = await readdir(join(dir, "uploads")).catch(() => []);
  return (await Promise.all(folders.map((folder) => readdir(join(dir, "uploads", folder))))).flat();
};

describe("what is served", () => {
  it("is found by the words that were given out, and by no others", async () => {
    const { body } = await send([new File(["mine"], "a.txt")]);
    const [path = ""] = body as string[];
    expect(await getRaw(`/gradio_api/file=${path}`)).toEqual({ status: 200, text: "mine" });
    const [, id = ""] = path.split("/");
    const [folder = ""] = await readdir(join(dir, "uploads"));
    const spellings = [
      "../secret.txt",
      "../../../../../../etc/passwd",
      "..%2f..%2f..%2fetc%2fpasswd",
      "%2e%2e/%2e%2e/secret.txt",
      "..%252f..%252fetc%252fpasswd",
      "..\\..\\secret.txt",
      "..%5c..%5csecret.txt",
      "/etc/passwd",
      "%2fetc%2fpasswd",
      "C:\\Windows\\win.ini",
      "file:///etc/passwd",
      "http://127.0.0.1:1/secret",
      "https:%2f%2fexample.org%2fa",
      `uploads/${id}/../../secret.txt`,
      `uploads/${id}/`,
      `uploads/${id}`,
      `uploads/${id}/b.txt`,
      `uploads/${id}/a.txt%00`,
      `uploads/${id}/a.txt/`,
      `uploads//${id}/a.txt`,
      `uploads/${"0".repeat(32)}/a.txt`,
      `uploads/${folder}/${id}`,
      `${folder}/${id}`,
      `UPLOADS/${id}/a.txt`,
      "%",
      "%c0%ae%c0%ae/secret.txt",
      "__proto__",
      "",
    ];
    for (const spelling of spellings) {
      const { status, text } = await getRaw(`/gradio_api/file=${spelling}`);
      expect({ spelling, status }).toEqual({ spelling, status: 404 });
      expect(text).not.toMatch(/secret"|root:|mine/);
    }
  });

  it("has a harmless name, whatever it was called, and none on the disk", async () => {
    const names = ["../../x.csv", "a\u202efdp.csv", `${"n".repeat(500)}.csv`, "con.txt", "..", "a b\tc.csv", ".bashrc"];
    for (const name of names) {
      const { body } = await send([new File(["x"], name)]);
      expect(body).toEqual([expect.stringMatching(/^uploads\/[\da-f]{32}\/(?!con)[A-Za-z0-9_][\w.-]{0,79}$/)]);
    }
    for (const name of await onDisk()) expect(name).toMatch(/^[\da-f]{32}$/);
  });
});

describe("what is taken", () => {
  it("is no file of 11 MB, whether its length is said or not", async () => {
    const before = await onDisk();
    const big = new Uint8Array(11_000_000).fill(97);
    expect(await send([new File([big], "big.csv")])).toMatchObject({
      status: 413,
      body: { code: "payload_too_large" },
    });
    const streamed = await fetch(`${app.url}/gradio_api/upload`, {
      method: "POST",
      headers: { ...newClient(), "content-type": "multipart/form-data; boundary=X" },
      body: new Blob(['--X\r\nContent-Disposition: form-data; name="files"; filename="b"\r\n\r\n', big]).stream(),
      duplex: "half",
    } as RequestInit).catch(() => null);
    // The connection may be gone before all of it was sent.
    if (streamed) expect(streamed.status).toBe(413);
    const five = Array.from({ length: 5 }, (_, at) => new File([big.subarray(0, 9_000_000)], `${at}`));
    const refused = await send(five).catch(() => null);
    if (refused) expect(refused.status).toBe(413);
    expect(await onDisk()).toEqual(before);
  });

  it("is no form of 5 files, and none without", async () => {
    const before = await onDisk();
    const five = Array.from({ length: 5 }, (_, at) => new File(["x"], `${at}.txt`));
    expect(await send(five)).toMatchObject({
      status: 422,
      body: { code: "validation_failed", detail: [{ parameter_name: "files" }] },
    });
    expect(await send([])).toMatchObject({ status: 400, body: { code: "invalid_form" } });
    expect(await onDisk()).toEqual(before);
  });

  it.each([
    ["nothing", ""],
    ["garbage", "garbage"],
    ["no end", '--X\r\nContent-Disposition: form-data; name="files"; filename="a"\r\n\r\nabc'],
    ["no head", "--X\r\n\r\nabc\r\n--X--\r\n"],
    ["a head without an end", `--X\r\n${"a".repeat(20_000)}`],
    ["another boundary", '--Y\r\nContent-Disposition: form-data; name="files"; filename="a"\r\n\r\nabc\r\n--Y--'],
    ["another field", '--X\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nabc\r\n--X--'],
    ["many fields", `${'--X\r\nContent-Disposition: form-data; name="a"\r\n\r\n\r\n'.repeat(100_000)}--X--`],
  ])("is no form with %s", async (_, body) => {
    expect(await sendRaw(body)).toMatchObject({ status: 400, body: { code: "invalid_form" } });
  });

  it("is nothing but a form", async () => {
    expect(await sendRaw("{}", "application/json")).toMatchObject({ status: 415 });
    expect(await sendRaw("a", "multipart/form-data")).toMatchObject({ status: 415 });
    expect((await fetch(`${app.url}/gradio_api/upload?upload_id=../x`, { method: "POST" })).status).toBe(400);
  });

  it("leaves nothing of a client that stops half-way", async () => {
    const before = await onDisk();
    const { hostname, port } = new URL(app.url);
    for (let at = 0; at < 10; at += 1) {
      await new Promise<void>((done) => {
        const half = request({
          hostname,
          port,
          path: "/gradio_api/upload",
          method: "POST",
          headers: { ...newClient(), "content-type": "multipart/form-data; boundary=X", "content-length": 9_000_000 },
        });
        half.on("error", () => done());
        half.write('--X\r\nContent-Disposition: form-data; name="files"; filename="a"\r\n\r\n');
        half.write(Buffer.alloc(3_000_000, 97), () => half.destroy());
      });
    }
    // All slots for large bodies are free again.
    const large = Array.from({ length: 3 }, () => new File([new Uint8Array(1_000_000)], "a"));
    await expect.poll(async () => (await send(large)).status, { timeout: 40_000 }).toBe(200);
    await expect.poll(async () => (await onDisk()).length - before.length).toBe(3);
  });
});

describe("how much is kept", () => {
  it("of one client is 50 files, of all 200; 300 uploads at once end with a clear word each", async () => {
    const own = await openGradio({ DATA_DIR: join(dir, "own"), TRUSTED_PROXY_HOPS: "1" });
    const headersOf = (client: number) => ({ "x-forwarded-for": `192.0.2.${client}` });
    const answers = await Promise.all(
      Array.from({ length: 300 }, (_, at) =>
        send([new File([`${at}`], "a.txt")], { headers: headersOf(at % 5), url: own.url }),
      ),
    );
    const count = (status: number) => answers.filter((answer) => answer.status === status).length;
    // 60 of each of five clients: 50 are a client's share, 200 are all.
    expect(count(200)).toBe(200);
    expect(count(429) + count(503)).toBe(100);
    for (const { status, retryAfter } of answers) if (status !== 200) expect(Number(retryAfter)).toBeGreaterThan(0);
    const paths = new Set(answers.flatMap(({ status, body }) => (status === 200 ? (body as string[]) : [])));
    expect(paths.size).toBe(200);
    const full = await send([new File(["x"], "a")], { headers: headersOf(99), url: own.url });
    expect(full).toMatchObject({ status: 503, body: { code: "unavailable" } });
    expect(Number(full.retryAfter)).toBeGreaterThan(3_000);
    await own.close();
    expect(await readdir(join(dir, "own", "uploads"))).toEqual([]);
  });

  it("of one client is 50 files, of which the oldest make room for newer ones, and no other's do", async () => {
    const headers = newClient();
    const [others = ""] = (await send([new File(["other"], "o")])).body as string[];
    const four = Array.from({ length: 4 }, (_, at) => new File(["x"], `${at}`));
    const paths: string[] = [];
    for (let at = 0; at < 14; at += 1) paths.push(...((await send(four, { headers })).body as string[]));
    const statuses = await Promise.all(paths.map(async (path) => (await getRaw(`/gradio_api/file=${path}`)).status));
    expect(statuses).toEqual([...Array<number>(6).fill(404), ...Array<number>(50).fill(200)]);
    expect(await getRaw(`/gradio_api/file=${others}`)).toMatchObject({ status: 200, text: "other" });
  });

  it("is counted as other calls are", async () => {
    const own = await openGradio({ DATA_DIR: join(dir, "own"), RATE_LIMIT_PER_MINUTE: "2" });
    const statuses: number[] = [];
    for (let at = 0; at < 3; at += 1) statuses.push((await send([new File(["x"], "a")], { url: own.url })).status);
    expect(statuses).toEqual([200, 200, 429]);
    await own.close();
  });
});

it("a disk that takes nothing is said plainly, and the rest goes on", async () => {
  await writeFile(join(dir, "file"), "no folder");
  const own = await openGradio({ DATA_DIR: join(dir, "file") });
  const refused = await send([new File(["x"], "a")], { url: own.url });
  expect(refused).toMatchObject({ status: 503, body: { code: "unavailable" }, retryAfter: "30" });
  const answer = await postJson(`${own.url}/gradio_api/run/sentiment_quick`, {
    data: ["Bitcoin rallies to a record high"],
  });
  expect(answer.status).toBe(200);
  await own.close();
});
