import type { ReactNode } from "react";

export interface Fact {
  readonly name: string;
  readonly value: ReactNode;
  readonly note: ReactNode;
}

/** What is asked first of a model, each with one number. */
export function FactRow({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-block border border-line bg-line wide:grid-cols-6">
      {facts.map(({ name, value, note }) => (
        <div key={name} className="bg-block px-3 py-3 wide:px-4">
          <dt className="text-[13px] text-muted">{name}</dt>
          <dd>
            <span className="block text-lg leading-snug font-semibold">{value}</span>
            <span className="block text-[13px] text-label">{note}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
