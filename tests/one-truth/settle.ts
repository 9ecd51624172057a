/** What stands for a value that a rule takes out. */
const CHANGES = "(may change)";

interface Settled {
  readonly answer: unknown;
  /** Values that are left to be compared. */
  readonly kept: number;
  readonly all: number;
  /** Rules that met something. */
  readonly used: ReadonlySet<string>;
}

/**
 * An answer without what may differ from call to call. A rule is a path of keys from the top, `*` for any key or place;
 * all below it goes. Keys stay: a field that is missing is seen.
 */
export function settle(answer: unknown, rules: readonly string[]): Settled {
  const used = new Set<string>();
  let kept = 0;
  let all = 0;
  const walk = (value: unknown, path: readonly string[]): unknown => {
    const rule = rules.find((each) => meets(each.split("."), path));
    if (rule !== undefined) {
      used.add(rule);
      all += countLeaves(value);
      return CHANGES;
    }
    if (Array.isArray(value)) return value.map((each, at) => walk(each, [...path, String(at)]));
    if (typeof value === "object" && value !== null)
      return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, walk(each, [...path, key])]));
    kept += 1;
    all += 1;
    return value;
  };
  return { answer: walk(answer, []), kept, all, used };
}

const meets = (rule: readonly string[], path: readonly string[]): boolean =>
  rule.length === path.length && rule.every((key, at) => key === "*" || key === path[at]);

function countLeaves(value: unknown): number {
  if (typeof value !== "object" || value === null) return 1;
  return Object.values(value).reduce<number>((sum, each) => sum + countLeaves(each), 0);
}
