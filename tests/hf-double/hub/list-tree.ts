import { createHash } from "node:crypto";
import { jsonReply } from "../engine/reply";
import type { Exchange, Reply } from "../engine/types";
import type { World } from "../engine/world";
import type { RepoFile } from "../repos/repo";
import { hubError } from "./hub-error";
import { pageOf } from "./page-of";

const MOST = 1_000;
const COMMIT = { id: "c".repeat(40), title: "Upload files", date: "2026-07-17T00:10:00.000Z" };

/** A file as the tree shows it. */
export function toTreeEntry({ path, size, oid, lfs }: RepoFile): object {
  const pointer = lfs === null ? {} : { lfs: { oid: lfs.oid, size, pointerSize: lfs.pointer.length } };
  return { type: "file", oid, size, ...pointer, ...(lfs === null ? {} : { xetHash: lfs.oid }), path };
}

/** The files and folders below a path: the next level, or all with `recursive=true`; in pages. */
export function listTree(files: readonly RepoFile[], folder: string, exchange: Exchange, world: World): Reply {
  const { query } = exchange;
  const prefix = folder === "" ? "" : `${folder}/`;
  const inside = files.filter(({ path }) => path.startsWith(prefix));
  if (inside.length === 0 && folder !== "")
    return hubError(404, "EntryNotFound", `${folder} does not exist on "${exchange.segments[5]}"`);
  const recursive = query.get("recursive") === "true" || query.get("recursive") === "1";

  const entries: object[] = [];
  const folders = new Set<string>();
  for (const file of inside) {
    const parts = file.path.slice(prefix.length).split("/");
    const depth = recursive ? parts.length - 1 : Math.min(1, parts.length - 1);
    for (let level = 1; level <= depth; level++) {
      const path = prefix + parts.slice(0, level).join("/");
      if (folders.has(path)) continue;
      folders.add(path);
      entries.push({ type: "directory", oid: createHash("sha1").update(path).digest("hex"), size: 0, path });
    }
    if (recursive || parts.length === 1) entries.push(toTreeEntry(file));
  }
  const page = pageOf(entries, MOST, exchange, world);
  if (page === null) return jsonReply(400, { error: "Invalid limit or cursor" });
  const expand = query.get("expand") === "true" || query.get("expand") === "1";
  return jsonReply(
    200,
    expand ? page.items.map((entry) => ({ ...entry, lastCommit: COMMIT })) : page.items,
    page.headers,
  );
}
