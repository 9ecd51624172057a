import { formatLive } from "../charts/format-live";
import type { BudgetForecast } from "./forecast-budget";

const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", timeZone: "UTC" });
const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "UTC" });

const SOON_MS = 48 * 3_600_000;

/** "At this rate it lasts until 27 November.": a sentence or two about the month's budget. Days and times are UTC. */
export function describeForecast(forecast: BudgetForecast, now: number): string {
  if (forecast.kind === "no_limit") return "No limit is set for the month.";
  if (forecast.kind === "closed") return "The limit is 0: nothing may be spent.";
  const opens = day.format(forecast.opensAt);
  switch (forecast.kind) {
    case "used_up":
      return `It is used up; a new month begins on ${opens}.`;
    case "not_used":
      return `It is not used; a new month begins on ${opens}.`;
    case "too_early":
      return "The month has just begun: there is no rate yet.";
    case "runs_out": {
      const at = forecast.endsAt - now < SOON_MS ? `, ${clock.format(forecast.endsAt)}` : "";
      return `At this rate it lasts until ${day.format(forecast.endsAt)}${at}, and opens again on ${opens}.`;
    }
    case "lasts":
      return `At this rate it lasts beyond the month: ${formatLive(forecast.leftAtEnd, "share")} would be left on ${opens}.`;
  }
}
