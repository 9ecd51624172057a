interface Press {
  readonly target: unknown;
  readonly currentTarget: { getBoundingClientRect(): Pick<DOMRect, "left" | "top" | "right" | "bottom"> };
  readonly clientX: number;
  readonly clientY: number;
}

/** Whether a press that a modal dialog hears was beside it: what lies around such a dialog counts as the dialog itself. */
export function isBeside({ target, currentTarget, clientX, clientY }: Press): boolean {
  // A button that is pressed by keyboard tells of no place.
  if (target !== currentTarget) return false;
  const { left, top, right, bottom } = currentTarget.getBoundingClientRect();
  return clientX < left || clientX >= right || clientY < top || clientY >= bottom;
}
