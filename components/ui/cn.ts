/** Joins class names; the last step of every component, so that callers can add. */
export { clsx as cn } from "clsx";
