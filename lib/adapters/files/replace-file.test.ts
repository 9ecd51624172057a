import { spawnSync } from "node:child_process";
import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { replaceFile } from "./replace-file";
import { replaceFileSync } from "./replace-file-sync";

function newFolder(): string {
  const dir = mkdtempSync(join(tmpdir(), "barometer-replace-"));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

/** Replaces a file in a process whose files may have 8 KiB: a write is taken in part first, and refused then. Gives the error's code. */
function replaceWhereFull(file: string, verb: "replaceFile" | "replaceFileSync", text: string): string {
  const from = join(import.meta.dirname, verb === "replaceFile" ? "replace-file.ts" : "replace-file-sync.ts");
  const source = `
    const { ${verb} } = await import(${JSON.stringify(from)});
    try {
      await ${verb}(${JSON.stringify(file)}, ${JSON.stringify(text)});
      console.log("taken");
    } catch (cause) {
      console.log(cause.code);
    }`;
  const node = [process.execPath, "--import", "tsx", "--input-type=module", "--eval", source];
  const env = { ...process.env, TSX_DISABLE_CACHE: "1" };
  const ran = spawnSync("bash", ["-c", 'ulimit -f 8; exec "$@"', "bash", ...node], { env, encoding: "utf8" });
  return ran.stdout.trim() || ran.stderr;
}

describe.each([
  ["replaceFile", replaceFile],
  ["replaceFileSync", async (file: string, text: string) => replaceFileSync(file, text)],
] as const)("%s", (verb, replace) => {
  it("makes a file, and replaces it with its rights, through a link too", async () => {
    const dir = newFolder();
    const file = join(dir, "kept.json");
    await replace(file, "one");
    expect(readFileSync(file, "utf8")).toBe("one");
    chmodSync(file, 0o600);
    symlinkSync(file, join(dir, "link.json"));
    await replace(join(dir, "link.json"), "two");
    expect(readFileSync(file, "utf8")).toBe("two");
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(dir).toSorted()).toEqual(["kept.json", "link.json"]);
  });

  it.skipIf(process.platform === "win32")(
    "leaves the old file whole where the disk takes a part of the new one",
    () => {
      const dir = newFolder();
      const file = join(dir, "kept.json");
      const old = "o".repeat(4_000);
      writeFileSync(file, old);
      expect(replaceWhereFull(file, verb, "n".repeat(100_000))).toBe("EFBIG");
      expect(readFileSync(file, "utf8")).toBe(old);
      expect(readdirSync(dir)).toEqual(["kept.json"]);
      expect(replaceWhereFull(file, verb, "n".repeat(5_000))).toBe("taken");
      expect(readFileSync(file, "utf8")).toBe("n".repeat(5_000));
    },
  );
});
