import type { EventStudyAnswer } from "../../contracts/functions/event-study";
import { TOO_FEW_EVENTS } from "../../contracts/news-words";
import type { Label } from "../../contracts/verdict";
import { formatPercent } from "./format-percent";

type Told = Pick<EventStudyAnswer, "symbol" | "timeframe" | "against" | "groups" | "prices">;
type Cell = EventStudyAnswer["groups"][number]["cells"][number];

const count = new Intl.NumberFormat("en");
const list = new Intl.ListFormat("en");

/** What a study found for one label, for everybody and for those who do not see its chart. That nothing was found is said as plainly. */
export function describeStudy(study: Told, label: Label): string {
  const told = tell(study, label);
  return study.prices.sample ? `${told} All of it is sample data.` : told;
}

function tell(study: Told, label: Label): string {
  const { symbol, timeframe } = study;
  const cells = study.groups.find((group) => group.label === label)?.cells ?? [];
  const n = cells[0]?.n ?? 0;
  if (n === 0) return `There is no ${label} story about ${symbol} with candles after it.`;
  const stories = `${count.format(n)} ${label} ${n === 1 ? "story" : "stories"}`;
  const judged = cells.filter(({ verdict }) => verdict !== "too_few");
  if (judged.length === 0) {
    const only = n === 1 ? "is only" : "are only";
    return `There ${only} ${stories} about ${symbol} with candles after ${n === 1 ? "it" : "them"}: too few to tell, ${TOO_FEW_EVENTS} are needed.`;
  }
  const times = timeframe === "1h" ? "hours" : "days";
  const compared = judged.filter(({ verdict }) => verdict !== "no_comparison");
  const found = judged.filter(({ verdict }) => verdict === "effect");
  const few = spanOf(
    cells.filter(({ verdict }) => verdict === "too_few"),
    timeframe,
  );
  const fewSaid = few === null ? "" : ` Within ${few} there are too few to tell.`;
  if (compared.length === 0)
    return `Nothing can be said of ${stories} about ${symbol}: there are no candles of random ${times} like theirs to compare them with.${fewSaid}`;
  if (found.length === 0)
    return `No effect was found: after ${stories} ${symbol} moved${against(study)} as it does in random ${times}.${fewSaid}`;
  const moves = found.map((cell) => `${share(cell.mean)} within ${spanOf([cell], timeframe)}${bandOf(cell, times)}`);
  const still = spanOf(
    judged.filter(({ verdict }) => verdict === "no_effect_found"),
    timeframe,
  );
  const stillSaid = still === null ? "" : ` Within ${still} no effect was found.`;
  return `After ${stories} ${symbol} moved${against(study)} otherwise than in random ${times}: ${list.format(moves)}.${stillSaid}${fewSaid}`;
}

const share = (value: number | null): string => formatPercent(100 * (value ?? 0));

const bandOf = ({ placebo_low: low, placebo_high: high }: Cell, times: string): string =>
  low === null || high === null ? "" : ` (random ${times}: ${share(low)} to ${share(high)})`;

/** With what it was compared, in words that follow "moved". */
function against({ against: benchmark }: Told): string {
  if (benchmark === "none") return "";
  return benchmark === "BTC" ? " against BTC" : " against a basket of large coins";
}

/** 1 hour, 4 and 24 hours; null without any. */
function spanOf(cells: readonly Cell[], timeframe: Told["timeframe"]): string | null {
  const last = cells.at(-1)?.horizon;
  if (last === undefined) return null;
  const unit = timeframe === "1h" ? "hour" : "day";
  return `${list.format(cells.map(({ horizon }) => String(horizon)))} ${last === 1 ? unit : `${unit}s`}`;
}
