import { createPlaceCursor } from "../place-cursor";

/** A place among flags. */
export const flagCursor = createPlaceCursor("f", 9);
