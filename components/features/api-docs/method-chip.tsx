import type { Method } from "@/lib/contracts/define-function";

/** A method, of one width so that a list of them lines up. */
export function MethodChip({ method }: { method: Method }) {
  return (
    <span className="inline-block w-13 shrink-0 rounded-block border border-line bg-fill text-center font-mono text-[11px] leading-5 text-label">
      {method}
    </span>
  );
}
