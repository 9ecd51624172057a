/**
 * Numbers by chance that belong to their place: the same stream and place give the same number, in any order, at any time.
 * The mixer is lowbias32 of hash-prospector (Chris Wellons, public domain).
 */
function mix(value: number): number {
  let x = value ^ (value >>> 16);
  x = Math.imul(x, 0x21f0aaad);
  x ^= x >>> 15;
  x = Math.imul(x, 0x735a2d97);
  return x ^ (x >>> 15);
}

const GOLDEN = 0x9e3779b1;
const ROOT_3 = Math.sqrt(3);

/** A stream of its own for each name (FNV-1a). */
export function streamOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < name.length; at += 1) hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193);
  return mix(hash);
}

const sumOfHalves = (bits: number): number => ((bits & 0xffff) + (bits >>> 16) + 1) / 65_536;

/** Uniform in [0, 1). */
export const drawEven = (stream: number, place: number): number => (mix(mix(place | 0) ^ stream) >>> 0) / 4_294_967_296;

/**
 * As good as standard normal, within 3.47 of zero: four even numbers added up (Irwin and Hall), scaled to variance 1.
 * Only sums and products, so that every engine gets the same bits.
 */
export function drawNormal(stream: number, place: number): number {
  const first = mix(mix(place | 0) ^ stream);
  return (sumOfHalves(first) + sumOfHalves(mix(first + GOLDEN)) - 2) * ROOT_3;
}
