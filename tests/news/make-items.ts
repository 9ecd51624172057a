import type { CoinMention, NewsItem, NewsVerdict } from "../../lib/core/news/news-item";

const subjects =
  "exchange miner wallet fund bridge lender regulator validator custodian broker treasury developer".split(" ");
const verbs = "opens halts audits delays raises lists drains patches moves settles reports cancels".split(" ");
const objects =
  "withdrawals reserves staking upgrade lawsuit treasury outflows listing fees liquidity deposits vault auction payroll ledger quota".split(
    " ",
  );
const ends = "overnight quietly after-vote again in-part on-schedule early late for-members twice".split(" ");
const coins = "BTC ETH SOL XRP ADA DOGE AVAX DOT LINK LTC".split(" ");
export const sourceKeys = Array.from({ length: 12 }, (_, at) => `feed-outlet-${at}`);
const HOUR = 3_600_000;

/** Numbers from 0 to 1 that are the same each time. */
function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export const idOf = (at: number): string => at.toString(16).padStart(24, "0");

/** Items of our own making, the oldest first, some of them copies of one before: `items(from, count)` gives the same each time. */
export function makeItems(
  from: number,
  count: number,
  { start = Date.UTC(2024, 0), everyMs = HOUR / 8, lead = 40 } = {},
): NewsItem[] {
  return Array.from({ length: count }, (_, index) => {
    const at = from + index;
    const roll = dice(at * 7_919 + 13);
    const pick = (words: readonly string[]): string => words[Math.floor(roll() * words.length)] ?? "";
    const symbols = [
      ...new Set(Array.from({ length: Math.floor(roll() * 3) }, () => coins[Math.floor(roll() ** 2 * 10)] ?? "BTC")),
    ];
    const rare = `w${Math.floor(roll() ** 3 * 40_000).toString(36)}`;
    const title = `${symbols.join(" ")} ${pick(subjects)} ${pick(verbs)} ${pick(objects)} ${pick(ends)} ${rare}`.trim();
    const body = Array.from({ length: Math.floor(roll() * lead) }, () =>
      roll() < 0.3 ? `w${Math.floor(roll() ** 2 * 60_000).toString(36)}` : pick([...subjects, ...verbs, ...objects]),
    ).join(" ");
    // One in five tells what one of the last twenty told.
    const copyOf = roll() < 0.2 && at > 0 ? Math.max(0, at - 1 - Math.floor(roll() * 20)) : at;
    const time = start + at * everyMs;
    const found: CoinMention[] = symbols.map((symbol) => {
      const begin = title.indexOf(symbol);
      return { symbol, start: begin, end: begin + symbol.length, text: symbol };
    });
    const source = pick(sourceKeys);
    return {
      id: idOf(at),
      version: 1,
      digest: `digest-${at}`,
      guid: `guid-${at}`,
      title,
      lead: body,
      url: `https://news.example/${at}`,
      outlet: `Outlet ${source.slice(12)}`,
      published: roll() < 0.9 ? { at: time, precision: at % 7 === 3 ? "year" : "second" } : null,
      source,
      sourceName: `Outlet ${source.slice(12)}`,
      firstSeenAt: time + 60_000,
      versionAt: time + 60_000,
      sortAt: time,
      story: idOf(copyOf),
      coins: found,
      language: roll() < 0.9 ? "en" : "fa",
      verdict: roll() < 0.02 ? null : makeVerdict(roll, title, time + 61_000),
    } satisfies NewsItem;
  });
}

function makeVerdict(roll: () => number, title: string, scoredAt: number): NewsVerdict {
  const label = (["bullish", "neutral", "bearish"] as const)[Math.floor(roll() * 3)] ?? "neutral";
  const words = [...title.matchAll(/\S+/g)].slice(0, 6);
  const abstained = roll() < 0.15;
  return {
    label,
    confidence: 0.4 + roll() * 0.5,
    scores: { bullish: 0.3, neutral: 0.3, bearish: 0.4 },
    engine: "embedded_model",
    model: "barometer-sentiment",
    modelRevision: "v1",
    dtype: "q8",
    abstained,
    abstained_because: abstained ? "low_confidence" : null,
    calibrated: true,
    reasons: words.map((match) => ({
      start: match.index,
      end: match.index + match[0].length,
      text: match[0],
      weight: Math.round(roll() * 999 + 1) / 1_000,
    })),
    explained_by: null,
    scoredAt,
  };
}
