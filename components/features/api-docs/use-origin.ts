"use client";

import { useSyncExternalStore } from "react";

const never = () => () => {};

/** Where this page was opened; on the server, where `npm start` serves it. */
export const useOrigin = (): string =>
  useSyncExternalStore(
    never,
    () => location.origin,
    () => "http://localhost:7860",
  );
