import type { Caller, Reply } from "../engine/types";
import type { World } from "../engine/world";
import type { Repo, RepoFile, RepoKind } from "../repos/repo";
import { gatedRepo, repoNotFound } from "./hub-error";

/** Kinds of repositories by the word in an address. */
export const plurals: Readonly<Record<string, RepoKind | undefined>> = {
  models: "model",
  datasets: "dataset",
  spaces: "space",
};

/** A repository, or the reply of the hub where there is none to see. */
export function findRepo(kind: RepoKind, id: string, caller: Caller, world: World): Repo | Reply {
  return world.repos.get(`${kind}/${id}`) ?? repoNotFound(caller.kind === "user");
}

/** The reply for a caller who was not let into a gated repository; null where the way is open. */
export function checkGate({ kind, id, gated }: Repo, caller: Caller): Reply | null {
  return gated === false || caller.granted ? null : gatedRepo(kind, id, caller.kind === "user");
}

/** Files of a revision, by branch or by commit; null where there is no such revision. */
export function filesAt(repo: Repo, revision: string): readonly RepoFile[] | null {
  const branch = revision === repo.sha || revision === "HEAD" ? "main" : revision;
  return Object.hasOwn(repo.files, branch) ? (repo.files[branch]?.() ?? null) : null;
}

/** Tells a reply from what was looked for. */
export const isReply = (found: object): found is Reply => "status" in found && "source" in found;
