"use client";

import { type RefObject, useState } from "react";
import { CopyButton } from "@/components/blocks/copy-button";
import { saveFile } from "@/components/blocks/save-file";
import type { CandleChartHandle } from "@/components/charts/candle-chart";
import { useApi } from "@/components/providers";
import { Button } from "@/components/ui/button";
import { formatMoment } from "@/lib/core/charts/format-moment";
import { fillPath } from "@/lib/core/snippets/fill-path";
import { toCurl } from "@/lib/core/snippets/to-curl";
import { fileRequest } from "./file-request";
import { formatView, type PricesView } from "./prices-view";
import type { Prices } from "./use-prices";

interface TakeAwayProps {
  readonly prices: Prices;
  readonly view: PricesView;
  readonly chart: RefObject<CandleChartHandle | null>;
}

const chip =
  "tap inline-flex h-7 items-center justify-center rounded-button border border-line bg-block px-2.5 text-xs text-label hover:bg-fill hover:text-text";

/** What is shown, as files, as a request and as a link. */
export function TakeAway({ prices, view, chart }: TakeAwayProps) {
  const { routes } = useApi();
  const [failed, setFailed] = useState(false);
  const { answer } = prices;
  const isComparing = view.compare.length > 0;
  const alone = isComparing ? ` ${answer.symbol} alone` : "";
  const request = fileRequest(prices, view);
  const address = (format: "json" | "csv"): string => {
    const input = { ...request, ...(format === "csv" ? { format } : {}) };
    const { path, rest } = fillPath(routes.prices_quick.path, input);
    return `${path}?${new URLSearchParams(Object.entries(rest).map(([key, value]) => [key, String(value)]))}`;
  };
  const file = `${answer.symbol}-${answer.timeframe}-${view.range}`;
  const draw = async (): Promise<Blob | null> => {
    const drawn = chart.current?.picture();
    const { composePicture } = await import("@/components/charts/compose-picture");
    const { provenance } = answer;
    const [first, last] = (chart.current?.span() ?? []).map((at) => formatMoment(at, answer.timeframe, view.zone));
    return drawn
      ? composePicture(drawn, {
          title: `${answer.symbol}${answer.name ? ` ${answer.name}` : ""} · ${answer.timeframe}`,
          source: [
            provenance.sample ? "sample data" : "",
            `${provenance.dataset}${provenance.revision ? ` @ ${provenance.revision.slice(0, 12)}` : ""}`,
            provenance.path ?? "",
            first && last ? `${first} to ${last} ${view.zone === "utc" ? "UTC" : "local time"}` : "",
          ]
            .filter((part) => part !== "")
            .join(" · "),
          sample: provenance.sample,
        })
      : null;
  };
  const save = async () => {
    // What draws it comes from the server, which may be away.
    const picture = await draw().catch(() => null);
    setFailed(picture === null);
    if (!picture) return;
    saveFile({ name: `${file}.png`, type: picture.type, content: picture });
  };
  return (
    <section aria-label="Take it away" className="flex flex-wrap gap-1.5" data-print="hide">
      {isComparing ? null : (
        <Button onClick={save} aria-label="Download as PNG">
          PNG
        </Button>
      )}
      <a href={address("csv")} download={`${file}.csv`} aria-label={`Download${alone} as CSV`} className={chip}>
        CSV
      </a>
      <a href={address("json")} download={`${file}.json`} aria-label={`Download${alone} as JSON`} className={chip}>
        JSON
      </a>
      <CopyButton
        label="curl"
        what={isComparing ? `the request for ${answer.symbol} alone as curl` : "this request as curl"}
        text={() => toCurl({ method: "GET", url: new URL(address("json"), location.origin).href })}
      />
      <CopyButton
        label="link"
        what="a link to this view"
        text={() => new URL(`/prices${formatView(view)}`, location.origin).href}
      />
      {failed ? (
        <p role="alert" className="basis-full text-xs text-danger">
          The picture could not be made. Try again, or take the CSV.
        </p>
      ) : null}
      {isComparing ? (
        <p className="basis-full text-xs text-muted">The files and curl are of {answer.symbol} alone.</p>
      ) : null}
    </section>
  );
}
