import type { NewsSource, NewsSourceLook } from "../../core/news/news-source";
import type { Report } from "../../core/ports";
import { createNewsDataset } from "./create-news-dataset";
import { type NewsDataset, newsCatalogue } from "./news-catalogue";
import type { HubMarket } from "./open-hub-market";

/**
 * The archives of news on the Hub that are known. `wanted`: keys or ids (owner/name) of those to bring in; the others are listed and say
 * how to turn them on. `off`: why the Hub is not asked at all; null where it is.
 */
export function createNewsDatasets(
  hub: Pick<HubMarket, "client" | "folder" | "keeper" | "clock">,
  { wanted, off, warn }: { readonly wanted: readonly string[]; readonly off: string | null; readonly warn: Report },
): readonly NewsSource[] {
  for (const name of wanted)
    if (newsCatalogue.every((about) => !isMeant(name, about))) warn("news_dataset_unknown", { name });
  return newsCatalogue.map((about) => {
    const source = createNewsDataset(hub, about);
    if (!wanted.some((name) => isMeant(name, about))) return turnedOff(source, howToTurnOn(about));
    return off === null ? source : turnedOff(source, off);
  });
}

const isMeant = (name: string, { key, dataset }: NewsDataset): boolean =>
  [key, dataset].some((own) => own.toLowerCase() === name.trim().toLowerCase());

const howToTurnOn = ({ key, note }: NewsDataset): string =>
  `name ${key} in NEWS_DATASETS to bring it in${note === null ? "" : `; ${note}`}`;

/** It is listed, and nobody asks it. */
const turnedOff = (source: NewsSource, detail: string): NewsSource => {
  const look: NewsSourceLook = {
    state: "off",
    detail,
    retryAfterS: null,
    checkedAt: null,
    lastOkAt: null,
    failure: null,
  };
  return { ...source, everyMs: null, ask: async () => ({ ok: true, value: null }), look: () => look };
};
