import { capitalise, nameKey } from "@/components/blocks/verdict-words";
import type { OutputOf } from "@/lib/browser/api-client";

type Check = OutputOf<"health">["checks"][number];

/** "Hugging Face API: no key: local tiers"; a model of a tier stands after it. */
export function checkWords({ name, detail }: Pick<Check, "name" | "detail">): string {
  const [tier = "", model] = name.split("/");
  return `${capitalise(nameKey(tier))}${model === undefined ? "" : `, ${nameKey(model)}`}: ${detail}`;
}
