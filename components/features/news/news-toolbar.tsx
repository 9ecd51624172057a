"use client";

import { ChevronDown, SlidersHorizontal, X } from "lucide-react";
import { useCallback, useId, useState } from "react";
import { Combobox } from "@/components/blocks/combobox";
import { nameLanguage } from "@/components/blocks/language-words";
import { Segment } from "@/components/blocks/segment";
import { dayOfEnd, dayOfStart } from "@/components/blocks/to-period";
import { Button } from "@/components/ui/button";
import { Check } from "@/components/ui/check";
import { cn } from "@/components/ui/cn";
import { coinName } from "@/lib/core/market/coin-name";
import { DayField } from "./day-field";
import { focusSearch } from "./focus-search";
import { findChoices, type NewsChoices } from "./news-choices";
import { NewsSearch } from "./news-search";
import { defaultNewsView, filterKeys, isFiltered, type NewsView } from "./news-view";
import type { ChangeView } from "./use-news-view";

const labels = [
  { value: "all", label: "all", name: "Any verdict" },
  { value: "bullish", label: "▲ bullish", name: "Bullish only" },
  { value: "neutral", label: "– neutral", name: "Neutral only" },
  { value: "bearish", label: "▼ bearish", name: "Bearish only" },
] as const;

interface NewsToolbarProps {
  readonly view: NewsView;
  readonly choices: NewsChoices;
  readonly onChange: ChangeView;
}

/** What is listed: a search, a coin, and the other filters, which a phone shows on demand. */
export function NewsToolbar({ view, choices, onChange }: NewsToolbarProps) {
  const [isOpen, setOpen] = useState(false);
  const rest = useId();
  const find = useCallback((text: string) => findChoices(choices.coins, text), [choices.coins]);
  const search = useCallback((q: string) => onChange({ q }, "letters"), [onChange]);
  const { coin } = view;
  const inRest = filterKeys.filter((key) => key !== "q" && key !== "coin" && view[key] !== defaultNewsView[key]).length;
  const clear = () => {
    const { by, story, ...none } = defaultNewsView;
    onChange(none);
    focusSearch();
  };
  return (
    <div className="mt-5 mb-2 flex flex-wrap items-center gap-2" data-print="hide">
      <NewsSearch value={view.q} onSearch={search} />
      <div className="flex min-w-0">
        <Combobox
          label={`Coin: ${coin ?? "any"}`}
          placeholder="Coin or symbol"
          find={find}
          selected={coin ?? ""}
          onChoose={(value) => onChange({ coin: value })}
          buttonClass={cn("flex h-9.5 w-40 items-center gap-2 px-3 text-sm", coin && "rounded-e-none")}
          button={
            <>
              <span className={cn("max-w-24 shrink-0 truncate", coin && "font-semibold")}>{coin ?? "Any coin"}</span>
              <span className="min-w-0 flex-1 truncate text-start text-muted">{coin ? coinName(coin) : ""}</span>
              <ChevronDown aria-hidden className="size-4 shrink-0 text-label" />
            </>
          }
        />
        {coin ? (
          <button
            type="button"
            aria-label={`Any coin, not only ${coin}`}
            onClick={() => {
              onChange({ coin: null });
              focusSearch();
            }}
            className="tap grid h-9.5 w-9 place-items-center rounded-e-button border border-s-0 border-line bg-block text-label hover:bg-fill"
          >
            <X aria-hidden className="size-3.5" />
          </button>
        ) : null}
      </div>
      <Button
        className="h-9.5 wide:hidden"
        aria-expanded={isOpen}
        aria-controls={rest}
        onClick={() => setOpen(!isOpen)}
      >
        <SlidersHorizontal aria-hidden className="size-3.5" />
        Filters{inRest > 0 ? `, ${inRest} on` : ""}
      </Button>
      {isFiltered(view) ? (
        <Button className="h-9.5" aria-label="Clear all filters" onClick={clear}>
          <X aria-hidden className="size-3" /> Clear
        </Button>
      ) : null}
      <div id={rest} className={cn("flex basis-full flex-wrap items-center gap-2", !isOpen && "max-wide:hidden")}>
        <Segment
          legend="Verdict"
          choices={labels}
          pressed={[view.label ?? "all"]}
          onPress={(label) => onChange({ label: label === "all" ? null : label })}
        />
        <Select
          label="Source"
          any="Any source"
          value={view.source}
          options={choices.sources}
          onChange={(source) => onChange({ source })}
        />
        <Select
          label="Language"
          any="Any language"
          value={view.language}
          options={choices.languages.map((tag) => ({ value: tag, label: nameLanguage(tag) ?? tag }))}
          onChange={(language) => onChange({ language })}
        />
        <DayField
          label="From"
          value={view.from}
          day={dayOfStart(view.from)}
          max={dayOfEnd(view.to)}
          onChange={(from, how) => onChange({ from }, how)}
        />
        <DayField
          label="to"
          value={view.to}
          day={dayOfEnd(view.to)}
          min={dayOfStart(view.from)}
          onChange={(to, how) => onChange({ to }, how)}
        />
        <div className="flex flex-none">
          <Check label="Copies too" checked={view.copies} onChange={(copies) => onChange({ copies })} />
        </div>
      </div>
    </div>
  );
}

interface SelectProps {
  readonly label: string;
  readonly any: string;
  readonly value: string | null;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onChange: (value: string | null) => void;
}

function Select({ label, any, value, options, onChange }: SelectProps) {
  const isListed = value === null || options.some((option) => option.value === value);
  return (
    <select
      aria-label={label}
      value={value ?? ""}
      onChange={(event) => onChange(event.target.value === "" ? null : event.target.value)}
      className={cn(
        "tap h-8.5 max-w-48 min-w-0 rounded-button border border-line px-2 text-[13px]",
        value === null ? "bg-block text-label hover:bg-fill" : "bg-accent-soft font-semibold text-accent",
      )}
    >
      <option value="">{any}</option>
      {isListed ? null : <option value={value}>{value}</option>}
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}
