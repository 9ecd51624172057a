"use client";

import { type KeyboardEvent, type Ref, useEffect, useId, useImperativeHandle, useRef, useState } from "react";
import type { Zone } from "@/lib/core/charts/format-moment";
import { keysInWords, newsKeyInWords, readKey } from "./chart-keys";
import { readLook, watchLook } from "./chart-look";
import { type CandleDrawing, type CandleFrame, drawCandles } from "./draw-candles";

export interface CandleChartHandle {
  /** What is drawn, as a picture; null before anything is. */
  picture(): HTMLCanvasElement | null;
  /** Opening of the first and the last candle in view; null without one. */
  span(): readonly [number, number] | null;
}

interface CandleChartProps {
  readonly ref?: Ref<CandleChartHandle>;
  readonly label: string;
  readonly frame: CandleFrame;
  /** How many places shall be in view; set anew with each `viewKey`. */
  readonly places: number;
  readonly viewKey: string;
  readonly log: boolean;
  readonly zone: Zone;
  readonly formatPrice: (price: number) => string;
  readonly onCross: (at: number | null, byKey: boolean) => void;
  readonly onOlder: (wanted: number) => void;
  /** What is in view has changed, a moment ago; left out, nobody looks. */
  readonly onSpan?: ((span: readonly [number, number]) => void) | undefined;
  /** The stories of a candle are asked for, by its place. */
  readonly onStories?: ((at: number, byKey: boolean) => void) | undefined;
}

/** So long after the last move what is in view is told. */
const SETTLED_MS = 150;

/** Candles with volume and indicators, to pan, zoom and read with mouse, fingers or keys. Fills its box. */
export default function CandleChart(props: CandleChartProps) {
  const { ref, label, frame, places, viewKey, log, zone } = props;
  const box = useRef<HTMLDivElement>(null);
  const [drawing, setDrawing] = useState<CandleDrawing | null>(null);
  const keys = useId();
  const settling = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });

  useEffect(() => {
    const host = box.current;
    if (!host) return;
    const calm =
      matchMedia("(prefers-reduced-motion: reduce)").matches || document.documentElement.dataset.motion === "reduce";
    let gone = false;
    const made = drawCandles(host, readLook(host), calm, (price) => latest.current.formatPrice(price), {
      cross: (at) => latest.current.onCross(at, false),
      older: (wanted) => latest.current.onOlder(wanted),
      moved: () => {
        if (!latest.current.onSpan) return;
        clearTimeout(settling.current);
        settling.current = setTimeout(() => {
          const span = made.span();
          if (span && !gone) latest.current.onSpan?.(span);
        }, SETTLED_MS);
      },
      open: (at) => latest.current.onStories?.(at, false),
    });
    const relook = () => made.look(readLook(host));
    const stop = watchLook(relook);
    // The canvas does not wait for a font; it is drawn again when that has come.
    void document.fonts.ready.then(() => {
      if (!gone) relook();
    });
    setDrawing(made);
    return () => {
      gone = true;
      clearTimeout(settling.current);
      stop();
      made.remove();
      setDrawing(null);
    };
  }, []);

  useEffect(() => {
    if (!drawing) return;
    drawing.show(frame);
    // The library lays itself out in a frame of its own, and moves within it; what is hidden does not move for anyone.
    let waiting = requestAnimationFrame(() => {
      waiting = requestAnimationFrame(() => {
        if (!box.current) return;
        box.current.style.visibility = "visible";
        box.current.dataset.candles = String(frame.candles.time.length);
      });
    });
    return () => cancelAnimationFrame(waiting);
  }, [drawing, frame]);
  const hasNews = frame.news !== null;
  useEffect(() => {
    if (!drawing || !hasNews) return;
    let gone = false;
    // What draws them comes from the server, which may be away: the pane and the numbers are there all the same.
    import("./draw-news").then(
      ({ drawNews }) => gone || drawing.join(drawNews),
      () => undefined,
    );
    return () => {
      gone = true;
      drawing.join(null);
    };
  }, [drawing, hasNews]);
  useEffect(() => drawing?.clock(frame.timeframe, zone), [drawing, frame.timeframe, zone]);
  useEffect(() => drawing?.log(log), [drawing, log]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says when the view is set anew
  useEffect(() => drawing?.view(places), [drawing, viewKey]);
  const isTelling = props.onSpan !== undefined;
  useEffect(() => {
    const span = isTelling ? drawing?.span() : null;
    if (span) latest.current.onSpan?.(span);
  }, [drawing, isTelling]);
  useImperativeHandle(ref, () => ({ picture: () => drawing?.picture() ?? null, span: () => drawing?.span() ?? null }), [
    drawing,
  ]);

  const press = (event: KeyboardEvent) => {
    const action = readKey(event);
    if (action === null || !drawing) return;
    const at = drawing.act(action);
    if (action.kind !== "open") latest.current.onCross(at, true);
    else if (at === null || !latest.current.onStories) return;
    else latest.current.onStories(at, true);
    event.preventDefault();
  };

  return (
    <>
      <div
        ref={box}
        role="application"
        aria-roledescription="chart"
        aria-label={label}
        aria-describedby={keys}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: arrows move the crosshair
        tabIndex={0}
        onKeyDown={press}
        onBlur={() => {
          if (drawing) latest.current.onCross(drawing.act({ kind: "clear" }), true);
        }}
        data-testid="candle-chart"
        style={{ visibility: "hidden" }}
        className="size-full -outline-offset-2 select-none"
      />
      <p id={keys} className="sr-only">
        {keysInWords}
        {hasNews ? newsKeyInWords : ""}
      </p>
    </>
  );
}
