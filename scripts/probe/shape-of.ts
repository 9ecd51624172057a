/** The form of a JSON value: lists with their length, objects with their keys, anything else by its type. */
export function shapeOf(value: unknown, depth = 4): string {
  if (Array.isArray(value))
    return `[${value.length}]${value.length === 0 || depth === 0 ? "" : shapeOf(value[0], depth - 1)}`;
  if (typeof value === "object" && value !== null) return `{${Object.keys(value).sort().slice(0, 12).join(",")}}`;
  return value === null ? "null" : typeof value;
}

/** One field of what should be an object. */
export const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;

/** The items of what should be a list. */
export const itemsOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
