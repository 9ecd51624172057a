/**
 * Letters to insert, drop, change or swap with their neighbour to turn one word into another (optimal string alignment);
 * null where they are more than `most`.
 */
export function countEdits(from: string, to: string, most: number): number | null {
  if (Math.abs(from.length - to.length) > most) return null;
  let before: number[] = [];
  let above = Array.from({ length: to.length + 1 }, (_, at) => at);
  for (let i = 1; i <= from.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const change = (above[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      let edits = Math.min(change, (above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
      if (i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1])
        edits = Math.min(edits, (before[j - 2] ?? 0) + 1);
      row.push(edits);
    }
    if (Math.min(...row) > most) return null;
    before = above;
    above = row;
  }
  const edits = above[to.length] ?? 0;
  return edits <= most ? edits : null;
}
