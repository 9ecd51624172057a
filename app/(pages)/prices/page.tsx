import type { Metadata } from "next";
import { firstWindow } from "@/components/features/prices/first-window";
import { packPrices } from "@/components/features/prices/pack-prices";
import { PricesPanel } from "@/components/features/prices/prices-panel";
import { pricesTitle } from "@/components/features/prices/prices-title";
import { parseView } from "@/components/features/prices/prices-view";
import { ok } from "@/lib/core/errors";
import { type Query, readerOf } from "@/lib/core/reader-of";
import { readFirstPrices } from "@/lib/server/read-first-prices";

interface PricesPageProps {
  readonly searchParams: Promise<Query>;
}

export async function generateMetadata({ searchParams }: PricesPageProps): Promise<Metadata> {
  const { symbol } = parseView(readerOf(await searchParams));
  return {
    title: pricesTitle(symbol),
    description:
      "Candles of a coin with indicators, and several coins beside each other. Each price says which file it is from and how old it is.",
    alternates: { canonical: "/prices" },
  };
}

export default async function PricesPage({ searchParams }: PricesPageProps) {
  const { symbol, timeframe } = parseView(readerOf(await searchParams));
  const result = await readFirstPrices(firstWindow(symbol, timeframe));
  const packed = result?.ok ? ok(packPrices(result.value)) : result;
  return (
    <>
      <h1 className="sr-only">Prices</h1>
      <noscript>
        <p className="mt-5 rounded-block border border-warn-line bg-warn-soft px-3 py-2 text-warn">
          Without JavaScript no chart can be drawn, but the API gives the same:{" "}
          <a href={`/api/ai/data/prices/quick/${encodeURIComponent(symbol)}`} className="underline underline-offset-4">
            prices of {symbol}
          </a>
          .
        </p>
      </noscript>
      <PricesPanel first={packed ? { symbol, timeframe, result: packed } : null} />
    </>
  );
}
