"use client";

import { type KeyboardEvent, type ReactNode, useCallback, useEffect, useId, useRef, useState } from "react";
import { cn } from "@/components/ui/cn";
import { fieldLook } from "@/components/ui/field-look";
import { useDismiss } from "./use-dismiss";

export interface ComboOption {
  readonly value: string;
  readonly label: string;
  readonly hint: string;
}

interface ComboboxProps {
  /** What is chosen, for those who hear it. */
  readonly label: string;
  readonly button: ReactNode;
  readonly buttonClass?: string;
  readonly placeholder: string;
  /** Those that fit what was written, best first. */
  readonly find: (text: string) => readonly ComboOption[];
  readonly selected?: string;
  readonly disabled?: boolean;
  /** May be a text that is no option: who asks for it is told what there is. */
  readonly onChoose: (value: string) => void;
}

/** A button that opens a field with a list below it, after the WAI-ARIA combobox: type to narrow, arrows to move, Enter to choose. */
export function Combobox(props: ComboboxProps) {
  const { label, button, buttonClass, placeholder, find, selected, disabled, onChoose } = props;
  const id = useId();
  const frame = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const [open, setOpen] = useState(false);
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const options = open ? find(text) : [];
  const active = Math.min(at, options.length - 1);

  const dismiss = useCallback(() => setOpen(false), []);
  useDismiss(frame, open, dismiss);
  useEffect(() => {
    if (open) field.current?.focus();
  }, [open]);
  useEffect(() => {
    if (open && active >= 0) document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: "nearest" });
  }, [id, open, active]);

  const begin = () => {
    setText("");
    setAt(
      Math.max(
        0,
        find("").findIndex(({ value }) => value === selected),
      ),
    );
    setOpen(true);
  };
  const close = () => {
    setOpen(false);
    opener.current?.focus();
  };
  const choose = (value: string) => {
    close();
    if (value !== "" && value !== selected) onChoose(value);
  };
  const press = (event: KeyboardEvent) => {
    // Enter that ends a composed word chooses nothing yet.
    if (event.nativeEvent.isComposing) return;
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + 8,
      PageUp: active - 8,
    };
    const to = moves[event.key];
    if (to !== undefined) setAt(Math.max(0, Math.min(options.length - 1, to)));
    else if (event.key === "Enter") choose(options[active]?.value ?? text.trim());
    else if (event.key === "Escape") close();
    else if (event.key === "Tab") setOpen(false);
    else return;
    if (event.key !== "Tab") event.preventDefault();
  };

  return (
    <div ref={frame} className="relative shrink-0">
      <button
        ref={opener}
        type="button"
        aria-haspopup="listbox"
        aria-expanded={open}
        aria-label={label}
        disabled={disabled}
        onClick={() => (open ? setOpen(false) : begin())}
        className={cn("tap rounded-button border border-line bg-block hover:bg-fill disabled:opacity-50", buttonClass)}
      >
        {button}
      </button>
      {open ? (
        <div className="absolute start-0 top-full z-20 mt-1 w-72 max-w-[calc(100vw-2rem)] rounded-block border border-line bg-block p-2">
          <input
            ref={field}
            role="combobox"
            aria-label={placeholder}
            aria-expanded="true"
            aria-controls={`${id}-list`}
            aria-activedescendant={active >= 0 ? `${id}-${active}` : undefined}
            aria-autocomplete="list"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={32}
            placeholder={placeholder}
            value={text}
            onChange={(event) => {
              setText(event.target.value);
              setAt(0);
            }}
            onKeyDown={press}
            className={cn(fieldLook, "tap h-9 w-full px-2.5 text-base wide:text-sm")}
          />
          <div id={`${id}-list`} role="listbox" aria-label={placeholder} className="mt-1.5 max-h-72 overflow-y-auto">
            {options.map(({ value, label: name, hint }, place) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: keys are taken by the field
              // biome-ignore lint/a11y/useFocusableInteractive: as above
              <div
                key={value}
                id={`${id}-${place}`}
                role="option"
                aria-selected={value === selected}
                onClick={() => choose(value)}
                onPointerMove={() => setAt(place)}
                className={cn(
                  "tap flex min-h-8 cursor-pointer items-center gap-2 rounded-block px-2.5",
                  place === active && "bg-accent-soft",
                )}
              >
                <span className={cn("font-semibold", value === selected && "text-accent")}>{name}</span>
                <span className="truncate text-muted">{hint}</span>
              </div>
            ))}
          </div>
          {options.length === 0 ? (
            <p role="status" className="px-2.5 py-2 text-[13px] text-muted">
              {text.trim() === "" ? "Nothing is listed yet." : "None is listed by that name. Enter asks for it anyway."}
            </p>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}
