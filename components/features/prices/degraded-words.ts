import { wait } from "@/components/blocks/verdict-words";
import type { PricesAnswer } from "@/lib/contracts/functions/prices";

type Degraded = PricesAnswer["degraded"];

/** Who should have answered and did not, those of one reason together: "linxy, sebdg: it could not be reached, asked again in 24 s." */
export function degradedWords(degraded: Degraded): string[] {
  const byReason = new Map<string, Degraded>();
  for (const one of degraded) {
    const reason = one.detail.replace(/^left alone for a while: /, "");
    byReason.set(reason, [...(byReason.get(reason) ?? []), one]);
  }
  return [...byReason].map(([reason, all]) => {
    const soonest = Math.min(...all.map(({ retry_after_s: seconds }) => seconds || Number.POSITIVE_INFINITY));
    const again = Number.isFinite(soonest) ? `, asked again in ${wait(soonest)}` : "";
    return `${all.map(({ source }) => source).join(", ")}: ${reason.replace(/[.]$/, "")}${again}.`;
  });
}
