import type { WordPostings } from "../../core/news/rank-news";

/** Two characters each, neither of them zero: how far from the portion's first version, and how much the word counts there. */
export const packPosting = (offset: number, weight: number): string => String.fromCharCode(offset + 1, weight);

/** Unpacks portions, which are added in the order of their versions. */
export function createPostings() {
  let seq = new Int32Array(1_024);
  let weight = new Uint16Array(1_024);
  let count = 0;
  return {
    add(packed: string, first: number): void {
      const more = packed.length >> 1;
      if (count + more > seq.length) {
        const room = Math.max(count + more, seq.length * 2);
        const [oldSeq, oldWeight] = [seq, weight];
        seq = new Int32Array(room);
        weight = new Uint16Array(room);
        seq.set(oldSeq);
        weight.set(oldWeight);
      }
      for (let place = 0; place < more; place += 1) {
        seq[count + place] = first + packed.charCodeAt(2 * place) - 1;
        weight[count + place] = packed.charCodeAt(2 * place + 1);
      }
      count += more;
    },
    count: () => count,
    /** Those of the first `asOf` versions. What is added later changes none of it. */
    until(asOf: number): WordPostings {
      let [low, high] = [0, count];
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((seq[middle] ?? 0) <= asOf) low = middle + 1;
        else high = middle;
      }
      return { seq: seq.subarray(0, low), weight: weight.subarray(0, low) };
    },
  };
}
