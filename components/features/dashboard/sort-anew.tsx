import type { RefObject } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { focusOn } from "./focus-on";

interface SortAnewProps {
  readonly isOld: boolean;
  readonly onSort: () => void;
  readonly what: string;
  /** What is put in order: it has the focus afterwards, for the button goes. */
  readonly part: RefObject<HTMLElement | null>;
}

/** Puts things in order again; it has its room where there is nothing to do. */
export const SortAnew = ({ isOld, onSort, what, part }: SortAnewProps) => (
  <Button
    onClick={() => {
      onSort();
      focusOn(part);
    }}
    className={cn(!isOld && "invisible")}
  >
    Sort {what} anew
  </Button>
);
