import { BlockTitle } from "@/components/blocks/block";
import { Sign } from "@/components/ui/sign";
import { examples } from "./examples";

export type Example = (typeof examples)[number];

/** Sentences that run on a click. */
export function ExampleList({ onRun }: { onRun: (example: Example) => void }) {
  return (
    <section aria-label="Examples" data-print="hide">
      <BlockTitle className="mb-2">Examples</BlockTitle>
      <ul className="grid gap-1.5">
        {examples.map((example) => (
          <li key={example.text}>
            <button
              type="button"
              onClick={() => onRun(example)}
              className="tap flex w-full items-baseline gap-2.5 rounded-button border border-line bg-block px-3 py-2 text-start hover:border-accent-line hover:bg-accent-soft"
            >
              <Sign of={example.sign} className="size-3" />
              <span className="sr-only">{example.sign}: </span>
              {example.text}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
