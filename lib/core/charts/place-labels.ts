export interface PlacedLabel {
  readonly key: string;
  /** Middle of the label from the top, in the unit of the height. */
  readonly y: number;
}

/** Labels beside the ends of lines, moved apart where they would cover one another, none beyond the box. `y` as they would stand alone. */
export function placeLabels(wanted: readonly PlacedLabel[], height: number, apart: number): readonly PlacedLabel[] {
  const half = apart / 2;
  const placed = wanted
    .map(({ key, y }) => ({ key, y: Math.max(half, Math.min(height - half, y)) }))
    .sort((a, b) => a.y - b.y);
  for (const [at, label] of placed.entries()) {
    const above = placed[at - 1];
    if (above) label.y = Math.max(label.y, above.y + apart);
  }
  // Those that were pushed below the box push the others up again.
  let floor = height - half;
  for (const label of placed.toReversed()) {
    label.y = Math.min(label.y, floor);
    floor = label.y - apart;
  }
  return placed;
}
