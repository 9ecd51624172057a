/** Lines by their indicator's full name, a number for each candle, NaN where there is none; several where an indicator has several. */
export type NamedLines = Readonly<Record<string, Float64Array | Readonly<Record<string, Float64Array>>>>;

export type LineRole =
  | "sma"
  | "ema"
  | "vwap"
  | "band"
  | "middle"
  | "rsi"
  | "macd"
  | "signal"
  | "histogram"
  | "atr"
  | "mood";

export interface PlannedLine {
  readonly key: string;
  /** "RSI 14", "MACD", "signal": for the legend and the table. */
  readonly label: string;
  readonly role: LineRole;
  /** One for each candle; NaN where there is none. */
  readonly values: Float64Array;
}

export interface PlannedPane {
  readonly kind: "rsi" | "macd" | "atr" | "mood";
  readonly title: string;
  readonly lines: readonly PlannedLine[];
  /** Levels that are drawn as dashed lines. */
  readonly levels: readonly number[];
}

export interface PanePlan {
  /** Drawn on the candles. */
  readonly over: readonly PlannedLine[];
  /** Drawn below them, each on a scale of its own, in this order. */
  readonly below: readonly PlannedPane[];
}

const below = ["rsi", "macd", "atr"] as const;
const words: Readonly<Record<string, string>> = { rsi: "RSI", macd: "MACD", atr: "ATR", sma: "SMA", ema: "EMA" };
const levels = { rsi: [30, 70], macd: [0], atr: [] } as const;

/** "rsi_14" is "RSI 14", "macd_12_26_9" is "MACD 12 26 9". */
const nameOf = (key: string): string => {
  const [kind = "", ...numbers] = key.split("_");
  const word = words[kind] ?? (kind === "vwap" ? "VWAP" : `${kind.charAt(0).toUpperCase()}${kind.slice(1)}`);
  return [word, ...numbers].join(" ");
};

const partRoles: Readonly<Record<string, LineRole>> = {
  upper: "band",
  lower: "band",
  middle: "middle",
  macd: "macd",
  signal: "signal",
  histogram: "histogram",
};

const isRole = (kind: string): kind is "sma" | "ema" | "vwap" | "rsi" | "atr" =>
  ["sma", "ema", "vwap", "rsi", "atr"].includes(kind);

/** Says what is drawn where: averages, bands and VWAP on the candles, RSI, MACD and ATR in panes of their own. */
export function planPanes(indicators: NamedLines): PanePlan {
  const lines = Object.entries(indicators).flatMap(([key, value]) => linesOf(key, value));
  return {
    over: lines.filter(({ key }) => !below.some((kind) => key.startsWith(kind))),
    below: below.flatMap((kind) => {
      const own = lines.filter(({ key }) => key.startsWith(kind));
      const [first] = own;
      if (first === undefined) return [];
      return [{ kind, title: nameOf(first.key.split(".")[0] ?? kind), lines: own, levels: levels[kind] }];
    }),
  };
}

function linesOf(key: string, value: NamedLines[string]): PlannedLine[] {
  const kind = key.split("_")[0] ?? "";
  if (value instanceof Float64Array)
    return isRole(kind) ? [{ key, label: nameOf(key), role: kind, values: value }] : [];
  return Object.entries(value).flatMap(([part, values]) => {
    const role = partRoles[part];
    const label = part === kind ? nameOf(kind) : kind === "bollinger" ? `Bollinger ${part}` : part;
    return role === undefined ? [] : [{ key: `${key}.${part}`, label, role, values }];
  });
}
