import { X } from "lucide-react";
import type { CSSProperties, ReactNode } from "react";

interface DialogHeadProps {
  /** By which the dialog names its title. */
  readonly id: string;
  readonly title: string;
  readonly style?: CSSProperties;
  /** Below the title. */
  readonly children?: ReactNode;
}

/** Title and close button of a native dialog: as a form of its own, the button needs no script. */
export function DialogHead({ id, title, style, children }: DialogHeadProps) {
  return (
    <form
      method="dialog"
      style={style}
      className="flex items-center justify-between border-b border-line bg-inherit py-2 ps-4 pe-2"
    >
      <div className="min-w-0">
        <h2 id={id} className="text-base font-semibold">
          {title}
        </h2>
        {children}
      </div>
      <button
        aria-label="Close"
        type="submit"
        className="tap grid size-9 place-items-center rounded-button text-label hover:bg-raised"
      >
        <X aria-hidden className="size-4" />
      </button>
    </form>
  );
}
