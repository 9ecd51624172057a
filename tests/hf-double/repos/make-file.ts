import { createHash } from "node:crypto";
import { toSource } from "../engine/reply";
import type { Source } from "../engine/types";
import type { RepoFile } from "./repo";

const gitOid = (content: Buffer): string =>
  createHash("sha1").update(`blob ${content.length}\0`).update(content).digest("hex");

function pointTo(path: string, sha256: string, source: Source): RepoFile {
  const text = `version https://git-lfs.github.com/spec/v1\noid sha256:${sha256}\nsize ${source.size}\n`;
  const pointer = Buffer.from(text);
  return { path, size: source.size, oid: gitOid(pointer), lfs: { oid: sha256, pointer }, source };
}

/** A small file, kept by git itself. */
export function makeFile(path: string, content: string | Buffer): RepoFile {
  const source = toSource(content);
  return { path, size: source.size, oid: gitOid(source.read(0, source.size)), lfs: null, source };
}

/** A file in large-file storage: git keeps a pointer. */
export function makeLargeFile(path: string, content: Buffer): RepoFile {
  return pointTo(path, createHash("sha256").update(content).digest("hex"), toSource(content));
}

/** A large file whose content is made when it is first looked at: with many of them, most never are. */
export function makeLaterFile(path: string, make: () => Buffer): RepoFile {
  let made: RepoFile | null = null;
  const file = (): RepoFile => {
    made ??= makeLargeFile(path, make());
    return made;
  };
  return {
    path,
    get size() {
      return file().size;
    },
    get oid() {
      return file().oid;
    },
    get lfs() {
      return file().lfs;
    },
    get source() {
      return file().source;
    },
    isMade: () => made !== null,
  };
}

/** Weights of true size without content: zeros, made as they are read. Their id is not the hash of those zeros. */
export function makeHollowFile(path: string, bytes: number): RepoFile {
  const sha256 = createHash("sha256").update(`${path}:${bytes}`).digest("hex");
  return pointTo(path, sha256, { size: bytes, read: (start, end) => Buffer.alloc(end - start) });
}
