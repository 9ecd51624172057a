/** A text in which what stands between backticks is code. A short piece of it is never broken, as after the `?` of a query. */
export function WithCode({ text }: { text: string }) {
  return text.split("`").map((part, at) =>
    at % 2 === 0 ? (
      part
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts have no name of their own and never move
      <code key={at} className="font-mono text-[0.95em] whitespace-nowrap">
        {part}
      </code>
    ),
  );
}
