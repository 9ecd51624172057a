/** Of the size of the chart; it shows after a moment, for what takes long. */
export function ChartSkeleton() {
  return (
    <div role="status" className="flex size-full items-end gap-1.5 px-3 pb-10" data-testid="chart-skeleton">
      <span className="sr-only">Loading prices</span>
      {Array.from({ length: 36 }, (_, at) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike
          key={at}
          aria-hidden="true"
          className="flex-1 animate-[appear_0s_150ms_both] rounded-xs bg-raised"
          style={{ height: `${38 + 22 * Math.sin(at / 4) + 9 * Math.sin(at * 1.7)}%` }}
        />
      ))}
    </div>
  );
}
