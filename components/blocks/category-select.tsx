"use client";

import { useId } from "react";
import { fieldLook } from "@/components/ui/field-look";
import type { Category } from "@/lib/contracts/verdict";
import { categoryWords, toCategory } from "./category-words";

interface CategorySelectProps {
  readonly value: Category;
  readonly disabled?: boolean;
  readonly onChange: (category: Category) => void;
}

export function CategorySelect({ value, disabled, onChange }: CategorySelectProps) {
  const id = useId();
  return (
    <div className="min-w-0 flex-1 basis-32">
      <label htmlFor={id} className="mb-1.5 block text-[13px] text-muted">
        Category
      </label>
      <select
        id={id}
        value={value}
        disabled={disabled}
        onChange={(event) => onChange(toCategory(event.target.value))}
        className={`${fieldLook} tap h-9 w-full px-2`}
      >
        {Object.entries(categoryWords).map(([key, word]) => (
          <option key={key} value={key}>
            {word}
          </option>
        ))}
      </select>
    </div>
  );
}
