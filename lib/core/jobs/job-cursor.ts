import { createPlaceCursor } from "../place-cursor";

/** A place in the results of a job. */
export const jobCursor = createPlaceCursor("i", 6);
