import { coinName } from "../../market/coin-name";
import { sampleCoins } from "../../market/sample/sample-coins";
import type { Chance } from "./create-chance";
import { kinds, names, namesThatAreWords, persianCoins } from "./sample-names";
import type { Template } from "./template";

const GAP = /\{([a-z0-9]+)(?: (\d+) (\d+))?\}/g;

/** Coins that much is traded of are written about most: the square root evens it out a little. */
const weights = sampleCoins.map(({ symbol, traded }) => ({ symbol, weight: Math.sqrt(traded) }));
const allWeights = weights.reduce((sum, { weight }) => sum + weight, 0);

function pickSymbol(chance: Chance): string {
  let left = chance.even() * allWeights;
  for (const { symbol, weight } of weights) {
    left -= weight;
    if (left < 0) return symbol;
  }
  return "BTC";
}

const nameOf = (symbol: string): string => {
  const name = coinName(symbol) ?? symbol;
  return namesThatAreWords.has(symbol) ? `${name} (${symbol})` : name;
};

const isKeyOf = <T extends object>(table: T, key: string): key is Extract<keyof T, string> => Object.hasOwn(table, key);

/** Fills the gaps of a template. Sentences begin with a capital letter. */
export function fillTemplate(
  [title, lead]: Template,
  chance: Chance,
): { readonly title: string; readonly lead: string } {
  const coin = pickSymbol(chance);
  const others = weights.filter(({ symbol }) => symbol !== coin);
  const filled = new Map<string, string>();

  const pickName = (gap: string): string => {
    if (gap === "coin") return nameOf(coin);
    if (gap === "other") return nameOf(chance.pick(others).symbol);
    if (gap === "fa") return chance.pick(persianCoins);
    if (isKeyOf(kinds, gap)) return nameOf(chance.pick<string>(kinds[gap]));
    if (isKeyOf(names, gap)) return chance.pick<string>(names[gap]);
    throw new RangeError(`Nothing is known to fill {${gap}}.`);
  };
  const nameFor = (gap: string): string => {
    const there = filled.get(gap);
    if (there !== undefined) return there;
    let name = pickName(gap);
    // Two gaps of one sentence are two coins.
    for (let tries = 0; tries < 9 && [...filled.values()].includes(name); tries += 1) name = pickName(gap);
    filled.set(gap, name);
    return name;
  };
  const fill = (sentence: string): string => {
    const words = sentence.replace(GAP, (_, gap: string, from?: string, to?: string) => {
      if (from === undefined || to === undefined) return nameFor(gap);
      const amount = chance.whole(Number(from), Number(to));
      if (gap === "usd") return `$${amount} million`;
      return gap === "pct" ? `${amount}%` : String(amount);
    });
    const spoken = words.replace(/\b([Aa]) (?=[AEIO]|XRP)/g, "$1n ");
    return spoken.charAt(0).toUpperCase() + spoken.slice(1);
  };
  return { title: fill(title), lead: fill(lead) };
}
