/** A type, in words. */
export function TypeChip({ type }: { type: string }) {
  return (
    <span className="rounded-block border border-accent-line bg-accent-soft px-1.5 text-xs text-label">{type}</span>
  );
}
