import type { Item } from "../contracts/item";
import { MAX_BULK_REASONS, MAX_TEXT_LENGTH } from "../contracts/limits";
import type { Category } from "../contracts/verdict";
import type { AppError } from "../core/errors";
import { checkText } from "../core/sentiment/check-text";
import type { Step } from "../core/sentiment/choose-steps";
import { composeVerdict } from "../core/sentiment/compose-verdict";
import { explainTexts, languagesOf, type SentimentDeps } from "./analyze-sentiment";
import type { Voice } from "./pool-answers";
import { walkTiers } from "./walk-tiers";

export interface Slice {
  readonly items: readonly Item[];
  /** Who read its texts, one for each text that was read. */
  readonly voices: readonly Voice[];
}

interface SliceArgs {
  readonly deps: SentimentDeps;
  readonly input: { readonly category: Category; readonly explain: boolean; readonly use_cache: boolean };
  readonly signal: AbortSignal;
  /** How long the walk through the tiers may take. */
  readonly leftMs: number;
}

/** Reads some of many texts, in order. A text that cannot be read gets an error in its place. */
export async function readSlice(steps: readonly Step[], slice: readonly unknown[], args: SliceArgs): Promise<Slice> {
  const checked = slice.map((text) => checkText(text, MAX_TEXT_LENGTH));
  const texts = checked.flatMap((text) => (text.ok ? [text.value] : []));
  const read = texts.length === 0 ? { items: [], voices: [] } : await readTexts(steps, texts, args);
  let next = 0;
  const items = checked.map((text) => (text.ok ? (read.items[next++] ?? failed(UNREAD)) : failed(text.error)));
  return { items, voices: read.voices };
}

/** Reads texts together and, when none of the engines can, one by one: a text that breaks an engine fails alone. */
async function readTexts(steps: readonly Step[], texts: readonly string[], args: SliceArgs): Promise<Slice> {
  const { category, explain, use_cache: useCache } = args.input;
  const { signal } = args;
  const request = { texts, category, explain, useCache, signal };
  const { look } = args.deps;
  const looks = look ? await Promise.all(texts.map(look)) : [];
  const walk = await walkTiers(steps, request, args.deps, args.leftMs, languagesOf(looks));
  if (walk.ok) {
    const { spoken, asked } = walk.value;
    for (const one of asked) args.deps.asked?.(one);
    for (const { voice, degraded } of spoken) args.deps.answered?.("bulk", voice.engine, degraded);
    const explanations = explain ? await explainTexts(args.deps, request, spoken) : [];
    const items = spoken.map(({ voice, reading, degraded }, index) =>
      composeVerdict(voice, reading, {
        degraded,
        maxReasons: MAX_BULK_REASONS,
        explanation: explanations[index],
        look: looks[index],
      }),
    );
    return { items, voices: spoken.map(({ voice }) => voice) };
  }
  if (texts.length === 1 || signal.aborted) return { items: texts.map(() => failed(walk.error)), voices: [] };
  const alone: Slice[] = [];
  for (const text of texts) alone.push(await readTexts(steps, [text], args));
  return { items: alone.flatMap(({ items }) => items), voices: alone.flatMap(({ voices }) => voices) };
}

const UNREAD: AppError = { code: "internal", detail: "The text was not read." };

const failed = ({ code, detail }: AppError): Item => ({ error: { code, detail } });
