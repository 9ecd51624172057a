"use client";

import { fieldLook } from "@/components/ui/field-look";
import { type EngineOption, engineOptions, type ModelEntry } from "./engine-options";

interface EngineSelectProps {
  readonly value: string;
  readonly models: readonly ModelEntry[] | null;
  readonly disabled: boolean;
  readonly invalid: boolean;
  readonly onChange: (engine: string) => void;
}

/** Who shall read. Its size does not depend on its options: they come after the first paint. */
export function EngineSelect({ value, models, disabled, invalid, onChange }: EngineSelectProps) {
  const { general, remote, local } = engineOptions(models, value);
  return (
    <div className="min-w-0 flex-1 basis-32">
      <label htmlFor="engine" className="mb-1.5 block text-[13px] text-muted">
        Engine
      </label>
      <select
        id="engine"
        value={value}
        disabled={disabled}
        aria-invalid={invalid}
        aria-describedby="engine-hint"
        onChange={(event) => onChange(event.target.value)}
        className={`${fieldLook} tap h-9 w-full px-2 text-ellipsis aria-invalid:border-danger disabled:text-muted`}
      >
        <Options of={general} />
        {remote.length > 0 ? (
          <optgroup label="Hugging Face API">
            <Options of={remote} />
          </optgroup>
        ) : null}
        <optgroup label="On this server">
          <Options of={local} />
        </optgroup>
      </select>
    </div>
  );
}

const Options = ({ of }: { of: readonly EngineOption[] }) =>
  of.map(({ value, label, disabled }) => (
    <option key={value} value={value} disabled={disabled}>
      {label}
    </option>
  ));
