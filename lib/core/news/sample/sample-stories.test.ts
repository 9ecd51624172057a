import { expect, it } from "vitest";
import { createStoryFinder } from "../create-story-finder";
import type { FoundItem } from "../news-item";
import { createSampleNews } from "./create-sample-news";

it("sample news is told as stories: copies are found, and little else is joined", async () => {
  const asked = await createSampleNews({ clock: { wall: () => Date.UTC(2026, 10, 21, 14, 40) } }).ask({
    state: null,
    signal: new AbortController().signal,
  });
  if (!asked.ok || asked.value === null) throw new Error("There is no sample news.");
  const items: FoundItem[] = [];
  for await (const portion of asked.value.portions) items.push(...portion);

  const finder = createStoryFinder();
  const storyOf = new Map<string, string>();
  let [copies, found, wrong] = [0, 0, 0];
  for (const { guid, title, lead, outlet, published } of items) {
    const id = guid ?? "";
    // The name of a story, and the place of a copy behind it.
    const name = id.slice(0, id.lastIndexOf("-"));
    const item = { id, title, lead, outlet, sortAt: published?.at ?? 0 };
    const story = finder.find(item);
    finder.add({ ...item, story: story ?? id });
    const first = storyOf.get(name);
    if (first !== undefined) copies += 1;
    if (first !== undefined && story === first) found += 1;
    if (story !== null && story !== first) wrong += 1;
    storyOf.set(name, first ?? story ?? id);
  }
  console.log(`${items.length} items: ${found} of ${copies} copies found, ${wrong} joined to another story`);
  expect(copies).toBeGreaterThan(150);
  expect(found / copies).toBeGreaterThan(0.95);
  expect(wrong / items.length).toBeLessThan(0.01);
});
