import { spawnSync } from "node:child_process";
import { chmod, mkdir, mkdtemp, readdir, rm, symlink, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type FreshFile, type UploadLimits, type Uploads, uploadLimits } from "../../core/gradio/uploads";
import { openUploads } from "./open-uploads";

let dir = "";
let now = 0;
const warn = vi.fn();
const opened: Uploads[] = [];

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "barometer-open-uploads-"));
  now = 0;
  warn.mockReset();
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((uploads) => uploads.close()));
  await chmod(dir, 0o755);
  await rm(dir, { recursive: true, force: true });
});

function open(limits: Partial<UploadLimits> = {}): Uploads {
  const uploads = openUploads({ dir, clock: { now: () => now }, warn, limits: { ...uploadLimits, ...limits } });
  opened.push(uploads);
  return uploads;
}

const file = (text: string, name = "a.txt"): FreshFile => {
  const bytes = new TextEncoder().encode(text);
  return { name, size: bytes.length, pieces: [bytes.subarray(0, 1), bytes.subarray(1)] };
};
const added = async (uploads: Uploads, ...files: FreshFile[]): Promise<readonly string[]> => {
  const outcome = await uploads.add("client", files);
  if (!outcome.ok) throw new Error(outcome.error.detail);
  return outcome.value;
};
async function textOf(uploads: Uploads, path: string): Promise<string | undefined> {
  const found = uploads.find(path);
  if (found === undefined) return undefined;
  const parts: Uint8Array[] = [];
  for await (const part of found.parts()) parts.push(part);
  return Buffer.concat(parts).toString();
}
const folders = () => readdir(join(dir, "uploads")).catch(() => []);
const filesOnDisk = async () =>
  (await Promise.all((await folders()).map((name) => readdir(join(dir, "uploads", name))))).flat();

