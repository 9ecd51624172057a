import { describe, expect, it } from "vitest";
import { candlesOf } from "../../../../tests/market/candles-of";
import type { CandleSource } from "../candle-source";
import type { Candles } from "../candles";
import { createSampleMarket } from "./create-sample-market";
import { sampleCoins } from "./sample-coins";

const NOW = Date.UTC(2026, 10, 21, 14, 40);
const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const open = (wall: number): CandleSource => createSampleMarket({ clock: { wall: () => wall, pause } });

const returnsOf = ({ close }: Candles): number[] =>
  Array.from(close.subarray(1), (price, at) => Math.log(price / (close[at] ?? 1)));
const meanOf = (xs: readonly number[]): number => xs.reduce((sum, x) => sum + x, 0) / xs.length;
const momentOf = (xs: readonly number[], power: number): number => {
  const mean = meanOf(xs);
  return meanOf(xs.map((x) => (x - mean) ** power));
};
const sigmaOf = (xs: readonly number[]): number => Math.sqrt(momentOf(xs, 2));
const excessOf = (xs: readonly number[]): number => momentOf(xs, 4) / momentOf(xs, 2) ** 2 - 3;
function likenessOf(xs: readonly number[], ys: readonly number[]): number {
  const [x, y] = [meanOf(xs), meanOf(ys)];
  return meanOf(xs.map((each, at) => (each - x) * ((ys[at] ?? 0) - y))) / (sigmaOf(xs) * sigmaOf(ys));
}
const echoOf = (xs: readonly number[], lag: number): number => likenessOf(xs.slice(lag), xs.slice(0, -lag));
const squared = (xs: readonly number[]): number[] => xs.map((x) => x * x);
const lags = Array.from({ length: 10 }, (_, at) => at + 1);
const short = (x: number): string => x.toFixed(2);

describe("what markets are like (Cont 2001), in the sample market", () => {
  it.each(["BTC", "ETH", "SOL", "XRP", "SHIB", "TRX"])(
    "%s: returns forget, their size does not; tails are fat",
    async (symbol) => {
      const market = open(NOW);
      const days = returnsOf(await candlesOf(market, symbol, "1d"));
      const hourly = await candlesOf(market, symbol, "1h");
      const hours = returnsOf(hourly);
      const sizes = hours.map(Math.abs);
      const traded = likenessOf(sizes, Array.from(hourly.volume.subarray(1)));
      const clusters = lags.map((lag) => echoOf(squared(hours), lag));
      const clustersOfDays = lags.map((lag) => echoOf(squared(days), lag));
      console.log(
        [
          `${symbol}: a day ${(sigmaOf(days) * 100).toFixed(1)} %, an hour ${(sigmaOf(hours) * 100).toFixed(2)} %`,
          `excess kurtosis ${short(excessOf(days))} of days, ${short(excessOf(hours))} of hours`,
          `echo of returns ${short(echoOf(hours, 1))}, of squares ${clusters.map(short).join(" ")}`,
          `of squares of days ${clustersOfDays.map(short).join(" ")}`,
          `volume with size ${short(traded)}`,
        ].join("; "),
      );
      expect(excessOf(days)).toBeGreaterThan(1);
      expect(excessOf(hours)).toBeGreaterThan(2);
      for (const lag of lags) expect(Math.abs(echoOf(hours, lag))).toBeLessThan(0.05);
      for (const cluster of clusters) expect(cluster).toBeGreaterThan(0.03);
      expect(meanOf(clustersOfDays)).toBeGreaterThan(0.03);
      expect(traded).toBeGreaterThan(0.3);
    },
  );

  it("moves its coins together, Bitcoin the least", async () => {
    const market = open(NOW);
    const all = new Map<string, number[]>();
    for (const { symbol } of sampleCoins) all.set(symbol, returnsOf(await candlesOf(market, symbol, "1d")));
    const series = [...all.values()];
    const likenesses = series.flatMap((xs, i) => series.slice(i + 1).map((ys) => likenessOf(xs, ys)));
    const [least, most] = [Math.min(...likenesses), Math.max(...likenesses)];
    console.log(`coins move together: ${short(least)} to ${short(most)}, ${short(meanOf(likenesses))} on average`);
    expect(least).toBeGreaterThan(0.4);
    expect(most).toBeLessThan(0.9);
    const sigmas = [...all].sort(([, a], [, b]) => sigmaOf(a) - sigmaOf(b));
    expect(sigmas[0]?.[0]).toBe("BTC");
  });

  it("trades more on weekdays and while London and New York are open", async () => {
    const { time, volume } = await candlesOf(open(NOW), "BTC", "1h");
    const meanWhere = (wanted: (date: Date) => boolean): number =>
      meanOf([...volume].filter((_, at) => wanted(new Date(time[at] ?? 0))));
    const weekdays = meanWhere((date) => date.getUTCDay() % 6 !== 0);
    const weekends = meanWhere((date) => date.getUTCDay() % 6 === 0);
    const busy = meanWhere((date) => date.getUTCHours() === 14);
    const quiet = meanWhere((date) => date.getUTCHours() === 4);
    console.log(`volume: weekdays ${short(weekdays / weekends)} times weekends, 14 h ${short(busy / quiet)} times 4 h`);
    expect(weekdays / weekends).toBeGreaterThan(1.15);
    expect(busy / quiet).toBeGreaterThan(1.3);
  });

  it("has bulls and bears, and no coin that dies or runs away in eighty years", { timeout: 60_000 }, async () => {
    let [deepest, highest, up, down] = [1, 1, 0, 0];
    for (let year = 1975; year <= 2055; year += 5) {
      const market = open(Date.UTC(year, 0, 1));
      for (const symbol of ["BTC", "SHIB", "APT"]) {
        const { price = 1, places = 0 } = sampleCoins.find((coin) => coin.symbol === symbol) ?? {};
        const { open: opens, high, low, close } = await candlesOf(market, symbol, "1d");
        deepest = Math.min(deepest, Math.min(...low) / price);
        highest = Math.max(highest, Math.max(...high) / price);
        // A hundred ticks at least: prices that stand still are no market.
        expect(Math.min(...low)).toBeGreaterThan(100 * 10 ** -places);
        for (let day = 0; day + 180 < close.length; day += 180) {
          const change = (close[day + 180] ?? 1) / (opens[day] ?? 1) - 1;
          up += change > 0.3 ? 1 : 0;
          down += change < -0.3 ? 1 : 0;
        }
      }
    }
    console.log(
      `eighty years: from ${short(deepest)} to ${short(highest)} times a coin's own price; half years of more than 30 %: ${up} up, ${down} down`,
    );
    expect(deepest).toBeGreaterThan(1 / 15);
    expect(highest).toBeLessThan(15);
    expect(Math.min(up, down)).toBeGreaterThan(50);
  });
});
