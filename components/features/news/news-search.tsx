"use client";

import { Search } from "lucide-react";
import { useCallback, useEffect, useRef, useState } from "react";
import { cn } from "@/components/ui/cn";
import { fieldLook } from "@/components/ui/field-look";
import { MAX_SEARCH } from "@/lib/contracts/limits";
import { SEARCH_ID } from "./focus-search";
import { isTyping } from "./is-typing";

const WAIT_MS = 300;

/** Words to find. What is typed is asked for after a moment; `/` leads here from anywhere on the page. */
export function NewsSearch({ value, onSearch }: { value: string; onSearch: (q: string) => void }) {
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(value);
  const sent = useRef(value.trim());
  const send = useCallback(
    (q: string) => {
      sent.current = q;
      onSearch(q);
    },
    [onSearch],
  );
  useEffect(() => {
    // What was sent comes back late, when more letters may stand here; an echo that was overtaken says nothing either.
    const now = (new URLSearchParams(location.search).get("q") ?? "").trim();
    if (value.trim() === sent.current || value.trim() !== now) return;
    // The address moved by itself: back, forward, a link, or a filter that was let go.
    sent.current = now;
    setText(value);
  }, [value]);
  useEffect(() => {
    if (text.trim() === sent.current) return;
    const timer = setTimeout(() => send(text.trim()), WAIT_MS);
    return () => clearTimeout(timer);
  }, [text, send]);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      event.preventDefault();
      field.current?.focus();
      field.current?.select();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);
  return (
    <search className="relative min-w-0 flex-1 basis-64">
      <Search aria-hidden className="pointer-events-none absolute start-3 top-1/2 size-4 -translate-y-1/2 text-muted" />
      <input
        ref={field}
        id={SEARCH_ID}
        type="search"
        aria-label="Search the news"
        aria-keyshortcuts="/"
        dir="auto"
        autoComplete="off"
        maxLength={MAX_SEARCH}
        placeholder="Search titles and leads"
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && !event.nativeEvent.isComposing) send(text.trim());
        }}
        className={cn(fieldLook, "tap peer h-9.5 w-full ps-9 pe-9 text-base wide:text-sm")}
      />
      <span
        aria-hidden="true"
        className="pointer-events-none absolute end-3 top-1/2 -translate-y-1/2 rounded-xs border border-line px-1.5 font-mono text-[11px] text-muted peer-focus:hidden max-wide:hidden pointer-coarse:hidden peer-[:not(:placeholder-shown)]:hidden"
      >
        /
      </span>
    </search>
  );
}
