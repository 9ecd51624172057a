"use client";

import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { isHubModel } from "./browser-engines";
import { type Draft, emptyDraft, sameDraft } from "./draft";
import { BEST } from "./engine-choice";
import { type Example, ExampleList } from "./example-list";
import { ModelConsent } from "./model-consent";
import type { Run } from "./runs/run";
import { RunsFold } from "./runs/runs-fold";
import { useKeepRuns } from "./runs/use-keep-runs";
import { stillUnread } from "./still-unread";
import { TextForm } from "./text-form";
import { useBrowserModel, withModel } from "./use-browser-model";
import { useDraft } from "./use-draft";
import { useFlagging } from "./use-flagging";
import { useModels } from "./use-models";
import { useQuickRead } from "./use-quick-read";
import { nothingYet, type SentimentState, useSentiment } from "./use-sentiment";
import { VerdictBlock } from "./verdict-block";

interface Cleared {
  readonly draft: Draft;
  readonly state: SentimentState;
  readonly remember: () => void;
}

/** A wait shorter than this needs no button to end it. */
const SLOW_MS = 300;

/** One text: input left, verdict right, examples below. */
export function SentimentPanel({ limit }: { limit: number }) {
  const { state, submit, readShown, cancel, restore } = useSentiment();
  useKeepRuns(state);
  const [empty, setEmpty] = useState(false);
  const [cleared, setCleared] = useState<Cleared | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const output = useRef<HTMLDivElement>(null);

  const arrive = useCallback(
    (there: Draft | null) => void (there ? submit(there) : restore(nothingYet)),
    [submit, restore],
  );
  const { draft, setDraft, record, forget, keepHere } = useDraft(arrive);
  const glance = useQuickRead(draft.text, limit);
  const models = useModels();
  // Known by the time that a verdict comes, so that its foot does not grow later.
  useFlagging(draft.text !== "");
  const consent = useRef<HTMLDialogElement>(null);
  const { model, shown: shownModel } = useBrowserModel(draft.engine, draft.browser || state.problem !== null);
  const askModel = useCallback(() => consent.current?.showModal(), []);

  const run = (asked: Draft) => {
    const blank = asked.text.trim() === "";
    setEmpty(blank);
    if (blank || asked.text.length > limit) {
      field.current?.focus();
      return;
    }
    setCleared(null);
    record(asked);
    void submit(asked);
  };

  const change = (next: Draft) => {
    if (next.browser && !draft.browser) keepHere();
    // A model of a browser is none of the server's.
    const engine = !next.browser && isHubModel(next.engine) ? BEST : next.engine;
    setDraft({ ...next, engine });
    setEmpty(false);
    if (next.text !== "") setCleared(null);
  };

  const clear = () => {
    setCleared({ draft, state, remember: forget() });
    setDraft(emptyDraft);
    setEmpty(false);
    restore(nothingYet);
    field.current?.focus();
  };

  const undo = () => {
    if (!cleared) return;
    setDraft(cleared.draft);
    restore(cleared.state);
    cleared.remember();
    setCleared(null);
  };

  /** Shows what was said then, as it was said: nobody is asked again. */
  const loadRun = ({ draft: asked, verdict, source, at }: Run) => {
    setCleared(null);
    setEmpty(false);
    setDraft(asked);
    record(asked);
    restore({ ...nothingYet, answer: { draft: asked, verdict, source, keptAt: at } });
    output.current?.querySelector("h2")?.scrollIntoView({ block: "nearest" });
  };

  const runExample = (example: Example) => {
    const asked = { ...draft, text: example.text, category: example.category };
    setDraft(asked);
    run(asked);
  };

  const reading = state.phase === "reading";
  const earlier = !reading && state.answer !== null && !sameDraft(state.answer.draft, draft);
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    if (!reading) return;
    const timer = setTimeout(() => setSlow(true), SLOW_MS);
    const onKey = (event: KeyboardEvent) => {
      if (event.key === "Escape") cancel();
    };
    addEventListener("keydown", onKey);
    return () => {
      clearTimeout(timer);
      setSlow(false);
      removeEventListener("keydown", onKey);
    };
  }, [reading, cancel]);

  // What stands in the field by then may be half typed, or not for the server.
  const failed = state.problem?.draft;
  const retry = useCallback(() => {
    if (failed) void submit(failed);
  }, [failed, submit]);

  const shown = useRef(state.problem);
  useLayoutEffect(() => {
    shown.current = state.problem;
  }, [state.problem]);
  const loadModel = () => {
    const asked = state.problem;
    void withModel(draft.engine, async (here) => {
      const { kind } = await here.load();
      const unread = kind === "ready" ? stillUnread(asked, shown.current) : null;
      if (unread) void readShown(unread);
    }).catch(() => {});
  };

  return (
    <div className="grid items-start gap-4 wide:grid-cols-2 wide:grid-rows-[auto_1fr]">
      <form
        aria-label="Text to read"
        className="grid min-w-0 gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          run(draft);
        }}
      >
        <TextForm
          ref={field}
          draft={draft}
          limit={limit}
          glance={glance}
          models={models}
          error={empty ? { at: "text", message: "Write or paste a text first." } : state.fieldError}
          model={model}
          shownModel={shownModel}
          onAskModel={askModel}
          onChange={change}
          onSubmit={() => run(draft)}
        />
        <div className="grid grid-cols-[1fr_2fr] gap-3" data-print="hide">
          {slow ? (
            <Button look="secondary" onClick={cancel}>
              Cancel <small className="text-xs font-normal max-wide:hidden">Esc</small>
            </Button>
          ) : cleared ? (
            <Button look="secondary" onClick={undo}>
              Undo clear
            </Button>
          ) : (
            <Button look="secondary" onClick={clear} disabled={draft.text === "" && state.answer === null}>
              Clear
            </Button>
          )}
          <Button look="primary" type="submit">
            Analyse <small className="text-xs font-normal max-wide:hidden">Ctrl Enter</small>
          </Button>
        </div>
      </form>
      <div ref={output} className="min-w-0 wide:row-span-2">
        <VerdictBlock
          state={state}
          earlier={earlier}
          onRetry={retry}
          onAskModel={model.look.kind === "absent" ? askModel : null}
        />
      </div>
      <div className="min-w-0">
        <ExampleList onRun={runExample} />
        <RunsFold onLoad={loadRun} />
      </div>
      <ModelConsent ref={consent} about={model.about} onAccept={loadModel} />
    </div>
  );
}
