import type { World } from "../engine/world";
import { mappingIn } from "../faults/bend-reply";
import { isServed } from "../models/is-served";
import type { Repo } from "../repos/repo";

type Entry = Record<string, unknown>;

/** The entry of a repository as the hub gives it; with `expand` only the named keys, and of those only the set ones. */
export function describeRepo(repo: Repo, world: World, query: URLSearchParams, full: boolean): Entry {
  const named = [...query.getAll("expand[]"), ...query.getAll("expand")].flatMap((names) => names.split(","));
  const ids = { _id: repo.entryId, id: repo.id };
  const common = {
    likes: repo.likes,
    trendingScore: 0,
    private: false,
    downloads: repo.downloads,
    tags: repo.tags,
    createdAt: repo.createdAt,
  };
  const detailed = {
    author: repo.id.split("/")[0],
    sha: repo.sha,
    lastModified: repo.lastModified,
    gated: repo.gated,
    disabled: false,
    ...repo.more,
  };
  if (named.length > 0) {
    const known: Entry = { ...common, ...detailed, ...inferenceOf(repo, world), siblings: undefined };
    if (named.includes("siblings")) known.siblings = siblings(repo);
    const chosen = named.filter((key) => known[key] !== undefined).map((key) => [key, known[key]]);
    return { ...ids, ...Object.fromEntries(chosen) };
  }
  const model = repo.kind === "model" ? { modelId: repo.id, ...repo.more } : {};
  return { ...ids, ...model, ...common, ...(full ? { ...detailed, siblings: siblings(repo) } : {}) };
}

const siblings = (repo: Repo) => repo.files.main?.().map(({ path }) => ({ rfilename: path }));

/** Who serves a model, in the form that this hub gives; of a model that nobody serves, empty or not at all. */
function inferenceOf(repo: Repo, world: World): Entry {
  const card = repo.kind === "model" ? world.models.get(repo.id) : undefined;
  if (card === undefined && repo.kind !== "model") return {};
  if (card !== undefined && isServed(card, world))
    return { inference: "warm", inferenceProviderMapping: mappingIn(world.habits.mapping, card.id, card.task) };
  if (card?.servedBy === "novita") {
    const entry = { status: "live", providerId: card.id.toLowerCase(), task: card.task };
    return { inference: "warm", inferenceProviderMapping: { novita: entry } };
  }
  return world.habits.unservedMapping === "empty" ? { inferenceProviderMapping: {} } : {};
}
