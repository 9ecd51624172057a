/**
 * React writes the text of a field anew when it takes it over, and the caret goes to its beginning. Gives how to put back what is marked
 * now, where the same text is still being edited by then.
 */
export function holdSelection(): () => void {
  const field = document.activeElement;
  if (!(field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement)) return () => {};
  const { value, selectionStart, selectionEnd } = field;
  return () => {
    if (selectionStart !== null && field === document.activeElement && field.value === value)
      field.setSelectionRange(selectionStart, selectionEnd);
  };
}
