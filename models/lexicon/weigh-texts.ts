import type { LabelledText } from "./load-texts";

/** How much a text of each source counts: crypto most, finance next, general texts least, for they are many. */
const sourceWeights: Readonly<Record<string, number>> = {
  crypto_news: 2,
  x_posts_janitr: 2.5,
  sentfin: 2,
  twitter_financial_news: 2,
  surge_stock_twitter: 2,
  goemotions: 0.7,
  semeval_4a: 0.4,
};

/** Weight of each text: that of its source, times (1/3 / share)^0.5 of its class in the source, clipped to .3 to 3. */
export function weighTexts(texts: readonly LabelledText[]): Float64Array {
  const counts = new Map<string, number[]>();
  for (const { source, target } of texts) {
    const count = counts.get(source) ?? [0, 0, 0];
    count[target] = (count[target] ?? 0) + 1;
    counts.set(source, count);
  }
  return Float64Array.from(texts, ({ source, target }) => {
    const count = counts.get(source) ?? [1, 1, 1];
    const classes = count.filter((each) => each > 0).length;
    const share = (count[target] ?? 1) / count.reduce((sum, each) => sum + each, 0);
    const balance = Math.min(3, Math.max(0.3, Math.sqrt(1 / classes / share)));
    return balance * (sourceWeights[source] ?? 1);
  });
}
