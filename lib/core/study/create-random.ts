/**
 * Even numbers in [0, 1) for draws by the million: sfc32 (Chris Doty-Humphrey, PractRand, public domain). The same seed and purpose give
 * the same numbers everywhere; each purpose has a stream of its own.
 */
export function createRandom(seed: number, purpose: number): () => number {
  let [a, b, c, counter] = [seed | 0, purpose | 0, 0x9e3779b9 | 0, 1];
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 4_294_967_296;
  };
  // Near seeds give near numbers at first.
  for (let round = 0; round < 15; round++) next();
  return next;
}
