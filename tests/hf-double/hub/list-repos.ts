import { jsonReply } from "../engine/reply";
import type { Exchange, Reply } from "../engine/types";
import type { World } from "../engine/world";
import { isServed } from "../models/is-served";
import type { Repo, RepoKind } from "../repos/repo";
import { describeRepo } from "./describe-repo";
import { pageOf } from "./page-of";

const MOST = 1_000;

/** `GET /api/models`, `/api/datasets`, `/api/spaces`: filtered, sorted (greatest first), in pages. */
export function listRepos(kind: RepoKind, exchange: Exchange, world: World): Reply {
  const { query } = exchange;
  const sort = query.get("sort") ?? "trendingScore";
  const found = [...world.repos.values()]
    .filter((repo) => repo.kind === kind && fits(repo, query, world))
    .sort((a, b) => compare(a, b, sort) || a.id.localeCompare(b.id));
  const page = pageOf(found, MOST, exchange, world);
  if (page === null) return jsonReply(400, { error: "Invalid limit or cursor" });
  const full = query.get("full") === "true";
  const entries = page.items.map((repo) => describeRepo(repo, world, query, full));
  return jsonReply(200, entries, { ...page.headers, "x-total-count": String(found.length) });
}

function fits(repo: Repo, query: URLSearchParams, world: World): boolean {
  const search = query.get("search")?.toLowerCase() ?? "";
  const author = query.get("author") ?? "";
  const task = query.get("pipeline_tag");
  const gated = query.get("gated");
  const needsServing = query.get("inference") === "warm" || query.has("inference_provider");
  const card = world.models.get(repo.id);
  return (
    repo.id.toLowerCase().includes(search) &&
    (author === "" || repo.id.startsWith(`${author}/`)) &&
    query.getAll("filter").every((tag) => repo.tags.includes(tag)) &&
    (task === null || repo.more.pipeline_tag === task) &&
    (gated === null || String(repo.gated !== false) === gated) &&
    (!needsServing || (card !== undefined && isServed(card, world)))
  );
}

function compare(a: Repo, b: Repo, sort: string): number {
  if (sort === "likes" || sort === "downloads") return b[sort] - a[sort];
  if (sort === "lastModified" || sort === "createdAt") return b[sort].localeCompare(a[sort]);
  return 0;
}
