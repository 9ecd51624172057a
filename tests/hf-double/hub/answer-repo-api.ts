import { z } from "zod";
import { jsonReply, withHeaders } from "../engine/reply";
import type { Exchange, Reply } from "../engine/types";
import type { World } from "../engine/world";
import type { RepoKind } from "../repos/repo";
import { describeRepo } from "./describe-repo";
import { filesAt, findRepo, isReply } from "./find-repo";
import { hubError, repoNotFound } from "./hub-error";
import { listTree, toTreeEntry } from "./list-tree";

const pathsSchema = z.looseObject({ paths: z.union([z.string(), z.array(z.string()).max(1_000)]) });

/** `/api/{kind}s/{owner}/{name}` and what lies below: `/revision`, `/tree`, `/paths-info`. */
export function answerRepoApi(kind: RepoKind, exchange: Exchange, world: World): Reply {
  const [, , owner, name, verb, revision, ...path] = exchange.segments;
  if (name === undefined) return repoNotFound(exchange.caller.kind === "user");
  const repo = findRepo(kind, `${owner}/${name}`, exchange.caller, world);
  if (isReply(repo)) return repo;
  const files = filesAt(repo, revision ?? "main");
  if (files === null) return hubError(404, "RevisionNotFound", `Invalid rev id: ${revision}`);

  if (verb === undefined || verb === "revision") {
    const described = jsonReply(200, describeRepo(repo, world, exchange.query, true));
    return withHeaders(described, { etag: `W/"${repo.sha.slice(0, 16)}"` });
  }
  if (verb === "tree" && revision !== undefined) return listTree(files, path.join("/"), exchange, world);
  if (verb === "paths-info" && exchange.method === "POST") {
    const body = pathsSchema.safeParse(parseForm(exchange));
    if (!body.success) return jsonReply(400, { error: "paths is required" });
    const wanted = [body.data.paths].flat();
    return jsonReply(
      200,
      files.filter((file) => wanted.includes(file.path)).map((file) => toTreeEntry(file)),
    );
  }
  return jsonReply(404, { error: "Not Found" });
}

/** Clients send either JSON or a form. */
function parseForm({ headers, body }: Exchange): unknown {
  const text = body.toString("utf8");
  if (headers["content-type"]?.startsWith("application/x-www-form-urlencoded") === true)
    return { paths: new URLSearchParams(text).getAll("paths") };
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
