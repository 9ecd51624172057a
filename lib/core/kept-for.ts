/**
 * Makes something at most once in `ms`: who asks meanwhile gets what was made, also while it is still being made. What failed is not kept.
 */
export function keptFor<T>(ms: number, now: () => number, make: () => Promise<T>): () => Promise<T> {
  let kept: { readonly value: Promise<T>; until: number } | null = null;
  return () => {
    if (kept !== null && now() < kept.until) return kept.value;
    const made = { value: make(), until: Number.POSITIVE_INFINITY };
    kept = made;
    made.value.then(
      () => {
        made.until = now() + ms;
      },
      () => {
        if (kept === made) kept = null;
      },
    );
    return made.value;
  };
}
