import type { RatePolicy } from "../contracts/define-function";
import type { FlagLog } from "../core/flags/flag-log";
import type { StreamDoor } from "../core/gradio/create-stream-door";
import type { Jobs } from "../core/jobs/jobs";
import type { Clock, RateLimiter } from "../core/ports";
import type { Admission } from "../core/resilience/create-admission";
import type { StatsRecorder } from "../core/stats/create-stats-book";
import type { Sheet } from "../core/stats/sheet";
import type { Trace } from "../core/trace";
import type { SentimentDeps } from "../services/analyze-sentiment";
import type { QuickDeps } from "../services/analyze-sentiment-quick";
import type { PricesDeps } from "../services/find-series";
import type { StudyDeps } from "../services/get-event-study";
import type { HealthDeps } from "../services/get-health";
import type { InfoDeps } from "../services/get-info";
import type { StatsDeps } from "../services/get-stats";
import type { ModelsDeps } from "../services/list-models";
import type { NewsDeps } from "../services/news-deps";
import type { OverviewRoom } from "./create-overview";
import type { Readiness } from "./create-readiness";
import type { Env } from "./env";
import type { GradioRoom } from "./gradio/create-gradio-room";
import type { Logger } from "./logger";

/** What this process has to serve with. */
export interface Container {
  readonly env: Env;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly trace: Trace;
  readonly limiters: Readonly<Record<RatePolicy, RateLimiter>>;
  /** Who may come in, and how many are inside. */
  readonly admission: Admission;
  /** Who may send a body of many megabytes now. */
  readonly largeBodies: StreamDoor;
  readonly sentiment: SentimentDeps;
  /** The same, over the tiers that answer at once. */
  readonly quickSentiment: QuickDeps;
  readonly jobs: Jobs;
  /** What people flagged; null where flagging is off. */
  readonly flags: FlagLog | null;
  readonly models: ModelsDeps;
  readonly prices: PricesDeps;
  readonly news: NewsDeps;
  readonly study: StudyDeps;
  readonly info: InfoDeps;
  readonly health: HealthDeps;
  readonly stats: StatsDeps;
  /** What this process alone counted. */
  readonly own: () => Sheet;
  /** Everything at a glance, what happened, and who watches. */
  readonly overview: OverviewRoom["deps"];
  readonly readiness: Readiness;
  /** Sessions and the queue of those who call by Gradio's protocol. */
  readonly gradio: GradioRoom;
  /** Takes note of what is served. */
  readonly recorder: StatsRecorder;
  /** Loads what the first person to ask would otherwise wait for. */
  warm(): Promise<void>;
  /** Writes what must outlive the process, in the moment in which it ends. */
  flushSync(): void;
  /** Writes the same, and lets go of connections. `reason`: why, for the log of incidents. */
  close(reason?: string): Promise<void>;
}
