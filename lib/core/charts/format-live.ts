import { formatMs } from "./format-ms";
import type { LiveForm } from "./live-plot";

const small = new Intl.NumberFormat("en", { maximumSignificantDigits: 2 });
const fine = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });
const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const cell = new Intl.NumberFormat("en", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const compact = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });

/** From here on thousands are written short. */
const COMPACT_FROM = 10_000;

/** "12.4", "0.013", "612 ms", "1.2 s", "62%", "312 MB": alike in every browser; what is not none is never shown as none. */
export function formatLive(value: number, form: LiveForm): string {
  if (form === "share") return share(value);
  if (form === "ms") return formatMs(value);
  if (form === "mb") return value < 1_000 ? `${whole.format(value)} MB` : `${fine.format(value / 1_000)} GB`;
  return number(value);
}

/** The same for an axis, whose unit stands beside its title: "0.1", "400", "1K", "50%". */
export const formatLiveTick = (value: number, form: LiveForm): string =>
  form === "share" ? share(value) : value < 1_000 ? String(value) : compact.format(value);

/** For a table: in full, its decimals under one another; its unit stands in the heading. */
export function formatLiveCell(value: number, form: LiveForm): string {
  if (form === "share") return `${(value * 100).toFixed(1)}%`;
  return form === "count" || form === "mb" ? whole.format(value) : cell.format(value);
}

function number(value: number): string {
  if (value >= COMPACT_FROM) return compact.format(value);
  if (value >= 100) return whole.format(value);
  return value >= 1 ? fine.format(value) : small.format(value);
}

/** Neither all nor none unless it is. */
function share(value: number): string {
  if (value > 0 && value < 0.01) return "<1%";
  if (value < 1 && value > 0.99) return ">99%";
  return `${Math.round(value * 100)}%`;
}
