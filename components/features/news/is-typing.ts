/** Whether keys go into a field, or to a dialog, a note or a list that is open: then they are no commands. */
export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  (target.closest("input, textarea, select, [contenteditable=true], dialog, [role=listbox], [role=application]") !==
    null ||
    document.querySelector("dialog[open], :popover-open") !== null);
