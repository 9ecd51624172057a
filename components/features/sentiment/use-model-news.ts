"use client";

import { useEffect, useRef, useState } from "react";
import { modelNews } from "./model-news";
import type { BrowserModelState } from "./use-browser-model";

/** The latest news of the model that is shown, for a status that is always there. */
export function useModelNews({ engine, look, about }: BrowserModelState): string {
  const [news, setNews] = useState("");
  const before = useRef({ engine, kind: look.kind });
  const { kind } = look;
  const name = about?.name ?? "The model";
  useEffect(() => {
    const now = { engine, kind };
    const next = modelNews(before.current, now, name);
    before.current = now;
    if (next !== null) setNews(next);
  }, [engine, kind, name]);
  return news;
}
