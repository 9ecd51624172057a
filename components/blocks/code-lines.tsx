/** Code, as it is; what is wide or long scrolls in its own frame. */
export function CodeLines({ testId, children }: { testId: string; children: string }) {
  return (
    <pre
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      data-testid={testId}
      className="max-h-80 overflow-auto rounded-block bg-raised p-3 font-mono text-[13px]"
    >
      <code>{children}</code>
    </pre>
  );
}
