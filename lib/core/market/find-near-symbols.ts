import { countEdits } from "./count-edits";
import { coins } from "./symbols";

const MOST = 5;
/** Of what was typed, this much is compared. */
const LONGEST = 32;

const namesOf: ReadonlyMap<string, readonly string[]> = new Map(
  coins.map(({ symbol, name, aliases = [] }) => [
    symbol,
    [name, ...aliases].map((each) => each.toUpperCase().replaceAll(" ", "")),
  ]),
);
const rankOf: ReadonlyMap<string, number> = new Map(coins.map(({ symbol }, rank) => [symbol, rank]));

/** How many letters may be wrong in a word of this length. */
const allowed = (length: number): number => (length < 3 ? 0 : length < 6 ? 1 : 2);

/** How far apart two words are; null where they have nothing to do with each other. Beginnings count after slips. */
function farness(typed: string, word: string): number | null {
  const edits = countEdits(typed, word, allowed(Math.max(typed.length, word.length)));
  if (edits !== null) return edits;
  const [short, long] = typed.length < word.length ? [typed, word] : [word, typed];
  // A short symbol begins too many words to mean anything by it.
  const isBeginning = long.startsWith(short) && (short === typed || short.length >= 3);
  return isBeginning ? 3 + (long.length - short.length) / LONGEST : null;
}

/** Symbols that are near to one of the words, the nearest first; at a tie those that all know, then by the alphabet. */
export function findNearSymbols(words: readonly string[], listed: readonly string[]): readonly string[] {
  const typed = words.map((word) => word.slice(0, LONGEST)).filter((word) => word !== "");
  const near: { symbol: string; far: number; rank: number }[] = [];
  for (const symbol of new Set(listed)) {
    let far = Number.POSITIVE_INFINITY;
    for (const name of [symbol.toUpperCase(), ...(namesOf.get(symbol) ?? [])])
      for (const word of typed) far = Math.min(far, farness(word, name) ?? far);
    if (far < Number.POSITIVE_INFINITY) near.push({ symbol, far, rank: rankOf.get(symbol) ?? coins.length });
  }
  return near
    .sort((a, b) => a.far - b.far || a.rank - b.rank || (a.symbol < b.symbol ? -1 : 1))
    .slice(0, MOST)
    .map(({ symbol }) => symbol);
}
