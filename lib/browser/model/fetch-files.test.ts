import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import type { DeviceStore } from "./device-store";
import { fetchFiles } from "./fetch-files";
import type { ModelFile } from "./model-files";

type Bytes = Uint8Array<ArrayBuffer>;
const bytesFor = (text: string): Bytes => new TextEncoder().encode(text);
const hashOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
const fileOf = (path: string, text: string, more: Partial<ModelFile> = {}): ModelFile => ({
  path,
  url: `/${path}`,
  bytes: text.length,
  sha256: hashOf(bytesFor(text)),
  ...more,
});

function memoryStore(kept = new Map<string, Bytes>()): DeviceStore & { readonly kept: Map<string, Bytes> } {
  return {
    kept,
    get: async (url) => kept.get(url) ?? null,
    put: async (url, bytes) => Boolean(kept.set(url, bytes)),
    drop: async (url) => void kept.delete(url),
    holds: async (urls) => urls.every((url) => kept.has(url)),
    holdsAny: async () => kept.size > 0,
    keepOnly: async () => {},
  };
}

function network(served: Readonly<Record<string, string | Bytes>>) {
  const asked: string[] = [];
  const ask = async (url: RequestInfo | URL): Promise<Response> => {
    asked.push(String(url));
    const body = served[String(url)];
    return body === undefined ? new Response("no", { status: 404 }) : new Response(body);
  };
  return { asked, ask };
}

const quiet = () => {};

test("files are fetched once, checked and kept; the next time nothing is asked", async () => {
  const store = memoryStore();
  const { asked, ask } = network({ "/a": "aaaa", "/b": "bb" });
  const files = [fileOf("a", "aaaa"), fileOf("b", "bb")];
  const steps: [number, number][] = [];
  const first = await fetchFiles({ files, store, ask, onProgress: (...step) => steps.push(step) });
  expect([first.kept, [...first.files.keys()], steps.at(-1)]).toEqual([true, ["a", "b"], [6, 6]]);
  expect(steps.every(([received], at) => at === 0 || received >= (steps[at - 1]?.[0] ?? 0))).toBe(true);
  const again = await fetchFiles({ files, store, ask, onProgress: quiet });
  expect([again.kept, asked]).toEqual([true, ["/a", "/b"]]);
});

test("a swapped file and a pointer are refused and not kept; a missing one says so", async () => {
  const store = memoryStore();
  const { ask } = network({ "/a": "aaab", "/p": "version https://git-lfs.github.com/spec/v1\noid sha256:1" });
  const fetchOne = (file: ModelFile) => fetchFiles({ files: [file], store, ask, onProgress: quiet });
  await expect(fetchOne(fileOf("a", "aaaa"))).rejects.toMatchObject({
    code: "bad_files",
    message: "a is not the file that was published",
  });
  await expect(fetchOne(fileOf("p", "x"))).rejects.toMatchObject({ code: "bad_files", message: /pointer/ });
  await expect(fetchOne(fileOf("n", "x"))).rejects.toMatchObject({ code: "bad_files", message: /status 404/ });
  expect(store.kept.size).toBe(0);
});

test("a kept copy that changed is fetched anew", async () => {
  const store = memoryStore(new Map([["/a", bytesFor("evil")]]));
  const { asked, ask } = network({ "/a": "aaaa" });
  const { files } = await fetchFiles({ files: [fileOf("a", "aaaa")], store, ask, onProgress: quiet });
  expect(new TextDecoder().decode(files.get("a"))).toBe("aaaa");
  expect([asked, new TextDecoder().decode(store.kept.get("/a"))]).toEqual([["/a"], "aaaa"]);
});

test("what travels packed is kept packed and handed on unpacked", async () => {
  const store = memoryStore();
  const packed = new Uint8Array(gzipSync("wasm"));
  const { asked, ask } = network({ "/w.gz": packed });
  const file = fileOf("w", "wasm", { url: "/w.gz", plainUrl: "/w" });
  for (const turn of [1, 2]) {
    const { files } = await fetchFiles({ files: [file], store, ask, onProgress: quiet });
    expect([turn, new TextDecoder().decode(files.get("w"))]).toEqual([turn, "wasm"]);
  }
  expect([asked, store.kept.get("/w.gz")]).toEqual([["/w.gz"], packed]);
});

test("a proxy that names the encoding has had it unpacked: it is taken as it came", async () => {
  const store = memoryStore();
  const { ask } = network({ "/w.gz": "wasm" });
  const file = fileOf("w", "wasm", { url: "/w.gz", plainUrl: "/w" });
  for (const turn of [1, 2]) {
    const { files, kept } = await fetchFiles({ files: [file], store, ask, onProgress: quiet });
    expect([turn, kept, new TextDecoder().decode(files.get("w"))]).toEqual([turn, true, "wasm"]);
  }
});

test("where only kept files may be used, nothing is fetched", async () => {
  const store = memoryStore(new Map([["/a", bytesFor("aaaa")]]));
  const { asked, ask } = network({ "/a": "aaaa", "/b": "bb" });
  const load = (files: readonly ModelFile[]) => fetchFiles({ files, store, ask, onlyKept: true, onProgress: quiet });
  expect((await load([fileOf("a", "aaaa")])).kept).toBe(true);
  await expect(load([fileOf("a", "aaaa"), fileOf("b", "bb")])).rejects.toMatchObject({
    code: "unavailable",
    message: "it is not on this device",
  });
  expect(asked).toEqual([]);
});

test("a lost connection is named as one; without storage the files come all the same", async () => {
  const closed = { ...memoryStore(), put: async () => false };
  const lost = () => Promise.reject(new TypeError("Failed to fetch"));
  const files = [fileOf("a", "aaaa")];
  await expect(fetchFiles({ files, store: closed, ask: lost, onProgress: quiet })).rejects.toMatchObject({
    code: "unreachable",
  });
  const { ask } = network({ "/a": "aaaa" });
  expect((await fetchFiles({ files, store: closed, ask, onProgress: quiet })).kept).toBe(false);
});
