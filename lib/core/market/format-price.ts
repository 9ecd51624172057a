import { priceDecimals } from "./price-decimals";

/** One for each number of decimals, made when it is first needed: making one takes longer than using it a hundred times. */
const formats = new Map<number, Intl.NumberFormat>();

function formatFor(decimals: number): Intl.NumberFormat {
  const known = formats.get(decimals);
  if (known !== undefined) return known;
  const made = new Intl.NumberFormat("en", { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  formats.set(decimals, made);
  return made;
}

/** A price as people read it: 93,888.85, 3,187.90, 0.6213, 0.00001234. A dash where there is no number. */
export const formatPrice = (price: number): string =>
  Number.isFinite(price) ? formatFor(priceDecimals(price)).format(price) : "–";
