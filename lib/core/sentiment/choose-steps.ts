import type { Category } from "../../contracts/verdict";
import { fail, ok, type Result } from "../errors";
import type { SentimentEngine, Tier } from "../ports";

/** What a request wants to be read by. */
export interface Choice {
  readonly category: Category;
  readonly model?: string | undefined;
  readonly models?: readonly string[] | undefined;
  readonly use_ensemble: boolean;
}

/** Engines that go by the deadline of one tier. */
export interface Group {
  readonly tier: Tier;
  readonly engines: readonly SentimentEngine[];
}

/** Engines of one tier, to be asked in order until one answers, or all together. */
export interface Step extends Group {
  readonly together: boolean;
  /** Engines of other tiers that are asked at the same time, each group by its own tier's deadline. */
  readonly beside?: readonly Group[];
  /** True: an opinion that is part of another's does not count beside it. Who names both wants to hear both. */
  readonly countsOnce?: boolean;
}

/** A model that is known here and cannot read a text. */
export interface SilentModel {
  readonly key: string;
  readonly id: string;
  readonly reason: string;
}

/**
 * What to ask, best first. An ensemble that is not named is everyone who is wanted, of all tiers at once. Named models are asked first;
 * after them come only the quick tiers of this device, the last of which always answers. Errors: validation_failed (no such key, or a model that cannot read), invalid_identifier (an id that is not allowed here).
 */
export function chooseSteps(
  tiers: readonly Tier[],
  silent: readonly SilentModel[],
  choice: Choice,
): Result<readonly Step[]> {
  const named = [...(choice.model === undefined ? [] : [choice.model]), ...(choice.models ?? [])];
  if (named.length === 0) {
    const wanted = tiers.filter((tier) => !tier.onlyNamed);
    const groups = wanted.map((tier) => ({ tier, engines: inOrder(tier, choice.category) }));
    return ok(choice.use_ensemble ? askAll(groups) : groups.map((group) => ({ ...group, together: false })));
  }
  const chosen: { readonly tier: Tier; readonly engine: SentimentEngine }[] = [];
  for (const [index, name] of named.entries()) {
    const found = find(tiers, name);
    if (!found) return refuse(tiers, silent, name, fieldOf(choice, index));
    if (!chosen.some(({ engine }) => engine === found.engine)) chosen.push(found);
  }
  if (choice.use_ensemble) chosen.sort((a, b) => tiers.indexOf(a.tier) - tiers.indexOf(b.tier));
  const groups = byTier(chosen);
  const steps = choice.use_ensemble ? atOnce(groups) : groups.map((group) => ({ ...group, together: false }));
  const deepest = Math.max(...groups.map(({ tier }) => tiers.indexOf(tier)));
  const behind = tiers.filter((tier, at) => at > deepest && (tier.isQuick || at === tiers.length - 1));
  return ok([...steps, ...behind.map((tier) => ({ tier, engines: inOrder(tier, choice.category), together: false }))]);
}

/** Everyone at once; behind them the last tier, which has its say where nobody had one in time. */
function askAll(groups: readonly Group[]): readonly Step[] {
  const last = groups.at(-1);
  const everyone = atOnce(groups).map((step) => ({ ...step, countsOnce: true }));
  return last && groups.length > 1 ? [...everyone, { ...last, together: false }] : everyone;
}

/** Groups of several tiers as one step; each goes by the deadline, and the state, of its own tier. */
function atOnce([first, ...beside]: readonly Group[]): readonly Step[] {
  if (!first) return [];
  return [{ ...first, together: true, ...(beside.length > 0 && { beside }) }];
}

const inOrder = (tier: Tier, category: Category): readonly SentimentEngine[] =>
  tier.order(category).flatMap((key) => tier.engines.find((engine) => engine.key === key) ?? []);

const find = (tiers: readonly Tier[], name: string) =>
  tiers
    .flatMap((tier) => tier.engines.map((engine) => ({ tier, engine })))
    .find(({ engine }) => engine.key === name || engine.id === name);

/** Runs of engines of one tier. */
function byTier(chosen: readonly { readonly tier: Tier; readonly engine: SentimentEngine }[]): readonly Group[] {
  const groups: Group[] = [];
  for (const { tier, engine } of chosen) {
    const last = groups.at(-1);
    if (last?.tier === tier) groups[groups.length - 1] = { ...last, engines: [...last.engines, engine] };
    else groups.push({ tier, engines: [engine] });
  }
  return groups;
}

const fieldOf = ({ model }: Choice, index: number): string =>
  model === undefined ? `models[${index}]` : index === 0 ? "model" : `models[${index - 1}]`;

function refuse(tiers: readonly Tier[], silent: readonly SilentModel[], name: string, field: string): Result<never> {
  const allowed = tiers.flatMap(({ engines }) => engines.map(({ key }) => key));
  const known = silent.find(({ key, id }) => key === name || id === name);
  if (known) {
    const message = `${known.key} cannot read a text: ${known.reason}; here are: ${allowed.join(", ")}`;
    return fail("validation_failed", `${field}: ${message}`, {
      fields: [{ field, code: "unusable_value", message, allowed }],
    });
  }
  if (name.includes("/")) {
    const message = `this model is not allowed here; allowed are ${allowed.join(", ")}`;
    return fail("invalid_identifier", `${field}: ${message}`, {
      fields: [{ field, code: "not_allowed", message, allowed }],
    });
  }
  const message = `unknown model; here are: ${allowed.join(", ")}`;
  return fail("validation_failed", `${field}: ${message}`, {
    fields: [{ field, code: "unknown_value", message, allowed }],
  });
}
