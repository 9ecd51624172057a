import type { CoinLexicon } from "./build-coin-lexicon";

const ENDS = "x coin network protocol foundation labs official finance fi dao token chain hq".split(" ");

/** The coin whose account or topic this is, as people write them after @ and #: HyperliquidX, bnb_chain. Undefined for others. */
export function findAccount(account: string, { compact }: CoinLexicon): string | undefined {
  const name = account.toLowerCase().replaceAll("_", "");
  const whole = compact.get(name);
  if (whole !== undefined) return whole;
  for (const end of ENDS) {
    const symbol = name.endsWith(end) ? compact.get(name.slice(0, -end.length)) : undefined;
    if (symbol !== undefined) return symbol;
  }
  return undefined;
}
