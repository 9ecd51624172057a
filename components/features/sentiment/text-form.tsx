"use client";

import { type KeyboardEvent, type Ref, useRef } from "react";
import { Block } from "@/components/blocks/block";
import { CategorySelect } from "@/components/blocks/category-select";
import { formatCount } from "@/components/blocks/count-of";
import { foreignWords } from "@/components/blocks/language-words";
import { textDirection } from "@/components/blocks/text-direction";
import { cn } from "@/components/ui/cn";
import { fieldLook } from "@/components/ui/field-look";
import { Sign } from "@/components/ui/sign";
import type { Glance } from "@/lib/browser/browser-container";
import { loadBrowserContainer } from "@/lib/browser/load-browser-container";
import { BrowserChoice } from "./browser-choice";
import { BrowserModelLine, lineRoom } from "./browser-model-line";
import type { Draft } from "./draft";
import { engineHint, type ModelEntry } from "./engine-options";
import { EngineSelect } from "./engine-select";
import type { FieldProblem } from "./problem-words";
import type { BrowserModelState } from "./use-browser-model";
import { useModelNews } from "./use-model-news";

interface TextFormProps {
  readonly ref: Ref<HTMLTextAreaElement>;
  readonly draft: Draft;
  readonly limit: number;
  readonly glance: Glance | null;
  readonly models: readonly ModelEntry[] | null;
  readonly error: FieldProblem | null;
  readonly model: BrowserModelState;
  /** The one that is on its way, or the same. */
  readonly shownModel: BrowserModelState;
  readonly onAskModel: () => void;
  readonly onChange: (draft: Draft) => void;
  readonly onSubmit: () => void;
}

export function TextForm({
  ref,
  draft,
  limit,
  glance,
  models,
  error,
  model,
  shownModel,
  onAskModel,
  onChange,
  onSubmit,
}: TextFormProps) {
  // What is on its way is shown, whoever asked for it.
  const lexical = draft.browser && draft.engine === "lexical";
  const showModel = (draft.browser && !lexical) || shownModel.look.kind === "loading";
  const room = useRef<HTMLDivElement>(null);
  const news = useModelNews(shownModel);
  const tooLong = draft.text.length > limit;
  const refused = error?.at === "text" ? error.message : null;
  const message = refused ?? (tooLong ? `Shorten it to ${formatCount(limit)} characters or fewer.` : null);
  const engineError = error?.at === "engine" ? error.message : null;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    onSubmit();
  };
  return (
    <Block>
      <div className="px-3 py-2.5">
        <label htmlFor="text" className="mb-2 block text-[13px] text-muted">
          Text
        </label>
        <textarea
          ref={ref}
          id="text"
          dir={textDirection(draft.text)}
          rows={6}
          value={draft.text}
          placeholder="Paste a headline, a post or a thread"
          aria-invalid={message !== null}
          aria-describedby="text-hint"
          aria-keyshortcuts="Control+Enter Meta+Enter"
          onChange={(event) => onChange({ ...draft, text: event.target.value })}
          onFocus={() => void loadBrowserContainer().catch(() => {})}
          onKeyDown={onKeyDown}
          className={`${fieldLook} block min-h-42 w-full resize-y p-2.5 text-base leading-normal aria-invalid:border-danger`}
        />
        <div id="text-hint" className="mt-1.5 flex justify-between gap-3 text-xs text-muted">
          {message === null ? <QuickLine glance={glance} /> : null}
          <span role="alert" className="font-semibold text-danger empty:hidden">
            {message}
          </span>
          <span className={tooLong ? "font-semibold text-danger" : undefined}>
            {formatCount(draft.text.length)} / {formatCount(limit)}
          </span>
        </div>
      </div>
      <div className="flex flex-wrap items-end gap-x-4 gap-y-2 border-t border-line px-3 py-2.5">
        <CategorySelect value={draft.category} onChange={(category) => onChange({ ...draft, category })} />
        <EngineSelect
          value={draft.engine}
          models={models}
          browser={draft.browser}
          invalid={engineError !== null}
          onChange={(engine) => onChange({ ...draft, engine })}
        />
        <BrowserChoice
          checked={draft.browser}
          engine={draft.engine}
          look={model.look}
          onChange={(browser) => onChange({ ...draft, browser })}
          onAsk={onAskModel}
        />
        <div ref={room} tabIndex={-1} className="basis-full">
          {showModel ? (
            <BrowserModelLine
              state={shownModel}
              onLoad={onAskModel}
              // The button goes with what it did; the line stays.
              onAct={() => room.current?.focus()}
            />
          ) : (
            <div className={cn(lineRoom, "text-muted")}>
              <p id="engine-hint" className="line-clamp-2">
                <span role="alert" className="font-semibold text-danger">
                  {engineError}
                </span>
                {engineError === null
                  ? lexical
                    ? "The lexical reader reads in your browser."
                    : engineHint(models, draft.engine)
                  : null}
              </p>
            </div>
          )}
        </div>
        <p role="status" className="sr-only">
          {news}
        </p>
      </div>
    </Block>
  );
}

function QuickLine({ glance }: { glance: Glance | null }) {
  if (!glance) return <span>a quick read appears here as you type</span>;
  const { because, language } = glance;
  if (because === "other_language") return <span>quick read while you type: {foreignWords(language)}</span>;
  if (because === "too_short") return <span>quick read while you type: too short to judge yet</span>;
  if (because === "no_known_words") return <span>quick read while you type: no market words yet</span>;
  return (
    <span>
      quick read while you type: <Sign of={glance.heading} /> {glance.heading}
    </span>
  );
}
