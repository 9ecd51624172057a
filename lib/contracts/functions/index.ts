import { datasets } from "./datasets";
import { eventStudy } from "./event-study";
import { flag } from "./flag";
import { flags } from "./flags";
import { health } from "./health";
import { incidents } from "./incidents";
import { info } from "./info";
import { jobCancel } from "./job-cancel";
import { jobCreate } from "./job-create";
import { jobEvents } from "./job-events";
import { jobResults } from "./job-results";
import { jobStatus } from "./job-status";
import { models } from "./models";
import { news } from "./news";
import { newsMood } from "./news-mood";
import { newsStory } from "./news-story";
import { overview } from "./overview";
import { prices } from "./prices";
import { pricesQuick } from "./prices-quick";
import { sentiment } from "./sentiment";
import { sentimentBulk } from "./sentiment-bulk";
import { sentimentQuick } from "./sentiment-quick";
import { stats } from "./stats";
import { statsSeries } from "./stats-series";

/** Everything Barometer can be asked, in the order of documentation. */
export const functions = [
  sentiment,
  sentimentBulk,
  sentimentQuick,
  jobCreate,
  jobStatus,
  jobCancel,
  jobResults,
  jobEvents,
  prices,
  pricesQuick,
  news,
  newsMood,
  eventStudy,
  newsStory,
  datasets,
  models,
  info,
  health,
  stats,
  statsSeries,
  incidents,
  overview,
  flag,
  flags,
] as const;

export type AnyFunction = (typeof functions)[number];
export type FunctionName = AnyFunction["name"];
