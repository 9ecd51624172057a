import { parquetWriteFile } from "hyparquet-writer";

/** A walk of so many one-minute candles with volume, the same for the same seed, as a file of Parquet. */
export function writeMinutes(filename: string, count: number, from: number, seed = 1): void {
  let state = seed >>> 0;
  // xorshift32: enough for prices that only have to look like some.
  const random = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  const [open, high, low, close, volume] = Array.from({ length: 5 }, () => new Float64Array(count)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  let price = 30_000;
  for (let i = 0; i < count; i += 1) {
    const next = Math.round(price * (1 + (random() - 0.5) * 0.002) * 100) / 100;
    open[i] = price;
    close[i] = next;
    high[i] = Math.round(Math.max(price, next) * (1 + random() * 0.0005) * 100) / 100;
    low[i] = Math.round(Math.min(price, next) * (1 - random() * 0.0005) * 100) / 100;
    volume[i] = Math.round(random() * 1e7) / 1e5;
    price = next;
  }
  parquetWriteFile({
    filename,
    columnData: [
      { name: "open_time", data: BigInt64Array.from({ length: count }, (_, i) => BigInt(from + i * 60_000)) },
      ...Object.entries({ open, high, low, close, volume }).map(([name, data]) => ({ name, data })),
    ],
  });
}
