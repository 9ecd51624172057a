import { Block, BlockTitle } from "@/components/blocks/block";
import type { DescribedFunction } from "./described-function";
import { MethodChip } from "./method-chip";
import { ParameterTable } from "./parameter-table";
import { Snippet } from "./snippet";
import { WithCode } from "./with-code";

const count = new Intl.NumberFormat("en");

export function FunctionCard({ described }: { described: DescribedFunction }) {
  const { name, title, description, method, path, parameters, examples } = described;
  return (
    <section aria-labelledby={name} className="min-w-0 scroll-mt-4">
      <Block>
        <div className="px-5 pt-4 pb-3.5">
          <h2 id={name} className="scroll-mt-4 text-lg leading-snug font-semibold">
            {title}
          </h2>
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
        </div>
        <div className="border-t border-line px-5 py-3.5">
          <BlockTitle className="mb-1">Parameters</BlockTitle>
          {parameters.length > 0 ? (
            <ParameterTable of={title} parameters={parameters} />
          ) : (
            <p className="text-label">None.</p>
          )}
        </div>
        <div className="grid gap-4 border-t border-line px-5 py-3.5">
          {examples.map((example) => (
            <Snippet
              key={example.title}
              title={example.title}
              of={name}
              method={method}
              path={path}
              input={example.input}
            />
          ))}
        </div>
      </Block>
    </section>
  );
}

function limitsOf({ bodyLimit, deadlineS, streams }: DescribedFunction): string {
  const parts = [streams === "always" ? "answers with events" : `answers within ${count.format(deadlineS)} s`];
  if (bodyLimit !== null) parts.push(`body up to ${count.format(Math.round(bodyLimit / 1024))} KiB`);
  if (streams === "asked") parts.push("`?stream=1` sends results as they come");
  return parts.join(" · ");
}
