import { once } from "node:events";
import { createNewsArchive } from "../../lib/adapters/duckdb/create-news-archive";
import { makeItems } from "./make-items";

/**
 * Appends portions to the archive of its argument until it is killed, and says what it found and what was kept. A portion is a stretch of
 * numbers: where it ends is kept as a state, and a second version of its first item comes with it.
 */
const [path = ""] = process.argv.slice(2);
const clock = { now: () => performance.now(), wall: () => Date.now() };
const { signal } = new AbortController();
console.log("ready");
await once(process.stdin, "data");
const [started, before] = [performance.now(), process.cpuUsage()];
// A short log is put in its place often: that is when most is written.
const archive = createNewsArchive({
  path,
  maxItems: 1e6,
  clock,
  warn: (...said) => console.log("warned", ...said),
  logMb: 0.25,
});
const state = await archive.stateOf("numbers", signal);
const counts = await archive.counts(signal);
if (!state.ok || !counts.ok) throw new Error("it does not open");
let at = Number(state.value ?? 0);
const { user, system } = process.cpuUsage(before);
const times = [performance.now() - started, (user + system) / 1_000].map(Math.round);
console.log(`found ${at} ${counts.value.items} ${times.join(" ")}`);
for (;;) {
  const count = 1 + Math.floor(Math.random() * 60);
  const items = makeItems(at, count);
  const again = items.slice(0, 1).map((item) => ({ ...item, version: 2, title: `${item.title} anew` }));
  const kept = await archive.append({
    items: [...items, ...again],
    states: new Map([["numbers", String(at + count)]]),
  });
  if (!kept.ok) throw new Error(kept.error.detail, { cause: kept.error.cause });
  at += count;
  console.log(`kept ${at}`);
}
