"use client";

import { type FormEvent, type MouseEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Check } from "@/components/ui/check";
import type { DescribedFunction } from "@/lib/core/snippets/described-function";
import { isOwn } from "@/lib/core/snippets/example-input";
import type { Language } from "@/lib/core/snippets/write-snippet";
import { Answer } from "./answer";
import { type FormValues, toFormInput, valuesOf } from "./form-values";
import { ParameterForm } from "./parameter-form";
import { Part } from "./part";
import { Snippets } from "./snippets";
import { toCall } from "./to-call";
import { useKept } from "./use-kept";
import { useTry } from "./use-try";

interface TryItProps {
  readonly described: DescribedFunction;
  readonly origin: string;
  readonly language: Language;
  readonly onLanguage: (language: Language) => void;
  /** A call came to its end. */
  readonly onRun: () => void;
}

/** Parameters as a form, the call that it stands for as code, and what came back. */
export function TryIt({ described, origin, language, onLanguage, onRun }: TryItProps) {
  const { name, parameters, examples, streams, deadlineS, lasting, writes } = described;
  const [values, setValues] = useKept(`values of ${name}`, () => valuesOf(parameters, examples[0]));
  const [streamed, setStreamed] = useKept(`stream of ${name}`, () => false);
  const [pressed, setPressed] = useState(false);
  const { state, run, cancel } = useTry(deadlineS, lasting, onRun);
  const { input, problems } = toFormInput(parameters, values);
  const call = toCall(described, origin, input, streamed);
  const [faulty] = Object.keys(problems);
  const running = state.phase === "running";
  // One that fills nothing would be a button that does nothing.
  const filling = examples.filter((example) => Object.keys(valuesOf(parameters, example)).length > 0);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setPressed(true);
    // Where this page was opened is not known before it has been drawn once.
    if (faulty === undefined) void run({ ...call, origin: location.origin });
    else event.currentTarget.querySelector<HTMLElement>(`[aria-label="${CSS.escape(faulty)}"]`)?.focus();
  };
  const callOff = (event: MouseEvent<HTMLButtonElement>) => {
    cancel();
    // The button goes; the keyboard stays beside it.
    event.currentTarget.form?.querySelector<HTMLElement>('[type="submit"]')?.focus();
  };
  return (
    <form aria-label={`Try ${name}`} onSubmit={submit}>
      <Part title="Parameters">
        {filling.length > 0 ? (
          <p className="mb-2 flex flex-wrap items-center gap-1.5 text-xs text-muted">
            Examples
            {filling.map((example) => (
              <Button
                key={example.title}
                onClick={() =>
                  setValues((before) => ({ ...ownOf(parameters, before), ...valuesOf(parameters, example) }))
                }
              >
                {example.title}
              </Button>
            ))}
          </p>
        ) : null}
        <ParameterForm
          described={described}
          values={values}
          problems={pressed ? problems : onlyTyped(problems, values)}
          onChange={(field, value) => setValues((before) => withValue(before, field, value))}
        />
        <div className="mt-3 flex flex-wrap items-center gap-2">
          {streams === "asked" ? (
            <Check label="As a stream of events" checked={streamed} onChange={(on) => setStreamed(() => on)} />
          ) : null}
          {writes === "nothing" ? null : <p className="text-[13px] text-label">{writeWords[writes]}</p>}
          <span className="ms-auto flex items-center gap-2">
            {running ? <Button onClick={callOff}>Cancel</Button> : null}
            <Button look="primary" type="submit">
              Run
            </Button>
          </span>
        </div>
      </Part>
      {state.phase === "idle" ? null : (
        <Part title="Answer">
          <Answer of={name} state={state} />
        </Part>
      )}
      <Part title="The same call as code">
        <Snippets call={call} language={language} onLanguage={onLanguage} />
      </Part>
    </form>
  );
}

const writeWords = { adds: "Run saves something on this server.", ends: "Run ends something on this server." };

/** The ids that were typed: no example knows better. */
const ownOf = (parameters: DescribedFunction["parameters"], values: FormValues): FormValues =>
  Object.fromEntries(
    Object.entries(values).filter(([name]) => parameters.some((each) => each.name === name && isOwn(each))),
  );

/** A field that nobody has touched yet is not at fault. */
const onlyTyped = <Value,>(problems: Readonly<Record<string, Value>>, values: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(problems).filter(([field]) => values[field] !== undefined));

function withValue(values: Readonly<Record<string, string>>, field: string, value: string | undefined) {
  const { [field]: _before, ...others } = values;
  return value === undefined ? others : { ...others, [field]: value };
}
