"use client";

import { Block } from "@/components/blocks/block";
import { CopyButton } from "@/components/blocks/copy-button";
import type { DescribedApi, DescribedFunction } from "@/lib/core/snippets/described-function";
import { toMarkdown } from "@/lib/core/snippets/to-markdown";
import type { Language } from "@/lib/core/snippets/write-snippet";
import { MethodChip } from "./method-chip";
import { Part } from "./part";
import { Returns } from "./returns";
import { TryIt } from "./try-it";
import { WithCode } from "./with-code";

interface FunctionCardProps {
  readonly described: DescribedFunction;
  readonly types: DescribedApi["types"];
  readonly origin: string;
  readonly language: Language;
  readonly onLanguage: (language: Language) => void;
  /** How it did of late; null until that is known. */
  readonly figures: string | null;
  /** A call of it came to its end. */
  readonly onRun: () => void;
}

const count = new Intl.NumberFormat("en");

export function FunctionCard({ described, types, origin, language, onLanguage, figures, onRun }: FunctionCardProps) {
  const { name, title, description, method, path, returns } = described;
  return (
    <section aria-labelledby={name} className="min-w-0">
      <Block>
        <div className="px-5 pt-4 pb-3.5">
          <div className="flex flex-wrap items-center gap-2">
            <h2 id={name} className="me-auto text-lg leading-snug font-semibold">
              {title}
            </h2>
            <CopyButton
              label="Copy as Markdown"
              what={`as Markdown: ${name}`}
              text={() => toMarkdown(described, types, origin)}
            />
          </div>
          <p className="mt-1 flex flex-wrap items-center gap-2 font-mono text-[13px]">
            <MethodChip method={method} />
            <span className="wrap-anywhere text-accent">{path}</span>
          </p>
          <p className="mt-2 max-w-[72ch] text-label">
            <WithCode text={description} />
          </p>
          <p className="mt-1 text-[13px] text-muted">
            <WithCode text={limitsOf(described)} />
          </p>
          {/* Its line is kept free until it is known. */}
          <p data-testid="figures" className="min-h-5 text-[13px] text-muted">
            {figures}
          </p>
        </div>
        <TryIt described={described} origin={origin} language={language} onLanguage={onLanguage} onRun={onRun} />
        <Part title="Returns">
          <Returns fields={returns} types={types} />
        </Part>
      </Block>
    </section>
  );
}

function limitsOf({ name, bodyLimit, deadlineS, streams, lasting }: DescribedFunction): string {
  const parts = streams === "always" ? ["answers with events"] : [];
  if (!lasting) parts.push(`answers within ${count.format(deadlineS)} s`);
  if (bodyLimit !== null) parts.push(`body up to ${count.format(Math.round(bodyLimit / 1024))} KiB`);
  if (streams === "asked") parts.push("`?stream=1` sends results as they come");
  if (lasting) parts.push("a stream lasts until it ends or you leave");
  return [...parts, `\`/${name}\` for Gradio's clients, \`${name}\` for MCP`].join(" · ");
}
