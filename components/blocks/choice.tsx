"use client";

import { useId } from "react";
import { Sign } from "@/components/ui/sign";

interface ChoiceProps<Value extends string> {
  readonly legend: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value) => void;
  readonly hint?: string;
}

/** One of a few, as radio buttons in a row. */
export function Choice<Value extends string>({ legend, value, options, onChange, hint }: ChoiceProps<Value>) {
  const name = useId();
  return (
    <fieldset>
      <legend className="mb-2 text-[13px] text-muted">{legend}</legend>
      <div className="flex rounded-button border border-line">
        {options.map((option) => (
          <label
            key={option.value}
            className="tap flex flex-1 cursor-pointer items-center justify-center gap-2 border-s border-line px-2 py-1.5 first:border-s-0 has-checked:bg-accent-soft has-checked:font-semibold has-focus-visible:outline-2 has-focus-visible:outline-(--ring)"
          >
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            {option.label}
          </label>
        ))}
      </div>
      {hint ? (
        <p className="mt-2 flex items-center gap-2 text-xs text-muted">
          <Sign of="bullish" />
          <Sign of="bearish" />
          {hint}
        </p>
      ) : null}
    </fieldset>
  );
}
