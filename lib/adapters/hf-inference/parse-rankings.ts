import { z } from "zod";
import type { LabelScore } from "../../core/ports";

const rankingSchema = z
  .array(z.object({ label: z.string().max(200), score: z.number() }))
  .min(1)
  .max(100);
const legacySchema = z
  .object({ labels: z.array(z.string().max(200)).max(100), scores: z.array(z.number()).max(100) })
  .refine(({ labels, scores }) => labels.length === scores.length)
  .transform(({ labels, scores }) => labels.map((label, index) => ({ label, score: scores[index] ?? Number.NaN })));
const answerSchema = z.array(z.union([rankingSchema, legacySchema])).max(1_000);

/**
 * The rankings of an answer, one a text: a list of lists; a flat list, or one object of zero-shot's older form, where there was one text. Null
 * for everything else, above all a list that gives each text only its best label.
 */
export function parseRankings(json: unknown, texts: number): readonly (readonly LabelScore[])[] | null {
  const nested = answerSchema.safeParse(json);
  if (nested.success) return nested.data.length === texts ? nested.data : null;
  if (texts !== 1) return null;
  const single = answerSchema.safeParse([json]);
  return single.success ? single.data : null;
}
