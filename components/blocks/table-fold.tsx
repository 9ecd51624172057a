import type { ReactNode, Ref } from "react";

interface TableFoldProps {
  /** What presses it, where the focus is sent to it. */
  readonly ref?: Ref<HTMLElement>;
  readonly className: string;
  readonly onOpen?: (isOpen: boolean) => void;
  readonly children: ReactNode;
}

/** The numbers of a chart, folded away below it. */
export function TableFold({ ref, className, onOpen, children }: TableFoldProps) {
  return (
    <details className={className} onToggle={onOpen && ((event) => onOpen(event.currentTarget.open))}>
      <summary
        ref={ref}
        className="tap w-fit content-center text-label underline decoration-line underline-offset-4 hover:text-text"
      >
        As a table
      </summary>
      {children}
    </details>
  );
}
