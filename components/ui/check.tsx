"use client";

interface CheckProps {
  readonly label: string;
  readonly hint?: string;
  readonly checked: boolean;
  readonly disabled?: boolean;
  readonly onChange: (checked: boolean) => void;
}

/** A checkbox whose whole line can be pressed. */
export function Check({ label, hint, checked, disabled, onChange }: CheckProps) {
  return (
    <label className="tap flex min-h-9 flex-1 basis-52 cursor-pointer items-center gap-2.5 text-label">
      <input
        type="checkbox"
        className="size-4 shrink-0"
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span>
        <span className="block leading-tight">{label}</span>
        {hint ? <span className="block text-xs leading-tight text-muted">{hint}</span> : null}
      </span>
    </label>
  );
}
