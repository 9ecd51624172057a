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

/** The same of news. Feeds are many and go and come: they are one check, which warns where none of them answers. */
export function checkNewsSources(sources: readonly NewsSource[], clock: Clock): ReadonlyMap<string, EngineCheck> {
  const feeds = sources.filter(({ kind }) => kind === "feed");
  const others = sources.filter(({ kind }) => kind !== "feed");
  return checkAll("news", [...(feeds.length > 0 ? [asOne(feeds)] : []), ...others], clock);
}

const asOne = (feeds: readonly NewsSource[]): Looked => ({
  key: "feeds",
  look() {
    const looks = feeds.map((feed) => feed.look());
    const asked = looks.filter(({ state }) => state === "ready" || state === "failed");
    const ready = looks.filter(({ state }) => state === "ready");
    return {
      state: asked.length === 0 ? "not_asked_yet" : ready.length === 0 ? "failed" : "ready",
      detail: asked.length === 0 ? "not asked yet" : `${ready.length} of ${looks.length} answered`,
      checkedAt: looks.reduce<number | null>(
        (latest, { checkedAt }) => Math.max(latest ?? 0, checkedAt ?? 0) || null,
        null,
      ),
    };
  },
});

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
