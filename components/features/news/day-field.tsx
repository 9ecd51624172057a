"use client";

import { useEffect, useRef, useState } from "react";
import { cn } from "@/components/ui/cn";
import { fieldLook } from "@/components/ui/field-look";

/** Who types a year rests less than this between its digits. */
const WAIT_MS = 800;
const DAY = /^(?:19[7-9]|[2-9]\d\d)\d-\d\d-\d\d$/;

interface DayFieldProps {
  readonly label: string;
  /** What the address has: a day, or a time of it, which the title tells. */
  readonly value: string | null;
  readonly day: string | null;
  readonly min?: string | null;
  readonly max?: string | null;
  /** Changes of one edit after its first are quiet. */
  readonly onChange: (day: string | null, how: "step" | "quiet") => void;
}

/** A day, UTC. What is typed stays as it is, and counts once it is a day and the keys rest: or on Enter, or when the field is left. */
export function DayField({ label, value, day, min, max, onChange }: DayFieldProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const told = useRef(day);
  const wasTold = useRef(false);
  const tell = () => {
    // Half a date is none, and not the wish for any.
    if (draft === null || field.current?.validity.badInput || (draft !== "" && !DAY.test(draft))) return;
    if (draft === (day ?? "")) return;
    told.current = draft === "" ? null : draft;
    onChange(told.current, wasTold.current ? "quiet" : "step");
    wasTold.current = true;
  };
  useEffect(() => {
    if (day === told.current) return;
    // The address moved by itself: back, forward, or a filter that was let go.
    told.current = day;
    wasTold.current = false;
    setDraft(null);
  }, [day]);
  const latest = useRef(tell);
  useEffect(() => {
    latest.current = tell;
  });
  useEffect(() => {
    if (draft === null) return;
    const timer = setTimeout(() => latest.current(), WAIT_MS);
    return () => clearTimeout(timer);
  }, [draft]);
  return (
    <label className="flex items-center gap-1.5 text-[13px] text-label">
      {label}
      <input
        ref={field}
        type="date"
        value={draft ?? day ?? ""}
        min={min ?? "1970-01-01"}
        max={max ?? "9999-12-31"}
        title={value === null || value.length === 10 ? "A day, UTC" : value.replace("T", " ")}
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter") tell();
        }}
        onBlur={() => {
          tell();
          setDraft(null);
          wasTold.current = false;
        }}
        className={cn(fieldLook, "tap h-8.5 px-2 text-[13px]", value !== null && "font-semibold")}
      />
    </label>
  );
}
