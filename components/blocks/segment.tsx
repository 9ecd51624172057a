"use client";

import { cn } from "@/components/ui/cn";

interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: string;
  /** In full, for those who hear the button alone. */
  readonly name?: string;
  /** Why it cannot be chosen. */
  readonly off?: string | undefined;
}

interface SegmentProps<Value extends string> {
  readonly legend: string;
  readonly choices: readonly Choice<Value>[];
  /** Those that are pressed: one, or several where they are switches. */
  readonly pressed: readonly Value[];
  readonly onPress: (value: Value) => void;
  readonly className?: string;
}

/** Buttons side by side in one frame. What cannot be chosen stays reachable and says why. */
export function Segment<Value extends string>({ legend, choices, pressed, onPress, className }: SegmentProps<Value>) {
  return (
    <fieldset className={cn("flex min-w-0 shrink-0 rounded-button border border-line bg-block", className)}>
      <legend className="sr-only">{legend}</legend>
      {choices.map(({ value, label, name, off }) => {
        const isPressed = pressed.includes(value);
        return (
          <button
            key={value}
            type="button"
            aria-pressed={isPressed}
            aria-disabled={off !== undefined}
            aria-label={name}
            title={off}
            onClick={() => {
              if (off === undefined) onPress(value);
            }}
            className={cn(
              "tap h-8 border-s border-line px-3 text-[13px] first-of-type:rounded-s-[5px] first-of-type:border-s-0 last-of-type:rounded-e-[5px]",
              isPressed ? "bg-accent-soft font-semibold text-accent" : "text-label hover:bg-fill hover:text-text",
              off !== undefined && "cursor-not-allowed text-muted opacity-60",
            )}
          >
            {/* The bold form keeps its room, so that nothing moves when it is pressed. */}
            <span className="grid">
              <span className="col-start-1 row-start-1 text-center">{label}</span>
              <span aria-hidden="true" className="invisible col-start-1 row-start-1 font-semibold">
                {label}
              </span>
            </span>
          </button>
        );
      })}
    </fieldset>
  );
}
