"use client";

import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { problemWords } from "@/components/blocks/problem-words";
import { headingWords } from "@/components/blocks/verdict-words";
import { useApi } from "@/components/providers";
import { Button } from "@/components/ui/button";
import { fieldLook } from "@/components/ui/field-look";
import { Sign } from "@/components/ui/sign";
import { MAX_FLAG_COMMENT, MAX_FLAG_TEXT } from "@/lib/contracts/limits";
import { readFlag, reasonWords } from "./read-flag";
import type { Answer } from "./use-sentiment";

interface FlagFormProps {
  readonly answer: Answer;
  readonly onSaved: () => void;
  readonly onCancel: () => void;
}

const labels = ["bullish", "neutral", "bearish"] as const;

/** What is wrong with a verdict, in a few fields. Nothing is sent before Save, nor without consent. */
export default function FlagForm({ answer, onSaved, onCancel }: FlagFormProps) {
  const api = useApi();
  const id = useId();
  const [saving, setSaving] = useState(false);
  const [problem, setProblem] = useState("");
  const running = useRef<AbortController | null>(null);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    form.current?.querySelector("input")?.focus();
    return () => running.current?.abort();
  }, []);

  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (saving) return;
    const mine = new AbortController();
    running.current = mine;
    setSaving(true);
    setProblem("");
    const saved = await api.call("flag", readFlag(new FormData(event.currentTarget), answer), { signal: mine.signal });
    if (mine.signal.aborted) return;
    setSaving(false);
    if (saved.ok) onSaved();
    else setProblem(`Not saved. ${problemWords(saved.error)}`);
  };

  const { length } = answer.draft.text;
  if (length > MAX_FLAG_TEXT)
    return (
      <div className="grid gap-3">
        <p role="alert">
          Texts of up to {MAX_FLAG_TEXT.toLocaleString("en")} characters can be flagged; this one has{" "}
          {length.toLocaleString("en")}.
        </p>
        <Button className="justify-self-end" onClick={onCancel}>
          Close
        </Button>
      </div>
    );
  return (
    <form
      ref={form}
      aria-label="Flag this verdict"
      className="grid gap-3"
      onSubmit={save}
      onKeyDown={(event) => {
        if (event.key === "Escape") onCancel();
      }}
    >
      <fieldset>
        <legend className="mb-1.5 text-[13px] text-muted">It should be</legend>
        <div className="flex flex-wrap gap-x-4">
          <Radio value="" isChosen>
            Not said
          </Radio>
          {labels.map((label) => (
            <Radio key={label} value={label}>
              <Sign of={label} className="size-3" /> {headingWords[label]}
            </Radio>
          ))}
        </div>
      </fieldset>
      <div>
        <label htmlFor={`${id}reason`} className="mb-1.5 block text-[13px] text-muted">
          What is wrong
        </label>
        <select id={`${id}reason`} name="reason" className={`${fieldLook} tap h-9 w-full px-2`}>
          {Object.entries(reasonWords).map(([key, words]) => (
            <option key={key} value={key}>
              {words}
            </option>
          ))}
        </select>
      </div>
      <div>
        <label htmlFor={`${id}comment`} className="mb-1.5 block text-[13px] text-muted">
          Comment, if you like
        </label>
        <textarea
          id={`${id}comment`}
          name="comment"
          rows={2}
          dir="auto"
          maxLength={MAX_FLAG_COMMENT}
          className={`${fieldLook} block w-full resize-y p-2.5`}
        />
      </div>
      <label className="tap flex min-h-9 cursor-pointer items-center gap-2.5 text-label">
        <input type="checkbox" required className="size-4 shrink-0" />
        Saves this text and the verdict on this server; whoever can open it can download them.
      </label>
      <p role="alert" className="text-danger empty:hidden">
        {problem}
      </p>
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" aria-disabled={saving}>
          {saving ? "Saving" : "Save"}
        </Button>
      </div>
    </form>
  );
}

function Radio({ value, isChosen, children }: { value: string; isChosen?: boolean; children: React.ReactNode }) {
  return (
    <label className="tap flex min-h-9 cursor-pointer items-center gap-2">
      <input type="radio" name="expected" value={value} defaultChecked={isChosen} />
      {children}
    </label>
  );
}
