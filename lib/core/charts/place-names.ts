/** A mark that wants a name, in pixels: its middle, its radius, and the size of the name. */
export interface Named {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly width: number;
  readonly height: number;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface PlacedName extends Box {
  /** Where a line to the mark begins and ends; null beside the mark, where none is needed. */
  readonly leader: readonly [x1: number, y1: number, x2: number, y2: number] | null;
}

type Round = Pick<Named, "x" | "y" | "radius">;
interface Taken {
  readonly marks: readonly Round[];
  readonly boxes: Box[];
}

const GAP = 4;
/** Farther places that are tried, the nearest first. */
const RINGS = [14, 28, 44, 64, 88, 116] as const;
/** Right, left, above, below, then the slants between them. */
const NEAR = [0, 180, 270, 90, 315, 45, 225, 135];
const FAR = [...NEAR, 202.5, 337.5, 157.5, 22.5, 247.5, 292.5, 112.5, 67.5];

/**
 * Finds each name a place in which it covers no mark, no other name and no line, within the box. First those that stand beside their own mark
 * and no other, who has the least room before the others; then those that need a line; at last beside whatever mark. Null for a name
 * that finds none: it stands in the table. The same input gives the same places.
 */
export function placeNames(marks: readonly Named[], box: Box): readonly (PlacedName | null)[] {
  const taken: Taken = { marks, boxes: [] };
  const found: (PlacedName | null)[] = marks.map(() => null);
  const isFree = (label: Box): boolean => isWithin(label, box) && !covers(label, taken);
  const all = marks.map((mark, index) => ({ mark, index, beside: NEAR.map((angle) => placeAt(mark, GAP, angle)) }));
  const order = all
    .map((each) => {
      const own = each.beside.filter((label) => isFree(label) && !isNearOther(label, each.mark, marks));
      return { ...each, own, room: own.length };
    })
    .sort((one, other) => one.room - other.room || one.index - other.index);
  for (const { own, index } of order) {
    const label = own.find(isFree);
    if (label === undefined) continue;
    found[index] = { ...label, leader: null };
    taken.boxes.push(label);
  }
  for (const { mark, index } of order) {
    if (found[index] !== null) continue;
    const label = RINGS.flatMap((ring) => FAR.map((angle) => placeAt(mark, ring, angle)))
      .filter(isFree)
      .map((place) => ({ ...place, leader: leaderOf(mark, place) }))
      .find(({ leader }) => !along(leader).some((part) => crosses(part, mark, taken)));
    if (label === undefined) continue;
    found[index] = label;
    taken.boxes.push(label, ...along(label.leader));
  }
  for (const { beside, index } of order) {
    if (found[index] !== null) continue;
    const label = beside.find(isFree);
    if (label === undefined) continue;
    found[index] = { ...label, leader: null };
    taken.boxes.push(label);
  }
  return found;
}

/** The name in a direction, `gap` from the edge of its mark. */
function placeAt({ x, y, radius, width, height }: Named, gap: number, angle: number): Box {
  const dx = Math.cos((angle / 180) * Math.PI);
  const dy = Math.sin((angle / 180) * Math.PI);
  const side = (along: number): number => (Math.abs(along) < 0.3 ? -0.5 : along < 0 ? -1 : 0);
  return {
    x: x + dx * (radius + gap) + side(dx) * width,
    y: y + dy * (radius + gap) + side(dy) * height,
    width,
    height,
  };
}

/** From the edge of the mark to the nearest point of the name. */
function leaderOf({ x, y, radius }: Named, label: Box): readonly [number, number, number, number] {
  const [toX, toY] = nearest(label, x, y);
  const long = Math.hypot(toX - x, toY - y) || 1;
  return [x + ((toX - x) * radius) / long, y + ((toY - y) * radius) / long, toX, toY];
}

const nearest = (box: Box, x: number, y: number): readonly [number, number] => [
  Math.min(Math.max(x, box.x), box.x + box.width),
  Math.min(Math.max(y, box.y), box.y + box.height),
];

const isWithin = (label: Box, box: Box): boolean =>
  label.x >= box.x &&
  label.y >= box.y &&
  label.x + label.width <= box.x + box.width &&
  label.y + label.height <= box.y + box.height;

/** What only touches does not cover. */
const overlap = (one: Box, other: Box): boolean =>
  one.x < other.x + other.width &&
  other.x < one.x + one.width &&
  one.y < other.y + other.height &&
  other.y < one.y + one.height;

/** From the edge of a mark; negative where it is covered. */
function distance(box: Box, { x, y, radius }: Round): number {
  const [nearX, nearY] = nearest(box, x, y);
  return Math.hypot(nearX - x, nearY - y) - radius;
}

const touchesMark = (box: Box, mark: Round): boolean => distance(box, mark) < 0;

/** Whether it could be taken for the name of another mark. */
const isNearOther = (label: Box, own: Named, marks: readonly Named[]): boolean =>
  marks.some((mark) => mark !== own && distance(label, mark) < distance(label, own) + GAP);

const covers = (label: Box, { marks, boxes }: Taken): boolean =>
  marks.some((mark) => touchesMark(label, mark)) || boxes.some((other) => overlap(label, other));

/** A line may leave its own mark and cross nothing else. */
const crosses = (part: Box, own: Named, { marks, boxes }: Taken): boolean =>
  marks.some((mark) => mark !== own && touchesMark(part, mark)) || boxes.some((other) => overlap(part, other));

const STEP = 3;

/** A line as small boxes, so that names keep off it. */
function along([x1, y1, x2, y2]: readonly [number, number, number, number]): Box[] {
  const parts = Math.max(1, Math.ceil(Math.hypot(x2 - x1, y2 - y1) / STEP));
  return Array.from({ length: parts }, (_, at) => ({
    x: x1 + ((x2 - x1) * (at + 0.5)) / parts - 1,
    y: y1 + ((y2 - y1) * (at + 0.5)) / parts - 1,
    width: 2,
    height: 2,
  }));
}
