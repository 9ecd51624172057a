"use client";

import { useEffect } from "react";

/** In a frame: tells the page around it how high this one is. Shows nothing; by itself, it loads nothing either. */
export function FrameHeight() {
  useEffect(() => {
    if (window.parent === window) return;
    let isGone = false;
    let stop = (): void => {
      isGone = true;
    };
    // A frame that stays as high as it is still works.
    import("./tell-height")
      .then(({ tellHeight }) => {
        if (!isGone) stop = tellHeight(window);
      })
      .catch(() => {});
    return () => stop();
  }, []);
  return null;
}
