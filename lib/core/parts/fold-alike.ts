import { severities } from "../../contracts/parts";
import type { NewIncident } from "../incidents/incident-log";

/** More than so many that change alike in one look are told as one. */
const MOST_ALIKE = 5;
const MOST_NAMES = 8;

/** Whether it may be told together with others like it. */
export interface Foldable {
  readonly incident: NewIncident;
  readonly isPlain: boolean;
}

/**
 * Tells sources that came into the same state for the same cause at once as one: a network that is gone takes forty feeds with it. How
 * each of them is stays to be seen in `datasets`. The others stand as they are; the order is that of the first of each.
 */
export function foldAlike(changes: readonly Foldable[]): readonly NewIncident[] {
  const groups = new Map<string, NewIncident[]>();
  for (const [index, { incident, isPlain }] of changes.entries()) {
    const { kind, to, code } = incident;
    const key = isPlain && kind === "source" ? `${to}/${code}` : String(index);
    const group = groups.get(key);
    if (group) group.push(incident);
    else groups.set(key, [incident]);
  }
  return [...groups.values()].flatMap((group) => (group.length > MOST_ALIKE ? [asOne(group)] : group));
}

function asOne(group: readonly NewIncident[]): NewIncident {
  const [first] = group;
  if (first === undefined) throw new Error("a group has its first");
  const froms = new Set(group.map(({ from }) => from));
  const names = group.slice(0, MOST_NAMES).map(({ name }) => name);
  const more = group.length - names.length;
  return {
    ...first,
    key: "sources",
    name: `${group.length} sources`,
    from: froms.size === 1 ? first.from : null,
    severity: severities.findLast((severity) => group.some((one) => one.severity === severity)) ?? first.severity,
    detail: `${names.join(", ")}${more > 0 ? ` and ${more} more` : ""}; the first of them: ${first.detail}`,
    lasted_s: null,
  };
}
