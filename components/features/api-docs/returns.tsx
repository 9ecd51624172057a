"use client";

import { useState } from "react";
import type { DescribedApi, DescribedField } from "@/lib/core/snippets/described-function";
import { TypeChip } from "./type-chip";
import { WithCode } from "./with-code";

interface ReturnsProps {
  readonly fields: readonly DescribedField[];
  readonly types: DescribedApi["types"];
}

/** The fields of an answer; what is nested opens in place. */
export function Returns({ fields, types }: ReturnsProps) {
  return (
    <ul>
      {fields.map((field) => (
        <ReturnedField key={field.name} field={field} types={types} />
      ))}
    </ul>
  );
}

function ReturnedField({ field, types }: { field: DescribedField; types: DescribedApi["types"] }) {
  const inner = field.fields ?? (field.of === undefined ? undefined : types[field.of]);
  const [open, setOpen] = useState(false);
  return (
    <li className="border-t border-line py-1.5 first:border-t-0">
      <span className="font-mono text-[13px]">{field.name}</span> <TypeChip type={field.type} />
      {field.required ? null : <span className="text-xs text-muted"> may be missing</span>}
      <span className="block text-[13px] text-label">
        <WithCode text={field.description} />
        {field.limits.length > 0 ? (
          <span className="block text-xs text-muted wrap-anywhere">{field.limits.join(" · ")}</span>
        ) : null}
      </span>
      {inner === undefined || inner.length === 0 ? null : (
        // What is inside is made when it is opened: an answer may nest a hundred fields.
        <details onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary className="tap w-fit py-1 text-xs text-label hover:text-text">
            {inner.length} fields<span className="sr-only"> of {field.name}</span>
          </summary>
          {open ? (
            <div className="border-s border-line ps-3">
              <Returns fields={inner} types={types} />
            </div>
          ) : null}
        </details>
      )}
    </li>
  );
}
