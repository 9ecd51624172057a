import { expect, test } from "vitest";
import { createCappedCache } from "./create-capped-cache";

test("of more than it may hold, what was not looked at for longest goes", () => {
  const cache = createCappedCache<number>(3);
  for (const key of ["a", "b", "c"]) cache.set(key, 1);
  expect(cache.get("a")).toBe(1);
  cache.set("d", 1);
  expect([...cache.keys()]).toEqual(["c", "a", "d"]);
  expect(cache.get("b")).toBeUndefined();
  cache.set("c", 2);
  cache.set("e", 1);
  expect([...cache.keys()]).toEqual(["d", "c", "e"]);
  cache.delete("d");
  expect([...cache.keys()]).toEqual(["c", "e"]);
});

test("who reads each entry while going through them comes to an end", () => {
  const cache = createCappedCache<number>(3);
  for (const key of ["a", "b", "c"]) cache.set(key, 1);
  const seen: string[] = [];
  for (const key of cache.keys()) {
    if (seen.length > 5) break;
    cache.get(key);
    seen.push(key);
  }
  expect(seen).toEqual(["a", "b", "c"]);
});

test("a visit of ten thousand searches keeps no more than that", () => {
  const cache = createCappedCache<number>(100);
  for (let search = 0; search < 10_000; search += 1) cache.set(`news ${search}`, search);
  expect([...cache.keys()]).toHaveLength(100);
});
