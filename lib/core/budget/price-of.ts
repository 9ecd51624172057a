/** An estimate: Hugging Face bills compute seconds times the price of the hardware, and does not tell which it was. */
const USD_PER_COMPUTE_S = 0.00012;
/** More than any call takes. The figure comes from another server, and one wrong figure must not spoil the sums. */
const MAX_COMPUTE_S = 3_600;

/** What a call is thought to have cost, in USD: nothing where the seconds cannot be believed. */
export const priceOf = (computeS: number, usdPerComputeS: number = USD_PER_COMPUTE_S): number =>
  computeS > 0 ? Math.min(computeS, MAX_COMPUTE_S) * usdPerComputeS : 0;
