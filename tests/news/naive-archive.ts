import type { MoodQuery, NewsEvent, NewsFilter, NewsQuery } from "../../lib/core/news/news-archive";
import type { NewsItem } from "../../lib/core/news/news-item";
import { searchWords } from "../../lib/core/news/search-words";

const WEEK = 7 * 86_400_000;

/** What an archive should answer, said as plainly as can be: it looks at everything each time. */
export function createNaiveArchive() {
  const kept: NewsItem[] = [];
  const storyOf = new Map<string, string>();

  /** Latest versions among the first `asOf`, by when their items came. */
  const latest = (asOf: number): NewsItem[] => {
    const byId = new Map<string, NewsItem>();
    for (const item of kept.slice(0, asOf)) {
      if (item.version > (byId.get(item.id)?.version ?? -1)) byId.set(item.id, item);
    }
    return [...byId.values()];
  };
  const fits = (item: NewsItem, { symbol, label, sources, language, from, to }: NewsFilter): boolean =>
    (symbol === undefined || item.coins.some((coin) => coin.symbol === symbol)) &&
    (label === undefined || (item.verdict?.label === label && !item.verdict.abstained)) &&
    (sources === undefined || sources.includes(item.source)) &&
    (language === undefined || item.language === language) &&
    (from === undefined || item.sortAt >= from) &&
    (to === undefined || item.sortAt < to);
  const matching = (asOf: number, filter: NewsFilter, folded: boolean): NewsItem[] => {
    const seen = new Set<string>();
    return latest(asOf).filter((item) => {
      if (folded && (filter.sources === undefined || filter.sources.includes(item.source))) {
        if (seen.has(item.story)) return false;
        seen.add(item.story);
      }
      return fits(item, filter);
    });
  };
  const wordsOf = ({ title, lead }: NewsItem): string[] => [
    ...searchWords(title).flatMap((word) => [word, word]),
    ...searchWords(lead),
  ];
  /** BM25 in millionths. */
  const scoresOf = (asOf: number, q: string): Map<string, number> => {
    const all = latest(asOf).map((item) => ({ item, words: wordsOf(item) }));
    const mean = all.reduce((sum, { words }) => sum + words.length, 0) / Math.max(1, all.length);
    const scores = new Map<string, number>();
    for (const word of new Set(searchWords(q))) {
      const holders = all.filter(({ words }) => words.includes(word));
      const idf = Math.log(1 + (all.length - holders.length + 0.5) / (holders.length + 0.5));
      for (const { item, words } of holders) {
        const often = words.filter((each) => each === word).length;
        const score = (1e6 * idf * often * 2.2) / (often + 1.2 * (0.25 + (0.75 * words.length) / mean));
        scores.set(item.id, (scores.get(item.id) ?? 0) + Math.round(score));
      }
    }
    return scores;
  };

  return {
    append(items: readonly NewsItem[]): void {
      for (const item of items) {
        if (kept.some(({ id, version }) => id === item.id && version === item.version)) continue;
        const story = storyOf.get(item.id) ?? item.story;
        storyOf.set(item.id, story);
        kept.push({ ...item, story });
      }
    },
    /** Ids of the whole list, in order. */
    list(query: NewsQuery, asOf = kept.length): { readonly ids: string[]; readonly copies: number[] } {
      const scores = query.q === null ? null : scoresOf(asOf, query.q);
      const at = (item: NewsItem): number => (scores ? (scores.get(item.id) ?? 0) : item.sortAt);
      const found = matching(asOf, query, query.folded)
        .filter((item) => scores === null || scores.has(item.id))
        .sort((one, other) => at(other) - at(one) || (one.id < other.id ? -1 : 1));
      const stories = latest(asOf).map(({ story }) => story);
      return {
        ids: found.map(({ id, version }) => `${id}/${version}`),
        copies: found.map((item) => stories.filter((story) => story === item.story).length - 1),
      };
    },
    mood({ stepMs, ...filter }: MoodQuery) {
      const named = (items: readonly NewsItem[]) => {
        const counts = { bullish: 0, neutral: 0, bearish: 0, unclear: 0 };
        for (const { verdict } of items) if (verdict) counts[verdict.abstained ? "unclear" : verdict.label] += 1;
        return counts;
      };
      const offset = stepMs % WEEK === 0 ? 4 * 86_400_000 : 0;
      const judged = matching(kept.length, filter, true).filter(isCounted);
      const timeOf = (item: NewsItem): number => Math.floor((item.sortAt - offset) / stepMs) * stepMs + offset;
      const times = [...new Set(judged.map(timeOf))].sort((a, b) => a - b);
      const any = matching(kept.length, { ...filter, symbol: undefined }, true).filter(isCounted);
      const symbols = new Set(any.flatMap(({ coins }) => coins.map(({ symbol }) => symbol)));
      const about = (symbol: string): NewsItem[] =>
        any.filter(({ coins }) => coins.some((coin) => coin.symbol === symbol));
      return {
        buckets: times.map((time) => ({ time, ...named(judged.filter((item) => timeOf(item) === time)) })),
        coins: [...symbols]
          .sort((one, other) => about(other).length - about(one).length || (one < other ? -1 : 1))
          .slice(0, 30)
          .map((symbol) => ({ symbol, ...named(about(symbol)) })),
      };
    },
    events(symbol: string, from: number, to: number): NewsEvent[] {
      const stories = new Set<string>();
      const seenAt = ({ version, versionAt, firstSeenAt }: NewsItem): number =>
        version === 1 ? firstSeenAt : versionAt;
      const firsts = kept.filter((item, place) => {
        if (kept.findIndex(({ id }) => id === item.id) !== place || stories.has(item.story)) return false;
        stories.add(item.story);
        return true;
      });
      return firsts
        .map((item, place) => ({ item, place }))
        .filter(
          ({ item }) =>
            item.verdict !== null &&
            !item.verdict.abstained &&
            item.coins.some((coin) => coin.symbol === symbol) &&
            ((item.sortAt >= from && item.sortAt < to) || (seenAt(item) >= from && seenAt(item) < to)),
        )
        .sort((one, other) => one.item.sortAt - other.item.sortAt || one.place - other.place)
        .flatMap(({ item }) => {
          const { verdict, published } = item;
          if (verdict === null) return [];
          const exact = published?.precision === "second" || published?.precision === "minute";
          return [{ label: verdict.label, firstSeenAt: seenAt(item), publishedAt: exact ? published.at : null }];
        });
    },
    kept: (): readonly NewsItem[] => kept,
  };
}

/** It was read, and the day is told or nothing at all. */
const isCounted = ({ verdict, published }: NewsItem): boolean =>
  verdict !== null && published?.precision !== "month" && published?.precision !== "year";
