import { join } from "node:path";
import { expect, it } from "vitest";
import { type Label, labels } from "../../lib/contracts/verdict";
import { type FoundItem, textOf } from "../../lib/core/news/news-item";
import { createSampleNews } from "../../lib/core/news/sample/create-sample-news";
import { createReader } from "../../scripts/eval/readers";

const NOW = Date.UTC(2026, 10, 21, 14, 40);

/** The first item of each story in English, with the mood that it was written in: its place in the name tells. */
async function listStories(): Promise<readonly { readonly text: string; readonly mood: Label }[]> {
  const asked = await createSampleNews({ clock: { wall: () => NOW } }).ask({
    state: null,
    signal: new AbortController().signal,
  });
  if (!asked.ok || asked.value === null) throw new Error("There is no sample news.");
  const items: FoundItem[] = [];
  for await (const portion of asked.value.portions) items.push(...portion);
  return items
    .map((item) => ({ text: textOf(item), names: (item.guid ?? "").split("-") }))
    .filter(({ names }) => names[3] === "en" && names.at(-1) === "0")
    .flatMap(({ text, names }) => labels.filter((mood) => mood === names[2]).map((mood) => ({ text, mood })));
}

it.each([
  ["lexical", 0.85],
  ["embedded", 0.85],
  ["fusion", 0.85],
])("%s reads most sample news as it was meant", async (engine, least) => {
  const stories = await listStories();
  const model = join(import.meta.dirname, "../../public/models/barometer-sentiment-v1");
  const reader = await createReader(engine, { model, dtype: "q8" });
  const scores = await reader?.readAll(stories.map(({ text }) => text));
  const asMeant = stories.filter(({ mood }, at) => {
    const found = scores?.[at];
    return found !== undefined && labels.every((label) => label === mood || found[label] < found[mood]);
  });
  const shareOf = (mood: string): string => {
    const count = (list: typeof stories): number => list.filter((story) => story.mood === mood).length;
    return `${count(asMeant)} of ${count(stories)} ${mood}`;
  };
  console.log(`${engine}: ${labels.map(shareOf).join(", ")} as meant`);
  for (const mood of labels) {
    const meant = stories.filter((story) => story.mood === mood).length;
    expect(asMeant.filter((story) => story.mood === mood).length / meant).toBeGreaterThan(least);
  }
});
