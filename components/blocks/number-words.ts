const compact = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });
const fine = new Intl.NumberFormat("en", { maximumFractionDigits: 2 });

const small = new Intl.NumberFormat("en", { maximumSignificantDigits: 3 });
/** From here on a tenth is digits enough. */
const COMPACT_FROM = 100;

/** "412.8K", "1.32", "0.0132": alike in every browser, whatever its language; what was traded is never shown as none. */
export const formatVolume = (volume: number): string => (volume < COMPACT_FROM ? small : compact).format(volume);

/** "2.23%", without a sign: that stands beside it as a shape and a word. */
export const formatChange = (percent: number): string => `${fine.format(Math.abs(percent))}%`;

/** Values of an indicator: as many digits as mean something. */
export const formatValue = (value: number): string =>
  Math.abs(value) >= 1 ? fine.format(value) : String(Number(value.toPrecision(3)));

/** "+0.33", "−1.00": a mood from -1 to 1. */
export const formatMood = (mood: number): string =>
  `${mood > 0 ? "+" : mood < 0 ? "−" : ""}${Math.abs(mood).toFixed(2)}`;

export type Direction = "bullish" | "neutral" | "bearish";

/** What is shown as no change at all is none. */
export const directionOf = (percent: number): Direction =>
  Math.abs(percent) < 0.005 ? "neutral" : percent > 0 ? "bullish" : "bearish";
