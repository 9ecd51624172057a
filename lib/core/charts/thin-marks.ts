/**
 * Which marks can stand beside each other: those of the most stories first, the newer of equal ones, none nearer than `gap` places to
 * another. `place` is ascending; gives positions in it, ascending. What is left out does not depend on what is in view.
 */
export function thinMarks(place: Int32Array, stories: Int32Array, gap: number): Int32Array {
  const order = Int32Array.from(place, (_, at) => at).sort(
    (one, other) => (stories[other] ?? 0) - (stories[one] ?? 0) || other - one,
  );
  // No cell as wide as the gap can hold two of them.
  const cells = new Map<number, number>();
  const isNear = (cell: number, here: number): boolean => Math.abs((cells.get(cell) ?? -gap) - here) < gap;
  const kept: number[] = [];
  for (const at of order) {
    const here = place[at] ?? 0;
    const cell = Math.floor(here / gap);
    if (cells.has(cell) || isNear(cell - 1, here) || isNear(cell + 1, here)) continue;
    cells.set(cell, here);
    kept.push(at);
  }
  return Int32Array.from(kept).sort();
}
