import { datasets } from "./datasets";
import { eventStudy } from "./event-study";
import { health } from "./health";
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
import { prices } from "./prices";
import { pricesQuick } from "./prices-quick";
import { sentiment } from "./sentiment";
import { sentimentBulk } from "./sentiment-bulk";
import { sentimentQuick } from "./sentiment-quick";
import { stats } from "./stats";

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
] as const;

export type AnyFunction = (typeof functions)[number];
export type FunctionName = AnyFunction["name"];
