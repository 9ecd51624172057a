import { errorCodes } from "@/lib/contracts/errors";
import { failureCodes } from "@/lib/contracts/failures";
import { functions } from "@/lib/contracts/functions";
import { partKinds, partStates } from "@/lib/contracts/parts";
import { engines } from "@/lib/contracts/verdict";
import { catalogue } from "@/lib/core/models/catalogue";
import type { StatsBook } from "@/lib/core/stats/create-stats-book";

const names = [...functions.map(({ name }) => name), "other" as const];
const codes = ["ok", ...errorCodes] as const;
const failures = ["ok", ...failureCodes] as const;
const outcomes = ["answered", ...failureCodes] as const;
const manners = ["single", "quick", "bulk"] as const;
const hits = ["fresh", "stale", "miss"] as const;

/**
 * Counts so much, everything there is to count by turns: each function with each code, each tier with each, each model with each. Times are spread over
 * a factor of six about what is usual for each, as they are on a busy machine. `round` goes on from call to call.
 */
export function storm(book: StatsBook, times: number, round: number): number {
  for (let next = round; next < round + times; next += 1) {
    const turn = Math.floor(next / 8);
    const of = <T>(list: readonly T[], every = 1): T => list[Math.floor(turn / every) % list.length] as T;
    // Six times as long at most, in no order.
    const spread = 6 ** (((next * 7_919) % 1_000) / 1_000);
    switch (next % 8) {
      case 0:
        book.called(of(names), of(codes, names.length), (1 + (turn % names.length)) * spread);
        break;
      case 1:
        book.spoke(of(manners), of(engines, 3), []);
        break;
      case 2:
        book.spoke("single", "lexical", [
          { tier: of(engines), code: of(failureCodes, engines.length), model: null, detail: "", retry_after_s: null },
        ]);
        break;
      case 3:
        book.asked(of(engines), of(failures, engines.length), (1 + 10 * (turn % engines.length)) * spread);
        break;
      case 4:
      case 5: {
        const model = of(catalogue);
        const outcome = of(outcomes, catalogue.length);
        book.attempted({
          model: model.key,
          attempt: Math.floor(turn / 16) % 2,
          outcome,
          ms: (5 + 20 * (turn % catalogue.length)) * spread,
        });
        break;
      }
      case 6:
        if (turn % 2 === 0) book.looked(of(hits, 2));
        else book.shed();
        break;
      default:
        book.changed(of(partKinds), of(partStates, partKinds.length));
    }
  }
  return round + times;
}
