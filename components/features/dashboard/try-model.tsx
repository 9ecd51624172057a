"use client";

import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { fieldLook } from "@/components/ui/field-look";
import { Sign } from "@/components/ui/sign";
import type { ModelEntry } from "@/lib/contracts/functions/models";
import { MAX_TEXT_LENGTH } from "@/lib/contracts/limits";
import { Clamped } from "./clamped";
import { tryWords } from "./try-words";
import { useTry } from "./use-try";

const EXAMPLE = "Ether jumps 8% as spot funds take in record inflows";

/** One text for one model. The button stays where the focus is, and the answer has its room from the beginning. */
export function TryModel({ model }: { model: Pick<ModelEntry, "key" | "name" | "categories"> }) {
  const id = useId();
  const [text, setText] = useState(EXAMPLE);
  const { tried, run } = useTry(model);
  const { sign, head, more } = tryWords(model.key, tried);
  const blank = text.trim() === "";
  return (
    <form
      aria-label={`Try ${model.name}`}
      className="rounded-block border border-line bg-fill px-3 py-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (!blank && tried.kind !== "asking") void run(text);
      }}
    >
      <label htmlFor={id} className="text-[13px] text-muted">
        A text
      </label>
      <div className="mt-1 flex gap-2">
        <input
          id={id}
          value={text}
          maxLength={MAX_TEXT_LENGTH}
          onChange={(event) => setText(event.target.value)}
          className={cn(fieldLook, "tap h-8 min-w-0 flex-1 px-2 text-[13px]")}
        />
        <Button type="submit" aria-disabled={blank || tried.kind === "asking"} className="h-8">
          Ask
        </Button>
      </div>
      <div role="status" className="mt-1.5 min-h-[3.75rem] text-[13px] leading-5" data-testid="tried">
        {head === "" ? (
          <span className="text-muted">Its label, how sure it is, and how long it took.</span>
        ) : (
          <Clamped text={`${head}: ${more}`} from={100} lines="3">
            {sign ? <Sign of={sign} className="me-1 size-2.5" /> : null}
            <span className="font-semibold">{head}</span>
            {more === "" ? null : <span className="text-label">: {more}</span>}
          </Clamped>
        )}
      </div>
    </form>
  );
}
