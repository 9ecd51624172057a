import { mixTwo } from "./read-wording";

/** So many places in the index of each title, of so many smallest hashes each: two titles that share 6 of 10 words meet in 94 of 100 cases. */
export const BANDS = 20;
const ROWS = 4;

/** Seeds of the hash functions: odd, and apart from each other. */
const seeds = Int32Array.from({ length: BANDS * ROWS }, (_, at) => mixTwo(at + 1, 0x51ed270b) | 1);

/**
 * MinHash in bands (Broder 1997; Leskovec, Rajaraman, Ullman, Mining of Massive Datasets, 3.4): two sets of which a share J is common
 * agree in at least one band with probability 1 - (1 - J^ROWS)^BANDS.
 */
export function bandsOf(content: Int32Array): Int32Array {
  const bands = new Int32Array(BANDS);
  for (let band = 0; band < BANDS; band += 1) {
    let key = band;
    for (let row = 0; row < ROWS; row += 1) {
      const seed = seeds[band * ROWS + row] ?? 1;
      let least = 0x7fffffff;
      for (const word of content) {
        let hash = Math.imul(word ^ (word >>> 16) ^ seed, 0x21f0aaad);
        hash ^= hash >>> 15;
        hash = Math.imul(hash, seed);
        hash ^= hash >>> 14;
        if (hash < least) least = hash;
      }
      key = mixTwo(key, least);
    }
    bands[band] = key;
  }
  return bands;
}
