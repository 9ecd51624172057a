import type { NewsRow } from "../contracts/news";
import { iso } from "../core/iso";
import type { ListedItem } from "../core/news/news-archive";
import { type NewsVerdict, textOf } from "../core/news/news-item";

/** An item as the API shows it. */
export function toNewsRow({ item, copies, outlets }: ListedItem, sample: boolean): NewsRow {
  return {
    id: item.id,
    title: item.title,
    text: textOf(item),
    url: item.url,
    outlet: item.outlet,
    source: { key: item.source, name: item.sourceName },
    published_at: item.published === null ? null : iso(item.published.at),
    published_precision: item.published?.precision ?? null,
    first_seen_at: iso(item.firstSeenAt),
    version: item.version,
    version_at: iso(item.versionAt),
    language: item.language,
    coins: item.coins.map(({ symbol, start, end, text }) => ({ symbol, start, end, text })),
    sentiment: item.verdict === null ? null : toVerdictRow(item.verdict),
    story: { id: item.story, copies, outlets: [...outlets] },
    sample,
  };
}

function toVerdictRow({
  modelRevision,
  scoredAt,
  scores,
  reasons,
  ...verdict
}: NewsVerdict): NonNullable<NewsRow["sentiment"]> {
  return {
    ...verdict,
    scores: { ...scores },
    reasons: reasons.map((reason) => ({ ...reason })),
    model_revision: modelRevision,
    scored_at: iso(scoredAt),
  };
}
