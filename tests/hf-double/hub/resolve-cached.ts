import { serveSource } from "../engine/serve-source";
import type { Exchange, Headers, Reply } from "../engine/types";
import type { World } from "../engine/world";
import { checkGate, filesAt, findRepo, isReply, plurals } from "./find-repo";
import { fileError } from "./hub-error";

/** `/api/resolve-cache/…`: the bytes of a small file, where `resolve` redirects to. */
export function resolveCached(exchange: Exchange, world: World): Reply {
  const [, , plural, owner, name, sha, ...path] = exchange.segments;
  const kind = plurals[plural ?? ""] ?? "model";
  const repo = findRepo(kind, `${owner}/${name}`, exchange.caller, world);
  if (isReply(repo)) return repo;
  const closed = checkGate(repo, exchange.caller);
  if (closed !== null) return closed;
  if (sha !== repo.sha) return fileError(404, "RevisionNotFound", `Invalid rev id: ${sha}`);
  const wanted = path.join("/");
  const file = filesAt(repo, sha)?.find((one) => one.path === wanted && one.lfs === null);
  if (file === undefined) return fileError(404, "EntryNotFound", "Entry not found");
  const attachment: Headers = exchange.query.get("download") === "true" ? { "content-disposition": "attachment" } : {};
  return serveSource(file.source, `"${file.oid}"`, exchange, {
    ...attachment,
    "content-type": "text/plain; charset=utf-8",
    "cache-control": "public, max-age=31536000, immutable",
    "x-repo-commit": repo.sha,
  });
}
