type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** Types of inputs that hold no text: a press on them is heard as a click. */
const PRESSED = new Set(["checkbox", "radio"]);
const NOT_TYPED = new Set(["button", "file", "hidden", "image", "reset", "submit"]);

/**
 * Fields that were filled in before React listened differ from what the server wrote, which is what React believes they hold: it
 * would write that over them. Each is set back and changed again, so that it hears.
 */
export function tellEarlyInput(within: ParentNode): void {
  for (const field of within.querySelectorAll<Field>("input, textarea, select")) {
    if (field instanceof HTMLSelectElement) tellChoice(field);
    else if (PRESSED.has(field.type)) tellPress(field as HTMLInputElement);
    else if (!NOT_TYPED.has(field.type)) tellText(field);
  }
}

function tellChoice(field: HTMLSelectElement): void {
  const written = [...field.options].findIndex((option) => option.defaultSelected);
  if (field.selectedIndex !== Math.max(0, written)) field.dispatchEvent(new Event("change", { bubbles: true }));
}

function tellPress(field: HTMLInputElement): void {
  if (field.checked === field.defaultChecked) return;
  // The radio that another one took the choice from: pressed, it would take it back.
  if (field.type === "radio" && !field.checked) return;
  field.checked = field.defaultChecked;
  field.click();
}

function tellText(field: HTMLInputElement | HTMLTextAreaElement): void {
  const typed = field.value;
  if (typed === field.defaultValue) return;
  const [start, end] = [field.selectionStart, field.selectionEnd];
  // React hears what is set on the element itself, and not what is set through its class.
  field.value = field.defaultValue;
  const owner = field instanceof HTMLInputElement ? HTMLInputElement : HTMLTextAreaElement;
  Object.getOwnPropertyDescriptor(owner.prototype, "value")?.set?.call(field, typed);
  field.dispatchEvent(new Event("input", { bubbles: true }));
  // React has written it once more by then, which moves the caret.
  if (start !== null && document.activeElement === field) queueMicrotask(() => field.setSelectionRange(start, end));
}
