/**
 * The least false discovery rate at which each would be one (Benjamini & Hochberg 1995), in the order given. Null stays null and does not
 * count.
 */
export function adjustPValues(values: readonly (number | null)[]): readonly (number | null)[] {
  const known = values.flatMap((p, at) => (p === null ? [] : [{ p, at }])).sort((one, other) => other.p - one.p);
  const adjusted: (number | null)[] = values.map(() => null);
  let least = 1;
  known.forEach(({ p, at }, fromTop) => {
    least = Math.min(least, (p * known.length) / (known.length - fromTop));
    adjusted[at] = least;
  });
  return adjusted;
}
