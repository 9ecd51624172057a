import type { Label } from "../contracts/verdict";
import { fail, ok, type Result } from "../core/errors";
import { findSymbol } from "../core/market/find-symbol";
import type { NewsFilter } from "../core/news/news-archive";
import { readEnd, readMoment } from "../core/read-moment";
import type { NewsDeps, NewsRoom } from "./news-deps";
import { refuseField } from "./refuse-field";

export interface FilterInput {
  readonly symbol?: string | undefined;
  readonly label?: Label | undefined;
  readonly source?: string | undefined;
  readonly language?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/**
 * Which news is meant. Errors: unknown_symbol with near ones, validation_failed (a source that nobody has, an end before the
 * beginning).
 */
export function readNewsFilter(
  deps: Pick<NewsDeps, "sources" | "symbols">,
  { counts }: Pick<NewsRoom, "counts">,
  input: FilterInput,
): Result<NewsFilter> {
  const symbol = input.symbol === undefined ? ok(undefined) : findSymbol(input.symbol, deps.symbols());
  if (!symbol.ok) return unknownSymbol(input.symbol ?? "", symbol.error);
  const sources = input.source?.split(",").flatMap((key) => key.trim() || []);
  const known = new Set([...deps.sources.map(({ key }) => key), ...counts.bySource.keys()]);
  const strange = sources?.find((key) => !known.has(key));
  if (strange !== undefined) return refuseField("source", "is no source of news; `datasets` lists them", [...known]);
  const from = input.from === undefined ? undefined : readMoment(input.from);
  const to = input.to === undefined ? undefined : readEnd(input.to);
  if (from !== undefined && to !== undefined && from >= to) return refuseField("from", "must be before `to`");
  return ok({
    ...(symbol.value === undefined ? {} : { symbol: symbol.value }),
    ...(input.label === undefined ? {} : { label: input.label }),
    ...(sources === undefined || sources.length === 0 ? {} : { sources }),
    ...(input.language === undefined ? {} : { language: input.language }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  });
}

function unknownSymbol(typed: string, near: readonly string[]): Result<never> {
  const hint = near.length === 0 ? "`datasets` lists those that there are" : `close to it: ${near.join(", ")}`;
  const message = `is no symbol that news is tagged with; ${hint}`;
  const field = { field: "symbol", code: "unknown_value", message, allowed: [...near] };
  return fail("unknown_symbol", `${typed} ${message}.`, { fields: [field] });
}
