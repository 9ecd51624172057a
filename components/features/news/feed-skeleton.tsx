/** Rows of the size of stories; they show after a moment, for what takes long. */
export function FeedSkeleton() {
  return (
    <div role="status" className="rounded-block border border-line bg-block" data-testid="feed-skeleton">
      <span className="sr-only">Loading stories</span>
      {Array.from({ length: 8 }, (_, at) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike
          key={at}
          aria-hidden="true"
          className="flex h-38 flex-col justify-center gap-2 border-b border-line px-3 last:border-b-0 wide:h-21 wide:ps-[8.25rem]"
        >
          <span
            className="h-4 animate-[appear_0s_150ms_both] rounded-xs bg-raised"
            style={{ width: `${88 - 9 * (at % 4)}%` }}
          />
          <span className="h-3 w-2/5 animate-[appear_0s_150ms_both] rounded-xs bg-raised" />
        </div>
      ))}
    </div>
  );
}
