const scales: ReadonlyMap<string, number> = new Map([
  ["k", 1e3],
  ["thousand", 1e3],
  ["m", 1e6],
  ["mn", 1e6],
  ["mln", 1e6],
  ["million", 1e6],
  ["b", 1e9],
  ["bn", 1e9],
  ["bln", 1e9],
  ["billion", 1e9],
  ["t", 1e12],
  ["tn", 1e12],
  ["trillion", 1e12],
]);

/** The factor of a word that may follow a number, or null. */
export const scaleOf = (word: string): number | null => scales.get(word) ?? null;

/** Digits with commas, a point and a scale behind them, as one number: "60,000", "60k" and "60K" are the same. Null where it is none. */
export function readNumber(word: string): number | null {
  const parts = /^(\d[\d,]{0,20}(?:\.\d{1,12})?)([a-z]{0,3})$/.exec(word);
  if (parts === null) return null;
  const [, digits = "", unit = ""] = parts;
  const scale = unit === "" ? 1 : scaleOf(unit);
  return scale === null ? null : Number((Number(digits.replaceAll(",", "")) * scale).toPrecision(12));
}
