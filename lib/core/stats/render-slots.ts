import type { PackedSlots } from "./create-timeline";

/** Slots as JSON: names once, then for each slot its beginning, its length and pairs of a name's place and its count. */
export function renderSlots({ names, slots }: PackedSlots): string {
  const used = new Map<number, number>();
  const lines = slots.map(({ at, ms, ids, counts }) => {
    const pairs: number[] = [];
    for (const [index, id] of ids.entries()) {
      const place = used.get(id) ?? used.size;
      used.set(id, place);
      pairs.push(place, counts[index] ?? 0);
    }
    return `[${at},${ms},[${pairs.join(",")}]]`;
  });
  const table = [...used.keys()].map((id) => names[id]);
  return `{"names":${JSON.stringify(table)},"slots":[${lines.join(",")}]}`;
}
