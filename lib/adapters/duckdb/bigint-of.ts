/** Milliseconds that a BIGINT holds. */
export const bigintOf = (value: number): bigint => {
  const bounded = Math.ceil(Math.max(-9e15, Math.min(9e15, value)));
  return BigInt(Number.isNaN(bounded) ? 0 : bounded);
};
