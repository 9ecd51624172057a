import { errorCodes } from "../../contracts/errors";
import { formatCount } from "./count-of";
import { type ErrorLooks, errorLooks, keepLooks } from "./keep-looks";
import type { LiveLayer, LivePlot } from "./live-plot";
import { gapsOf, spanOf } from "./live-words";
import { perSlot, sumOfSlots } from "./per-slot";
import type { LiveFrame } from "./prepare-frame";

const list = new Intl.ListFormat("en");

interface ErrorPlot extends LivePlot {
  /** To be handed back with the next frame: a code keeps its look while it is shown. */
  readonly looks: ErrorLooks;
}

/** Errors in each slot by code: the most frequent ones, in the order of the contract, and the rest as "other". The sentence adds up. */
export function prepareErrors(frame: LiveFrame, before: ErrorLooks = {}): ErrorPlot {
  const codes = errorCodes
    .map((code) => ({ code, values: perSlot(frame, ({ errors }) => errors[code] ?? 0) }))
    .map((each) => ({ ...each, many: sumOfSlots(each.values) }))
    .filter(({ many }) => many > 0);
  const ranked = codes.toSorted((a, b) => b.many - a.many);
  const rest = ranked.slice(errorLooks.length);
  const top = codes.filter((each) => !rest.includes(each));
  const looks = keepLooks(
    top.map(({ code }) => code),
    before,
  );
  const parts: (LiveLayer & { readonly many: number })[] = top.map(({ code, values, many }) => ({
    key: looks[code] ?? "other",
    label: code.replaceAll("_", " "),
    values,
    many,
  }));
  if (rest.length > 0) {
    parts.push({
      key: "other",
      label: "other",
      values: perSlot(frame, ({ errors }) => rest.reduce((sum, { code }) => sum + (errors[code] ?? 0), 0)),
      many: rest.reduce((sum, { many }) => sum + many, 0),
    });
  }
  const total = parts.reduce((sum, { many }) => sum + many, 0);
  return {
    form: "count",
    shape: "stack",
    scale: "linear",
    layers: parts.map(({ key, label, values }) => ({ key, label, values })),
    also: [],
    looks,
    summary:
      total === 0
        ? `Errors: none in ${spanOf(frame)}${gapsOf(frame)}.`
        : `Errors: ${formatCount(total)} in ${spanOf(frame)}: ${list.format(parts.map(({ label, many }) => `${formatCount(many)} ${label}`))}${gapsOf(frame)}.`,
    empty: total === 0 ? "No errors." : null,
  };
}
