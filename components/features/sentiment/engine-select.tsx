"use client";

import { useSyncExternalStore } from "react";
import { fieldLook } from "@/components/ui/field-look";
import { browserChoices, browserEngine } from "./browser-engines";
import { type EngineOption, engineOptions, type ModelEntry } from "./engine-options";

interface EngineSelectProps {
  readonly value: string;
  readonly models: readonly ModelEntry[] | null;
  /** The reading is done in this browser. */
  readonly browser: boolean;
  readonly invalid: boolean;
  readonly onChange: (engine: string) => void;
}

/** Who shall read. Its size does not depend on its options: they come after the first paint. */
export function EngineSelect({ value, models, browser, invalid, onChange }: EngineSelectProps) {
  return (
    <div className="min-w-0 flex-1 basis-32">
      <label htmlFor="engine" className="mb-1.5 block text-[13px] text-muted">
        Engine
      </label>
      <select
        id="engine"
        value={browser ? browserEngine(value) : value}
        aria-invalid={invalid}
        aria-describedby="engine-hint"
        onChange={(event) => onChange(event.target.value)}
        className={`${fieldLook} tap h-9 w-full px-2 text-ellipsis aria-invalid:border-danger`}
      >
        {browser ? <OfBrowser value={value} /> : <OfServer value={value} models={models} />}
      </select>
    </div>
  );
}

function OfServer({ value, models }: Pick<EngineSelectProps, "value" | "models">) {
  const { general, remote, local } = engineOptions(models, value);
  return (
    <>
      <Options of={general} />
      {remote.length > 0 ? (
        <optgroup label="Hugging Face API">
          <Options of={remote} />
        </optgroup>
      ) : null}
      <optgroup label="On this server">
        <Options of={local} />
      </optgroup>
    </>
  );
}

const subscribe = (listener: () => void): (() => void) => {
  addEventListener("online", listener);
  addEventListener("offline", listener);
  return () => {
    removeEventListener("online", listener);
    removeEventListener("offline", listener);
  };
};

function OfBrowser({ value }: { value: string }) {
  const online = useSyncExternalStore(
    subscribe,
    () => navigator.onLine,
    () => true,
  );
  const { here, hub } = browserChoices(value, online);
  return (
    <>
      <optgroup label="In this browser">
        <Options of={here} />
      </optgroup>
      {hub.length > 0 ? (
        <optgroup label="Larger, from huggingface.co">
          <Options of={hub} />
        </optgroup>
      ) : null}
    </>
  );
}

const Options = ({ of }: { of: readonly EngineOption[] }) =>
  of.map(({ value, label, disabled }) => (
    <option key={value} value={value} disabled={disabled}>
      {label}
    </option>
  ));
