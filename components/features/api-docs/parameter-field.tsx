"use client";

import { cn } from "@/components/ui/cn";
import { fieldLook } from "@/components/ui/field-look";
import type { DescribedParameter } from "@/lib/core/snippets/described-function";

interface ParameterFieldProps {
  readonly parameter: DescribedParameter;
  readonly value: string | undefined;
  readonly placeholder: string;
  readonly describedBy: string;
  readonly problem: string | undefined;
  /** Undefined: leave it out. */
  readonly onChange: (value: string | undefined) => void;
}

/** Where a parameter is filled in, after its type. */
export function ParameterField({ parameter, value, placeholder, describedBy, problem, onChange }: ParameterFieldProps) {
  const { name, asks, options, required, defaultValue } = parameter;
  const shared = {
    "aria-label": name,
    "aria-describedby": describedBy,
    "aria-invalid": problem !== undefined,
  };
  const look = cn(fieldLook, "tap w-full px-2 py-1 text-[13px]");
  const preset = defaultValue === null ? null : defaultValue.replaceAll('"', "");
  if (asks === "switch") {
    return (
      <label className="tap flex w-fit items-center gap-2 text-[13px] text-label">
        <input
          {...shared}
          aria-required={required}
          type="checkbox"
          className="size-4 shrink-0"
          checked={(value ?? preset) === "true"}
          onChange={(event) => onChange(String(event.target.checked))}
        />
        {(value ?? preset) === "true" ? "true" : "false"}
      </label>
    );
  }
  if (asks === "choice") {
    return (
      <select
        {...shared}
        aria-required={required}
        className={look}
        value={value ?? ""}
        onChange={(event) => onChange(event.target.value === "" ? undefined : event.target.value)}
      >
        <option value="">{preset === null ? "left out" : `${preset} (default)`}</option>
        {options.map((option) => (
          <option key={option}>{option}</option>
        ))}
      </select>
    );
  }
  const typed = value ?? "";
  if (asks === "lines" || asks === "json") {
    return (
      <textarea
        {...shared}
        aria-required={required}
        spellCheck={asks === "lines"}
        rows={asks === "json" ? Math.min(6, Math.max(1, typed.split("\n").length)) : 2}
        placeholder={placeholder}
        className={cn(look, asks === "json" && "font-mono")}
        value={typed}
        onChange={(event) => onChange(event.target.value === "" ? undefined : event.target.value)}
      />
    );
  }
  return (
    <input
      {...shared}
      type="text"
      inputMode={asks === "number" ? "decimal" : undefined}
      autoComplete="off"
      placeholder={placeholder}
      className={look}
      value={typed}
      onChange={(event) => onChange(event.target.value === "" ? undefined : event.target.value)}
    />
  );
}
