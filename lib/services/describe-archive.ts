import type { ArchiveRow, FailedNewsSource } from "../contracts/news";
import { iso } from "../core/iso";
import { past } from "../core/past";
import type { NewsDeps, NewsRoom } from "./news-deps";

/** What there is to choose from, and how fresh it is. */
export function describeArchive(
  { sources, clock }: Pick<NewsDeps, "sources" | "clock">,
  { counts, sample }: NewsRoom,
): ArchiveRow {
  const asked = sources.filter((source) => !source.sample && source.look().state !== "off");
  return {
    sample,
    items: counts.items,
    stories: counts.stories,
    first: iso(counts.first),
    last: iso(counts.last),
    kept_at: iso(past(counts.keptAt, clock)),
    sources: asked.length,
    sources_ok: asked.filter((source) => source.look().state === "ready").length,
  };
}

/** Sources that did not answer when they were last asked. */
export const failedSources = ({ sources }: Pick<NewsDeps, "sources">): FailedNewsSource[] =>
  sources.flatMap((source) => {
    const { state, failure, retryAfterS, lastOkAt } = source.look();
    if (state !== "failed") return [];
    return {
      source: source.key,
      name: source.name,
      code: failure?.code ?? "unavailable",
      detail: failure?.detail ?? source.look().detail,
      retry_after_s: retryAfterS === null ? null : Math.ceil(retryAfterS),
      last_ok_at: iso(lastOkAt),
    };
  });
