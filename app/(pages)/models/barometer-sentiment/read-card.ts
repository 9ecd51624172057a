import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Card } from "@/components/features/model-card/card";
import { parseCard } from "@/components/features/model-card/parse-card";

/** The card that lies beside the shipped model, and the number of weights it tells. Read while the page is built. */
export async function readCard(): Promise<{ card: Card; weights: string | null }> {
  const markdown = await readFile(join(process.cwd(), "public/models/barometer-sentiment-v1/README.md"), "utf8");
  return { card: parseCard(markdown), weights: /([\d.]+ million) weights/u.exec(markdown)?.[1] ?? null };
}
