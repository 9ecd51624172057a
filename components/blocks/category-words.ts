import type { Category } from "@/lib/contracts/verdict";

export const categoryWords = {
  crypto: "Crypto news",
  social: "Social post",
  financial: "Finance",
  news: "General news",
  general: "Anything else",
} as const satisfies Record<Category, string>;

const isCategory = (value: string | null): value is Category => value !== null && Object.hasOwn(categoryWords, value);

export const toCategory = (value: string | null): Category => (isCategory(value) ? value : "crypto");
