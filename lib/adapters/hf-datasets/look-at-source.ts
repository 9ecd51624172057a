import type { SourceLook } from "../../core/market/candle-source";
import { past } from "../../core/past";
import type { Clock } from "../../core/ports";
import type { HoldingsList } from "./create-holdings-list";
import type { FileKeeper } from "./file-keeper";
import type { HubClient } from "./hub-client";
import type { MarketFolder } from "./market-folder";

const MOST_REFUSED = 100;

/** How a source is, by what is known of its list and its files. Asks nobody. */
export function lookAtSource({
  client,
  folder,
  keeper,
  list,
  datasets,
  clock,
}: {
  readonly client: HubClient;
  readonly folder: MarketFolder;
  readonly keeper: FileKeeper;
  readonly list: HoldingsList;
  readonly datasets: readonly string[];
  readonly clock: Pick<Clock, "wall">;
}): SourceLook {
  const kept = datasets.flatMap((dataset) => folder.list(dataset));
  const reports = kept.flatMap(({ report }) => (report === null ? [] : [report]));
  const looks = [list.look(), ...datasets.map((dataset) => keeper.look(dataset))];
  const checked = looks.flatMap(({ checkedAt }) => (checkedAt === null ? [] : [checkedAt]));
  const failure =
    looks.find((look) => look.failure !== null)?.failure ?? (checked.length === 0 ? client.refusal() : null);
  const state = failure !== null ? "failed" : checked.length === 0 ? "not_asked_yet" : "ready";
  const words = {
    failed: failure?.detail ?? "it failed",
    not_asked_yet: "nobody has asked it yet",
    ready: "it answers",
  };
  return {
    state,
    detail: words[state],
    retryAfterS: client.refusal()?.retryAfterS ?? failure?.retryAfterS ?? null,
    lastCandle: reports.length === 0 ? null : Math.max(...reports.map(({ last }) => last)),
    firstCandle: reports.length === 0 ? null : Math.min(...reports.map(({ first }) => first)),
    checkedAt: latest(checked),
    // What was fetched before this start was an answer, too.
    lastOkAt: past(latest([...checked, ...kept.map(({ fetchedAt }) => fetchedAt)]), clock),
    failure: failure?.code ?? null,
    bytesKept: kept.reduce((sum, { bytes }) => sum + bytes, 0),
    filesKept: kept.length,
    refused: datasets.flatMap((dataset) => keeper.look(dataset).refused).slice(0, MOST_REFUSED),
  };
}

const latest = (moments: readonly number[]): number | null =>
  moments.reduce<number | null>((most, at) => Math.max(most ?? at, at), null);
