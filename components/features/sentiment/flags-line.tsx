"use client";

import { useApi } from "@/components/providers";
import { useFlagging } from "./use-flagging";

/** What was flagged on this server, for whoever can open it. Its line stands before it is known whether it has any. */
export function FlagsLine() {
  const { path } = useApi().routes.flags;
  const isOn = useFlagging(true);
  return (
    <p className="min-h-5 text-[13px] text-label">
      {isOn ? (
        <>
          Flagged verdicts of this server:{" "}
          <a href={`${path}?format=csv`} download className="text-accent underline underline-offset-4">
            CSV
          </a>
          {" · "}
          <a href={`${path}?format=jsonl`} download className="text-accent underline underline-offset-4">
            JSON lines
          </a>
        </>
      ) : null}
    </p>
  );
}
