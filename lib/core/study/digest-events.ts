import type { StudyClock } from "../../contracts/news-words";
import { labels } from "../../contracts/verdict";
import type { NewsEvent } from "../news/news-archive";

const SEEDS = [0x2545f491, 0x9e3779b9] as const;
const WORD = 0x1_0000_0000;

/** Names events by their labels and the times that count, in their order: the same name, the same study. 64 bits of MurmurHash3 (Austin Appleby, public domain), and how many. */
export function digestEvents(events: readonly NewsEvent[], times: StudyClock): string {
  let [one, other] = SEEDS as readonly [number, number];
  const stir = (word: number): void => {
    one = mix(one, word);
    other = mix(other, word);
  };
  for (const { label, firstSeenAt, publishedAt } of events) {
    const at = times === "first_seen" ? firstSeenAt : publishedAt;
    stir(labels.indexOf(label));
    stir(at === null ? -1 : at | 0);
    stir(at === null ? -1 : Math.floor(at / WORD));
  }
  return [events.length, finish(one), finish(other)].join("-");
}

function mix(hash: number, word: number): number {
  const first = Math.imul(word, 0xcc9e2d51);
  const mixed = hash ^ Math.imul((first << 15) | (first >>> 17), 0x1b873593);
  return (Math.imul((mixed << 13) | (mixed >>> 19), 5) + 0xe6546b64) | 0;
}

function finish(hash: number): number {
  const first = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  const second = Math.imul(first ^ (first >>> 13), 0xc2b2ae35);
  return (second ^ (second >>> 16)) >>> 0;
}
