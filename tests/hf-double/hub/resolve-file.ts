import { textReply, toSource } from "../engine/reply";
import { serveSource } from "../engine/serve-source";
import type { Exchange, Headers, Reply } from "../engine/types";
import { originFor, type World } from "../engine/world";
import type { Repo, RepoFile, RepoKind } from "../repos/repo";
import { checkGate, filesAt, findRepo, isReply } from "./find-repo";
import { fileError } from "./hub-error";
import { signDownload } from "./sign-download";

/** `…/resolve/{revision}/{path}` redirects to the bytes; `…/raw/…` gives what git itself keeps, pointers included. */
export function resolveFile(kind: RepoKind, start: number, exchange: Exchange, world: World): Reply {
  const [owner, name, verb, revision, ...path] = exchange.segments.slice(start);
  const repo = findRepo(kind, `${owner}/${name}`, exchange.caller, world);
  if (isReply(repo)) return repo;
  const closed = checkGate(repo, exchange.caller);
  if (closed !== null) return closed;
  const files = filesAt(repo, revision ?? "");
  if (files === null) return fileError(404, "RevisionNotFound", `Invalid rev id: ${revision}`);
  const file = files.find((one) => one.path === path.join("/"));
  if (file === undefined) return fileError(404, "EntryNotFound", "Entry not found");

  const warning: Headers =
    exchange.caller.kind === "anonymous" ? { "x-hf-warning": "unauthenticated; lower limits apply" } : {};
  const headers = { ...warning, "x-repo-commit": repo.sha };
  if (verb === "raw") {
    const kept = file.lfs === null ? file.source : toSource(file.lfs.pointer);
    return serveSource(kept, `"${file.oid}"`, exchange, { ...headers, "content-type": "text/plain; charset=utf-8" });
  }
  return file.lfs === null
    ? redirectSmall(repo, file, exchange, headers)
    : redirectLarge(repo, file, exchange, world, headers);
}

/** Small files: a relative redirect to an address that may be cached for ever. */
function redirectSmall(repo: Repo, file: RepoFile, { path, query }: Exchange, headers: Headers): Reply {
  const inside = file.path.split("/").map(encodeURIComponent).join("/");
  const search = new URLSearchParams([
    [path, ""],
    ["etag", `"${file.oid}"`],
  ]);
  if (query.get("download") === "true") search.set("download", "true");
  const location = `/api/resolve-cache/${repo.kind}s/${repo.id}/${repo.sha}/${inside}?${search}`;
  const linked = { "x-linked-size": String(file.size), etag: `"${file.oid}"` };
  return textReply(307, `Temporary Redirect. Redirecting to ${location}`, {
    ...headers,
    ...linked,
    "accept-ranges": "bytes",
    location,
  });
}

/** Large files: a redirect to another host, signed and short-lived. */
function redirectLarge(repo: Repo, file: RepoFile, exchange: Exchange, world: World, headers: Headers): Reply {
  const oid = file.lfs?.oid ?? file.oid;
  const location = signDownload(originFor(world, exchange.listener, "cdn"), repo.entryId, oid);
  const auth = `${originFor(world, exchange.listener, "hub")}/api/${repo.kind}s/${repo.id}/xet-read-token/${repo.sha}`;
  return textReply(302, "Found", {
    ...headers,
    location,
    link: `<${auth}>; rel="xet-auth"`,
    "accept-ranges": "bytes",
    "x-linked-etag": `"${oid}"`,
    "x-linked-size": String(file.size),
    "x-xet-hash": oid,
  });
}
