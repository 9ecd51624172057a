"use client";

import dynamic from "next/dynamic";

/** For the sheet that any page may open: fetched when it does. */
export const SheetRecorder = dynamic(() => import("./recorder-panel").then((file) => file.RecorderPanel), {
  ssr: false,
});
