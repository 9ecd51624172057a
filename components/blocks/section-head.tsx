import type { ReactNode } from "react";

interface SectionHeadProps {
  readonly id: string;
  readonly title: string;
  readonly note?: string;
  readonly children?: ReactNode;
}

/** The heading of a part of the page, a few words beside it, and what can be done with it. */
export function SectionHead({ id, title, note, children }: SectionHeadProps) {
  return (
    <div className="mb-2.5 flex min-h-9 flex-wrap items-center gap-x-3 gap-y-1">
      <h2 id={id} className="text-base font-semibold">
        {title}
      </h2>
      {note === undefined ? null : <p className="text-[13px] text-muted">{note}</p>}
      {children === undefined ? null : <div className="ms-auto flex flex-wrap items-center gap-2">{children}</div>}
    </div>
  );
}