describe("openUploads", () => {
  it("makes nothing before the first file, and leaves nothing when it closes", async () => {
    const uploads = open();
    expect(await folders()).toEqual([]);
    const [path = ""] = await added(uploads, file("one"));
    expect(await textOf(uploads, path)).toBe("one");
    await uploads.close();
    expect(await folders()).toEqual([]);
    expect(uploads.find(path)).toBeUndefined();
  });

  it("gives each file words of its own, also those of the same name and bytes", async () => {
    const uploads = open();
    const paths = await added(uploads, file("same"), file("same"));
    expect(new Set(paths).size).toBe(2);
    expect(await Promise.all(paths.map((path) => textOf(uploads, path)))).toEqual(["same", "same"]);
  });

  it("forgets a file after its time, on the disk too, and gives its room back", async () => {
    const uploads = open({ keptMs: 1_000, mostHeld: 1 });
    const [first = ""] = await added(uploads, file("one"));
    now = 400;
    const refused = await uploads.add("client", [file("two")]);
    expect(!refused.ok && refused.error).toMatchObject({ code: "unavailable", retryAfterS: 1 });
    now = 999;
    expect(uploads.find(first)).toBeDefined();
    now = 1_000;
    expect(uploads.find(first)).toBeUndefined();
    const [second = ""] = await added(uploads, file("two"));
    await expect.poll(filesOnDisk).toEqual([second.split("/")[1]]);
  });

  it("keeps as many bytes as it may of a client, and of all", async () => {
    const uploads = open({ mostBytesOfClient: 6, mostHeldBytes: 10 });
    expect((await uploads.add("a", [file("123456")])).ok).toBe(true);
    expect((await uploads.add("a", [file("7")])).ok).toBe(true);
    await expect.poll(filesOnDisk).toHaveLength(1);
    const own = await uploads.add("a", [file("1234567")]);
    expect(!own.ok && own.error.code).toBe("rate_limited");
    expect((await uploads.add("a", [file("123456")])).ok).toBe(true);
    const all = await uploads.add("b", [file("12345")]);
    expect(!all.ok && all.error).toMatchObject({ code: "unavailable", retryAfterS: 3_600 });
    expect((await uploads.add("b", [file("1234")])).ok).toBe(true);
    expect(uploads.room("c").ok).toBe(true);
  });

  it("counts what is being written: of many at once no more than may be are kept", async () => {
    const uploads = open({ mostHeld: 7 });
    const outcomes = await Promise.all(Array.from({ length: 20 }, (_, at) => uploads.add(`${at}`, [file("x")])));
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(7);
    expect(await filesOnDisk()).toHaveLength(7);
  });

  it("leaves alone what a server keeps that lives, and removes what one left that is gone", async () => {
    const other = open();
    const [path = ""] = await added(other, file("theirs"));
    const dead = join(dir, "uploads", "d".repeat(32));
    const strange = join(dir, "uploads", "not-ours");
    const outside = join(dir, "precious");
    for (const folder of [dead, strange, outside]) {
      await mkdir(folder);
      await writeFile(join(folder, "left"), "left");
    }
    await symlink(outside, join(dir, "uploads", "e".repeat(32)));
    const old = new Date(Date.now() - 700_000);
    for (const folder of [dead, strange, outside]) await utimes(folder, old, old);
    const mine = open();
    await expect.poll(folders).not.toContain("d".repeat(32));
    expect(await folders()).toEqual(expect.arrayContaining(["not-ours", "e".repeat(32)]));
    expect(await readdir(outside)).toEqual(["left"]);
    expect(await textOf(other, path)).toBe("theirs");
    // Nor does it serve what another was given.
    expect(mine.find(path)).toBeUndefined();
    await added(mine, file("mine"));
    await mine.close();
    expect(await textOf(other, path)).toBe("theirs");
  });

  it("removes what a server left that came up again before that was stale, also where nothing is sent", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    try {
      const left = join(dir, "uploads", "d".repeat(32));
      await mkdir(left, { recursive: true });
      open();
      await vi.advanceTimersByTimeAsync(60_000);
      expect(await folders()).toEqual(["d".repeat(32)]);
      const old = new Date(Date.now() - 700_000);
      await utimes(left, old, old);
      await vi.advanceTimersByTimeAsync(60_000);
    } finally {
      vi.useRealTimers();
    }
    await expect.poll(folders).toEqual([]);
  });

  it("asks for room without a file for it: the oldest goes when another comes, and stays where that is refused", async () => {
    const uploads = open({ mostOfClient: 2, mostBytesOfClient: 6, mostHeldBytes: 8 });
    const [first = "", second = ""] = await added(uploads, file("1"), file("2"));
    expect(uploads.room("client")).toEqual({ ok: true, value: null });
    expect((await uploads.add("client", [file("1234567")])).ok).toBe(false);
    expect((await uploads.add("other", [file("123456")])).ok).toBe(true);
    // Its share would allow it, but others have all the room: nothing of its own goes in vain.
    expect((await uploads.add("client", [file("1234")])).ok).toBe(false);
    expect(await Promise.all([first, second].map((path) => textOf(uploads, path)))).toEqual(["1", "2"]);
    const [third = ""] = await added(uploads, file("3"));
    expect([uploads.find(first), uploads.find(second)?.path, uploads.find(third)?.path]).toEqual([
      undefined,
      second,
      third,
    ]);
  });

  it.each(["ENOTDIR", "EEXIST"])("refuses all of them where the folder cannot be made, and warns once", async () => {
    await writeFile(join(dir, "uploads"), "no folder");
    const uploads = open();
    for (let at = 0; at < 3; at += 1) {
      const refused = await uploads.add("client", [file("x")]);
      expect(!refused.ok && refused.error).toMatchObject({ code: "unavailable", retryAfterS: 30 });
    }
    expect(warn).toHaveBeenCalledTimes(1);
    await rm(join(dir, "uploads"));
    // Room that was taken for what failed is free again, and the disk is tried anew.
    expect(await added(uploads, file("x"))).toHaveLength(1);
  });

  it.skipIf(process.getuid?.() === 0)("goes on where the folder is read-only", async () => {
    await chmod(dir, 0o555);
    const refused = await open().add("client", [file("x")]);
    expect(!refused.ok && refused.error.code).toBe("unavailable");
    expect(warn.mock.calls).toEqual([["upload_not_kept", { code: "EACCES" }]]);
  });

  it("finds a folder that somebody removed made again", async () => {
    const uploads = open();
    const [gone = ""] = await added(uploads, file("gone"));
    await rm(join(dir, "uploads"), { recursive: true });
    await expect(textOf(uploads, gone)).rejects.toThrow("ENOENT");
    const [path = ""] = await added(uploads, file("back"));
    expect(await textOf(uploads, path)).toBe("back");
  });

  it.skipIf(process.platform === "win32")(
    "keeps none of them where the disk is full, and says so",
    { timeout: 60_000 },
    () => {
      const from = join(import.meta.dirname, "open-uploads.ts");
      // A process whose files may have 8 KiB: the first file is taken, the second is not.
      const source = `
        const { readdirSync } = await import("node:fs");
        const { openUploads } = await import(${JSON.stringify(from)});
        const uploads = openUploads({ dir: ${JSON.stringify(dir)}, clock: performance, warn() {} });
        const file = (size) => ({ name: "a", size, pieces: [Buffer.alloc(size)] });
        const refused = await uploads.add("client", [file(10), file(100_000)]);
        const [own] = readdirSync(${JSON.stringify(join(dir, "uploads"))});
        const left = readdirSync(${JSON.stringify(join(dir, "uploads"))} + "/" + own).length;
        const taken = await uploads.add("client", [file(10)]);
        console.log(JSON.stringify({ ...refused.error, cause: undefined, left, taken: taken.ok }));
        await uploads.close();`;
      const node = [process.execPath, "--import", "tsx", "--input-type=module", "--eval", source];
      const env = { ...process.env, TSX_DISABLE_CACHE: "1" };
      const ran = spawnSync("bash", ["-c", 'ulimit -f 8; exec "$@"', "bash", ...node], { env, encoding: "utf8" });
      expect(JSON.parse(ran.stdout || JSON.stringify(ran.stderr))).toEqual({
        code: "unavailable",
        detail: "The server cannot keep files now: the disk is full.",
        retryAfterS: 30,
        left: 0,
        taken: true,
      });
    },
  );
});
