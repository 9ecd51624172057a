import type { CandleSource, SourceLook } from "../core/market/candle-source";
import type { NewsSource } from "../core/news/news-source";
import type { Clock, EngineCheck } from "../core/ports";

const statusOf = { ready: "pass", not_asked_yet: "pass", failed: "warn", off: "off" } as const satisfies Record<
  SourceLook["state"],
  EngineCheck["status"]
>;

/** How the sources of prices are, from what is known. None is asked; the sample is always there, so that a failing one only warns. */
export const checkSources = (sources: readonly CandleSource[], clock: Clock): ReadonlyMap<string, EngineCheck> =>
  checkAll("prices", sources, clock);

/** How the sources of news are, from what is known. None is asked; each brings something of its own, so that a failing one only warns. */
export const checkNewsSources = (sources: readonly NewsSource[], clock: Clock): ReadonlyMap<string, EngineCheck> =>
  checkAll("news", sources, clock);

interface Looked {
  readonly key: string;
  look(): Pick<SourceLook, "state" | "detail" | "checkedAt">;
}

const checkAll = (of: string, sources: readonly Looked[], clock: Clock): ReadonlyMap<string, EngineCheck> =>
  new Map(
    sources.map((source) => {
      const { state, detail, checkedAt } = source.look();
      // A wall clock may have been set back since.
      const age = checkedAt === null ? 0 : Math.max(0, clock.wall() - checkedAt);
      return [`${of}/${source.key}`, { status: statusOf[state], detail, checkedAt: clock.now() - age }];
    }),
  );
