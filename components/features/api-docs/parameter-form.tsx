"use client";

import type { DescribedFunction, DescribedParameter } from "@/lib/core/snippets/described-function";
import type { FormInput, FormValues } from "./form-values";
import { ParameterField } from "./parameter-field";
import { TypeChip } from "./type-chip";
import { WithCode } from "./with-code";

interface ParameterFormProps {
  readonly described: DescribedFunction;
  readonly values: FormValues;
  readonly problems: FormInput["problems"];
  readonly onChange: (name: string, value: string | undefined) => void;
}

/** One row per parameter: what it means, and where it is filled in; on a phone both stand under each other. */
export function ParameterForm({ described, values, problems, onChange }: ParameterFormProps) {
  const { name: of, parameters, examples } = described;
  if (parameters.length === 0) return <p className="text-label">None: it is called as it is.</p>;
  return (
    <ul>
      {parameters.map((parameter) => {
        const { name, type, limits, description } = parameter;
        const id = `${of}-${name}`;
        const problem = problems[name];
        const example = examples[0]?.input[name];
        return (
          <li
            key={name}
            className="grid gap-x-5 gap-y-1 border-t border-line py-2 first:border-t-0 wide:grid-cols-[13rem_minmax(0,1fr)]"
          >
            <div>
              <span className="font-mono text-[13px]">{name}</span> <TypeChip type={type} />
              <span className="block text-xs text-muted">{needWords(parameter)}</span>
            </div>
            <div className="grid min-w-0 gap-1">
              <p id={id} className="text-[13px] text-label">
                <WithCode text={description} />
                {limits.length > 0 ? <span className="block text-xs text-muted">{limits.join(" · ")}</span> : null}
                {problem === undefined ? null : (
                  <span className="block text-xs text-danger">
                    {name} {problem}.
                  </span>
                )}
              </p>
              <ParameterField
                parameter={parameter}
                value={values[name]}
                placeholder={placeholderOf(parameter, example)}
                describedBy={id}
                problem={problem}
                onChange={(value) => onChange(name, value)}
              />
            </div>
          </li>
        );
      })}
    </ul>
  );
}

const needWords = ({ required, defaultValue }: DescribedParameter): string =>
  required ? "Required" : defaultValue === null ? "Optional" : `Default: ${defaultValue}`;

function placeholderOf({ defaultValue, inPath }: DescribedParameter, example: unknown): string {
  if (inPath && typeof example === "string") return `as ${example}`;
  return defaultValue === null ? "left out" : `${defaultValue} (default)`;
}
