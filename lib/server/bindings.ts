import type { z } from "zod";
import type { AnyFunction, FunctionName } from "../contracts/functions";
import type { Result } from "../core/errors";
import type { FileAnswer } from "../core/file-answer";
import type { Call } from "../core/ports";
import { analyzeSentiment } from "../services/analyze-sentiment";
import { analyzeSentimentBulk } from "../services/analyze-sentiment-bulk";
import { analyzeSentimentQuick } from "../services/analyze-sentiment-quick";
import { cancelJob } from "../services/cancel-job";
import { createJob } from "../services/create-job";
import { getEventStudy } from "../services/get-event-study";
import { getHealth } from "../services/get-health";
import { getInfo } from "../services/get-info";
import { getJob } from "../services/get-job";
import { getNewsMood } from "../services/get-news-mood";
import { getNewsStory } from "../services/get-news-story";
import { getPrices } from "../services/get-prices";
import { getStats } from "../services/get-stats";
import { getStatsSeries } from "../services/get-stats-series";
import { listDatasets } from "../services/list-datasets";
import { listFlags } from "../services/list-flags";
import { listIncidents } from "../services/list-incidents";
import { listJobResults } from "../services/list-job-results";
import { listModels } from "../services/list-models";
import { listNews } from "../services/list-news";
import { saveFlag } from "../services/save-flag";
import { watchJob } from "../services/watch-job";
import { watchOverview } from "../services/watch-overview";
import type { Container } from "./container-shape";

type ContractOf<Name extends FunctionName> = Extract<AnyFunction, { name: Name }>;

export type Binding<Name extends FunctionName> = (
  deps: Container,
  input: z.output<ContractOf<Name>["input"]>,
  call: Call,
) => Promise<Result<z.input<ContractOf<Name>["output"]> | FileAnswer>>;

/** Which verb serves which function. A function without its line here does not compile. */
export const bindings: { readonly [Name in FunctionName]: Binding<Name> } = {
  sentiment: (deps, input, call) => analyzeSentiment({ deps: deps.sentiment, input, call }),
  sentiment_bulk: (deps, input, call) => analyzeSentimentBulk({ deps: deps.sentiment, input, call }),
  sentiment_quick: (deps, input, call) => analyzeSentimentQuick({ deps: deps.quickSentiment, input, call }),
  prices: (deps, input, call) => getPrices({ deps: deps.prices, input, call }),
  prices_quick: (deps, { indicators, ...input }, call) =>
    getPrices({ deps: deps.prices, input: { ...input, indicators: splitNames(indicators) }, call }),
  news: (deps, input, call) => listNews({ deps: deps.news, input, call }),
  news_mood: (deps, input, call) => getNewsMood({ deps: deps.news, input, call }),
  event_study: (deps, input, call) => getEventStudy({ deps: deps.study, input, call }),
  news_story: (deps, input, call) => getNewsStory({ deps: deps.news, input, call }),
  datasets: async ({ prices, news, clock }) => listDatasets({ deps: { sources: prices.sources, news, clock } }),
  models: (deps) => listModels({ deps: deps.models }),
  job_create: (deps, input, call) => createJob({ deps, input, call }),
  job_status: (deps, input, call) => getJob({ deps, input, call }),
  job_cancel: (deps, input, call) => cancelJob({ deps, input, call }),
  job_results: (deps, input, call) => listJobResults({ deps, input, call }),
  job_events: (deps, input, call) => watchJob({ deps, input, call }),
  info: async (deps) => getInfo({ deps: deps.info }),
  health: async (deps) => getHealth({ deps: deps.health }),
  stats: (deps, input) => getStats({ deps: deps.stats, input }),
  stats_series: (deps, input) => getStatsSeries({ deps: deps.overview, input }),
  incidents: (deps, input) => listIncidents({ deps: deps.overview, input }),
  flag: (deps, input, call) => saveFlag({ deps, input, call }),
  flags: (deps, input, call) => listFlags({ deps, input, call }),
  overview: (deps, input, call) => watchOverview({ deps: deps.overview, input, call }),
};

/** A parameter that holds several names, divided by commas. */
const splitNames = (names: string | undefined): string[] =>
  (names ?? "").split(",").flatMap((name) => name.trim() || []);
