"use client";

import { useId } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { fieldLook } from "@/components/ui/field-look";
import { type IncidentFilter, isFiltered, kindKeys, severityKeys } from "./dashboard-view";
import { kindWords } from "./incident-words";

interface IncidentFiltersProps {
  readonly filter: IncidentFilter;
  /** Of the part that is chosen, for people. */
  readonly partName: string | null;
  readonly onChange: (wish: Partial<IncidentFilter>) => void;
  /** Called before a button goes that has the focus. */
  readonly onGone: () => void;
}

const select = cn(fieldLook, "tap h-8 px-2 text-[13px]");

const severityNames = { warning: "Warnings and worse", critical: "Critical only" } as const;

/** Which incidents; it stands in the address. */
export function IncidentFilters({ filter, partName, onChange, onGone }: IncidentFiltersProps) {
  const kind = useId();
  const severity = useId();
  return (
    <>
      <Button
        onClick={() => {
          onChange({ kind: null, severity: null, part: null });
          onGone();
        }}
        className={cn("h-8", !isFiltered(filter) && "invisible max-wide:hidden")}
      >
        Show all
      </Button>
      {filter.part === null ? null : (
        <Button
          onClick={() => {
            onChange({ part: null });
            onGone();
          }}
          className="h-8"
        >
          only {partName ?? filter.part} <span aria-hidden="true">×</span>
          <span className="sr-only">: show all parts</span>
        </Button>
      )}
      <label htmlFor={kind} className="sr-only">
        Kind of part
      </label>
      <select
        id={kind}
        value={filter.kind ?? ""}
        onChange={({ target }) => onChange({ kind: kindKeys.find((key) => key === target.value) ?? null })}
        className={select}
      >
        <option value="">All parts</option>
        {kindKeys.map((key) => (
          <option key={key} value={key}>
            {kindWords[key]}
          </option>
        ))}
      </select>
      <label htmlFor={severity} className="sr-only">
        How grave
      </label>
      <select
        id={severity}
        value={filter.severity ?? ""}
        onChange={({ target }) => onChange({ severity: severityKeys.find((key) => key === target.value) ?? null })}
        className={select}
      >
        <option value="">Everything</option>
        {severityKeys.map((key) => (
          <option key={key} value={key}>
            {severityNames[key]}
          </option>
        ))}
      </select>
    </>
  );
}
