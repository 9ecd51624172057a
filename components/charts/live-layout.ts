/** Where the plot lies in its box, in pixels: the same for all live charts, so that one time stands in one place in all of them. */
export const liveMargin = { left: 46, right: 8, top: 8, bottom: 22 } as const;
